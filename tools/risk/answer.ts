import { type Block, type Inline, note, text, warning } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { sayCall } from '../../core/understand.ts'
import { formatInteger, formatPercent, UNKNOWN } from '../format.ts'
import { market } from './answer-market.ts'
import { powers } from './answer-powers.ts'
import { explanation } from './explain.ts'
import type { RiskResult } from './run.ts'
import { capital, card, reasonWords, say, shown, spanWords } from './sentences.ts'
import { BECAUSE, LEVELS, UNCHECKED } from './words.ts'

const MOST_REASONS = 6
const MOST_TRADES = 12
/** Two sales so few seconds apart stand in neighbouring blocks. */
const NEXT_S = 60

/** The card: verdict with its evidence, what a trade did, then powers, then trades and market, then what was not checked. */
export function answer(result: RiskResult, locale: string): Block[] {
  return [
    ...verdict(result, locale),
    ...explanation(result.explained),
    ...selling(result, locale),
    ...powers(result, locale),
    ...trades(result, locale),
    ...market(result, locale),
    ...rest(result, locale),
  ]
}

function verdict(result: RiskResult, locale: string): Block[] {
  const { level, reasons, records, report } = result
  const plain = (name: string): Inline => shown(records, name, (value) => value)
  const named = { symbol: plain('symbol'), name: plain('name'), chain: report.chain, address: plain('address') }
  const head = card('head', locale, { level: inLocale(LEVELS[level], locale), ...named })
  const marked = result.explained !== undefined
  const lines = reasons.slice(0, MOST_REASONS).map((reason, index): Block => {
    const end = locale.startsWith('zh') ? '。' : '.'
    const parts: Inline[] = [marked ? `[F${index + 1}] ` : '• ', ...capital(reasonWords(reason, records, locale), locale), end]
    return reason.level === 'danger' ? warning(...parts) : text(...parts)
  })
  return [level === 'danger' ? warning(...head) : text(...head), ...lines]
}

/** Whether it can be sold and what that costs, in words; what fails stands among the reasons. */
function selling({ report, records }: RiskResult, locale: string): Block[] {
  const trial = report.trials[0]?.trial
  if (!trial?.buy.ok || !trial.sell.ok) return []
  const stuck = trial.later.some(({ sell }) => !sell.ok)
  const span = shown(records, 'latest sale', (seconds) => spanWords(Number(seconds), locale))
  const sold = stuck ? [] : card(trial.later.length > 0 ? 'sellable' : 'sellable_at_once', locale, { span })
  const lost = (row: number): Inline => ({
    figure: formatPercent(Number(records.tradeRows[row]?.[3] ?? 0), locale),
    ref: { record: records.trades, row, column: 3 },
  })
  // Rows of the first pool: buy, send, sell.
  const known = [0, 1, 2].every((row) => typeof records.tradeRows[row]?.[3] === 'number')
  const costs = known ? card('costs', locale, { buy: lost(0), send: lost(1), sell: lost(2) }) : []
  return [sold, costs].filter((parts) => parts.length > 0).map((parts) => text(...parts))
}

function trades({ records, report }: RiskResult, locale: string): Block[] {
  if (records.tradeRows.length === 0) return []
  const pools = new Map(
    report.pools.map((pool) => [pool.address as string, `${pool.project} v${pool.version} ${pool.address.slice(0, 8)}…`]),
  )
  const secondsOf = (key: unknown): number => Number(String(key).split(' ')[1] ?? 0)
  const step = (key: string, before: unknown): string => {
    const seconds = secondsOf(key)
    if (seconds === 0) return say(key as 'buy', locale)
    const next = seconds - secondsOf(before) <= NEXT_S
    return card(next ? 'next_block' : 'later', locale, { span: spanWords(seconds, locale) }).join('')
  }
  const rows = records.tradeRows
    .slice(0, MOST_TRADES)
    .map(([pool, kind, works, lost, gas], index) => [
      ...[
        pools.get(String(pool)) ?? String(pool),
        step(String(kind), records.tradeRows[index - 1]?.[1]),
        say(works ? 'yes' : 'no', locale),
      ],
      ...[lost === null ? UNKNOWN : formatPercent(Number(lost), locale), gas === null ? UNKNOWN : formatInteger(Number(gas), locale)],
    ])
  const columns = (['pool', 'step', 'works', 'lost', 'gas'] as const).map((key, index) => ({
    title: say(key, locale),
    align: index < 3 ? ('left' as const) : ('right' as const),
  }))
  const more = records.tradeRows.length > MOST_TRADES ? { total: records.tradeRows.length } : {}
  return [{ kind: 'table', title: say('trades', locale), record: records.trades, columns, rows, ...more }]
}

function rest({ report, records }: RiskResult, locale: string): Block[] {
  const list = report.unchecked.map(({ what, because }) =>
    card('because', locale, { what: inLocale(UNCHECKED[what], locale), why: inLocale(BECAUSE[because], locale) }).join(''),
  )
  const { address, symbol } = report.identity
  const count = (name: string): Inline => shown(records, name, (value) => formatInteger(value, locale))
  const answered = { all: count('questions'), answered: count('questions answered'), block: shown(records, 'block', (value) => value) }
  const button = (key: 'audit' | 'token' | 'swap', call: string) => ({ label: card(key, locale).join(''), say: call })
  const sold = report.trials[0]?.trial.sell.ok === true && symbol !== ''
  return [
    ...(list.length > 0 ? [note(...card('unchecked', locale, { list: list.join(locale.startsWith('zh') ? '；' : '; ') }))] : []),
    note(...card('questions', locale, answered), locale.startsWith('zh') ? '' : ' ', say('advice', locale)),
    {
      kind: 'buttons',
      items: [
        button('audit', `audit ${address}`),
        button('token', `token info ${address}`),
        ...(sold ? [button('swap', sayCall('price', { token: address }))] : []),
      ],
    },
  ]
}
