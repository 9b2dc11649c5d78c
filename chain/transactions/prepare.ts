import { encodeFunctionData, erc20Abi, type Hex, parseAbi } from 'viem'
import { permit2Approve } from './permit2.ts'
import { pairCall, poolCall } from './plain-routers.ts'
import { guarded, leastOf, poolTransaction } from './pool-calls.ts'
import { parallel, type Run, runsOf } from './runs.ts'
import { most, type Order, type Prepared, type UnsignedTx } from './transaction.ts'
import { universalCall } from './universal-router.ts'
import { type Universal, type Venues, venuesOf } from './venues.ts'

const wethAbi = parseAbi(['function deposit() payable', 'function withdraw(uint256 amount)'])

/** Seconds for which Permit2 lets the router take the input. */
const PERMITTED_S = 1800

const approve = (token: Hex, spender: Hex, amount: bigint): UnsignedTx => ({
  to: token,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }),
  value: 0n,
  purpose: 'approve',
  call: 'approve(spender, amount)',
  token,
  spender,
  amount,
})

/**
 * The unsigned transactions that carry a route out, best way first: the Universal Router, one router, one router after the other.
 * Undefined when an exchange of the route has no router here.
 */
export function prepare(order: Order, venues: Venues = venuesOf(order.chain)): Prepared | undefined {
  const { quote } = order
  const runs = runsOf(quote.legs)
  if (!runs) return undefined
  if (runs.length === 0) return wrapOnly(order)
  const { universal } = venues
  if (universal && runs.every(({ dex }) => dex.startsWith('uniswap '))) return throughUniversal(runs, order, universal)
  return throughRouters(runs, order, venues)
}

/** Wraps the coin, or unwraps it. */
function wrapping({ wrappedNative }: Order, { into, amount }: { into: boolean; amount: bigint }): UnsignedTx {
  const data = into
    ? encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
    : encodeFunctionData({ abi: wethAbi, functionName: 'withdraw', args: [amount] })
  const common = { to: wrappedNative, data, purpose: 'swap' as const, token: into ? 'native' : wrappedNative.toLowerCase(), amount }
  return { ...common, value: into ? amount : 0n, call: into ? 'deposit()' : 'withdraw(amount)' }
}

function wrapOnly(order: Order): Prepared {
  const { quote } = order
  const swap = wrapping(order, { into: quote.tokenIn === 'native', amount: quote.amountIn })
  return { way: 'wrap', approvals: [], swaps: [swap], minimumOut: quote.amountOut, maximumIn: quote.amountIn, tolerant: true }
}

function throughUniversal(runs: readonly Run[], order: Order, { router, permit2, hopLimits = false }: Universal): Prepared {
  const { data, value, ...limits } = universalCall(runs, { ...order, hopLimits })
  const { tokenIn } = order.quote
  const amount = limits.maximumIn
  const until = order.deadline + PERMITTED_S
  const approvals =
    tokenIn === 'native'
      ? []
      : [approve(tokenIn as Hex, permit2, amount), permit2Approve({ permit2, token: tokenIn as Hex, spender: router, amount, until })]
  const swap: UnsignedTx = { to: router, data, value, purpose: 'swap', call: 'execute(commands, inputs, deadline)', token: tokenIn, amount }
  return { way: 'universal-router', approvals, swaps: [swap], ...limits }
}

