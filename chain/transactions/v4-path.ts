import { encodeAbiParameters, type Hex, parseAbiParameters } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { PoolBase } from '../../routing/pool.ts'
import type { Run } from './runs.ts'

/** Actions of the router's V4 part (its Actions library). */
const ACTION = { swapIn: 0x07, swapOut: 0x09, settle: 0x0b, take: 0x0e } as const
/** The amount that the manager's books read as "all that is open". */
const OPEN = 0n
const NATIVE: Hex = '0x0000000000000000000000000000000000000000'

const input = parseAbiParameters('bytes actions, bytes[] params')
const keys = '(address intermediateCurrency, uint24 fee, int24 tickSpacing, address hooks, bytes hookData)[] path'
const swapTypes = parseAbiParameters(`(address currency, ${keys}, uint128 amount, uint128 limit) params`)
const hopTypes = parseAbiParameters(`(address currency, ${keys}, uint256[] hopLimits, uint128 amount, uint128 limit) params`)
const settleTypes = parseAbiParameters('address currency, uint256 amount, bool payerIsUser')
const takeTypes = parseAbiParameters('address currency, address recipient, uint256 amount')

interface V4Facts extends PoolBase {
  feePpm: number
  tickSpacing: number
  hooks: Hex
}

/** How the manager writes a token. */
const currencyOf = (token: string): Hex => (token === 'native' ? NATIVE : (token as Hex))

function pathOf(run: Run, pools: ReadonlyMap<string, PoolBase>, exact: 'in' | 'out') {
  return run.legs.map(({ pool, tokenIn, tokenOut }) => {
    const facts = pools.get(pool) as V4Facts | undefined
    if (facts?.hooks === undefined)
      throw new PetrelError('internal', { message: `The pool ${pool} of the route is not among the pools of the order.` })
    const intermediateCurrency = currencyOf(exact === 'in' ? tokenOut : tokenIn)
    return { intermediateCurrency, fee: facts.feePpm, tickSpacing: facts.tickSpacing, hooks: facts.hooks, hookData: '0x' as Hex }
  })
}

export interface V4Terms {
  exact: 'in' | 'out'
  /** Exact in: what is paid, which may be the router's "all I have". Exact out: what is received. */
  amount: bigint
  /** Exact in: the least output. Exact out: the most input. */
  limit: bigint
  recipient: Hex
  payerIsUser: boolean
  /** The router is of 2.1 or later. */
  hopLimits: boolean
}

/**
 * The input of a V4_SWAP command for one run. Exact in: pays first, then swaps all that was paid, then takes all that came out. Exact out:
 * swaps, pays what it cost, takes what came out. Source: V4Router and V4SwapRouter.
 */
export function v4Input(run: Run, pools: ReadonlyMap<string, PoolBase>, terms: V4Terms): Hex {
  const { exact, amount, limit, recipient, payerIsUser } = terms
  const [from, to] = [currencyOf(run.tokenIn), currencyOf(run.tokenOut)]
  const path = pathOf(run, pools, exact)
  const settle = encodeAbiParameters(settleTypes, [from, exact === 'in' ? amount : OPEN, payerIsUser])
  const params = { currency: exact === 'in' ? from : to, path, amount: exact === 'in' ? OPEN : amount, limit }
  const swap = terms.hopLimits ? encodeAbiParameters(hopTypes, [{ ...params, hopLimits: [] }]) : encodeAbiParameters(swapTypes, [params])
  const take = encodeAbiParameters(takeTypes, [to, recipient, OPEN])
  const actions: Hex = exact === 'in' ? bytes(ACTION.settle, ACTION.swapIn, ACTION.take) : bytes(ACTION.swapOut, ACTION.settle, ACTION.take)
  return encodeAbiParameters(input, [actions, exact === 'in' ? [settle, swap, take] : [swap, settle, take]])
}

const bytes = (...actions: readonly number[]): Hex => `0x${actions.map((action) => action.toString(16).padStart(2, '0')).join('')}`
