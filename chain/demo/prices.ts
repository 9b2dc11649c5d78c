import { hashUnit } from './random.ts'
import { tokenPlan } from './tokens.ts'

const DAY = 86_400
// Halving periods; a Brownian path's swing over a period grows with its square root.
const PERIODS = [16 * DAY, 4 * DAY, DAY, DAY / 4, DAY / 16, DAY / 72]

const smooth = (x: number) => x * x * (3 - 2 * x)

/** Value noise in [−1, 1]: random at whole steps, smooth between. */
function noise(key: string, at: number): number {
  const step = Math.floor(at)
  const from = hashUnit(`${key}:${step}`) * 2 - 1
  const to = hashUnit(`${key}:${step + 1}`) * 2 - 1
  return from + (to - from) * smooth(at - step)
}

function wander(key: string, seconds: number): number {
  return PERIODS.reduce((sum, period, octave) => sum + Math.sqrt(period / DAY) * noise(`${key}:${octave}`, seconds / period), 0)
}

/**
 * What a demo token is worth in US dollars at a Unix time in seconds. A function of (seed, time) alone, so that a chain that was
 * stopped goes on where the market has moved meanwhile, with nothing to store.
 */
export function fairPrice(seed: number, symbol: string, seconds: number): number {
  const { price, volatility, beta } = tokenPlan(symbol)
  if (volatility === 0) return price
  const ether = tokenPlan('WETH').volatility * wander(`${seed}:WETH`, seconds)
  const own = symbol === 'WETH' ? 0 : volatility * wander(`${seed}:${symbol}`, seconds)
  return price * Math.exp(beta * ether + own)
}

/** Base fee in wei at a time: busier in the European afternoon and the American morning, quieter on weekends. */
export function baseFee(seed: number, seconds: number): bigint {
  return BigInt(Math.round(9e9 * activity(seconds) * Math.exp(0.5 * wander(`${seed}:gas`, seconds) * 0.5)))
}

/** How busy the market is at a time; 1 on average over a week. */
export function activity(seconds: number): number {
  const hour = (seconds % DAY) / 3600
  const weekday = (Math.floor(seconds / DAY) + 4) % 7
  const ofDay = 1 + 0.45 * Math.cos(((hour - 15) / 24) * 2 * Math.PI)
  return ofDay * (weekday === 0 || weekday === 6 ? 0.75 : 1.1)
}