/** Calls of plain routers and of pools: V3 runs that follow one another share one. Undefined when a run has neither. */
function throughRouters(runs: readonly Run[], order: Order, venues: Venues): Prepared | undefined {
  const { quote, slippageBps, wrappedNative } = order
  const wrapped = wrappedNative.toLowerCase()
  const [from, to] = [quote.tokenIn, quote.tokenOut].map((token) => (token === 'native' ? wrapped : token)) as [string, string]
  const exactOut = quote.exact === 'out' && parallel(runs, [from], [to]) && runs.every(({ dex }) => venues.routers[dex] !== undefined)
  const steps = groupsOf(sorted(runs)).map((group) => stepOf(group, { order, venues, exactOut }))
  if (steps.some((step) => step === undefined)) return undefined
  const made = steps as readonly Step[]
  const swaps = made.flatMap(({ before, swap, after }) => [...(before ? [before] : []), swap, ...(after ? [after] : [])])
  const plain = (token: string) => (token === 'native' ? wrapped : token)
  const ends = runs.filter((run) => plain(run.tokenOut) === to)
  const starts = runs.filter((run) => plain(run.tokenIn) === from)
  const minimumOut = quote.exact === 'in' ? ends.reduce((sum, run) => sum + leastOf(run, order), 0n) : quote.amountOut
  const maximumIn = exactOut ? starts.reduce((sum, run) => sum + most(run.amountIn, slippageBps), 0n) : quote.amountIn
  const tolerant = quote.exact === 'in' || exactOut
  const unguarded = ends.some(({ legs }) => !guarded(legs.at(-1) as Run['legs'][number], order))
  const way = swaps.length === 1 ? 'router' : 'steps'
  const approvals = summed(made.flatMap((step) => step.approvals))
  return { way, approvals, swaps, minimumOut, maximumIn, ...(unguarded ? { unguarded } : {}), tolerant }
}

interface Step {
  approvals: readonly UnsignedTx[]
  /** Unwraps what a pool takes as the coin itself. */
  before?: UnsignedTx
  swap: UnsignedTx
  /** Wraps what a pool paid as the coin itself, for the steps that follow. */
  after?: UnsignedTx
}

interface Making {
  order: Order
  venues: Venues
  exactOut: boolean
}

/** Runs that share a call: V3 runs of one exchange that follow one another. */
function groupsOf(runs: readonly Run[]): Run[][] {
  const groups: Run[][] = []
  for (const run of runs) {
    const last = groups.at(-1)
    if (run.version === '3' && last?.[0]?.version === '3' && last[0].dex === run.dex) last.push(run)
    else groups.push([run])
  }
  return groups
}

function stepOf(group: readonly Run[], { order, venues, exactOut }: Making): Step | undefined {
  const first = group[0] as Run
  if (first.version === 'call') {
    return poolStep(first, order, venues)
  }
  const router = venues.routers[first.dex]
  if (router === undefined) return universalStep(group, { order, venues })
  const terms = { order, router, exactOut }
  const swap = first.version === '2' ? pairCall(first, terms) : poolCall(group, terms)
  const approvals = approvalsOf(group, order, { router, exactOut })
  return { swap, approvals }
}

/** A pool's own call, with the wraps it needs where it trades the coin itself in the middle of a route: between steps the wallet holds the wrapped token. */
function poolStep(run: Run, order: Order, venues: Venues): Step | undefined {
  const { quote, wrappedNative } = order
  // What arrives of the last step is not known in advance, so it cannot be wrapped whole.
  if (run.tokenOut === 'native' && quote.tokenOut === wrappedNative.toLowerCase()) return undefined
  const swap = poolTransaction(run, order, venues)
  if (!swap) return undefined
  const approvals = swap.spender
    ? [{ ...approve(swap.token as Hex, swap.spender, swap.amount), ...(swap.call === 'mint' ? { exactly: true } : {}) }]
    : []
  const unwraps = run.tokenIn === 'native' && quote.tokenIn !== 'native'
  const wraps = run.tokenOut === 'native' && quote.tokenOut !== 'native'
  return {
    approvals,
    ...(unwraps ? { before: wrapping(order, { into: false, amount: run.amountIn }) } : {}),
    swap,
    ...(wraps ? { after: wrapping(order, { into: true, amount: run.amountOut }) } : {}),
  }
}

