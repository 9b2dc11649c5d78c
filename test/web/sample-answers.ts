import { type Answer, figure, note, text, warning } from '../../core/answer.ts'
import { createLedger } from '../../core/ledger.ts'

/** Answers as tools make them, with real records behind every figure; strangers' names are as hostile as they get. */

export const AT = Date.UTC(2026, 2, 14, 15, 9, 26)
const DAY = 86_400_000
export const HOSTILE = '<img src=x onerror=alert(1)> [x](javascript:alert(1)) **b**'

const usd = (value: number) => `$${value.toLocaleString('en', { maximumFractionDigits: 0 })}`

/** Volume by token: sentence, table, SQL, sources and buttons. */
export function volumeAnswer(id: string): Answer {
  const ledger = createLedger(() => AT)
  const sql = `select token_bought_symbol as token, sum(amount_usd) as volume_usd, count(*) as trades\nfrom dex.trades\nwhere block_time >= timestamp '2026-03-07 15:09:00'\ngroup by 1 order by 2 desc limit 5`
  const rows = [
    ['WETH', 4_812_033.17, 812],
    ['USDC', 3_977_410.02, 790],
    ['WBTC', 1_204_551.9, 233],
    ['PEPE', 210_020.44, 402],
    [HOSTILE, 91_004.5, 77],
  ]
  const table = ledger.table({
    name: 'volume by token, last 7 days',
    columns: [
      { name: 'token', unit: '', type: 'text' },
      { name: 'volume_usd', unit: 'USD', type: 'number' },
      { name: 'trades', unit: '', type: 'integer' },
    ],
    rows,
    source: sql,
    chain: 31337,
    block: 20_412,
  })
  const total = ledger.measured({
    name: 'volume of all tokens',
    value: 11_203_441.8,
    unit: 'USD',
    source: sql,
    chain: 31337,
    block: 20_412,
  })
  const days = ledger.user({ name: 'days asked for', value: 7, unit: 'day', words: 'this week' })
  const share = ledger.derived({ name: "WETH's share", formula: 'share_pct', inputs: [`${table.id}:0:1`, total.id], unit: '%' })
  return {
    id,
    rung: 'reader',
    tool: 'ask',
    input: { metric: 'volume' },
    locale: 'en',
    blocks: [
      text(
        'Over the last ',
        figure('7', days.id),
        ' days ',
        'WETH led with ',
        figure(usd(4_812_033.17), table.id, 0, 1),
        ', which is ',
        figure(`${Number(share.value).toFixed(1)} %`, share.id),
        ' of all volume.',
      ),
      {
        kind: 'table',
        title: 'Volume by token, last 7 days',
        record: table.id,
        columns: [
          { title: 'Token', align: 'left' },
          { title: 'Volume', align: 'right' },
          { title: 'Trades', align: 'right' },
        ],
        rows: rows.map(([token, volume, trades]) => [String(token), usd(Number(volume)), String(trades)]),
        total: 9,
      },
      note('Counted by the token that was bought.'),
      { kind: 'code', language: 'sql', title: 'The query', text: sql },
      { kind: 'sources', items: [{ text: 'dex.trades on the demo chain, blocks 1 to 20,412', ref: { record: table.id } }] },
      {
        kind: 'buttons',
        items: [
          { label: 'And last week?', say: 'and last week?' },
          { label: 'As a chart', say: 'daily volume of WETH as a chart' },
        ],
      },
    ],
    records: ledger.all(),
    at: AT,
  }
}

/** A large figure, a chart over days and a warning. */
export function chartAnswer(id: string): Answer {
  const ledger = createLedger(() => AT)
  const values = [610_233, 702_114, 655_900, 731_022, 540_318, 802_977, 769_466]
  const table = ledger.table({
    name: 'daily volume of WETH',
    columns: [
      { name: 'day', unit: '', type: 'time' },
      { name: 'volume_usd', unit: 'USD', type: 'number' },
    ],
    rows: values.map((value, index) => [Date.UTC(2026, 2, 8 + index), value]),
    source: 'select block_date, sum(amount_usd) from dex.trades group by 1 order by 1',
    chain: 31337,
    block: 20_412,
  })
  const price = ledger.measured({
    name: 'price of WETH',
    value: 3012.44,
    unit: 'USD',
    source: 'slot0() of 0x8ad5…5e18',
    chain: 31337,
    block: 20_412,
  })
  return {
    id,
    rung: 'reader',
    tool: 'ask',
    locale: 'en',
    blocks: [
      { kind: 'figure', label: 'Price of WETH', figure: '$3,012.44', ref: { record: price.id } },
      {
        kind: 'chart',
        title: 'Daily volume of WETH',
        shape: 'area',
        record: table.id,
        x: 0,
        y: [1],
        unit: 'USD',
        alt: 'The volume stays between half a million and 803 thousand dollars a day.',
      },
      warning('The last day is not over: it counts ', figure('15', price.id), ' hours.'),
    ],
    records: ledger.all(),
    at: AT - DAY,
  }
}
