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
import { parallel, type Run } from './runs.ts'
import { least, most, type Order } from './transaction.ts'

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
} as const

/** Addresses that the router reads as "whoever sent this" and "me", and the amount that it reads as "all I have". */
const ROUTER: Hex = '0x0000000000000000000000000000000000000002'
const ALL = 1n << 255n

const swapInput = parseAbiParameters('address recipient, uint256 amount, uint256 limit, bytes path, bool payerIsUser')
const pairInput = parseAbiParameters('address recipient, uint256 amount, uint256 limit, address[] path, bool payerIsUser')
const threeWords = parseAbiParameters('address token, address recipient, uint256 amount')
const twoWords = parseAbiParameters('address recipient, uint256 amount')

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

function swap(run: Run, order: Order, exact: 'in' | 'out', { recipient, amount, limit, payerIsUser }: Terms): Step {
  if (run.version === '2') {
    const input = encodeAbiParameters(pairInput, [recipient, amount, limit, tokensOf(run), payerIsUser])
    return { command: exact === 'in' ? COMMAND.v2In : COMMAND.v2Out, input }
  }
  const input = encodeAbiParameters(swapInput, [recipient, amount, limit, packedPath(run, order.pools, exact === 'out'), payerIsUser])
  return { command: exact === 'in' ? COMMAND.v3In : COMMAND.v3Out, input }
}

const wrapAll = (amount: bigint): Step => ({ command: COMMAND.wrap, input: encodeAbiParameters(twoWords, [ROUTER, amount]) })
const unwrapAll = (to: Hex, minimum: bigint): Step => ({ command: COMMAND.unwrap, input: encodeAbiParameters(twoWords, [to, minimum]) })
const takeIn = (token: Hex, amount: bigint): Step => ({
  command: COMMAND.permit2Transfer,
  input: encodeAbiParameters(threeWords, [token, ROUTER, amount]),
})
const sweep = (token: Hex, to: Hex, minimum: bigint): Step => ({
  command: COMMAND.sweep,
  input: encodeAbiParameters(threeWords, [token, to, minimum]),
})

interface Ends {
  nativeIn: boolean
  nativeOut: boolean
  from: Hex
  to: Hex
}

const endsOf = ({ quote, wrappedNative }: Order): Ends => {
  const wrapped = wrappedNative.toLowerCase() as Hex
  return {
    nativeIn: quote.tokenIn === 'native',
    nativeOut: quote.tokenOut === 'native',
    from: quote.tokenIn === 'native' ? wrapped : (quote.tokenIn as Hex),
    to: quote.tokenOut === 'native' ? wrapped : (quote.tokenOut as Hex),
  }
}

/** All amounts in: what is not spent by an earlier leg goes into the last one that takes the token, so that nothing stays behind. */
function exactIn(runs: readonly Run[], order: Order, minimumOut: bigint): Step[] {
  const { quote, recipient } = order
  const { nativeIn, nativeOut, from, to } = endsOf(order)
  const first = runs.filter((run) => run.tokenIn === from)
  const last = runs.filter((run) => run.tokenOut === to)
  // A single run takes its tokens from the asker and pays the recipient itself: a taxed token then moves as seldom as it can.
  const straightIn = !nativeIn && first.length === 1
  const straightOut = !nativeOut && last.length === 1
  const start = nativeIn ? [wrapAll(quote.amountIn)] : straightIn ? [] : [takeIn(from, quote.amountIn)]
  const swaps = runs.map((run, index) => {
    const own = straightIn && run === first[0]
    const later = runs.slice(index + 1).some((other) => other.tokenIn === run.tokenIn)
    const paysOut = straightOut && run === last[0]
    return swap(run, order, 'in', {
      recipient: paysOut ? recipient : ROUTER,
      amount: own || later ? run.amountIn : ALL,
      limit: paysOut ? minimumOut : 0n,
      payerIsUser: own,
    })
  })
  const end = nativeOut ? [unwrapAll(recipient, minimumOut)] : straightOut ? [] : [sweep(to, recipient, minimumOut)]
  return [...start, ...swaps, ...end]
}

/** Exact amounts out of runs that lead side by side from end to end; what the tolerance did not need goes back. */
function exactOut(runs: readonly Run[], order: Order): Step[] {
  const { quote, recipient, slippageBps } = order
  const { nativeIn, nativeOut } = endsOf(order)
  const limits = runs.map((run) => most(run.amountIn, slippageBps))
  const swaps = runs.map((run, index) =>
    swap(run, order, 'out', {
      recipient: nativeOut ? ROUTER : recipient,
      amount: run.amountOut,
      limit: limits[index] ?? 0n,
      payerIsUser: !nativeIn,
    }),
  )
  const total = limits.reduce((sum, limit) => sum + limit, 0n)
  const back = nativeIn ? [unwrapAll(recipient, 0n)] : []
  const end = nativeOut ? [unwrapAll(recipient, quote.amountOut)] : []
  return [...(nativeIn ? [wrapAll(total)] : []), ...swaps, ...end, ...back]
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

/** One `execute` call for a whole route over Uniswap V2 and V3. Formula of the limits: see least and most. */
export function universalCall(runs: readonly Run[], order: Order): UniversalCall {
  const { quote, slippageBps, deadline } = order
  const { nativeIn, from, to } = endsOf(order)
  const sideBySide = quote.exact === 'out' && parallel(runs, from, to)
  if (sideBySide) {
    const maximumIn = runs.reduce((sum, run) => sum + most(run.amountIn, slippageBps), 0n)
    const data = encode(exactOut(runs, order), deadline)
    return { data, value: nativeIn ? maximumIn : 0n, minimumOut: quote.amountOut, maximumIn, tolerant: true }
  }
  const minimumOut = quote.exact === 'in' ? least(quote.amountOut, slippageBps) : quote.amountOut
  const data = encode(exactIn(runs, order, minimumOut), deadline)
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