/** One run through the Universal Router as a step among others. */
function universalStep(group: readonly Run[], { order, venues }: Omit<Making, 'exactOut'>): Step | undefined {
  const [run] = group
  const { universal } = venues
  if (!run || group.length > 1 || !universal || !run.dex.startsWith('uniswap ')) return undefined
  const { quote, wrappedNative } = order
  // Between steps the wallet holds the wrapped token; the coin itself only at the ends of the trade.
  const wrapped = wrappedNative.toLowerCase()
  const held = (token: string, end: string) => (token !== 'native' && token !== wrapped ? token : end === 'native' ? 'native' : wrapped)
  const [tokenIn, tokenOut] = [held(run.tokenIn, quote.tokenIn), held(run.tokenOut, quote.tokenOut)]
  const last = tokenOut === quote.tokenOut
  const part = {
    tokenIn,
    tokenOut,
    exact: 'in' as const,
    amountIn: run.amountIn,
    amountOut: run.amountOut,
    legs: withWraps(run, { tokenIn, tokenOut, wrappedNative }),
  }
  const slippageBps = last && quote.exact === 'in' ? order.slippageBps : 0
  const { approvals, swaps } = throughUniversal([run], { ...order, quote: part, slippageBps }, universal)
  return { approvals, swap: swaps[0] as UnsignedTx }
}

/** The legs of a run between the ends of its step, with the wraps that lie between. */
function withWraps(run: Run, { tokenIn, tokenOut, wrappedNative }: { tokenIn: string; tokenOut: string; wrappedNative: Hex }) {
  const wrap = (from: string, to: string, amount: bigint) => ({
    pool: wrappedNative.toLowerCase(),
    kind: 'wrap',
    tokenIn: from,
    tokenOut: to,
    amountIn: amount,
    amountOut: amount,
    crossings: 0,
  })
  return [
    ...(tokenIn === run.tokenIn ? [] : [wrap(tokenIn, run.tokenIn, run.amountIn)]),
    ...run.legs,
    ...(tokenOut === run.tokenOut ? [] : [wrap(run.tokenOut, tokenOut, run.amountOut)]),
  ]
}

/** Approvals of one token for one spender as one. */
function summed(all: readonly UnsignedTx[]): UnsignedTx[] {
  const by = new Map<string, UnsignedTx[]>()
  for (const tx of all) {
    const key = `${tx.purpose}${tx.token}${tx.spender}`
    by.set(key, [...(by.get(key) ?? []), tx])
  }
  return [...by.values()].map((same) => {
    const [first] = same as [UnsignedTx]
    const amount = same.reduce((sum, tx) => sum + tx.amount, 0n)
    if (same.length === 1) return first
    if (first.purpose === 'approve')
      return { ...approve(first.token as Hex, first.spender as Hex, amount), ...(first.exactly ? { exactly: true } : {}) }
    const until = Number(BigInt(`0x${first.data.slice(-64)}`))
    return permit2Approve({ permit2: first.to, token: first.token as Hex, spender: first.spender as Hex, amount, until })
  })
}

/** Runs that need nothing made by another come first, V3 beside V3, so that as few transactions as possible are left. */
function sorted(runs: readonly Run[]): readonly Run[] {
  const made = new Set(runs.map((run) => run.tokenOut))
  if (runs.some((run) => made.has(run.tokenIn))) return runs
  return [...runs].sort((a, b) => a.version.localeCompare(b.version) || a.dex.localeCompare(b.dex))
}

function approvalsOf(runs: readonly Run[], order: Order, { router, exactOut }: { router: Hex; exactOut: boolean }): UnsignedTx[] {
  const wrapped = order.wrappedNative.toLowerCase()
  const paid = runs.filter((run) => !(order.quote.tokenIn === 'native' && run.tokenIn === wrapped))
  return paid.map((run) => approve(run.tokenIn as Hex, router, exactOut ? most(run.amountIn, order.slippageBps) : run.amountIn))
}
