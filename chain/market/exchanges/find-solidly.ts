import type { Exchange, Finds, Looking } from './exchange.ts'
import { addressOf } from './exchange.ts'

const GET_POOL = 'function getPool(address a, address b, bool stable) view returns (address)'

/** Pools of a Velodrome V2 or Aerodrome factory for the pairs: a stable and a volatile one may be there. One round. */
export async function findSolidly(exchange: Extract<Exchange, { kind: 'solidly' }>, { pairs, ask }: Looking): Promise<Finds> {
  const wanted = pairs.flatMap((pair) => [true, false].map((stable) => ({ pair, stable })))
  const answers = await ask(wanted.map(({ pair, stable }) => ({ to: exchange.factory, signature: GET_POOL, args: [...pair, stable] })))
  const known = wanted.flatMap(({ pair, stable }, at) => {
    const id = addressOf(answers[at])
    if (id === undefined) return []
    const fixed = { stable, factory: exchange.factory }
    return [{ kind: 'solidly', identity: { id, tokens: [...pair], dex: exchange.dex, fixed }, found: 'factory' as const }]
  })
  return { known, leftOut: [] }
}
