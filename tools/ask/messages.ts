import type { Inline } from '../../core/answer.ts'
import { type Locale, toLocale } from '../../core/locale.ts'
import { inLocale, m } from '../../core/title.ts'
import type { Caveat, Title } from './layer/types.ts'
import type { Grain, Query } from './query.ts'

/** Everything that an answer can say, in three languages; {name} is filled in. */
export const MESSAGES = {
  scalar: m('{what}, {period}: {value}.', '{what}, {period}: {value}.', '{what}，{period}：{value}。'),
  unknown: m('{what}, {period}: not known.', '{what}, {period}: no se sabe.', '{what}，{period}：未知。'),
  change: m('Before that: {before} ({change}).', 'Antes: {before} ({change}).', '之前：{before}（{change}）。'),
  two_periods: m(
    '{what}: {a} in the period from {first}, {b} in the one from {second}.',
    '{what}: {a} en el periodo desde {first}, {b} en el que empieza {second}.',
    '{what}：自 {first} 起的时段为 {a}，自 {second} 起的时段为 {b}。',
    {
      ru: '{what}: {a} за период с {first}, {b} за период с {second}.',
      tr: '{what}: {first} ile başlayan dönemde {a}, {second} ile başlayan dönemde {b}.',
      vi: '{what}: {a} trong kỳ từ {first}, {b} trong kỳ từ {second}.',
    },
  ),
  before_none: m('There is no earlier value to compare with.', 'No hay un valor anterior con el que comparar.', '没有可比较的更早数值。'),
  top: m(
    '{what} by {by}, {period}: {name} comes first with {value}.',
    '{what} por {by}, {period}: primero {name} con {value}.',
    '{what}（按{by}），{period}：第一名是 {name}，{value}。',
  ),
  bottom: m(
    '{what} by {by}, {period}: {name} has the least, {value}.',
    '{what} por {by}, {period}: {name} tiene el menor, {value}.',
    '{what}（按{by}），{period}：最低的是 {name}，{value}。',
  ),
  series: m(
    '{what} per {grain}, {period}: {value} at {time}, the most recent.',
    '{what} por {grain}, {period}: {value} el {time}, lo más reciente.',
    '{what}（每{grain}），{period}：最近的 {time} 为 {value}。',
  ),
  series_top: m(
    '{what} per {grain}, {period}: most at {time} with {value}.',
    '{what} por {grain}, {period}: el máximo el {time} con {value}.',
    '{what}（每{grain}），{period}：最高为 {time}，{value}。',
  ),
  rows_most: m('Largest {what}, {period}: {value}.', 'Mayores {what}, {period}: {value}.', '最大的{what}，{period}：{value}。'),
  rows_least: m('Smallest {what}, {period}: {value}.', 'Menores {what}, {period}: {value}.', '最小的{what}，{period}：{value}。'),
  rows_newest: m('Newest {what}, {period}: {value}.', '{what}: lo más reciente, {period}: {value}.', '最新的{what}，{period}：{value}。'),
  rows_oldest: m('Oldest {what}, {period}: {value}.', '{what}: lo más antiguo, {period}: {value}.', '最早的{what}，{period}：{value}。'),
  rows_plain: m('{what}, {period}: {value}.', '{what}, {period}: {value}.', '{what}，{period}：{value}。'),
  none: m('Nothing found: {what}, {period}.', 'No se encontró nada: {what}, {period}.', '没有找到：{what}，{period}。'),
  none_filter: m(
    'Without the condition on {field} there would be {count} rows.',
    'Sin la condición de {field} habría {count} filas.',
    '去掉{field}条件后有 {count} 行。',
  ),
  outside: m(
    'There is no data of that period. What is held for {what} on {chain} goes from {from} to {to}.',
    'No hay datos de ese periodo. Lo que hay de {what} en {chain} va desde {from} hasta {to}.',
    '该时间范围没有数据。{chain} 的{what}数据从 {from} 到 {to}。',
    {
      ru: 'За этот период данных нет. По {chain} есть данные ({what}) с {from} по {to}.',
      tr: 'Bu döneme ait veri yok. {chain} üzerinde {what} verisi {from} ile {to} arasını kapsıyor.',
      vi: 'Không có dữ liệu cho khoảng thời gian đó. Dữ liệu {what} trên {chain} có từ {from} đến {to}.',
    },
  ),
  none_data: m('The index holds no such data yet.', 'El índice aún no tiene esos datos.', '索引中还没有这类数据。'),
  span: m('Period: from {from} to {to}.', 'Periodo: desde {from} hasta {to}.', '时间范围：{from} 至 {to}。'),
  span_partial: m(
    'Period: from {from} to {to}, not over yet.',
    'Periodo: desde {from} hasta {to}, aún sin terminar.',
    '时间范围：{from} 至 {to}，尚未结束。',
  ),
  span_before: m('Compared with {from} to {to}.', 'Comparado con {from} a {to}.', '对比时间范围：{from} 至 {to}。'),
  last_week: m(
    'Last week is the calendar week before this one, Monday to Sunday.',
    'La semana pasada es la semana natural anterior, de lunes a domingo.',
    '“上周”指上一个自然周（周一至周日）。',
  ),
  this_week: m('This week begins on Monday.', 'Esta semana empieza el lunes.', '“本周”从周一开始。'),
  period_ignored: m(
    'This is known for the last indexed block only; the period was not applied.',
    'Esto solo se conoce para el último bloque indexado; no se aplicó el periodo.',
    '该数据只有最新索引区块的状态，未应用时间范围。',
  ),
  begins: m(
    'The index of {chain} begins at {time}: earlier data is missing.',
    'El índice de {chain} empieza el {time}: faltan datos anteriores.',
    '{chain} 的索引从 {time} 开始，更早的数据缺失。',
  ),
  fresh: m(
    'Chain: {chain}. Data up to block {block} ({time}).',
    'Cadena: {chain}. Datos hasta el bloque {block} ({time}).',
    '链：{chain}。数据截至区块 {block}（{time}）。',
  ),
  fresh_none: m('Chain: {chain}. Nothing is indexed yet.', 'Cadena: {chain}. Aún no hay nada indexado.', '链：{chain}。尚未索引任何数据。'),
  behind: m(
    'The index is {blocks} blocks behind the chain.',
    'El índice va {blocks} bloques por detrás de la cadena.',
    '索引落后链 {blocks} 个区块。',
  ),
  unpriced: m(
    '{share} of the rows have no USD price and are not in the sum.',
    'El {share} de las filas no tiene precio en USD y no está en la suma.',
    '{share} 的行没有美元价格，未计入。',
  ),
  priced: m('All rows have a USD price.', 'Todas las filas tienen precio en USD.', '所有行都有美元价格。'),
  both_tokens: m(
    'A trade or pool counts for both of its tokens.',
    'Cada intercambio o pool cuenta para sus dos tokens.',
    '每笔交易或池子同时计入其两种代币。',
  ),
  native: m(
    'Amounts in {native}, at the price of each hour.',
    'Importes en {native}, al precio de cada hora.',
    '金额以 {native} 计，按每小时价格换算。',
  ),
  excluded: m('Left out: {names}.', 'Excluido: {names}.', '已排除：{names}。'),
  truncated: m('Only the first rows are shown.', 'Solo se muestran las primeras filas.', '只显示前面的行。'),
  own_sql: m(
    'Your own SQL, run as you wrote it; its meaning was not checked. Rows: {rows}.',
    'Tu propio SQL, ejecutado tal cual; no se comprobó su significado. Filas: {rows}.',
    '你自己的 SQL，按原样执行，未检查其含义。行数：{rows}。',
  ),
  sql_title: m('SQL', 'SQL', 'SQL'),
  latest_block: m(
    'The latest block of {chain} is {block}, from {time}.',
    'El último bloque de {chain} es {block}, del {time}.',
    '{chain} 的最新区块是 {block}，时间 {time}。',
  ),
  indexed_to: m('Indexed up to block {block}.', 'Indexado hasta el bloque {block}.', '已索引至区块 {block}。'),
  supply: m('Total supply of {token}: {value}.', 'Suministro total de {token}: {value}.', '{token} 的总供应量：{value}。'),
  at_block: m('Read from {chain} at block {block}.', 'Leído de {chain} en el bloque {block}.', '读取自 {chain} 区块 {block}。'),
  coverage: m('Indexed data:', 'Datos indexados:', '已索引数据：'),
  coverage_row: m(
    '{chain}: blocks {first} to {last}, from {from} to {to}, {gaps} missing.',
    '{chain}: bloques {first} a {last}, desde {from} hasta {to}, faltan {gaps}.',
    '{chain}：区块 {first} 至 {last}，{from} 至 {to}，缺失 {gaps} 个。',
  ),
  topics: m(
    'You can ask about volume, trades, traders, fees, liquidity, prices, transfers, holders, balances, supply, gas, blocks, transactions, pools and tokens.',
    'Puedes preguntar por volumen, intercambios, traders, comisiones, liquidez, precios, transferencias, titulares, saldos, suministro, gas, bloques, transacciones, pools y tokens.',
    '可以询问交易量、交易笔数、交易者、手续费、流动性、价格、转账、持有人、余额、供应量、gas、区块、交易、流动性池和代币。',
  ),
  alt: m('{what} per {grain}', '{what} por {grain}', '每{grain}{what}'),
  chart_only: m('{what}', '{what}', '{what}'),
  state: m('now', 'ahora', '目前'),
  range: m('{from} to {to}', 'de {from} a {to}', '{from} 至 {to}'),
  range_open: m('until {to}', 'hasta {to}', '截至 {to}'),
  named: m('{what}, {period}: {name}.', '{what}, {period}: {name}.', '{what}，{period}：{name}。'),
  part: m('{what}, share of all', '{what}, parte del total', '{what}占全部的比例', {
    ru: '{what}, доля от всего',
    tr: '{what}, toplam içindeki pay',
    vi: '{what}, tỷ lệ trên tổng',
  }),
  average: m('{what}, average', '{what}, media', '{what}（平均）', {
    ru: '{what}, в среднем',
    tr: '{what}, ortalama',
    vi: '{what}, trung bình',
  }),
  groups: m('{what}, groups within the bounds', '{what}, grupos dentro de los límites', '{what}，符合条件的个数', {
    ru: '{what}, групп в этих пределах',
    tr: '{what}, sınırlar içindeki grup sayısı',
    vi: '{what}, số nhóm trong giới hạn',
  }),
  cumulative: m('{what}, cumulative', '{what}, acumulado', '{what}（累计）'),
  moving_average: m('{what}, moving average over seven', '{what}, media móvil de siete', '{what}（七期移动平均）'),
  share: m('{what}, share', '{what}, cuota', '{what}占比'),
  say_last_week: m('And last week?', '¿Y la semana pasada?', '上周呢？'),
  say_chart: m('As a chart', 'Como gráfico', '用图表显示'),
  say_daily: m('Per day', 'Por día', '按天'),
  say_compare: m('Compare with the period before', 'Comparar con el periodo anterior', '与上一周期比较'),
  offer_holders: m('Who are the biggest holders of {token}', 'Mayores titulares de {token}', '{token}的最大持有人', {
    ru: 'Крупнейшие держатели {token}',
    tr: 'En büyük {token} sahipleri',
  }),
  say_24h: m('Last 24 hours', 'Últimas 24 horas', '最近24小时'),
  say_dex: m('By DEX', 'Por DEX', '按DEX'),
} as const satisfies Record<string, Title>
export type MessageKey = keyof typeof MESSAGES

