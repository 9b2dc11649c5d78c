import { type Block, figure, note, type TableBlock, text } from '../../core/answer.ts'
import { inLocale, m } from '../../core/title.ts'
import { sayCall } from '../../core/understand.ts'
import { formatDecimal, formatNumber, formatPercent, formatTime, formatUsd } from '../format.ts'
import type { PriceResult } from './run.ts'

const WORDS = {
  price: m(
    'One {token} sells for {sell} and costs {buy}, fees paid, before any trade moves the price.',
    'Un {token} se vende a {sell} y cuesta {buy}, con comisiones, antes de que una operación mueva el precio.',
    '1 {token} 卖出得 {sell}，买入需 {buy}（含手续费，未计价格影响）。',
    {
      ru: 'Один {token} продаётся за {sell} и стоит {buy}, с комиссиями, пока сделка не сдвинула цену.',
      tr: 'Bir {token} {sell} karşılığında satılır, {buy} tutar; ücretler dahil, işlem fiyatı oynatmadan önce.',
      vi: 'Một {token} bán được {sell} và mua hết {buy}, gồm phí, trước khi giao dịch làm giá đổi.',
    },
  ),
  spread: m('The spread is {spread}.', 'El diferencial es {spread}.', '价差 {spread}。', {
    ru: 'Спред {spread}.',
    tr: 'Makas {spread}.',
    vi: 'Chênh lệch {spread}.',
  }),
  depth: m('Depth of {token} in {quoted}', 'Profundidad de {token} en {quoted}', '{token} 对 {quoted} 的深度', {
    ru: 'Глубина {token} в {quoted}',
    tr: '{token} derinliği ({quoted})',
    vi: 'Độ sâu {token} theo {quoted}',
  }),
  shallow: m(
    'The pools cannot carry any of the usual sizes.',
    'Los pools no pueden con ninguno de los tamaños habituales.',
    '这些池无法承载常见规模。',
    {
      ru: 'Пулы не выдержат ни одного из обычных размеров.',
      tr: 'Havuzlar olağan büyüklükleri taşıyamaz.',
      vi: 'Các pool không chịu được các mức thường.',
    },
  ),
  side: m('side', 'lado', '方向', { ru: 'сторона', tr: 'yön', vi: 'chiều' }),
  sell: m('sell', 'vender', '卖', { ru: 'продажа', tr: 'sat', vi: 'bán' }),
  buy: m('buy', 'comprar', '买', { ru: 'покупка', tr: 'al', vi: 'mua' }),
  size: m('size', 'tamaño', '规模', { ru: 'размер', tr: 'büyüklük', vi: 'quy mô' }),
  paid: m('paid', 'pagado', '支付', { ru: 'оплачено', tr: 'ödenen', vi: 'trả' }),
  received: m('received', 'recibido', '收到', { ru: 'получено', tr: 'alınan', vi: 'nhận' }),
  rate: m('price', 'precio', '价格', { ru: 'цена', tr: 'fiyat', vi: 'giá' }),
  impact: m('impact', 'impacto', '影响', { ru: 'влияние', tr: 'etki', vi: 'ảnh hưởng' }),
  pools: m('Pools of {token}', 'Pools de {token}', '{token} 的池', { ru: 'Пулы {token}', tr: '{token} havuzları', vi: 'Pool của {token}' }),
  none: m('No pool of it is known on {chain}.', 'No se conoce ningún pool suyo en {chain}.', '{chain} 上没有已知的池。', {
    ru: 'В {chain} пулы неизвестны.',
    tr: '{chain} üzerinde bilinen havuzu yok.',
    vi: 'Không biết pool nào trên {chain}.',
  }),
  exchange: m('exchange', 'mercado', '交易所', { ru: 'биржа', tr: 'borsa', vi: 'sàn' }),
  pair: m('pair', 'par', '交易对', { ru: 'пара', tr: 'çift', vi: 'cặp' }),
  fee: m('fee', 'comisión', '费率', { ru: 'комиссия', tr: 'ücret', vi: 'phí' }),
  first: m('can be withdrawn', 'se puede retirar', '可提取', { ru: 'можно вывести', tr: 'çekilebilir', vi: 'rút được' }),
  second: m('of the other', 'del otro', '另一侧', { ru: 'другого', tr: 'diğerinden', vi: 'bên kia' }),
  state: m('state', 'estado', '状态', { ru: 'состояние', tr: 'durum', vi: 'trạng thái' }),
  at: m(
    'Live pools of {chain} at block {block} ({time}), {pools} looked at; gas is not counted in.',
    'Pools de {chain} en el bloque {block} ({time}), {pools} vistos; sin contar gas.',
    '{chain} 区块 {block}（{time}）的实时池，共 {pools} 个；未计 gas。',
    {
      ru: 'Живые пулы {chain} в блоке {block} ({time}), просмотрено {pools}; газ не учтён.',
      tr: '{chain} {block} bloğu ({time}) canlı havuzları, {pools} incelendi; gaz sayılmadı.',
      vi: 'Pool trực tiếp của {chain} tại khối {block} ({time}), xem {pools}; không tính gas.',
    },
  ),
  history: m('Past prices', 'Precios pasados', '历史价格', { ru: 'Прошлые цены', tr: 'Geçmiş fiyatlar', vi: 'Giá trước đây' }),
}

