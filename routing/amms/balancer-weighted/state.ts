import type { ContractCall, PoolIdentity, StatePlan } from '../../amm.ts'
import type { BalancerWeightedPool } from './math.ts'

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

/** Three reads in the first round, decimals of the tokens in the second. The vault's events change the state; it is read again. */
export const state: StatePlan<BalancerWeightedPool> = {
  created: [],
  read(identity, answers) {
    const [first, decimals] = answers
    const read = (signature: string): ContractCall => ({ to: identity.id, signature, args: [] })
    if (!first) return { calls: [vaultCall(identity), read(WEIGHTS), read(SWAP_FEE)] }
    const [tokens, balances] = first[0] as readonly [readonly unknown[], readonly unknown[]]
    if (!decimals) return { calls: decimalsCalls(tokens) }
    return {
      pool: {
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
      },
    }
  },
  events: [],
}
