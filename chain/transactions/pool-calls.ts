import { type Abi, encodeFunctionData, type Hex, parseAbi } from 'viem'
import type { PoolBase } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'
import type { Run } from './runs.ts'
import { least, type Order, type UnsignedTx } from './transaction.ts'
import type { Venues } from './venues.ts'

const EXCHANGE = 'function exchange(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver) returns (uint256)'
const VAULT_SWAP =
  'function swap((bytes32 poolId, uint8 kind, address assetIn, address assetOut, uint256 amount, bytes userData) singleSwap, (address sender, bool fromInternalBalance, address recipient, bool toInternalBalance) funds, uint256 limit, uint256 deadline) payable returns (uint256)'
const DEPOSIT = 'function deposit(uint256 assets, address receiver) returns (uint256)'
const REDEEM = 'function redeem(uint256 shares, address receiver, address owner) returns (uint256)'
const ROUTE = '(address from, address to, bool stable, address factory)[] routes, address to, uint256 deadline'
const PAIR_SWAPS = {
  tokens: `function swapExactTokensForTokens(uint256 amountIn, uint256 amountOutMin, ${ROUTE}) returns (uint256[])`,
  coinIn: `function swapExactETHForTokens(uint256 amountOutMin, ${ROUTE}) payable returns (uint256[])`,
  coinOut: `function swapExactTokensForETH(uint256 amountIn, uint256 amountOutMin, ${ROUTE}) returns (uint256[])`,
}
const COIN: Hex = '0x0000000000000000000000000000000000000000'

/** The call of one leg: whom it goes to, what it spends, and who must be allowed to take it. */
interface PoolCall {
  to: Hex
  signature: string
  args: readonly unknown[]
  /** The native coin goes along, or comes out, by itself. */
  nativeIn: boolean
  nativeOut: boolean
}

interface Leaving {
  order: Order
  venues: Venues
  /** What the wallet really spends and gets: the native coin where the trade ends in it. */
  ends: { nativeIn: boolean; nativeOut: boolean }
  minimumOut: bigint
}

/** How a leg is called, or undefined where its pool offers no safe way. */
function callOf(leg: Leg, { order, venues, ends, minimumOut }: Leaving): PoolCall | undefined {
  const pool = order.pools.get(leg.pool) as (PoolBase & { poolId?: Hex; stable?: boolean }) | undefined
  if (!pool) return undefined
  const { recipient } = order
  const deadline = BigInt(order.deadline)
  const [i, j] = [pool.tokens.indexOf(leg.tokenIn), pool.tokens.indexOf(leg.tokenOut)]
  const none = { nativeIn: false, nativeOut: false }
  switch (leg.kind) {
    case 'curve-stable':
      if (ends.nativeIn || ends.nativeOut) return undefined
      return { to: pool.id as Hex, signature: EXCHANGE, args: [BigInt(i), BigInt(j), leg.amountIn, minimumOut, recipient], ...none }
    case 'erc4626':
      if (ends.nativeIn || ends.nativeOut) return undefined
      return i === 0
        ? { to: pool.id as Hex, signature: DEPOSIT, args: [leg.amountIn, recipient], ...none }
        : { to: pool.id as Hex, signature: REDEEM, args: [leg.amountIn, recipient, recipient], ...none }
    case 'balancer-weighted':
    case 'balancer-stable': {
      // The vault takes and pays the native coin itself where its wrapped token is traded.
      const assets = [ends.nativeIn ? COIN : leg.tokenIn, ends.nativeOut ? COIN : leg.tokenOut]
      const args = [[pool.poolId, 0, ...assets, leg.amountIn, '0x'], [recipient, false, recipient, false], minimumOut, deadline]
      return venues.vault && { to: venues.vault, signature: VAULT_SWAP, args, ...ends }
    }
    case 'solidly': {
      const venue = venues.pairs?.[leg.dex ?? '']
      if (!venue) return undefined
      const rest = [[[leg.tokenIn, leg.tokenOut, pool.stable === true, venue.factory]], recipient, deadline]
      if (ends.nativeIn) return { to: venue.router, signature: PAIR_SWAPS.coinIn, args: [minimumOut, ...rest], ...ends }
      const signature = ends.nativeOut ? PAIR_SWAPS.coinOut : PAIR_SWAPS.tokens
      return { to: venue.router, signature, args: [leg.amountIn, minimumOut, ...rest], ...ends }
    }
    default:
      return undefined
  }
}

/** Whether the call of a leg's kind checks a minimum: vaults take and give what their rate says. */
export const guarded = (leg: Leg): boolean => leg.kind !== 'erc4626'

/** The transaction of a run that is one leg of such a kind; undefined where the wallet has no safe way to make it. */
export function poolTransaction(run: Run, order: Order, venues: Venues): UnsignedTx | undefined {
  const { quote, slippageBps } = order
  const wrapped = order.wrappedNative.toLowerCase()
  const leg = run.legs[0] as Leg
  const end = quote.tokenOut === 'native' ? wrapped : quote.tokenOut
  const ends = {
    nativeIn: quote.tokenIn === 'native' && run.tokenIn === wrapped,
    nativeOut: quote.tokenOut === 'native' && run.tokenOut === wrapped,
  }
  // What a later step spends must be there in full.
  const minimumOut = run.tokenOut === end && quote.exact === 'in' ? least(run.amountOut, slippageBps) : run.amountOut
  const call = callOf(leg, { order, venues, ends, minimumOut })
  if (!call) return undefined
  const abi = parseAbi([call.signature] as never) as Abi
  const name = (abi[0] as { name: string }).name
  return {
    to: call.to,
    data: encodeFunctionData({ abi, args: [...call.args] }),
    value: call.nativeIn ? run.amountIn : 0n,
    purpose: 'swap',
    call: name,
    token: call.nativeIn ? 'native' : run.tokenIn,
    amount: run.amountIn,
    // A share is redeemed by who holds it: nobody else takes it.
    ...(name === 'redeem' || call.nativeIn ? {} : { spender: call.to }),
  }
}
