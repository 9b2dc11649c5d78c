import type { VerifiedQuery } from '../query.ts'
import { CHAIN_QUERIES } from './chain.ts'
import { MARKETS } from './markets.ts'
import { MORE_TITLES } from './titles.ts'
import { TOKENS } from './tokens.ts'
import { TRADES } from './trades.ts'

/** Every verified query. To add one: an entry in a file beside this, and the row of docs/verified-queries.md. */
export const QUERIES: readonly VerifiedQuery[] = [...TRADES, ...MARKETS, ...TOKENS, ...CHAIN_QUERIES].map((query) => {
  const [ru, tr, vi] = MORE_TITLES[query.id] ?? []
  return { ...query, title: { ...query.title, ...(ru && tr && vi ? { ru, tr, vi } : {}) } }
})