type Word = keyof typeof WORDS
const say = (key: Word, locale: string): string => inLocale(WORDS[key], locale)
const filled = (key: Word, locale: string, values: Record<string, ReturnType<typeof figure> | string>) =>
  say(key, locale)
    .split(/\{(\w+)\}/)
    .map((part, index) => (index % 2 === 1 ? (values[part] ?? '') : part))

function prices({ sell, buy, spread, token, quoted }: PriceResult, locale: string): Block[] {
  if (!sell || !buy || !spread) return []
  const shown = (fact: typeof sell) => figure(`${formatNumber(fact.value, locale)} ${quoted.symbol}`, fact.id)
  return [
    text(...filled('price', locale, { token: token.symbol, sell: shown(sell), buy: shown(buy) })),
    text(...filled('spread', locale, { spread: figure(formatPercent(Number(spread.value), locale), spread.id) })),
  ]
}

function depthBlocks({ depth, token, quoted }: PriceResult, locale: string): Block[] {
  if (!depth) return []
  if (depth.rows.length === 0) return [text(say('shallow', locale))]
  const titles = ['side', 'size', 'paid', 'received', 'rate', 'impact'] as const
  const symbols = { sell: [token.symbol, quoted.symbol], buy: [quoted.symbol, token.symbol] } as const
  const table: TableBlock = {
    kind: 'table',
    title: say('depth', locale).replace('{token}', token.symbol).replace('{quoted}', quoted.symbol),
    record: depth.record,
    columns: titles.map((title, index) => ({ title: say(title, locale), align: index === 0 ? ('left' as const) : ('right' as const) })),
    rows: depth.rows.map((row) => [
      say(row.side, locale),
      formatUsd(row.size, locale).replace(/[.,]00$/, ''),
      `${formatDecimal(row.paid, locale, 4)} ${symbols[row.side][0]}`,
      `${formatDecimal(row.received, locale, 4)} ${symbols[row.side][1]}`,
      formatNumber(row.price, locale),
      formatPercent(row.impact, locale),
    ]),
  }
  return [table]
}

function poolBlocks({ listed, token, chain }: PriceResult, locale: string): Block[] {
  if (!listed) return []
  if (listed.rows.length === 0) return [text(say('none', locale).replace('{chain}', chain))]
  const titles = ['exchange', 'pair', 'fee', 'first', 'second', 'state'] as const
  return [
    {
      kind: 'table',
      title: say('pools', locale).replace('{token}', token.symbol),
      record: listed.record,
      columns: [
        { title: 'pool', align: 'left' as const },
        ...titles.map((title) => ({ title: say(title, locale), align: 'left' as const })),
      ],
      rows: listed.rows.map(({ pool, dex, pair, fee, held: [a, b], state }) => [pool, dex, pair, formatPercent(fee, locale), a, b, state]),
      total: listed.total,
    },
  ]
}

/** The complete answer, without any model. */
export function answer(result: PriceResult, locale: string): Block[] {
  const { block, pools, chain, blockTime, token, quoted } = result
  const at = { chain, block: figure(block.value, block.id), time: formatTime(blockTime), pools: figure(pools.value, pools.id) }
  const other = { token: token.symbol, quote: quoted.symbol }
  const items = [
    ...(result.what === 'depth'
      ? []
      : [
          {
            label: say('depth', locale).replace('{token}', token.symbol).replace('{quoted}', quoted.symbol),
            say: sayCall('price', { ...other, what: 'depth' }),
          },
        ]),
    { label: say('history', locale), say: `price of ${token.symbol}` },
  ]
  return [
    ...prices(result, locale),
    ...depthBlocks(result, locale),
    ...poolBlocks(result, locale),
    note(...filled('at', locale, at)),
    { kind: 'buttons', items },
  ]
}
