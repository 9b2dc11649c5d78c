import type { OwnEvent } from '../../../core/resolve.ts'
import { cleanText } from '../../format.ts'
import { column, HASH, TIME, TITLES, title } from './columns.ts'
import type { Aggregate, Column, Dimension, DimensionId, Listing, Live, Metric, Subject, Title } from './types.ts'

/** A measure of an own contract's event; which event, and of what argument, is known only at run time. */
const measure = (id: string, names: Title): Live => ({ kind: 'live', id, title: names, words: {} })

const NAMES = {
  events: title('events', 'eventos', '事件数', { ru: 'события', tr: 'olaylar', vi: 'sự kiện' }),
  event_sum: title('total', 'total', '总和', { ru: 'сумма', tr: 'toplam', vi: 'tổng' }),
  event_average: title('average', 'promedio', '平均', { ru: 'среднее', tr: 'ortalama', vi: 'trung bình' }),
  event_largest: title('largest', 'máximo', '最大', { ru: 'наибольшее', tr: 'en büyük', vi: 'lớn nhất' }),
  event_smallest: title('smallest', 'mínimo', '最小', { ru: 'наименьшее', tr: 'en küçük', vi: 'nhỏ nhất' }),
  event_distinct: title('different', 'distintos', '不同', { ru: 'разных', tr: 'farklı', vi: 'khác nhau' }),
  event_rows: title('events, one by one', 'eventos, uno a uno', '逐条事件', {
    ru: 'события по одному',
    tr: 'olaylar, tek tek',
    vi: 'từng sự kiện',
  }),
} as const
export type EventMetric = keyof typeof NAMES
export const EVENT_METRICS = Object.keys(NAMES) as EventMetric[]

export const isEventMetric = (id: string | undefined): id is EventMetric => id !== undefined && id in NAMES

/** Events of the operator's own contracts: the measures by name; tools/ask/bind-event.ts makes the subject of one event. */
export const ownEvents: Subject = {
  id: 'events',
  relation: 'main.logs',
  caveats: [],
  dimensions: {},
  filters: {},
  metrics: EVENT_METRICS.map((id) => measure(id, NAMES[id])),
}

/** What an amount is counted in: a token for all rows, the token that each row names, the chain's coin, or nothing known. */
export type Scale = { kind: 'token' | 'native'; decimals: number } | { kind: 'row'; field: string } | { kind: 'none' }

export interface EventWish {
  event: OwnEvent
  metric: EventMetric
  /** The argument that is measured. */
  argument?: string
  scale: Scale
}

const LISTED = 8
const INTEGER = /^u?int\d*$/
export const isInteger = (type: string | undefined): boolean => type !== undefined && INTEGER.test(type)
const quoted = (name: string): string => `x."${name}"`

/** "order filled" of OrderFilled. */
export const spokenName = (name: string): string =>
  cleanText(
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .replaceAll('_', ' ')
      .toLowerCase(),
    60,
  )

/** "“order filled” events of Exchange", with the measure and its argument before it. */
function titleOf({ event, metric, argument }: EventWish): Title {
  const [said, contract] = [spokenName(event.event), cleanText(event.contract, 60)]
  const whole = title(`“${said}” events of ${contract}`, `eventos “${said}” de ${contract}`, `${contract} 的“${said}”事件`, {
    ru: `события «${said}» контракта ${contract}`,
    tr: `${contract} “${said}” olayları`,
    vi: `sự kiện “${said}” của ${contract}`,
  })
  if (metric === 'events' || metric === 'event_rows' || argument === undefined) return whole
  const made = NAMES[metric]
  const part = (key: keyof Title): string => `${made[key] ?? made.en} ${argument}, ${whole[key]}`
  return title(part('en'), part('es'), part('zh'), { ru: part('ru'), tr: part('tr'), vi: part('vi') })
}

/** SQL of an argument as a number in whole units. */
export function amountSql(argument: string, scale: Scale): string {
  const value = `CAST(${quoted(argument)} AS DOUBLE)`
  if (scale.kind === 'none') return value
  return scale.kind === 'row' ? `${value} / pow(10, x._decimals)` : `${value} / 1e${scale.decimals}`
}

const unitOf = ({ kind }: Scale): Aggregate['unit'] => (kind === 'token' ? 'token' : kind === 'native' ? 'native' : 'count')

