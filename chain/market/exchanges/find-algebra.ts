import { reachOf } from '../identity.ts'
import type { Exchange, Finds, Looking } from './exchange.ts'
import { addressOf, NOTHING } from './exchange.ts'

const FIND = 'function poolByPair(address a, address b) view returns (address)'
const SPACING = 'function tickSpacing() view returns (int24)'

/** The one pool of each pair that an Algebra factory knows; two rounds. */
export async function findAlgebra(exchange: Extract<Exchange, { kind: 'algebra' }>, { pairs, ask }: Looking): Promise<Finds> {
  const { dex, factory, quoter } = exchange
  const listed = await ask(pairs.map((pair) => ({ to: factory, signature: FIND, args: [...pair] })))
  const found = pairs.flatMap((pair, at) => {
    const pool = addressOf(listed[at])
    return pool ? [{ pool, tokens: [...pair].sort() }] : []
  })
  if (found.length === 0) return NOTHING
  const spacings = await ask(found.map(({ pool }) => ({ to: pool, signature: SPACING, args: [] })))
  const known = found.flatMap(({ pool, tokens }, at) => {
    const tickSpacing = Number(spacings[at] ?? 0)
    const fixed = { tickSpacing, reach: reachOf(tickSpacing), quoter }
    return tickSpacing > 0 ? [{ kind: 'algebra', identity: { id: pool, tokens, dex, fixed }, found: 'factory' as const }] : []
  })
  return { known, leftOut: [] }
}
