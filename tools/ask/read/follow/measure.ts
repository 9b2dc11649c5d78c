import { metricOf } from '../../layer/index.ts'
import type { QueryInput } from '../../query.ts'
import type { Decision } from '../decide.ts'
import type { Features } from '../features.ts'
import { without } from '../without.ts'
import type { Edit } from './idioms.ts'
import { countOf, kin, otherSide, rankedOf, sameRows } from './measures.ts'

type Metric = NonNullable<QueryInput['metric']>
const TOTAL = /\b(?:totals?|sum(?:med)?|altogether|overall|all together|suma|в сумме|всего|итого|toplam)\b|总共|合计|总和|总额|总量/iu
const NUMBER = /\b(?:number|count|how often|how many times)\b/i

const alone = (query: QueryInput): QueryInput => without(query, 'by', 'per', 'order', 'limit', 'among', 'transform', 'atLeast', 'atMost')

/** Nothing is named that another measure would need. */
const onlyMeasure = (features: Features, previous: QueryInput): boolean =>
  features.metrics.every((id) => id === previous.metric || kinOf(previous.metric).includes(id) || id === 'volume') &&
  features.nouns.every((seen) => seen.noun.count === previous.metric || kinOf(previous.metric).includes(seen.noun.count)) &&
  features.nouns.every((seen) => seen.role === 'main' || seen.role === 'each') &&
  features.exclude.length === 0

const kinOf = (metric: string | undefined): string[] =>
  (['count', 'total', 'average', 'median', 'most', 'least', 'usd'] as const).flatMap((member) => kin(metric, member) ?? [])

/** Another statistic of the same rows: "and the average size?", "make it the total", "what percentage is that?". */
export function statistic(features: Features, { text }: Edit, previous: QueryInput): QueryInput | undefined {
  const { roles } = features
  const before = metricOf(previous.metric ?? '')?.metric
  if (before === undefined || before.kind === 'live') return undefined
  const share = features.transform === 'share' ? kin(previous.metric, 'share') : undefined
  if (share && features.metrics.length === 0) return { ...previous, metric: share }
  // "how many failed?", "in percent".
  const ofFailed = features.transform === 'share' && previous.outcome === 'failed' && previous.metric === 'transactions'
  if (ofFailed && features.metrics.length === 0) return { ...without(previous, 'outcome'), metric: 'failure_rate' }
  // "min and max": both, beside each other.
  if (/\b(?:min|low|lowest|highs?|max|highest)[a-z]* (?:and|&|y|e) (?:the )?(?:min|low|lowest|high|max|highest)/i.test(text))
    return extremes(previous)
  if (!onlyMeasure(features, previous) || features.order !== undefined || features.per !== undefined) return undefined
  if (roles.has('median')) return named(previous, kin(previous.metric, 'median'))
  if (roles.has('average')) return mean(previous)
  if (features.limit !== undefined || features.transform !== undefined) return undefined
  if (TOTAL.test(text) && features.nouns.length === 0) return total(previous)
  const counts = roles.has('count') || roles.has('howmany') || NUMBER.test(text)
  const said = features.nouns.every((seen) => kinOf(previous.metric).includes(seen.noun.count))
  return counts && said ? named(previous, countOf(previous.metric) ?? kin(previous.metric, 'count')) : undefined
}

function extremes(previous: QueryInput): QueryInput | undefined {
  const [most, least] = [kin(previous.metric, 'most'), kin(previous.metric, 'least')]
  return most && least ? { ...previous, metric: most, also: [least] } : undefined
}

/** "and the sellers?" after those who bought. */
export function turned(features: Features, previous: QueryInput): QueryInput | undefined {
  const side = features.roles.has('buy') ? 'bought' : features.roles.has('sell') ? 'sold' : undefined
  const people = features.nouns.length > 0 && features.nouns.every((seen) => seen.noun.id === 'trader' && seen.role === 'main')
  const metric = side && people && features.metrics.length === 0 ? otherSide(previous.metric, side) : undefined
  return metric && previous.by?.includes('trader') ? { ...previous, metric } : undefined
}

const named = (previous: QueryInput, metric: Metric | undefined): QueryInput | undefined => {
  if (!metric) return undefined
  const listed = metricOf(previous.metric ?? '')?.metric.kind === 'rows'
  return { ...(listed ? alone(previous) : previous), metric }
}

/** The mean of a series is one number: of the rows where they have a mean, of the series where they have none. */
function mean(previous: QueryInput): QueryInput | undefined {
  const metric = kin(previous.metric, 'average')
  const grouped = previous.per !== undefined || (previous.by?.length ?? 0) > 0
  const found = metricOf(previous.metric ?? '')?.metric
  const additive = found?.kind === 'aggregate' && found.additive
  if (grouped && previous.per && additive) return { ...without(previous, 'order', 'limit'), transform: 'average' }
  if (grouped && metric && /^(price|base_fee|gas_price|pool_price)/.test(metric)) return { ...alone(previous), metric }
  return named(previous, metric)
}