function measured(metric: EventMetric, argument: string | undefined, scale: Scale): string {
  if (metric === 'events' || argument === undefined) return 'count(*)'
  if (metric === 'event_distinct') return `count(DISTINCT ${quoted(argument)})`
  const made = metric === 'event_sum' ? 'sum' : metric === 'event_average' ? 'avg' : metric === 'event_largest' ? 'max' : 'min'
  // Without a scale whole numbers stay exact.
  const bare = scale.kind === 'none' && metric !== 'event_average'
  return bare ? `${made}(${quoted(argument)})` : `${made}(${amountSql(argument, scale)})`
}

function aggregateOf(wish: EventWish): Aggregate {
  const { metric, argument, scale } = wish
  const counts = metric === 'events' || metric === 'event_distinct'
  const sums = metric === 'event_sum'
  return {
    kind: 'aggregate',
    id: metric,
    title: titleOf(wish),
    value: () => measured(metric, argument, scale),
    unit: counts ? 'count' : unitOf(scale),
    ...(sums && scale.kind === 'token' && argument ? { exact: `sum(${quoted(argument)})` } : {}),
    zero: counts || sums,
    additive: metric === 'events' || sums,
    words: {},
  }
}

const plainTitle = (name: string): Title => title(name, name, name)

/** A column of the list: the measured argument in whole units, everything else as it stands. */
function listed({ argument, scale }: EventWish, { column: name, type }: OwnEvent['fields'][number]): Column {
  const words = plainTitle(name)
  if (type.startsWith('address')) return column(`arg_${name}`, quoted(name), words, ['address', 'text'])
  if (name === argument && scale.kind !== 'none') return column(`arg_${name}`, amountSql(name, scale), words, ['number', unitOf(scale)])
  return column(`arg_${name}`, `CAST(${quoted(name)} AS VARCHAR)`, words, isInteger(type) ? ['integer', 'count'] : ['text', 'text'])
}

function listingOf(wish: EventWish): Listing {
  const { event, argument } = wish
  const fields = event.fields.slice(0, LISTED)
  const main = fields.findIndex(({ column: name }) => name === argument)
  const newest = 'x.block_number, x.evt_index'
  return {
    kind: 'rows',
    id: wish.metric,
    title: titleOf(wish),
    columns: [
      column('time', 'x.block_time', TITLES.time, TIME),
      ...fields.map((field) => listed(wish, field)),
      column('tx', 'x.tx_hash', TITLES.tx, HASH),
    ],
    sorts: { most: argument ? quoted(argument) : 'x.block_number', newest: newest.split(',')[0] as string },
    main: main + 1,
    words: {},
  }
}

/** Arguments to group by, each under a name of its own. */
export const argumentDimension = (name: string): DimensionId => `arg_${name}` as DimensionId

const dimensionOf = ({ column: name, type }: OwnEvent['fields'][number]): Dimension => ({
  columns: [
    column(
      `arg_${name}`,
      type.startsWith('address') ? quoted(name) : `CAST(${quoted(name)} AS VARCHAR)`,
      plainTitle(name),
      type.startsWith('address') ? ['address', 'text'] : ['text', 'text'],
    ),
  ],
  ...(type.startsWith('address') ? { labelled: true } : {}),
})

/** Which argument says the token that each row is about. */
export const tokenField = ({ fields }: OwnEvent): string | undefined =>
  fields.find(
    ({ column: name, type }) => type === 'address' && /^(arg_)?_*(token|asset|currency|coin|erc20)(_?(address|in|addr))?$/.test(name),
  )?.column

const relationOf = ({ event, scale }: EventWish): string =>
  scale.kind === 'row'
    ? `(SELECT v.*, e.decimals AS _decimals FROM ${event.view} AS v LEFT JOIN tokens.erc20 AS e ON e.chain_id = v.chain_id AND e.contract_address = v."${scale.field}")`
    : event.view

/** The subject of one event, and what is measured of it. */
export function eventSubject(wish: EventWish): { subject: Subject; metric: Metric } {
  const { event } = wish
  const metric = wish.metric === 'event_rows' ? listingOf(wish) : aggregateOf(wish)
  const token = tokenField(event)
  const dimensions = Object.fromEntries(event.fields.map((field) => [argumentDimension(field.column), dimensionOf(field)]))
  const subject: Subject = {
    id: 'events',
    relation: relationOf(wish),
    time: 'x.block_time',
    caveats: [],
    dimensions: { ...dimensions, block: { columns: [column('block', 'x.block_number', TITLES.block, ['integer', 'block'])] } },
    filters: {
      // A token that only says the unit narrows nothing.
      token: (p) => (token ? `x."${token}" = ${p}` : 'TRUE'),
      block: () => 'x.block_number',
    },
    divisors: { transaction: 'count(DISTINCT x.tx_hash)', block: 'count(DISTINCT x.block_number)' },
    metrics: [metric],
  }
  return { subject, metric }
}
