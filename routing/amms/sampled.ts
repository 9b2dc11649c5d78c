import type { Segments } from '../amm.ts'

/** A curve without constant-liquidity form: amount out for an amount in, both raw floats, fees in it. */
export interface Curve {
  out(amountIn: number): number
  /** A scale of the pool: its reserve of the token that goes in. */
  reserveIn: number
  /** More than this cannot be put in. */
  most: number
}

/** Trades this small against the reserve see the marginal price; smaller differences drown in rounding. */
const TINY = 1e-6
/** A segment may miss the curve by this part before it is cut in two. */
const MISS = 2e-9
const DEEPEST_CUT = 14

/** Marginal price at an amount, by a central difference. */
function slope({ out, reserveIn }: Curve, amountIn: number): number {
  const step = Math.max(amountIn * 1e-4, reserveIn * TINY)
  if (amountIn > step) return (out(amountIn + step) - out(amountIn - step)) / (2 * step)
  return (out(amountIn + step) - out(amountIn)) / step
}

/** Raw out per raw in for the first wei: the slope at nothing, from two small trades. */
export function sampledSpot({ out, reserveIn }: Curve): number {
  const step = reserveIn * TINY
  const [once, twice] = [out(step), out(2 * step)]
  return Math.max(0, (4 * once - twice) / (2 * step))
}

/** The curve up to where it has given `amountOut`: more than that is not quoted. */
export function upTo(curve: Curve, amountOut: number): Curve {
  let [low, high] = [0, curve.most]
  if (!(curve.out(high) > amountOut)) return curve
  for (let turn = 0; turn < 60; turn++) {
    const middle = low === 0 ? high / 2 : (low + high) / 2
    if (curve.out(middle) > amountOut) high = middle
    else low = middle
  }
  return { ...curve, most: low }
}

interface Knot {
  amountIn: number
  amountOut: number
  q: number
}

/**
 * The curve as constant-liquidity segments, cut finer where it bends, and lifted by what it fell short of the curve anywhere. With
 * `cover`, a stretch in which the price rises as one trades (a fee that falls) is bridged by a straight line.
 */
export function sampledSegments(curve: Curve, { cover = false } = {}): Segments {
  const knots: Knot[] = [{ amountIn: 0, amountOut: 0, q: Math.sqrt(sampledSpot(curve)) }]
  const knot = (amountIn: number): Knot => ({ amountIn, amountOut: curve.out(amountIn), q: Math.sqrt(Math.max(0, slope(curve, amountIn))) })
  const cut = (from: Knot, to: Knot, depth: number): void => {
    const gained = to.amountOut - from.amountOut
    const miss = Math.abs((to.amountIn - from.amountIn) * from.q * to.q - gained)
    if (depth < DEEPEST_CUT && miss > MISS * to.amountOut) {
      const middle = knot((from.amountIn + to.amountIn) / 2)
      cut(from, middle, depth + 1)
      cut(middle, to, depth + 1)
    } else knots.push(to)
  }
  let last = knots[0] as Knot
  for (let amount = curve.reserveIn * 1e-3; ; amount *= 3) {
    const next = knot(Math.min(amount, curve.most))
    if (!(next.amountOut > last.amountOut) || !(next.q > 0)) break
    cut(last, next, 0)
    last = next
    if (amount >= curve.most) break
  }
  return lifted(cover ? covered(knots) : knots)
}

/** Average price between two knots, as a root. */
const bridge = (from: Knot, to: Knot): number => Math.sqrt((to.amountOut - from.amountOut) / (to.amountIn - from.amountIn))

/** The knots on the least concave curve above all of them, each with a price between those of its neighbouring stretches. */
function covered(knots: readonly Knot[]): readonly Knot[] {
  const kept: Knot[] = []
  for (const knot of knots) {
    while (kept.length > 1 && bridge(kept.at(-1) as Knot, knot) >= bridge(kept.at(-2) as Knot, kept.at(-1) as Knot)) kept.pop()
    kept.push(knot)
  }
  return kept.map((knot, at) => {
    const [before, next] = [kept[at - 1], kept[at + 1]]
    const q = next ? Math.max(knot.q, bridge(knot, next)) : knot.q
    return { ...knot, q: before ? Math.min(q, bridge(before, knot)) : q }
  })
}

function lifted(knots: readonly Knot[]): Segments {
  const q: number[] = [(knots[0] as Knot).q]
  const liquidity: number[] = []
  let [sum, lift] = [0, 0]
  for (const [at, { amountIn, amountOut, q: price }] of knots.slice(1).entries()) {
    const from = q.at(-1) as number
    // Rounding must not let the price rise as one trades.
    const to = Math.min(price, from * (1 - 1e-13))
    const inside = amountIn - (knots[at] as Knot).amountIn
    liquidity.push((inside * from * to) / (from - to))
    q.push(to)
    sum += inside * from * to
    lift = Math.max(lift, amountOut / sum - 1)
  }
  // One factor for all: prices by 1 + lift, with amounts in unchanged.
  const factor = Math.sqrt(1 + lift + 1e-10)
  return { gamma: 1, q: q.map((root) => root * factor), liquidity: liquidity.map((size) => size * factor), sampled: true }
}
