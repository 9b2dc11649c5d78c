/** Tick to square-root price and back, to the last bit of Uniswap V3's TickMath (whitepaper 6.1; the factors are sqrt(1.0001)^-(2^k) in Q128). */

export const MIN_TICK = -887272
export const MAX_TICK = 887272
export const MIN_SQRT_RATIO = 4295128739n
export const MAX_SQRT_RATIO = 1461446703485210103287273052203988822378723970342n

/** Entry k is sqrt(1.0001)^-(2^k) as a Q128 fraction, rounded as the contract rounds it. */
const FACTORS: readonly bigint[] = [
  0xfffcb933bd6fad37aa2d162d1a594001n,
  0xfff97272373d413259a46990580e213an,
  0xfff2e50f5f656932ef12357cf3c7fdccn,
  0xffe5caca7e10e4e61c3624eaa0941cd0n,
  0xffcb9843d60f6159c9db58835c926644n,
  0xff973b41fa98c081472e6896dfb254c0n,
  0xff2ea16466c96a3843ec78b326b52861n,
  0xfe5dee046a99a2a811c461f1969c3053n,
  0xfcbe86c7900a88aedcffc83b479aa3a4n,
  0xf987a7253ac413176f2b074cf7815e54n,
  0xf3392b0822b70005940c7a398e4b70f3n,
  0xe7159475a2c29b7443b29c7fa6e889d9n,
  0xd097f3bdfd2022b8845ad8f792aa5825n,
  0xa9f746462d870fdf8a65dc1f90e061e5n,
  0x70d869a156d2a1b890bb3df62baf32f7n,
  0x31be135f97d08fd981231505542fcfa6n,
  0x9aa508b5b7a84e1c677de54f3e99bc9n,
  0x5d6af8dedb81196699c329225ee604n,
  0x2216e584f5fa1ea926041bedfe98n,
  0x48a170391f7dc42444e8fa2n,
]

/** sqrt(1.0001^tick) in Q64.96. Throws RangeError outside the contract's ticks. */
export function sqrtRatioAtTick(tick: number): bigint {
  if (!Number.isInteger(tick) || tick < MIN_TICK || tick > MAX_TICK)
    throw new RangeError(`tick ${tick} is outside ${MIN_TICK}..${MAX_TICK}`)
  const size = Math.abs(tick)
  let ratio = 1n << 128n
  for (let bit = 0; bit < FACTORS.length; bit++) {
    if (size & (1 << bit)) ratio = (ratio * (FACTORS[bit] as bigint)) >> 128n
  }
  if (tick > 0) ratio = ((1n << 256n) - 1n) / ratio
  return (ratio >> 32n) + (ratio & 0xffffffffn ? 1n : 0n)
}

/** The greatest tick whose ratio is not above `sqrtPriceX96`: a float guess put right by the exact function. */
export function tickAtSqrtRatio(sqrtPriceX96: bigint): number {
  if (sqrtPriceX96 < MIN_SQRT_RATIO || sqrtPriceX96 >= MAX_SQRT_RATIO) throw new RangeError(`sqrtPriceX96 ${sqrtPriceX96} is out of range`)
  const guess = Math.floor(2 * (Math.log(Number(sqrtPriceX96)) - 96 * Math.LN2) * (1 / Math.log(1.0001)))
  let tick = Math.min(MAX_TICK - 1, Math.max(MIN_TICK, guess))
  while (tick > MIN_TICK && sqrtRatioAtTick(tick) > sqrtPriceX96) tick--
  while (tick < MAX_TICK - 1 && sqrtRatioAtTick(tick + 1) <= sqrtPriceX96) tick++
  return tick
}

/** The same ratio as a float without the Q96 scale, good to about 1e-13: for search only. */
export const rootPriceAtTick = (tick: number): number => 1.0001 ** (tick / 2)
