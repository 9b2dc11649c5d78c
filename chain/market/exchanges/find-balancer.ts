import type { Hex } from 'viem'
import type { Known } from '../identity.ts'
import type { BalancerKind, Exchange, Finds, Looking } from './exchange.ts'
import { addressOf, NOTHING } from './exchange.ts'

const POOL_ID = 'function getPoolId() view returns (bytes32)'
const GET_TOKENS = 'function getPoolTokens(bytes32 poolId) view returns (address[] tokens, uint256[] balances, uint256 lastChangeBlock)'

type Balancer = Extract<Exchange, { kind: 'balancer' }>

export interface BalancerPool {
  address: Hex
  makes: BalancerKind
  /** Which factory announced it, where one did. */
  factory?: Hex
}

/** Identities of pools known by address: their ids, then the vault's list of their tokens. Two rounds. */
export async function findBalancer(exchange: Balancer, pools: readonly BalancerPool[], { ask }: Pick<Looking, 'ask'>): Promise<Finds> {
  if (pools.length === 0) return NOTHING
  const ids = await ask(pools.map(({ address }) => ({ to: address, signature: POOL_ID, args: [] })))
  const held = await ask(ids.map((poolId) => ({ to: exchange.vault, signature: GET_TOKENS, args: [poolId ?? `0x${'0'.repeat(64)}`] })))
  const known = pools.flatMap(({ address, makes, factory }, at): Known[] => {
    const [tokens] = (held[at] ?? []) as readonly (readonly unknown[])[]
    // The pool's own share is among the vault's tokens of stable pools; it is not traded.
    const own = (tokens ?? []).flatMap((token) => addressOf(token) ?? []).filter((token) => token !== address)
    if (own.length < 2) return []
    const plain = factory !== undefined && exchange.plainPowers?.includes(factory) ? { plainPowers: true } : {}
    const fixed = { poolId: String(ids[at]).toLowerCase(), vault: exchange.vault, ...plain }
    return [{ kind: makes, identity: { id: address.toLowerCase(), tokens: own, dex: exchange.dex, fixed }, found: 'factory' }]
  })
  return { known, leftOut: [] }
}
