/** One step of a swap inside one range of constant liquidity, rounded as the contract rounds (SqrtPriceMath and SwapMath of Uniswap V3). */

const Q96 = 96n
const MILLION = 1_000_000n
const UINT160 = (1n << 160n) - 1n
const UINT256 = (1n << 256n) - 1n

const ceilDiv = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator

/** Token0 between two prices for a liquidity: rounded up when the pool receives it. */
export function amount0Delta(a: bigint, b: bigint, { liquidity, up }: { liquidity: bigint; up: boolean }): bigint {
  const [low, high] = a < b ? [a, b] : [b, a]
  const product = (liquidity << Q96) * (high - low)
  return up ? ceilDiv(ceilDiv(product, high), low) : product / high / low
}

/** Token1 between two prices for a liquidity: rounded up when the pool receives it. */
export function amount1Delta(a: bigint, b: bigint, { liquidity, up }: { liquidity: bigint; up: boolean }): bigint {
  const product = liquidity * (a < b ? b - a : a - b)
  return up ? ceilDiv(product, 1n << Q96) : product >> Q96
}

/** Price after token0 came in (or went out), rounded up, so that the pool never gives too much. */
function priceFromAmount0(price: bigint, liquidity: bigint, { amount, add }: { amount: bigint; add: boolean }): bigint | undefined {
  if (amount === 0n) return price
  const scaled = liquidity << Q96
  const product = amount * price
  if (add) {
    // Beyond 256 bits the contract takes the less exact form; both are its documented behaviour.
    if (product <= UINT256 && scaled + product <= UINT256) return ceilDiv(scaled * price, scaled + product)
    return ceilDiv(scaled, scaled / price + amount)
  }
  if (product > UINT256 || scaled <= product) return undefined
  const next = ceilDiv(scaled * price, scaled - product)
  return next > UINT160 ? undefined : next
}

/** Price after token1 came in (or went out), rounded down. */
function priceFromAmount1(price: bigint, liquidity: bigint, { amount, add }: { amount: bigint; add: boolean }): bigint | undefined {
  if (add) {
    const next = price + (amount << Q96) / liquidity
    return next > UINT160 ? undefined : next
  }
  const quotient = ceilDiv(amount << Q96, liquidity)
  return price > quotient ? price - quotient : undefined
}

export interface Range {
  price: bigint
  target: bigint
  liquidity: bigint
  feePpm: bigint
}

export interface Step {
  price: bigint
  amountIn: bigint
  amountOut: bigint
  fee: bigint
}

/** Sells up to `remaining` (fee included) inside the range; stops at the target price. `undefined` where the contract reverts. */
export function stepIn({ price, target, liquidity, feePpm }: Range, remaining: bigint): Step | undefined {
  const down = price >= target
  const delta = down ? amount0Delta : amount1Delta
  const other = down ? amount1Delta : amount0Delta
  const payable = (remaining * (MILLION - feePpm)) / MILLION
  const whole = delta(target, price, { liquidity, up: true })
  if (payable >= whole) {
    const fee = feePpm === MILLION ? whole : ceilDiv(whole * feePpm, MILLION - feePpm)
    return { price: target, amountIn: whole, amountOut: other(target, price, { liquidity, up: false }), fee }
  }
  const next = (down ? priceFromAmount0 : priceFromAmount1)(price, liquidity, { amount: payable, add: true })
  if (next === undefined) return undefined
  // Rounding may carry the price onto the target: then the contract charges the whole range and its proportional fee.
  const amountIn = next === target ? whole : delta(next, price, { liquidity, up: true })
  const fee = next === target ? ceilDiv(whole * feePpm, MILLION - feePpm) : remaining - amountIn
  return { price: next, amountIn, amountOut: other(next, price, { liquidity, up: false }), fee }
}

/** Buys up to `wanted` inside the range; the fee comes on top of the input. */
export function stepOut({ price, target, liquidity, feePpm }: Range, wanted: bigint): Step | undefined {
  const down = price >= target
  const delta = down ? amount0Delta : amount1Delta
  const other = down ? amount1Delta : amount0Delta
  const whole = other(target, price, { liquidity, up: false })
  let next: bigint | undefined = target
  if (wanted < whole) next = (down ? priceFromAmount1 : priceFromAmount0)(price, liquidity, { amount: wanted, add: false })
  if (next === undefined) return undefined
  const amountIn = delta(next, price, { liquidity, up: true })
  const available = next === target ? whole : other(next, price, { liquidity, up: false })
  if (feePpm >= MILLION) return undefined
  return { price: next, amountIn, amountOut: available < wanted ? available : wanted, fee: ceilDiv(amountIn * feePpm, MILLION - feePpm) }
}
