import { metricOf } from '../layer/index.ts'
import type { QueryInput } from '../query.ts'
import type { Decision } from './decide.ts'
import type { Features } from './features.ts'
import { unfit } from './fit.ts'
import { edit } from './follow/edit.ts'
import type { Edit } from './follow/idioms.ts'
import { attribute, further, leader, change as priceChange, ranking, statistic, turned } from './follow/measure.ts'
import { countsItself } from './follow/measures.ts'
import { PERIOD_FIELDS } from './follow/period.ts'

/** "by number of trades" after a ranking by volume: the same groups, ranked by another measure. */
function measureEdit(features: Features, previous: QueryInput): QueryInput | undefined {
  const measure = features.nouns.find((seen) => seen.role === 'measure')
  const byMetric = features.roles.has('by') && features.metrics.length === 1 && features.nouns.length === 0
  const id = measure && features.nouns.length === 1 ? measure.noun.count : byMetric ? features.metrics[0] : undefined
  const [found, before] = [metricOf(id ?? ''), metricOf(previous.metric ?? '')]
  if (!id || found?.metric.kind !== 'aggregate' || found.subject.id !== before?.subject.id || !previous.by?.length) return undefined
  return { ...previous, metric: id as NonNullable<QueryInput['metric']> }
}

/** "how many traders?" after a question about a day: nothing narrows it, so it is of the same rows. */
const bareMeasure = (features: Features, words: number): boolean =>
  words <= 4 &&
  features.metrics.length + features.nouns.length === 1 &&
  features.order === undefined &&
  features.limit === undefined &&
  features.tokens.length + features.moments.length + features.blocks.length + features.dexes.length + features.versions.length === 0 &&
  [features.address, features.chain, features.pool, features.minUsd, features.minAmount, features.transform].every(
    (each) => each === undefined,
  )

/** "top 3 senders" after what was transferred: of the same rows. */
const shortRanking = (features: Features, { previous, alone, words }: Pick<Before, 'previous' | 'alone' | 'words'>): boolean =>
  words <= 4 &&
  features.order !== undefined &&
  features.nouns.length === 1 &&
  features.metrics.length + features.tokens.length + features.moments.length + features.dexes.length === 0 &&
  metricOf(alone?.query.metric ?? '')?.subject.id === metricOf(previous.metric ?? '')?.subject.id &&
  metricOf(previous.metric ?? '')?.metric.kind === 'aggregate' &&
  !previous.by?.length

/** Nouns that name no measure of their own: groups, and what the query before is made of beside a bound. */
const isFragment = (features: Features, previous: QueryInput): boolean => {
  const bound = [features.minUsd, features.minAmount, features.maxUsd, features.maxAmount].some((each) => each !== undefined)
  const counts = features.roles.has('count') || features.roles.has('howmany') || features.order !== undefined
  const listed = metricOf(previous.metric ?? '')?.metric.kind === 'aggregate'
  return (
    features.metrics.length === 0 &&
    features.nouns.every(
      (seen) =>
        seen.role === 'by' ||
        seen.role === 'each' ||
        seen.role === 'top' ||
        (seen.role === 'main' && bound && listed && !counts) ||
        // "only the blocks of November" after a row for each block.
        (seen.role === 'main' && !counts && seen.noun.by !== undefined && previous.by?.includes(seen.noun.by) === true),
    )
  )
}

/** A name alone changes nothing without a word like "and": "what is WETH" after a price is a new question. */
const onlyNames = (features: Features): boolean =>
  !(features.asks && features.roles.size === 0 && features.unexplained.length === 0) &&
  !features.roles.has('continue') &&
  (features.tokens.length > 0 || features.address !== undefined || features.pool !== undefined) &&
  [features.moments, features.nouns, features.exclude].every((each) => each.length === 0) &&
  ![features.per, features.limit, features.order, features.dex, features.version, features.transform, features.currency].some(
    (each) => each !== undefined,
  ) &&
  [...features.roles].every((role) => role === 'which' || role === 'who')

/** What narrowed the rows before, and still does when another measure is asked of them. */
const KEPT = ['token', 'token2', 'dex', 'version', 'chain', 'pool', 'address', 'direction', 'other', 'block', 'toBlock', 'among'] as const
const KEPT_OF_SAME = ['side', 'minUsd', 'minAmount', 'maxUsd', 'maxAmount', 'strict', 'outcome', 'method', 'within'] as const

const pick = (query: QueryInput, fields: readonly string[]): QueryInput =>
  Object.fromEntries(Object.entries(query).filter(([key]) => fields.includes(key)))

/** Who acts in the rows of a subject. */
const PEOPLE: Readonly<Record<string, NonNullable<QueryInput['metric']>>> = { trades: 'traders', transfers: 'senders' }

