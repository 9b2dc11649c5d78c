import type { Segments } from '../../amm.ts'
import type { Fill, PoolBase, Swap } from '../../pool.ts'
import { type Step, stepIn, stepOut } from './swap-math.ts'
import { MAX_SQRT_RATIO, MAX_TICK, MIN_SQRT_RATIO, MIN_TICK, rootPriceAtTick, sqrtRatioAtTick, tickAtSqrtRatio } from './tick-math.ts'

/** What Uniswap V3 and V4 pools have in common: liquidity that is constant between initialised ticks. */
export interface TickedPool extends PoolBase {
  tokens: readonly [string, string]
  sqrtPriceX96: bigint
  tick: number
  liquidity: bigint
  tickSpacing: number
  /** Parts per million of the input. */
  feePpm: number
  /** Where the fee depends on the direction: for selling the first token, and for selling the second. Replaces `feePpm`. */
  feesPpm?: readonly [number, number]
  /** Pools that keep their ticks in a list: a swap stops at none but initialised ones. */
  listed?: boolean
  /** Initialised ticks in rising order with the liquidity that comes in when the price rises past them. */
  ticks: readonly (readonly [tick: number, liquidityNet: bigint])[]
}

/** Parts per million that a swap in this direction pays. */
const feeOf = (pool: TickedPool, down: boolean): number => pool.feesPpm?.[down ? 0 : 1] ?? pool.feePpm

interface Cursor {
  price: bigint
  tick: number
  liquidity: bigint
  /** Index into `ticks` of the next one in the direction of the swap. */
  next: number
  crossings: number
}

/** How many ticks are at or below `tick`: binary search. */
export function ticksUpTo(ticks: TickedPool['ticks'], tick: number): number {
  let [low, high] = [0, ticks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ticks[middle]?.[0] ?? 0) <= tick) low = middle + 1
    else high = middle
  }
  return low
}

function start(pool: TickedPool, down: boolean): Cursor {
  const upTo = ticksUpTo(pool.ticks, pool.tick)
  return { price: pool.sqrtPriceX96, tick: pool.tick, liquidity: pool.liquidity, next: down ? upTo - 1 : upTo, crossings: 0 }
}

/**
 * Where the contract stops next: an initialised tick, or the end of a 256-tick word of its bitmap, where it rounds as well.
 * Without liquidity a stop changes no amount, so words are skipped; `undefined` when nothing more lies in this direction.
 */
function stopAfter(pool: TickedPool, at: Cursor, down: boolean): { tick: number; initialised: boolean } | undefined {
  const wanted = pool.ticks[at.next]?.[0]
  if (pool.listed && wanted === undefined) return { tick: down ? MIN_TICK : MAX_TICK, initialised: false }
  if (pool.listed || at.liquidity === 0n) return wanted === undefined ? undefined : { tick: wanted, initialised: true }
  const compressed = Math.floor(at.tick / pool.tickSpacing) + (down ? 0 : 1)
  const word = Math.floor(compressed / 256) * 256
  const edge = (down ? word : word + 255) * pool.tickSpacing
  if (wanted !== undefined && (down ? wanted >= edge : wanted <= edge)) return { tick: wanted, initialised: true }
  return { tick: Math.min(MAX_TICK, Math.max(MIN_TICK, edge)), initialised: false }
}

/** Moves the cursor over a stop that it has reached. */
function arrive(pool: TickedPool, at: Cursor, { stop, down }: { stop: { tick: number; initialised: boolean }; down: boolean }): void {
  if (stop.initialised) {
    const net = pool.ticks[at.next]?.[1] ?? 0n
    at.liquidity += down ? -net : net
    at.next += down ? -1 : 1
    at.crossings++
  }
  at.tick = down ? stop.tick - 1 : stop.tick
}

interface Walk {
  down: boolean
  step: (range: { price: bigint; target: bigint; liquidity: bigint; feePpm: bigint }, left: bigint) => Step | undefined
  spent: (step: Step) => bigint
}

