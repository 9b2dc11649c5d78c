import { encodeFunctionData, erc20Abi, type Hex, parseAbi } from 'viem'
import { permit2Approve } from './permit2.ts'
import { pairCall, poolCall } from './plain-routers.ts'
import { parallel, type Run, runsOf } from './runs.ts'
import { least, most, type Order, type Prepared, type UnsignedTx } from './transaction.ts'
import { universalCall } from './universal-router.ts'
import { type Venues, venuesOf } from './venues.ts'

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

function wrapOnly(order: Order): Prepared {
  const { quote, wrappedNative } = order
  const into = quote.tokenIn === 'native'
  const data = into
    ? encodeFunctionData({ abi: wethAbi, functionName: 'deposit' })
    : encodeFunctionData({ abi: wethAbi, functionName: 'withdraw', args: [quote.amountIn] })
  const common = { to: wrappedNative, data, purpose: 'swap' as const, token: quote.tokenIn, amount: quote.amountIn }
  const swap: UnsignedTx = { ...common, value: into ? quote.amountIn : 0n, call: into ? 'deposit()' : 'withdraw(amount)' }
  return { way: 'wrap', approvals: [], swaps: [swap], minimumOut: quote.amountOut, maximumIn: quote.amountIn, tolerant: true }
}

function throughUniversal(runs: readonly Run[], order: Order, { router, permit2 }: { router: Hex; permit2: Hex }): Prepared {
  const { data, value, ...limits } = universalCall(runs, order)
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

/** Calls of plain routers: V3 runs that follow one another share one. */
function throughRouters(runs: readonly Run[], order: Order, { routers }: Venues): Prepared | undefined {
  const { quote, slippageBps } = order
  if (runs.some(({ dex }) => routers[dex] === undefined)) return undefined
  const wrapped = order.wrappedNative.toLowerCase()
  const [from, to] = [quote.tokenIn, quote.tokenOut].map((token) => (token === 'native' ? wrapped : token)) as [string, string]
  const exactOut = quote.exact === 'out' && parallel(runs, from, to)
  const groups: Run[][] = []
  for (const run of sorted(runs)) {
    const last = groups.at(-1)
    if (run.version === '3' && last?.[0]?.version === '3' && last[0].dex === run.dex) last.push(run)
    else groups.push([run])
  }
  const swaps = groups.map((group) => {
    const first = group[0] as Run
    const terms = { order, router: routers[first.dex] as Hex, exactOut }
    return first.version === '2' ? pairCall(first, terms) : poolCall(group, terms)
  })
  const ends = runs.filter((run) => run.tokenOut === to)
  const starts = runs.filter((run) => run.tokenIn === from)
  const minimumOut = quote.exact === 'in' ? ends.reduce((sum, run) => sum + least(run.amountOut, slippageBps), 0n) : quote.amountOut
  const maximumIn = exactOut ? starts.reduce((sum, run) => sum + most(run.amountIn, slippageBps), 0n) : quote.amountIn
  const approvals = approvalsOf(runs, order, { routers, exactOut })
  const tolerant = quote.exact === 'in' || exactOut
  return { way: swaps.length === 1 ? 'router' : 'steps', approvals, swaps, minimumOut, maximumIn, tolerant }
}

/** Runs that need nothing made by another come first, V3 beside V3, so that as few transactions as possible are left. */
function sorted(runs: readonly Run[]): readonly Run[] {
  const made = new Set(runs.map((run) => run.tokenOut))
  if (runs.some((run) => made.has(run.tokenIn))) return runs
  return [...runs].sort((a, b) => a.version.localeCompare(b.version) || a.dex.localeCompare(b.dex))
}

function approvalsOf(
  runs: readonly Run[],
  order: Order,
  { routers, exactOut }: { routers: Venues['routers']; exactOut: boolean },
): UnsignedTx[] {
  const sums = new Map<string, { token: Hex; spender: Hex; amount: bigint }>()
  const wrapped = order.wrappedNative.toLowerCase()
  for (const run of runs) {
    if (order.quote.tokenIn === 'native' && run.tokenIn === wrapped) continue
    const [token, spender] = [run.tokenIn as Hex, routers[run.dex] as Hex]
    const known = sums.get(`${token}${spender}`)?.amount ?? 0n
    const amount = known + (exactOut ? most(run.amountIn, order.slippageBps) : run.amountIn)
    sums.set(`${token}${spender}`, { token, spender, amount })
  }
  return [...sums.values()].map(({ token, spender, amount }) => approve(token, spender, amount))
}
