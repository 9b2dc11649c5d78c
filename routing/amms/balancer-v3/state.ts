import type { ContractCall, StatePlan } from '../../amm.ts'
import { out } from './math.ts'
import type { BalancerV3Pool } from './pool.ts'

/** Balancer's third vault has one address on every chain. */
export const VAULT_V3 = '0xba1333333333a1ba1108e8412f11850a5c319ba9'

const lower = (value: unknown): string => String(value).toLowerCase()
const big = (value: unknown): bigint => BigInt(value as bigint)
const list = (value: unknown): bigint[] => (value as readonly unknown[]).map(big)

const INFO =
  'function getPoolTokenInfo(address pool) view returns (address[] tokens, (uint8 tokenType, address rateProvider, bool paysYieldFees)[] tokenInfo, uint256[] balancesRaw, uint256[] lastBalancesLiveScaled18)'
const LIVE = 'function getCurrentLiveBalances(address pool) view returns (uint256[] balancesLiveScaled18)'
const RATES = 'function getPoolTokenRates(address pool) view returns (uint256[] decimalScalingFactors, uint256[] tokenRates)'
const CONFIG =
  'function getPoolConfig(address pool) view returns (((bool, bool, bool, bool) liquidityManagement, uint256 staticSwapFeePercentage, uint256 aggregateSwapFeePercentage, uint256 aggregateYieldFeePercentage, uint40 tokenDecimalDiffs, uint32 pauseWindowEndTime, bool isPoolRegistered, bool isPoolInitialized, bool isPoolPaused, bool isPoolInRecoveryMode) config)'
const HOOKS =
  'function getHooksConfig(address pool) view returns ((bool enableHookAdjustedAmounts, bool shouldCallBeforeInitialize, bool shouldCallAfterInitialize, bool shouldCallComputeDynamicSwapFee, bool shouldCallBeforeSwap, bool shouldCallAfterSwap, bool shouldCallBeforeAddLiquidity, bool shouldCallAfterAddLiquidity, bool shouldCallBeforeRemoveLiquidity, bool shouldCallAfterRemoveLiquidity, address hooksContract) config)'
const WEIGHTS = 'function getNormalizedWeights() view returns (uint256[])'
const AMP = 'function getAmplificationParameter() view returns (uint256 value, bool isUpdating, uint256 precision)'
const QUERY =
  'function querySwapSingleTokenExactIn(address pool, address tokenIn, address tokenOut, uint256 exactAmountIn, address sender, bytes userData) returns (uint256 amountCalculated)'
const NOBODY = `0x${'0'.repeat(40)}`

const PROBED = 1000n
const WAYS = [
  { tokenIn: 0, tokenOut: 1 },
  { tokenIn: 1, tokenOut: 0 },
] as const

interface Config {
  staticSwapFeePercentage: bigint
  aggregateSwapFeePercentage: bigint
  isPoolInitialized: boolean
  isPoolPaused: boolean
  isPoolInRecoveryMode: boolean
}

/** The hooks contract when it can change what a swap gives; hooks on liquidity alone cannot. */
function swapHooks(config: unknown): string | undefined {
  const hooks = config as Readonly<Record<string, unknown>>
  const touching = ['enableHookAdjustedAmounts', 'shouldCallComputeDynamicSwapFee', 'shouldCallBeforeSwap', 'shouldCallAfterSwap']
  return touching.some((flag) => hooks[flag] === true) ? lower(hooks['hooksContract']) : undefined
}

/** The pool when the vault's own trial gives what the mathematics gives; throws otherwise. */
function believed(pool: BalancerV3Pool, told: readonly unknown[]): BalancerV3Pool {
  for (const [at, swap] of WAYS.entries()) {
    const ours = out(pool, swap, (pool.reserves[swap.tokenIn] as bigint) / PROBED)?.amountOut ?? 0n
    if (ours !== big(told[at])) throw new Error(`it gives ${told[at]} where its state says ${ours}`)
  }
  return pool
}

/**
 * `fixed.stable` tells a stable pool from a weighted one, `fixed.router` who is asked for a trial. Rates and yield fees move without
 * events of the pool's own, so each new block reads it again.
 */
export const state: StatePlan<BalancerV3Pool> = {
  created: [],
  read(identity, answers) {
    const [found, told] = answers
    const stable = identity.fixed['stable'] === true
    const vault = lower(identity.fixed['vault'] ?? VAULT_V3)
    const ask = (signature: string): ContractCall => ({ to: vault, signature, args: [identity.id] })
    if (!found)
      return { calls: [...[INFO, LIVE, RATES, CONFIG, HOOKS].map(ask), { to: identity.id, signature: stable ? AMP : WEIGHTS, args: [] }] }
    const [tokens, , reserves] = found[0] as readonly unknown[]
    const [scales, rates] = found[2] as readonly unknown[]
    const config = found[3] as Config
    if (!config.isPoolInitialized || config.isPoolPaused) throw new Error('the pool is paused or was never filled')
    const hooks = swapHooks(found[4])
    const pool: BalancerV3Pool = {
      kind: 'balancer-v3',
      id: identity.id,
      tokens: (tokens as readonly unknown[]).map(lower),
      ...(identity.dex === undefined ? {} : { dex: identity.dex }),
      reserves: list(reserves),
      live: list(found[1]),
      scales: list(scales),
      rates: list(rates),
      fee: big(config.staticSwapFeePercentage),
      aggregateFee: config.isPoolInRecoveryMode ? 0n : big(config.aggregateSwapFeePercentage),
      ...(stable ? { amp: big((found[5] as readonly unknown[])[0]) } : { weights: list(found[5]) }),
      ...(hooks === undefined ? {} : { hooks }),
    }
    if (told) return { pool: believed(pool, told) }
    if (hooks !== undefined || pool.reserves.some((reserve) => reserve < PROBED)) return { pool }
    const router = lower(identity.fixed['router'])
    const trial = ({ tokenIn, tokenOut }: (typeof WAYS)[number]): ContractCall => ({
      to: router,
      signature: QUERY,
      args: [identity.id, pool.tokens[tokenIn], pool.tokens[tokenOut], (pool.reserves[tokenIn] as bigint) / PROBED, NOBODY, '0x'],
    })
    return { calls: WAYS.map(trial) }
  },
  events: [],
}
