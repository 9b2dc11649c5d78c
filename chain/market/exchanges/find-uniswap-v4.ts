import { encodeAbiParameters, type Hex, keccak256, parseAbiParameters } from 'viem'
import { reachOf } from '../identity.ts'
import type { Exchange, Finds, Looking, Pair } from './exchange.ts'
import { NONE } from './exchange.ts'

/** Fees and tick spacings with which pools without hooks are made; others come by event. */
const TIERS: readonly (readonly [feePpm: number, tickSpacing: number])[] = [
  [100, 1],
  [500, 10],
  [3000, 60],
  [10_000, 200],
]
const SLOT0 = 'function getSlot0(bytes32 poolId) view returns (uint160 sqrtPriceX96, int24 tick, uint24 protocolFee, uint24 lpFee)'
const keyTypes = parseAbiParameters('address currency0, address currency1, uint24 fee, int24 tickSpacing, address hooks')

export interface PoolKey {
  /** Rising; address zero is the native coin. */
  currencies: Pair
  feePpm: number
  tickSpacing: number
  hooks: Hex
}

/** The manager's id of a pool: the hash of its key. Source: PoolIdLibrary. */
export const poolIdOf = ({ currencies, feePpm, tickSpacing, hooks }: PoolKey): Hex =>
  keccak256(encodeAbiParameters(keyTypes, [currencies[0], currencies[1], feePpm, tickSpacing, hooks]))

/** A pair with the native coin in place of its wrapped token sorts first. */
function keysOf(pair: Pair, wrappedNative: Hex): PoolKey[] {
  const other = pair.find((token) => token !== wrappedNative)
  const native: Pair[] = pair.includes(wrappedNative) && other ? [[NONE, other]] : []
  return [pair, ...native].flatMap((currencies) => TIERS.map(([feePpm, tickSpacing]) => ({ currencies, feePpm, tickSpacing, hooks: NONE })))
}

type V4 = Extract<Exchange, { kind: 'uniswap-v4' }>

/** The pool of a key as the market knows it. */
export function knownV4({ dex, manager, stateView }: V4, key: PoolKey) {
  const { currencies, feePpm, tickSpacing, hooks } = key
  const tokens = currencies.map((currency) => (currency === NONE ? 'native' : currency))
  const fixed = { feePpm, tickSpacing, hooks, stateView, manager, reach: reachOf(tickSpacing) }
  return { kind: 'uniswap-v4', identity: { id: poolIdOf(key), tokens, dex, fixed }, found: 'factory' as const }
}

/** Pools without hooks of the pairs, also of the native coin itself, that were ever given a price. One round: ids follow from the keys. */
export async function findUniswapV4(exchange: V4, { pairs, wrappedNative, ask }: Looking): Promise<Finds> {
  const all = pairs.flatMap((pair) => keysOf(pair, wrappedNative)).map((key) => knownV4(exchange, key))
  const answers = await ask(all.map(({ identity }) => ({ to: exchange.stateView, signature: SLOT0, args: [identity.id] })))
  const known = all.filter((_, at) => BigInt((answers[at] as readonly bigint[] | undefined)?.[0] ?? 0n) > 0n)
  return { known, leftOut: [] }
}
