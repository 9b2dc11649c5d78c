/**
 * The least amount in that gives at least `amountOut`, for contracts without an exact-out path: doubling, then halving, on the exact
 * function. `undefined` when not even `most` gives it.
 */
export function leastIn(
  out: (amountIn: bigint) => bigint | undefined,
  amountOut: bigint,
  range: { guess: bigint; most: bigint },
): bigint | undefined {
  const enough = (amountIn: bigint): boolean => (out(amountIn) ?? 0n) >= amountOut
  let high = range.guess > 0n ? range.guess : 1n
  let low = 0n
  while (!enough(high)) {
    low = high
    if (high >= range.most) return undefined
    high = high * 2n > range.most ? range.most : high * 2n
  }
  if (low === 0n) for (let step = high / 4n; step > 0n && enough(high - step); step *= 2n) high -= step
  while (high - low > 1n) {
    const middle = (low + high) / 2n
    if (enough(middle)) high = middle
    else low = middle
  }
  return high
}