const GRAIN_WORDS: Record<Grain | 'minute' | 'year', readonly [Title, Title]> = {
  minute: [m('minute', 'minuto', '分钟'), m('minutes', 'minutos', '分钟')],
  hour: [m('hour', 'hora', '小时'), m('hours', 'horas', '小时')],
  day: [m('day', 'día', '天'), m('days', 'días', '天')],
  week: [m('week', 'semana', '周'), m('weeks', 'semanas', '周')],
  month: [m('month', 'mes', '月'), m('months', 'meses', '个月')],
  year: [m('year', 'año', '年'), m('years', 'años', '年')],
}

const PERIOD_WORDS: Record<Exclude<Query['period'], 'last'>, Title> = {
  all: m('all indexed data', 'todos los datos indexados', '全部已索引数据'),
  today: m('today', 'hoy', '今天'),
  yesterday: m('yesterday', 'ayer', '昨天'),
  this_week: m('this week', 'esta semana', '本周'),
  last_week: m('last week', 'la semana pasada', '上周'),
  this_month: m('this month', 'este mes', '本月'),
  last_month: m('last month', 'el mes pasado', '上个月'),
  this_year: m('this year', 'este año', '今年'),
  last_year: m('last year', 'el año pasado', '去年'),
  range: m('in the period below', 'en el periodo indicado', '在下述时间范围内'),
}

