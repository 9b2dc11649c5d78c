import type { ContractCall, PoolIdentity, StatePlan } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { type BalancerWeightedPool, out } from './math.ts'

/** Balancer's vault has one address on every chain. */
export const VAULT = '0xba12222222228d8ba445958a75a0704d566bf2c8'

const GET_TOKENS = 'function getPoolTokens(bytes32 poolId) view returns (address[] tokens, uint256[] balances, uint256 lastChangeBlock)'
const WEIGHTS = 'function getNormalizedWeights() view returns (uint256[])'
export const SWAP_FEE = 'function getSwapFeePercentage() view returns (uint256)'
const DECIMALS = 'function decimals() view returns (uint8)'

export const lower = (value: unknown): string => String(value).toLowerCase()
export const big = (value: unknown): bigint => BigInt(value as bigint)

/** The vault's id, of which the first 20 bytes are the pool's address. */
export const poolIdOf = ({ id, fixed }: PoolIdentity): string => lower(fixed['poolId'] ?? id)
export const vaultOf = ({ fixed }: PoolIdentity): string => lower(fixed['vault'] ?? VAULT)

/** First round: what the vault holds, and the pool's own facts. */
export const vaultCall = (identity: PoolIdentity): ContractCall => ({
  to: vaultOf(identity),
  signature: GET_TOKENS,
  args: [poolIdOf(identity)],
})

export const decimalsCalls = (tokens: readonly unknown[]): ContractCall[] =>
  tokens.map((token) => ({ to: lower(token), signature: DECIMALS, args: [] }))

const QUERY =
  'function queryBatchSwap(uint8 kind, (bytes32 poolId, uint256 assetInIndex, uint256 assetOutIndex, uint256 amount, bytes userData)[] swaps, address[] assets, (address sender, bool fromInternalBalance, address recipient, bool toInternalBalance) funds) returns (int256[])'
const NOBODY = `0x${'0'.repeat(40)}`
/** The vault is asked what this part of a balance gives. */
const PROBED = 1000n

type VaultPool = PoolBase & { poolId: string; reserves: readonly bigint[] }

/** What the vault says that a small swap of the first token gives; nothing where a pool holds too little to tell. */
export function probeCalls(identity: PoolIdentity, { tokens, reserves }: VaultPool): ContractCall[] {
  if (reserves.some((reserve) => reserve < PROBED)) return []
  const step = [poolIdOf(identity), 0n, 1n, (reserves[0] as bigint) / PROBED, '0x']
  return [{ to: vaultOf(identity), signature: QUERY, args: [0, [step], [tokens[0], tokens[1]], [NOBODY, false, NOBODY, false]] }]
}

/** The pool when the vault's own answer is that of the mathematics: rates that it renews as it trades, and kinds not met before, show there. Throws otherwise. */
export function believed<P extends VaultPool>(
  pool: P,
  told: readonly unknown[],
  out: (pool: P, swap: Swap, amountIn: bigint) => Fill<P> | undefined,
): P {
  const answer = -big((told[0] as readonly unknown[])[1])
  const ours = out(pool, { tokenIn: 0, tokenOut: 1 }, (pool.reserves[0] as bigint) / PROBED)?.amountOut
  if (ours !== undefined && ours !== answer) throw new Error(`it gives ${answer} where its state says ${ours}`)
  return pool
}

/** Three reads in the first round, decimals of the tokens in the second, a trial in the third. The vault's events change the state; it is read again. */
export const state: StatePlan<BalancerWeightedPool> = {
  created: [],
  read(identity, answers) {
    const [first, decimals, told] = answers
    const read = (signature: string): ContractCall => ({ to: identity.id, signature, args: [] })
    if (!first) return { calls: [vaultCall(identity), read(WEIGHTS), read(SWAP_FEE)] }
    const [tokens, balances] = first[0] as readonly [readonly unknown[], readonly unknown[]]
    if (!decimals) return { calls: decimalsCalls(tokens) }
    const pool: BalancerWeightedPool = {
      kind: 'balancer-weighted',
      id: identity.id,
      poolId: poolIdOf(identity),
      tokens: tokens.map(lower),
      ...(identity.dex === undefined ? {} : { dex: identity.dex }),
      reserves: balances.map(big),
      weights: (first[1] as readonly unknown[]).map(big),
      scales: decimals.map((places) => 10n ** (18n - big(places))),
      fee: big(first[2]),
      ...(identity.fixed['plainPowers'] === true ? { plainPowers: true } : {}),
    }
    if (told) return { pool: believed(pool, told, out) }
    const calls = probeCalls(identity, pool)
    return calls.length === 0 ? { pool } : { calls }
  },
  events: [],
}
