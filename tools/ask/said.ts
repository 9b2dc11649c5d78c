import type { Ledger } from '../../core/ledger.ts'
import type { Bound } from './compile/bound.ts'
import type { Fact } from './result.ts'

/** The asked values that an answer repeats, as records of the asker's own words. */
export function said(bound: Bound, ledger: Ledger): Record<string, Fact> {
  const { query } = bound
  const fields = ['n', 'limit', 'minUsd', 'minAmount', 'version', 'address', 'pool', 'token', 'token2', 'dex'] as const
  const conditions = query.where.map((value, index): [string, Fact] => {
    const record = ledger.user({ name: `condition ${index + 1} of the question`, value, words: value })
    return [`where${index}`, { id: record.id, value }]
  })
  return Object.fromEntries([
    ...conditions,
    ...fields.flatMap((field): [string, Fact][] => {
      const value = query[field]
      if (value === undefined) return []
      const record = ledger.user({ name: `${field} of the question`, value, words: `${field}: ${value}` })
      return [[field, { id: record.id, value }]]
    }),
  ])
}
