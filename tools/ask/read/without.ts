import type { QueryInput } from '../query.ts'

/** A query without the named fields. */
export const without = (query: QueryInput, ...fields: readonly (keyof QueryInput)[]): QueryInput =>
  Object.fromEntries(Object.entries(query).filter(([key]) => !(fields as readonly string[]).includes(key)))
