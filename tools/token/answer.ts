import { type Block, figure, type Inline, note, text } from '../../core/answer.ts'
import { m, type Title } from '../../core/title.ts'
import { say } from '../ask/messages.ts'
import { formatDecimal, formatInteger, formatNumber, formatPercent, formatTime, formatUsd } from '../format.ts'
import type { Found } from './market.ts'
import type { Fact, TokenResult } from './run.ts'

const WORDS = {
  supply: m('Total supply', 'Suministro total', '总供应量'),
  supply_unknown: m('not given by the contract', 'el contrato no lo da', '合约未提供'),
  decimals: m('Decimals', 'Decimales', '小数位'),
  price: m('Price', 'Precio', '价格'),
  no_price: m(
    'not known: no pool with a stablecoin prices it',
    'desconocido: ningún pool con stablecoin le da precio',
    '未知：没有稳定币池给出价格',
  ),
  volume: m('Volume of 24 hours', 'Volumen de 24 horas', '24小时交易量'),
  trades: m('trades', 'intercambios', '笔交易'),
  holders: m('Holders', 'Titulares', '持有人'),
  largest: m('the largest has', 'el mayor tiene', '最大持有人占'),
  ten: m('the ten largest have', 'los diez mayores tienen', '前十大占'),
  pools: m('Pools', 'Pools', '流动性池'),
  no_pools: m('No pool of this token is indexed.', 'No hay ningún pool indexado de este token.', '没有该代币的已索引池。'),
  on: m('a token on', 'un token en', '代币，所在链：'),
  read: m('Read from the chain at block', 'Leído de la cadena en el bloque', '链上读取区块'),
  indexed: m('market figures from the index up to block', 'datos de mercado del índice hasta el bloque', '市场数据来自索引，截至区块'),
  strangers: m(
    'Name and symbol are set by whoever made the token; they prove nothing.',
    'El nombre y el símbolo los pone quien creó el token; no prueban nada.',
    '名称和符号由代币创建者设定，不能作为真伪依据。',
  ),
  price_note: m(
    'The price comes from the chain’s own stablecoin pools.',
    'El precio viene de los pools de stablecoins de la propia cadena.',
    '价格来自链上的稳定币池。',
  ),
} as const

const COLUMNS = [
  m('pool', 'pool', '流动性池'),
  m('pair', 'par', '交易对'),
  m('DEX', 'DEX', 'DEX'),
  m('reserve', 'reserva', '储备'),
  m('other reserve', 'otra reserva', '另一储备'),
  m('liquidity', 'liquidez', '流动性'),
]

const bound = (fact: Fact, words = String(fact.value)): Inline => figure(words, fact.id)
const cell = (found: Found, row: number, column: number, words: string): Inline => figure(words, found.record, row, column)

/** One line "label: value." */
const line = (label: Title, locale: string, ...value: Inline[]): Block => text(`${say(label, locale)}: `, ...value, '.')

function holdersLine({ market }: TokenResult, locale: string): Block[] {
  const [count, largest, ten] = market.holders.rows[0] ?? []
  if (!count) return []
  return [
    line(
      WORDS.holders,
      locale,
      cell(market.holders, 0, 0, formatInteger(Number(count), locale)),
      `; ${say(WORDS.largest, locale)} `,
      cell(market.holders, 0, 1, formatPercent(Number(largest), locale)),
      `, ${say(WORDS.ten, locale)} `,
      cell(market.holders, 0, 2, formatPercent(Number(ten), locale)),
    ),
  ]
}

function marketLines(result: TokenResult, locale: string): Block[] {
  const { price, day } = result.market
  const [value, at] = price.rows[0] ?? []
  const [volume, trades] = day.rows[0] ?? [0, 0]
  const priced: Inline[] =
    typeof value === 'number'
      ? [cell(price, 0, 0, formatUsd(value, locale)), ' (', cell(price, 0, 1, formatTime(Number(at))), ')']
      : [say(WORDS.no_price, locale)]
  return [
    line(WORDS.price, locale, ...priced),
    line(
      WORDS.volume,
      locale,
      cell(day, 0, 0, formatUsd(Number(volume), locale)),
      ' (',
      cell(day, 0, 1, formatInteger(Number(trades), locale)),
      ` ${say(WORDS.trades, locale)})`,
    ),
    ...holdersLine(result, locale),
  ]
}

function pools({ market }: TokenResult, locale: string): Block[] {
  if (market.pools.rows.length === 0) return [text(say(WORDS.no_pools, locale))]
  const rows = market.pools.rows.map((row) =>
    row.map((value, column) =>
      column < 3
        ? String(value ?? '')
        : column === 5
          ? formatUsd(value as number | null, locale)
          : formatNumber(value as number | null, locale),
    ),
  )
  return [
    {
      kind: 'table',
      title: say(WORDS.pools, locale),
      record: market.pools.record,
      columns: COLUMNS.map((title, index) => ({ title: say(title, locale), align: index < 3 ? 'left' : 'right' })),
      rows,
    },
  ]
}

function buttons(symbol: string): Block {
  const items = [
    { label: 'Price', say: `price of ${symbol}` },
    { label: 'Holders', say: `who are the biggest holders of ${symbol}` },
    { label: 'Daily volume', say: `daily volume of ${symbol} as a chart` },
  ]
  return { kind: 'buttons', items }
}

/** The description of a token; strangers' text is shown as data. */
export function answer(result: TokenResult, locale: string): Block[] {
  const { name, symbol, chain, address, market, block } = result
  const supply: Inline = result.supply
    ? bound(result.supply, `${formatDecimal(String(result.supply.value), locale, 18)} ${symbol.value}`)
    : say(WORDS.supply_unknown, locale)
  const [last] = market.index.rows[0] ?? []
  const indexed: Inline[] = last === undefined ? [] : [`; ${say(WORDS.indexed, locale)} `, cell(market.index, 0, 0, String(last))]
  return [
    text(bound(symbol), ' (', bound(name), `): ${say(WORDS.on, locale)} ${chain}, `, bound(address), '.'),
    ...marketLines(result, locale),
    line(WORDS.supply, locale, supply),
    line(WORDS.decimals, locale, bound(result.decimals)),
    ...pools(result, locale),
    note(say(WORDS.price_note, locale)),
    note(say(WORDS.strangers, locale)),
    note(`${say(WORDS.read, locale)} `, bound(block), ...indexed, '.'),
    buttons(String(address.value)),
  ]
}
