import type { Title } from '../../core/title.ts'

/** What a parameter holds; its name in a template decides. */
export const PARAMETERS = {
  token: { kind: 'token', about: 'token symbol or address' },
  token2: { kind: 'token', about: 'second token' },
  pair: { kind: 'pair', about: 'pair such as USDC-WETH' },
  dex: { kind: 'dex', about: 'DEX name' },
  version: { kind: 'version', about: 'DEX version: 2, 3 or 4' },
  chain: { kind: 'chain', about: 'chain name' },
  address: { kind: 'address', about: 'address, or the name of a labelled one' },
  pool: { kind: 'pool', about: 'pool address' },
  category: { kind: 'words', about: 'label category' },
  period: {
    kind: 'period',
    about: 'today, yesterday, this_week, last_week, this_month, last_month, all, 7d, 24h, or 2024-01-01/2024-02-01',
  },
  unit: { kind: 'unit', about: 'hour, day, week or month' },
  n: { kind: 'count', about: 'how many rows' },
  usd: { kind: 'amount', about: 'least US dollars' },
} as const

export type ParameterName = keyof typeof PARAMETERS

/**
 * A query that was checked by hand: SQL over the warehouse's views with {{parameters}}. `{{from}}` and `{{to}}` are the ends of `period`.
 * A parameter that is neither given nor has a default is NULL, and the template says what that means.
 */
export interface VerifiedQuery {
  id: string
  title: Title
  /** Whole messages that mean exactly this query, lower case. */
  says: readonly string[]
  sql: string
  needs: readonly ParameterName[]
  defaults: Readonly<Partial<Record<ParameterName, string>>>
  /** Units by column name, where the name does not say it. */
  units: Readonly<Record<string, string>>
}

type More = Partial<Pick<VerifiedQuery, 'says' | 'needs' | 'defaults' | 'units'>>

/** `titles` are English, Spanish, Chinese. */
export const verified = (id: string, titles: readonly [string, string, string], sql: string, more: More = {}): VerifiedQuery => ({
  id,
  title: { en: titles[0], es: titles[1], zh: titles[2] },
  says: more.says ?? [],
  sql: sql.replace(/\s*\n\s*/g, '\n').trim(),
  needs: more.needs ?? [],
  defaults: { n: '10', period: 'all', unit: 'day', usd: '0', ...more.defaults },
  units: more.units ?? {},
})

/** Names of the parameters that a template uses, in the order of the table above. */
export function parametersOf(sql: string): ParameterName[] {
  const used = new Set([...sql.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => (name === 'from' || name === 'to' ? 'period' : name)))
  return (Object.keys(PARAMETERS) as ParameterName[]).filter((name) => used.has(name))
}

/** A filter that a parameter without a value leaves open. */
export const given = (name: string, test: string): string => `({{${name}}} IS NULL OR ${test})`

export const CHAIN = given('chain', 'blockchain = {{chain}}')
export const during = (column: string): string => `${column} >= {{from}} AND ${column} < {{to}}`
