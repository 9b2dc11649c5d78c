import type { TokenKey } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'

export type RunVersion = '2' | '3' | '4' | 'call' | 'wrap'

/** Legs that follow one another through one exchange, so that one call of its router makes them. */
export interface Run {
  dex: string
  /** Generation of Uniswap's pools, `call` for a pool that is used by a call of its own, `wrap` for the native coin and its token. */
  version: RunVersion
  legs: readonly Leg[]
  tokenIn: TokenKey
  tokenOut: TokenKey
  amountIn: bigint
  amountOut: bigint
}

const VERSIONS: Readonly<Record<string, RunVersion>> = {
  'constant-product': '2',
  concentrated: '3',
  'uniswap-v4': '4',
  algebra: 'call',
  solidly: 'call',
  'curve-stable': 'call',
  'curve-crypto': 'call',
  'balancer-weighted': 'call',
  'balancer-stable': 'call',
  erc4626: 'call',
  wrap: 'wrap',
}
const versionOf = (leg: Leg): RunVersion | undefined => VERSIONS[leg.kind]

const runOf = (legs: readonly Leg[]): Run => {
  const [first, last] = [legs[0] as Leg, legs.at(-1) as Leg]
  const version = versionOf(first) as RunVersion
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
  return joined(legs.filter(({ kind }) => kind !== 'wrap'))
}

/** The same with wraps as runs of their own; whatever spends the wrapped token comes before what unwraps the rest of it. */
export function runsWithWraps(legs: readonly Leg[]): Run[] | undefined {
  const runs = joined(legs)
  const unwrap = runs?.findIndex((run) => run.version === 'wrap' && run.tokenOut === 'native') ?? -1
  if (!runs || unwrap < 0) return runs
  const token = (runs[unwrap] as Run).tokenIn
  const after = runs.slice(unwrap + 1)
  const spenders = after.filter((run) => run.tokenIn === token)
  return [...runs.slice(0, unwrap), ...spenders, runs[unwrap] as Run, ...after.filter((run) => !spenders.includes(run))]
}

function joined(swaps: readonly Leg[]): Run[] | undefined {
  if (swaps.some((leg) => versionOf(leg) === undefined)) return undefined
  const makers = (token: TokenKey) => swaps.filter((leg) => leg.tokenOut === token).length
  const users = (token: TokenKey) => swaps.filter((leg) => leg.tokenIn === token).length
  const open: Leg[][] = []
  for (const leg of swaps) {
    const before = open.find((run) => {
      const last = run.at(-1) as Leg
      const alone = makers(leg.tokenIn) === 1 && users(leg.tokenIn) === 1
      if (['call', 'wrap'].includes(versionOf(leg) as RunVersion)) return false
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
export const parallel = (runs: readonly Run[], from: readonly TokenKey[], to: readonly TokenKey[]): boolean =>
  runs.every((run) => from.includes(run.tokenIn) && to.includes(run.tokenOut) && run.version !== 'call')

/** Under which names an end of a trade may stand in its runs: who pays the native coin can wrap it, who pays the wrapped token cannot unwrap it by himself. */
export const namesOf = (end: TokenKey, wrappedNative: string): readonly TokenKey[] =>
  end === 'native' ? ['native', wrappedNative.toLowerCase()] : [end]