const CAVEATS: Record<Caveat, Title> = {
  usd_method: m(
    'USD values use prices from the chain’s own stablecoin pools at the minute of the row.',
    'Los valores en USD usan precios de los pools de stablecoins de la propia cadena en el minuto de la fila.',
    '美元价值按链上稳定币池在该分钟的价格计算。',
  ),
  failed_excluded: m('Failed transactions are left out.', 'No se incluyen transacciones fallidas.', '不包含失败的交易。'),
  sender_is_trader: m(
    'A trader is the address that sent the transaction.',
    'El trader es la dirección que envió la transacción.',
    '交易者指发起交易的地址。',
  ),
  balances_from_transfers: m(
    'Balances are summed from the indexed transfers; pools and contracts count as holders.',
    'Los saldos se suman a partir de las transferencias indexadas; los pools y contratos cuentan como titulares.',
    '余额由已索引的转账累加得出；流动性池和合约也算作持有人。',
  ),
  price_method: m(
    'Prices come from the chain’s own stablecoin pools.',
    'Los precios vienen de los pools de stablecoins de la propia cadena.',
    '价格来自链上的稳定币池。',
  ),
  fee_by_tier: m(
    'Fees are volume times the fee of the pool.',
    'Las comisiones son el volumen por la tarifa del pool.',
    '手续费 = 交易额 × 池费率。',
  ),
  liquidity_now: m(
    'Liquidity is the state at the last indexed block.',
    'La liquidez es el estado en el último bloque indexado.',
    '流动性为最新索引区块的状态。',
  ),
  pnl_method: m(
    'Dollars received for tokens minus dollars paid, plus what is left at the last price; only indexed trades, without gas.',
    'Dólares recibidos por tokens menos los pagados, más lo que queda al último precio; solo intercambios indexados, sin gas.',
    '卖出所得美元减去买入支出，加上剩余代币按最新价格的价值；仅计已索引交易，不含 gas。',
    {
      ru: 'Доллары, полученные за токены, минус уплаченные, плюс остаток по последней цене; только проиндексированные сделки, без газа.',
      tr: 'Token satışından gelen dolar eksi ödenen dolar, artı kalanın son fiyattaki değeri; yalnızca indekslenen işlemler, gas hariç.',
      vi: 'Số đô la nhận khi bán trừ số đã trả, cộng phần còn lại theo giá mới nhất; chỉ các giao dịch đã lập chỉ mục, không gồm gas.',
    },
  ),
  retention_method: m(
    'A trader returns when an earlier day already saw a trade of theirs.',
    'Un trader vuelve cuando ya hizo un intercambio un día anterior.',
    '若交易者在更早的日子已有交易，则视为回头。',
    {
      ru: 'Трейдер вернулся, если его сделка была в более ранний день.',
      tr: 'Daha önceki bir günde işlemi olan trader geri dönmüş sayılır.',
      vi: 'Trader quay lại nếu đã có giao dịch vào một ngày trước đó.',
    },
  ),
  pool_minutes: m(
    'From imported minutes of one pool; the price is its own.',
    'De minutos importados de un solo pool; el precio es el suyo.',
    '来自单个池子的分钟数据，价格为该池自身价格。',
    {
      ru: 'По импортированным минутам одного пула; цена — его собственная.',
      tr: 'Tek bir havuzun içe aktarılan dakikalarından; fiyat o havuzundur.',
      vi: 'Từ dữ liệu phút của một pool; giá là của chính pool đó.',
    },
  ),
  first_transfer: m(
    'A token is new when its first transfer was indexed in the period.',
    'Un token es nuevo cuando su primera transferencia se indexó en el periodo.',
    '首次转账在该时间范围内的代币视为新代币。',
  ),
}

