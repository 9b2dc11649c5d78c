import type { PoolBase } from '../../routing/pool.ts'

interface Ticked extends PoolBase {
  tick: number
  liquidity: bigint
  tickSpacing: number
  ticks: readonly (readonly [tick: number, liquidityNet: bigint])[]
}

export interface Window {
  /** Ticks that were read: from, below to. */
  from: number
  to: number
}

/** The window of ticks that was read around a tick. */
export function windowOf(tick: number, tickSpacing: number, reach: number): Window {
  const word = Math.floor(Math.floor(tick / tickSpacing) / 256)
  return { from: (word - reach) * 256 * tickSpacing, to: (word + reach + 1) * 256 * tickSpacing }
}

const LOWEST = -887_272

/**
 * A pool of which a window was read, closed at both ends: beyond what was read it gives nothing, so that no quote counts on liquidity
 * that nobody looked at. The tick one step outside takes out what is left.
 */
export function fenced<P extends PoolBase>(pool: P, window: Window): P {
  const { tick, liquidity, ticks, tickSpacing } = pool as unknown as Ticked
  const inside = ticks.filter(([at]) => at >= window.from && at < window.to)
  const above = inside.filter(([at]) => at > tick).reduce((sum, [, net]) => sum + net, liquidity)
  const below = inside.filter(([at]) => at <= tick).reduce((sum, [, net]) => sum - net, liquidity)
  const lower = window.from - tickSpacing
  const fences: [number, bigint][] = []
  if (below > 0n && lower > LOWEST) fences.push([lower, below])
  if (above > 0n && window.to < -LOWEST) fences.push([window.to, -above])
  const closed = [...inside, ...fences].sort((a, b) => (a[0] as number) - (b[0] as number))
  return { ...pool, ticks: closed }
}
