import {
  concatHex,
  decodeFunctionData,
  encodeAbiParameters,
  encodeFunctionData,
  type Hex,
  numberToHex,
  parseAbi,
  parseAbiParameters,
} from 'viem'
import { packedPath, tokensOf } from './paths.ts'
import { type Permission, permitTypedData } from './permit2.ts'
import { namesOf, parallel, type Run, runsWithWraps } from './runs.ts'
import { least, most, type Order } from './transaction.ts'
import { v4Input } from './v4-path.ts'

export const universalRouterAbi = parseAbi(['function execute(bytes commands, bytes[] inputs, uint256 deadline) payable'])

/** Command numbers of the router (its Commands library). */
const COMMAND = {
  v3In: 0x00,
  v3Out: 0x01,
  permit2Transfer: 0x02,
  sweep: 0x04,
  v2In: 0x08,
  v2Out: 0x09,
  permit2Permit: 0x0a,
  wrap: 0x0b,
  unwrap: 0x0c,
  v4: 0x10,
} as const

/** Addresses that the router reads as "whoever sent this" and "me", and the amount that it reads as "all I have". */
const ROUTER: Hex = '0x0000000000000000000000000000000000000002'
const ALL = 1n << 255n

const swapInput = parseAbiParameters('address recipient, uint256 amount, uint256 limit, bytes path, bool payerIsUser')
const pairInput = parseAbiParameters('address recipient, uint256 amount, uint256 limit, address[] path, bool payerIsUser')
const threeWords = parseAbiParameters('address token, address recipient, uint256 amount')
const twoWords = parseAbiParameters('address recipient, uint256 amount')

/** An order and what the router that carries it out takes. */
type Carried = Order & { hopLimits: boolean }

interface Step {
  command: number
  input: Hex
}

interface Terms {
  recipient: Hex
  amount: bigint
  limit: bigint
  payerIsUser: boolean
}

function swap(run: Run, order: Carried, exact: 'in' | 'out', { recipient, amount, limit, payerIsUser }: Terms): Step {
  if (run.version === '4') {
    const input = v4Input(run, order.pools, { exact, recipient, amount, limit, payerIsUser, hopLimits: order.hopLimits })
    return { command: COMMAND.v4, input }
  }
  if (run.version === '2') {
    const input = encodeAbiParameters(pairInput, [recipient, amount, limit, tokensOf(run), payerIsUser])
    return { command: exact === 'in' ? COMMAND.v2In : COMMAND.v2Out, input }
  }
  const input = encodeAbiParameters(swapInput, [recipient, amount, limit, packedPath(run, order.pools, exact === 'out'), payerIsUser])
  return { command: exact === 'in' ? COMMAND.v3In : COMMAND.v3Out, input }
}

const wrapTo = (to: Hex, amount: bigint): Step => ({ command: COMMAND.wrap, input: encodeAbiParameters(twoWords, [to, amount]) })
const unwrapAll = (to: Hex, minimum: bigint): Step => ({ command: COMMAND.unwrap, input: encodeAbiParameters(twoWords, [to, minimum]) })
const takeIn = (token: Hex, amount: bigint): Step => ({
  command: COMMAND.permit2Transfer,
  input: encodeAbiParameters(threeWords, [token, ROUTER, amount]),
})
const sweep = (token: Hex, to: Hex, minimum: bigint): Step => ({
  command: COMMAND.sweep,
  input: encodeAbiParameters(threeWords, [token, to, minimum]),
})

const COIN: Hex = '0x0000000000000000000000000000000000000000'

/** How the router writes a token: the native coin as address zero. */
const written = (token: string): Hex => (token === 'native' ? COIN : (token as Hex))

/**
 * All amounts in: what is not spent by an earlier leg goes into the last one that takes the token, so that nothing stays behind. Runs
 * with their wraps, each token of a run being there when it is spent.
 */
function exactIn(runs: readonly Run[], order: Carried, minimumOut: bigint): Step[] {
  const { quote, recipient } = order
  const { tokenIn, tokenOut } = quote
  const first = runs.filter((run) => run.tokenIn === tokenIn)
  const last = runs.filter((run) => run.tokenOut === tokenOut)
  // A single run takes its tokens from the asker and pays the recipient itself: a taxed token then moves as seldom as it can.
  const straightIn = tokenIn !== 'native' && first.length === 1 && first[0]?.version !== 'wrap'
  // Wrapping checks no minimum, so it ends in the router, whose sweep does.
  const straightOut = last.length === 1 && !(last[0]?.version === 'wrap' && tokenOut !== 'native')
  const start = tokenIn === 'native' || straightIn ? [] : [takeIn(tokenIn as Hex, quote.amountIn)]
  const swaps = runs.map((run, index) => {
    const own = straightIn && run === first[0]
    const later = runs.slice(index + 1).some((other) => other.tokenIn === run.tokenIn)
    const paysOut = straightOut && run === last[0]
    const terms = {
      recipient: paysOut ? recipient : ROUTER,
      amount: own || later ? run.amountIn : ALL,
      limit: paysOut ? minimumOut : 0n,
      payerIsUser: own,
    }
    if (run.version !== 'wrap') return swap(run, order, 'in', terms)
    // What spends the wrapped token comes first (runsWithWraps), so all that is left of it is unwrapped.
    return run.tokenOut === 'native' ? unwrapAll(terms.recipient, terms.limit) : wrapTo(terms.recipient, terms.amount)
  })
  return [...start, ...swaps, ...(straightOut ? [] : [sweep(written(tokenOut), recipient, minimumOut)])]
}

