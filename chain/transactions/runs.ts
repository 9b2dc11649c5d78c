import type { TokenKey } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'

/** Legs that follow one another through one exchange, so that one call of its router makes them. */
export interface Run {
  dex: string
  version: '2' | '3'
  legs: readonly Leg[]
  tokenIn: TokenKey
  tokenOut: TokenKey
  amountIn: bigint
  amountOut: bigint
}

const versionOf = (leg: Leg): '2' | '3' | undefined =>
  leg.kind === 'constant-product' ? '2' : leg.kind === 'concentrated' ? '3' : undefined

const runOf = (legs: readonly Leg[]): Run => {
  const [first, last] = [legs[0] as Leg, legs.at(-1) as Leg]
  const version = versionOf(first) as '2' | '3'
  return {
    dex: first.dex ?? '',
    version,
    legs,
    tokenIn: first.tokenIn,
    tokenOut: last.tokenOut,
    amountIn: first.amountIn,
    amountOut: last.amountOut,
  }
}

/**
 * The legs of a route as runs, in an order in which every token is there when it is spent; wraps are left out. Undefined when a leg
 * is of a kind that no router here makes. Two legs join when the token between them is made and spent by them alone.
 */
export function runsOf(legs: readonly Leg[]): Run[] | undefined {
  const swaps = legs.filter(({ kind }) => kind !== 'wrap')
  if (swaps.some((leg) => versionOf(leg) === undefined)) return undefined
  const makers = (token: TokenKey) => swaps.filter((leg) => leg.tokenOut === token).length
  const users = (token: TokenKey) => swaps.filter((leg) => leg.tokenIn === token).length
  const open: Leg[][] = []
  for (const leg of swaps) {
    const before = open.find((run) => {
      const last = run.at(-1) as Leg
      const alone = makers(leg.tokenIn) === 1 && users(leg.tokenIn) === 1
      return alone && last.tokenOut === leg.tokenIn && last.dex === leg.dex && last.kind === leg.kind && last.amountOut === leg.amountIn
    })
    if (!before) {
      open.push([leg])
      continue
    }
    // The joined run takes the place of its last leg: by then all that it needs is there.
    open.splice(open.indexOf(before), 1)
    open.push([...before, leg])
  }
  return open.map(runOf)
}

/** Whether every run goes all the way from the input to the output: only then can each pay no more than it must. */
export const parallel = (runs: readonly Run[], from: TokenKey, to: TokenKey): boolean =>
  runs.every((run) => run.tokenIn === from && run.tokenOut === to)
