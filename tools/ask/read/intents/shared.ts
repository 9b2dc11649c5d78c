import { metricOf } from '../../layer/index.ts'
import type { DimensionId, Order } from '../../layer/types.ts'
import type { QueryInput } from '../../query.ts'
import type { Features } from '../features.ts'

/** What a pattern of the whole sentence asks for; `spare` are the words that it leaves without a place. */
export interface Intent {
  draft: QueryInput & { by?: DimensionId[] }
  spare: string[]
}

export const has = (features: Features, ...roles: string[]): boolean => roles.some((role) => features.roles.has(role))

export const nouns = (features: Features): string[] => features.nouns.map((seen) => seen.noun.id)

export const only = (features: Features, ...allowed: string[]): string[] => nouns(features).filter((id) => !allowed.includes(id))

export const ordered = ({ order }: Features): Order | undefined => (order === 'busiest' ? 'most' : order)

export const NATIVE = new Set(['eth', 'ether', 'ethereum', 'эфир', 'эфира', '以太坊', '以太币'])

/** The coin itself was named, not its wrapped token. */
export const namesCoin = ({ tokens }: Features): boolean => tokens.length === 1 && NATIVE.has(tokens[0]?.words.toLowerCase() ?? '')

/** Measures of the chain itself, whose unit is its coin and which no token or DEX narrows. */
export const isOfChain = (metric: string | undefined): boolean =>
  /^(transactions|gas|blocks|traces)$/.test(metricOf(metric ?? '')?.subject.id ?? '')

/** One row for "who", as many as said otherwise. */
export function ranked(features: Features, metric: string, by: DimensionId, spare: string[]): Intent {
  // "whos dumping UNI" asks for those who do; "who sold the most" for one.
  const single =
    has(features, 'who') && features.order === undefined && !has(features, 'moved', 'send', 'receive')
      ? false
      : has(features, 'who')
        ? !features.nouns.some((seen) => !seen.singular && seen.noun.by && seen.noun.id !== 'block' && seen.noun.id !== 'token')
        : features.nouns.some((seen) => seen.singular && seen.noun.by)
  return {
    draft: {
      metric,
      by: [by],
      order: ordered(features) === 'least' ? 'least' : 'most',
      ...(features.limit === undefined && single ? { limit: 1 } : {}),
    },
    spare,
  }
}

export const PEOPLE = [
  'address',
  'trader',
  'sender',
  'receiver',
  'token',
  'transfer',
  'trade',
  'contract',
  'creator',
  'sender_label',
  'receiver_label',
]

export const asksPeople = (features: Features): boolean =>
  has(features, 'who') ||
  features.nouns.some(
    (seen) =>
      ['address', 'trader', 'sender', 'receiver', 'creator', 'contract'].includes(seen.noun.id) &&
      (seen.role === 'which' || seen.role === 'top' || (seen.role === 'main' && features.order !== undefined)),
  )