/** Walks ranges until the specified amount is used up; `undefined` when the pool cannot take or give all of it. */
function walk(
  pool: TickedPool,
  amount: bigint,
  { down, step, spent }: Walk,
): { at: Cursor; amountIn: bigint; amountOut: bigint } | undefined {
  const at = start(pool, down)
  const limit = down ? MIN_SQRT_RATIO + 1n : MAX_SQRT_RATIO - 1n
  const feePpm = BigInt(feeOf(pool, down))
  let [left, amountIn, amountOut] = [amount, 0n, 0n]
  while (left > 0n) {
    const stop = stopAfter(pool, at, down)
    if (stop === undefined || at.price === limit || at.liquidity < 0n) return undefined
    const ratio = sqrtRatioAtTick(stop.tick)
    const target = down ? (ratio < limit ? limit : ratio) : ratio > limit ? limit : ratio
    const done = step({ price: at.price, target, liquidity: at.liquidity, feePpm }, left)
    if (done === undefined) return undefined
    left -= spent(done)
    amountIn += done.amountIn + done.fee
    amountOut += done.amountOut
    const moved = done.price !== at.price
    at.price = done.price
    if (done.price === ratio) arrive(pool, at, { stop, down })
    else if (moved) at.tick = tickAtSqrtRatio(done.price)
  }
  return { at, amountIn, amountOut }
}

function fill<P extends TickedPool>(pool: P, done: ReturnType<typeof walk>): Fill<P> | undefined {
  if (!done || done.amountIn <= 0n || done.amountOut <= 0n) return undefined
  const { at, amountIn, amountOut } = done
  return {
    amountIn,
    amountOut,
    crossings: at.crossings,
    after: { ...pool, sqrtPriceX96: at.price, tick: at.tick, liquidity: at.liquidity },
  }
}

/** Exact-in swap. Source: UniswapV3Pool.swap. */
export function out<P extends TickedPool>(pool: P, swap: Swap, amountIn: bigint): Fill<P> | undefined {
  if (amountIn <= 0n) return undefined
  return fill(pool, walk(pool, amountIn, { down: swap.tokenIn === 0, step: stepIn, spent: (step) => step.amountIn + step.fee }))
}

/** Exact-out swap. Source: UniswapV3Pool.swap with a negative amount. */
export function into<P extends TickedPool>(pool: P, swap: Swap, amountOut: bigint): Fill<P> | undefined {
  if (amountOut <= 0n) return undefined
  return fill(pool, walk(pool, amountOut, { down: swap.tokenIn === 0, step: stepOut, spent: (step) => step.amountOut }))
}

const Q96 = 2 ** 96

/** One segment for each range between initialised ticks; beyond the last one there is nothing. */
export function segments(pool: TickedPool, swap: Swap): Segments {
  const down = swap.tokenIn === 0
  const root = (price: number): number => (down ? price : 1 / price)
  const at = start(pool, down)
  const q = [root(firstPrice(pool, at, down))]
  const liquidity: number[] = []
  for (;;) {
    const entry = pool.ticks[at.next]
    const edge = root(rootPriceAtTick(entry ? entry[0] : down ? MIN_TICK : MAX_TICK))
    if (edge < (q.at(-1) as number)) {
      q.push(edge)
      liquidity.push(Number(at.liquidity))
    }
    if (!entry) break
    at.liquidity += down ? -entry[1] : entry[1]
    at.next += down ? -1 : 1
  }
  while (liquidity.length > 1 && liquidity.at(-1) === 0) {
    liquidity.pop()
    q.pop()
  }
  return { gamma: 1 - feeOf(pool, down) / 1e6, q, liquidity }
}

/** Where trading begins, token1 per token0 as a root: the price, or the next tick with liquidity when the price stands in a gap. Moves the cursor there. */
function firstPrice(pool: TickedPool, at: Cursor, down: boolean): number {
  let price = Number(pool.sqrtPriceX96) / Q96
  for (let entry = pool.ticks[at.next]; at.liquidity === 0n && entry; entry = pool.ticks[at.next]) {
    at.liquidity += down ? -entry[1] : entry[1]
    at.next += down ? -1 : 1
    price = rootPriceAtTick(entry[0])
  }
  return price
}

/** Raw out per raw in for the first wei, fee paid; 0 when no liquidity lies in this direction. */
export function spot(pool: TickedPool, swap: Swap): number {
  const down = swap.tokenIn === 0
  const at = pool.liquidity === 0n ? start(pool, down) : undefined
  const price = at ? firstPrice(pool, at, down) ** 2 : (Number(pool.sqrtPriceX96) / Q96) ** 2
  if (at?.liquidity === 0n) return 0
  return (down ? price : 1 / price) * (1 - feeOf(pool, down) / 1e6)
}

/** What can be withdrawn of each token by trading: the liquidity below the price holds token1, that above holds token0. */
export function depth(pool: TickedPool): readonly number[] {
  return [1, 0].map((tokenIn) => {
    const { q, liquidity } = segments(pool, { tokenIn, tokenOut: 1 - tokenIn })
    return liquidity.reduce((sum, size, at) => sum + size * ((q[at] as number) - (q[at + 1] as number)), 0)
  })
}