/** Exact amounts out of runs that lead side by side from end to end; what the tolerance did not need goes back. */
function exactOut(runs: readonly Run[], order: Carried): Step[] {
  const { quote, recipient, slippageBps, wrappedNative } = order
  const wrapped = wrappedNative.toLowerCase()
  const nativeIn = quote.tokenIn === 'native'
  const swaps = runs.map((run) =>
    swap(run, order, 'out', {
      recipient: quote.tokenOut === 'native' && run.tokenOut === wrapped ? ROUTER : recipient,
      amount: run.amountOut,
      limit: most(run.amountIn, slippageBps),
      payerIsUser: !nativeIn,
    }),
  )
  const wraps = nativeIn ? runs.filter((run) => run.tokenIn === wrapped) : []
  const unwraps = quote.tokenOut === 'native' ? runs.filter((run) => run.tokenOut === wrapped) : []
  const toWrap = wraps.reduce((sum, run) => sum + most(run.amountIn, slippageBps), 0n)
  const made = unwraps.reduce((sum, run) => sum + run.amountOut, 0n)
  const coins = nativeIn && wraps.length < runs.length
  return [
    ...(wraps.length > 0 ? [wrapTo(ROUTER, toWrap)] : []),
    ...swaps,
    ...(unwraps.length > 0 ? [unwrapAll(recipient, made)] : []),
    ...(wraps.length > 0 ? [unwrapAll(recipient, 0n)] : []),
    ...(coins ? [sweep(COIN, recipient, 0n)] : []),
  ]
}

const encode = (steps: readonly Step[], deadline: number): Hex =>
  encodeFunctionData({
    abi: universalRouterAbi,
    functionName: 'execute',
    args: [concatHex(steps.map(({ command }) => numberToHex(command, { size: 1 }))), steps.map(({ input }) => input), BigInt(deadline)],
  })

export interface UniversalCall {
  data: Hex
  value: bigint
  minimumOut: bigint
  maximumIn: bigint
  tolerant: boolean
}

/** One `execute` call for a whole route over Uniswap V2, V3 and V4. Formula of the limits: see least and most. */
export function universalCall(runs: readonly Run[], order: Carried): UniversalCall {
  const { quote, slippageBps, deadline, wrappedNative } = order
  const nativeIn = quote.tokenIn === 'native'
  const [from, to] = [namesOf(quote.tokenIn, wrappedNative), namesOf(quote.tokenOut, wrappedNative)]
  if (quote.exact === 'out' && parallel(runs, from, to)) {
    const maximumIn = runs.reduce((sum, run) => sum + most(run.amountIn, slippageBps), 0n)
    const data = encode(exactOut(runs, order), deadline)
    return { data, value: nativeIn ? maximumIn : 0n, minimumOut: quote.amountOut, maximumIn, tolerant: true }
  }
  const minimumOut = quote.exact === 'in' ? least(quote.amountOut, slippageBps) : quote.amountOut
  const data = encode(exactIn(runsWithWraps(quote.legs) ?? runs, order, minimumOut), deadline)
  return { data, value: nativeIn ? quote.amountIn : 0n, minimumOut, maximumIn: quote.amountIn, tolerant: quote.exact === 'in' }
}

const permitInput = parseAbiParameters(
  '((address token, uint160 amount, uint48 expiration, uint48 nonce) details, address spender, uint256 sigDeadline) permit, bytes signature',
)

/** The same call with a signed Permit2 permission in front, so that the swap needs no approval of the router on chain. */
export function withPermit(data: Hex, permission: Permission, signature: Hex): Hex {
  const { args } = decodeFunctionData({ abi: universalRouterAbi, data })
  const [commands, inputs, deadline] = args
  const input = encodeAbiParameters(permitInput, [permitTypedData(permission).message, signature])
  const all = concatHex([numberToHex(COMMAND.permit2Permit, { size: 1 }), commands])
  return encodeFunctionData({ abi: universalRouterAbi, functionName: 'execute', args: [all, [input, ...inputs], deadline] })
}