const FIELD_WORDS: Record<string, Title> = {
  token: m('the token', 'el token', '代币'),
  token2: m('the second token', 'el segundo token', '第二种代币'),
  pool: m('the pool', 'el pool', '流动性池'),
  dex: m('the DEX', 'el DEX', 'DEX'),
  version: m('the version', 'la versión', '版本'),
  address: m('the address', 'la dirección', '地址'),
  minUsd: m('the least value', 'el valor mínimo', '最小金额'),
  minAmount: m('the least amount', 'la cantidad mínima', '最小数量'),
  exclude: m('what is left out', 'lo excluido', '排除项'),
  period: m('the period', 'el periodo', '时间范围'),
}

/** A title in the language of `locale`, English where there is none. */
export const say = (title: Title, locale: string): string => inLocale(title, locale)

/** A message with its places filled, figures kept as bound parts. */
export function message(key: MessageKey, locale: string, values: Readonly<Record<string, Inline | readonly Inline[]>> = {}): Inline[] {
  const parts = say(MESSAGES[key], locale).split(/\{(\w+)\}/)
  return parts.flatMap((part, index) => {
    const value = index % 2 === 1 ? (values[part] ?? '') : part
    return (Array.isArray(value) ? value : [value]).filter((each) => each !== '') as Inline[]
  })
}

export const grainWord = (grain: Grain | 'minute' | 'year', many: boolean, locale: string): string =>
  say(GRAIN_WORDS[grain][many ? 1 : 0], locale)
export const caveat = (id: Caveat, locale: string): string => say(CAVEATS[id], locale)
export const fieldWord = (field: string, locale: string): string => {
  const title = FIELD_WORDS[field]
  return title ? say(title, locale) : field
}

const LAST: Readonly<Record<Locale, readonly [string, string]>> = {
  en: ['last ', ''],
  es: ['últimos/as ', ''],
  zh: ['最近 ', ''],
  ru: ['последние ', ''],
  tr: ['son ', ''],
  vi: ['', ' qua'],
}

/** The period as it was asked; `n` is the bound figure of "last n". */
export function periodWords(query: Query, n: Inline, locale: string): Inline[] {
  if (query.period !== 'last') return [say(PERIOD_WORDS[query.period], locale)]
  const unit = grainWord(query.unit ?? 'day', (query.n ?? 1) > 1, locale)
  const parts = LAST[toLocale(locale)]
  return [parts[0], n, ` ${unit}${parts[1]}`]
}
