import type { Known } from '../identity.ts'
import type { LeftOut } from '../market.ts'
import type { Exchange, Finds, Looking } from './exchange.ts'
import { addressOf, NOTHING } from './exchange.ts'

const FIND = 'function find_pool_for_coins(address from, address to, uint256 i) view returns (address)'
/** Pools of one pair that are looked at. */
const MOST = 2

type Crypto = Extract<Exchange, { kind: 'curve-crypto' }>

/** Pools of two or three coins that a Curve crypto factory lists for the pairs; two rounds. */
export async function findCurveCrypto(exchange: Crypto, { pairs, ask }: Looking): Promise<Finds> {
  const { dex, factory, coins, ng, coinToo } = exchange
  const wanted = pairs.flatMap((pair) => Array.from({ length: MOST }, (_, at) => [...pair, BigInt(at)]))
  const listed = await ask(wanted.map((args) => ({ to: factory, signature: FIND, args })))
  const pools = [...new Set(listed.flatMap((answer) => addressOf(answer) ?? []))]
  if (pools.length === 0) return NOTHING
  const signatures = [
    `function get_coins(address pool) view returns (address[${coins}])`,
    `function get_decimals(address pool) view returns (uint256[${coins}])`,
  ]
  const facts = await ask(pools.flatMap((pool) => signatures.map((signature) => ({ to: factory, signature, args: [pool] }))))
  const all = pools.map((pool, at): Known | LeftOut => {
    const [named, places] = [facts[2 * at], facts[2 * at + 1]] as (readonly unknown[] | undefined)[]
    const tokens = (named ?? []).flatMap((coin) => addressOf(coin) ?? [])
    if (tokens.length !== coins || !places) return { pool, tokens, dex, reason: 'kind', detail: 'Its factory does not name its coins.' }
    const fixed = { ng, decimals: places, ...(coinToo ? { coinToo } : {}) }
    return { kind: 'curve-crypto', identity: { id: pool, tokens, dex, fixed }, found: 'factory' }
  })
  return { known: all.filter((one) => 'identity' in one), leftOut: all.filter((one) => 'reason' in one) }
}
