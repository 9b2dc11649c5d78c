import type { QueryInput } from '../../query.ts'
import type { Features } from '../features.ts'

/** "only days above 25 million", "blocks above 20": the bound is of the groups that the message names. */
export function groupBound(features: Features, draft: QueryInput): { query: Partial<QueryInput>; nouns: string[] } | undefined {
  const least = features.minUsd ?? features.minAmount
  const most = features.maxUsd ?? features.maxAmount
  if (least === undefined && most === undefined) return undefined
  const grains = features.days.filter((grain) => grain === draft.per)
  const nouns = features.nouns.filter((seen) => seen.noun.by !== undefined && draft.by?.includes(seen.noun.by)).map((seen) => seen.noun.id)
  if (grains.length === 0 && nouns.length === 0) return undefined
  return {
    query: { ...(least === undefined ? {} : { atLeast: least }), ...(most === undefined ? {} : { atMost: most }) },
    nouns: [...nouns, ...grains],
  }
}
