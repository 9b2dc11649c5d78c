import type { Pool } from '../../routing/amms/index.ts'
import { toJson } from '../../routing/json.ts'
import type { Quote } from '../../routing/quote.ts'
import type { Found } from './find-quote.ts'

/** Name of the record that carries it in an answer. */
export const QUOTE_RECORD = 'quote file'

/** Question and quote as JSON, with the states of all pools where asked for: what `petrel verify` reads. */
export function quoteFile({ question, snapshot }: Found, quote: Quote, withPools: boolean): string {
  const { chain, block, hash } = snapshot
  const pools = withPools ? { pools: snapshot.pools as readonly Pool[] } : {}
  return toJson({ petrel: 'quote', version: 1, chain, block: Number(block), hash, question, quote, ...pools })
}