/** "how many trades instead", "and the fees?": another measure over the same rows. */
function carried(features: Features, previous: QueryInput, { alone, text }: { alone: Decision; text: string }): Decision {
  const [metric, before] = [metricOf(alone.query.metric ?? ''), metricOf(previous.metric ?? '')]
  const same = metric?.subject.id === before?.subject.id
  const time = features.moments.length > 0 ? [] : PERIOD_FIELDS
  const base = pick(previous, [...KEPT, ...(same ? KEPT_OF_SAME : []), ...time, 'by', 'per', 'exclude', 'show'])
  if (metric?.metric.kind !== 'aggregate')
    return { ...alone, query: { ...pick(base, ['token', 'token2', 'dex', 'version', 'block', 'chain', ...time]), ...alone.query } }
  const query = { ...base, ...alone.query }
  // "how many wallets were behind them?": those of the same rows.
  const people = PEOPLE[before?.subject.id ?? '']
  if (query.metric === 'active_addresses' && people) query.metric = people
  // "which address received the most of them?" after a count: ranked by the same count.
  const ofThem = /\bof (?:them|those|these)\b/i.test(text) && query.by?.length && query.order && same
  if (ofThem && before?.metric.kind === 'aggregate' && before.metric.unit === 'count' && before.metric.additive)
    query.metric = previous.metric
  return { query, unexplained: [...alone.unexplained, ...unfit(query), ...(countsItself(query) ? ['by'] : [])] }
}

export interface Before {
  previous: QueryInput
  /** The message's own reading. */
  alone: Decision | undefined
  now: number
  words: number
  change: Edit
}

/** A message read as a change of the query before it; undefined when it stands alone. */
export function follow(features: Features, { previous, alone, now, words, change }: Before): Decision | undefined {
  const kind = metricOf(previous.metric ?? '')?.metric.kind
  if (kind === undefined || kind === 'live') return undefined
  if (change.marked) features.roles.add('continue')
  if (onlyNames(features)) return undefined
  const known = alone?.query.metric !== undefined && alone.unexplained.length === 0
  const refers = features.roles.has('anaphora') && known
  const short = known && (features.asks || words <= 3) && bareMeasure(features, words)
  const carries = features.roles.has('continue') || refers || short || (known && shortRanking(features, { previous, alone, words }))
  const pointing = carries || features.roles.has('anaphora')
  const moved = priceChange(features, previous)
  if (moved) return { query: moved, unexplained: [...features.unexplained] }
  // "and in gwei?": the unit of another measure is no measure.
  const unit = /^\W*(?:and |now )?in (g?wei|satoshis?)\W*$/i.exec(change.text)
  if (unit) return { query: previous, unexplained: unitOf(previous) === unit[1]?.toLowerCase() ? [] : [unit[1] as string] }
  const changed =
    further(features, change, { previous, alone }) ??
    (pointing || features.metrics.length === 0 ? statistic(features, change, previous) : undefined) ??
    (pointing || words <= 5
      ? (attribute(features, previous) ?? ranking(features, previous) ?? leader(features, previous) ?? turned(features, previous))
      : undefined)
  if (changed)
    return edit(
      { ...features, metrics: [], nouns: [], order: undefined, limit: undefined, transform: undefined, roles: rest(features) },
      changed,
      { now, change },
    )
  const other = measureEdit(features, previous)
  if (other)
    return {
      query: { ...other, ...(features.limit === undefined ? {} : { limit: features.limit }) },
      unexplained: [...features.unexplained],
    }
  // "sorted by block number": rows are not sorted by what they are not measured by.
  if (features.roles.has('by') && features.metrics.some((id) => metricOf(id)?.metric.kind === 'live'))
    return { query: previous, unexplained: ['by'] }
  // "who sent the most?": a ranking over the rows of the answer before.
  const ranks = features.roles.has('who') && alone?.query.by !== undefined && alone.unexplained.length === 0
  const fragment = isFragment(features, previous)
  if (!ranks && fragment && (!refers || features.nouns.every((seen) => seen.role === 'by'))) {
    const free = alone === undefined || !alone.query.metric || features.roles.has('continue')
    const same = features.nouns.every((seen) => seen.role !== 'top' || (words <= 4 && previous.by?.includes(seen.noun.by as never)))
    if (free || same) return edit(features, previous, { now, change })
  }
  if ((!ranks && !carries) || !alone?.query.metric) return undefined
  return carried(features, previous, { alone, text: change.text })
}

const unitOf = ({ metric }: QueryInput): string | undefined => {
  const found = metricOf(metric ?? '')?.metric
  return found?.kind === 'aggregate' ? found.unit : undefined
}

/** Roles that a measure has not used up already. */
const rest = ({ roles }: Features): Set<string> =>
  new Set([...roles].filter((role) => !/^(count|howmany|average|median|much|which|who|when|worst)$/.test(role)))