function total(previous: QueryInput): QueryInput | undefined {
  const found = metricOf(previous.metric ?? '')?.metric
  const grouped = previous.per !== undefined || (previous.by?.length ?? 0) > 0
  if (found?.kind === 'aggregate' && found.additive && grouped) return alone(previous)
  const metric = kin(previous.metric, 'total')
  return metric && metric !== previous.metric ? { ...previous, metric } : undefined
}

/** "by how many percent did it change from then to 15 May?" after a price: from the moment before to this one. */
export function change(features: Features, previous: QueryInput): QueryInput | undefined {
  const [moment, other] = features.moments
  const asks = features.roles.has('change') || (features.transform === 'share' && features.metrics.includes('price_change'))
  const priced = /^price(_|$)/.test(previous.metric ?? '') && previous.period === 'range' && previous.from !== undefined
  if (!asks || !priced || !moment || other || moment.period.period !== 'range' || !moment.period.from || previous.per) return undefined
  const ends = [previous.from, previous.to ?? previous.from, moment.period.from, moment.period.to ?? moment.period.from] as string[]
  ends.sort()
  return { ...previous, metric: 'price_change', from: ends[0] as string, to: ends[3] as string }
}

/** "and their volume": a further column of the same groups. */
export function further(
  features: Features,
  { adds }: Edit,
  { previous, alone: own }: { previous: QueryInput; alone: Decision | undefined },
) {
  const asked = own?.query.metric
  const plain = features.moments.length + features.exclude.length + features.tokens.length === 0 && features.order === undefined
  if (!adds || !asked || own.unexplained.length > 0 || !plain || !previous.metric || asked === previous.metric) return undefined
  if (!sameRows(asked, previous.metric) || (own.query.by?.length ?? 0) > 0) return undefined
  const also = [...new Set([...(previous.also ?? []), asked as Metric])]
  return also.length > 3 ? undefined : { ...previous, also }
}

/** "the top 3 of them" after a number of things: the things themselves, ranked. */
export function ranking(features: Features, previous: QueryInput): QueryInput | undefined {
  const ranked = rankedOf(previous)
  const bare = features.metrics.length + features.tokens.length + features.moments.length === 0
  const asksOnes = features.order === 'most' || features.roles.has('who') || features.roles.has('listing')
  if (!ranked || !bare || !asksOnes || features.nouns.some((seen) => seen.noun.by !== ranked.by?.[0])) return undefined
  return { ...previous, ...ranked, order: 'most', ...(features.limit === undefined ? {} : { limit: features.limit }) }
}

/** "which dex had the most?": the groups of what was asked, and the first of them. */
export function leader(features: Features, previous: QueryInput): QueryInput | undefined {
  const [seen, other] = features.nouns
  const by = seen?.noun.by
  const found = metricOf(previous.metric ?? '')
  const bare = [features.metrics, features.tokens, features.moments, features.exclude, features.dexes, features.unexplained].every(
    (each) => each.length === 0,
  )
  const verbs = ['traded', 'send', 'receive', 'buy', 'sell', 'hold', 'moved', 'often'].some((role) => features.roles.has(role))
  if (!bare || other || seen?.role !== 'which' || !by || verbs || (features.order !== 'most' && features.order !== 'least'))
    return undefined
  if (found?.metric.kind !== 'aggregate' || !found.subject.dimensions[by]) return undefined
  return { ...without(previous, 'per', 'among', 'transform'), by: [by], order: features.order, limit: features.limit ?? 1 }
}

/** "which pair was it?" after the largest trade: what that row is of. */
export function attribute(features: Features, previous: QueryInput): QueryInput | undefined {
  const [seen, other] = features.nouns
  const single = previous.limit === 1 && (previous.order === 'most' || previous.order === 'newest')
  const bare = features.metrics.length + features.tokens.length + features.moments.length + features.exclude.length === 0
  if (!single || !bare || other || features.order !== undefined || features.roles.has('count')) return undefined
  const asks = features.roles.has('which') || features.roles.has('who') || features.roles.has('when')
  if (!asks) return undefined
  if (previous.metric !== 'trade_rows') {
    const has = seen === undefined || (seen.noun.by !== undefined && previous.by?.includes(seen.noun.by))
    return has && metricOf(previous.metric ?? '')?.metric.kind === 'rows' ? previous : undefined
  }
  const by = seen?.noun.by ?? (features.roles.has('who') ? 'trader' : undefined)
  if (by === undefined || previous.order !== 'most') return by === undefined && seen === undefined ? previous : undefined
  return { ...previous, metric: 'largest_trade', by: [by], order: 'most', limit: 1 }
}
