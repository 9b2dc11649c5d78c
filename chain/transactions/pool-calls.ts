import { type Abi, encodeFunctionData, type Hex, parseAbi } from 'viem'
import type { PoolBase } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'
import type { Run } from './runs.ts'
import { least, type Order, type UnsignedTx } from './transaction.ts'
import type { Venues } from './venues.ts'

const EXCHANGE = 'function exchange(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver) returns (uint256)'
/** Curve's crypto pools: what all versions have, and the form in which those that hold the wrapped coin take and pay the coin itself. */
const CRYPTO_EXCHANGE = 'function exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy) payable returns (uint256)'
const CRYPTO_UNDERLYING = 'function exchange_underlying(uint256 i, uint256 j, uint256 dx, uint256 min_dy) payable returns (uint256)'
const VAULT_SWAP =
  'function swap((bytes32 poolId, uint8 kind, address assetIn, address assetOut, uint256 amount, bytes userData) singleSwap, (address sender, bool fromInternalBalance, address recipient, bool toInternalBalance) funds, uint256 limit, uint256 deadline) payable returns (uint256)'
const DEPOSIT = 'function deposit(uint256 assets, address receiver) returns (uint256)'
const MINT = 'function mint(uint256 shares, address receiver) returns (uint256)'
const REDEEM = 'function redeem(uint256 shares, address receiver, address owner) returns (uint256)'
const ROUTE = '(address from, address to, bool stable, address factory)[] routes, address to, uint256 deadline'
const PAIR_SWAPS = {
  tokens: `function swapExactTokensForTokens(uint256 amountIn, uint256 amountOutMin, ${ROUTE}) returns (uint256[])`,
  coinIn: `function swapExactETHForTokens(uint256 amountOutMin, ${ROUTE}) payable returns (uint256[])`,
  coinOut: `function swapExactTokensForETH(uint256 amountIn, uint256 amountOutMin, ${ROUTE}) returns (uint256[])`,
}
const ALGEBRA_SWAP =
  'function exactInputSingle((address tokenIn, address tokenOut, address recipient, uint256 deadline, uint256 amountIn, uint256 amountOutMinimum, uint160 limitSqrtPrice) params) payable returns (uint256)'
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
  /** Nothing is spent of what this leg gives. */
  last: boolean
}

/** How a leg is called, or undefined where its pool offers no safe way. */
function callOf(leg: Leg, { order, venues, ends, minimumOut, last }: Leaving): PoolCall | undefined {
  const pool = order.pools.get(leg.pool) as (PoolBase & { poolId?: Hex; stable?: boolean; coinToo?: boolean }) | undefined
  if (!pool) return undefined
  const { recipient } = order
  const deadline = BigInt(order.deadline)
  const [i, j] = [pool.tokens.indexOf(leg.tokenIn), pool.tokens.indexOf(leg.tokenOut)]
  const none = { nativeIn: false, nativeOut: false }
  switch (leg.kind) {
    case 'curve-stable': {
      // Where a pool holds the coin itself, it takes and pays it; where it holds the wrapped token, it knows no coin.
      const coins = { nativeIn: leg.tokenIn === 'native', nativeOut: leg.tokenOut === 'native' }
      if (ends.nativeIn !== coins.nativeIn || ends.nativeOut !== coins.nativeOut) return undefined
      return { to: pool.id as Hex, signature: EXCHANGE, args: [BigInt(i), BigInt(j), leg.amountIn, minimumOut, recipient], ...coins }
    }
    case 'curve-crypto': {
      if (!ends.nativeIn && !ends.nativeOut)
        return { to: pool.id as Hex, signature: CRYPTO_EXCHANGE, args: [BigInt(i), BigInt(j), leg.amountIn, minimumOut], ...none }
      if (pool.coinToo !== true) return undefined
      return { to: pool.id as Hex, signature: CRYPTO_UNDERLYING, args: [BigInt(i), BigInt(j), leg.amountIn, minimumOut], ...ends }
    }
    case 'algebra': {
      const router = venues.algebra?.[leg.dex ?? '']
      // The router pays the wrapped token; unwrapping it would take a call whose amount is not known in advance.
      if (!router || ends.nativeOut) return undefined
      const params = [leg.tokenIn, leg.tokenOut, recipient, deadline, leg.amountIn, minimumOut, 0n]
      return { to: router, signature: ALGEBRA_SWAP, args: [params], ...ends }
    }
    case 'erc4626':
      if (ends.nativeIn || ends.nativeOut) return undefined
      if (i === 0 && last) return { to: pool.id as Hex, signature: MINT, args: [minimumOut, recipient], ...none }
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

/** Whether the pool is a vault and the leg buys its shares. */
const deposits = (leg: Leg, order: Order): boolean => leg.kind === 'erc4626' && order.pools.get(leg.pool)?.tokens[0] === leg.tokenIn

/** Whether the call of a leg's kind checks a minimum: a vault redeems at what its rate says. */
export const guarded = (leg: Leg, order: Order): boolean => leg.kind !== 'erc4626' || deposits(leg, order)

/** What a vault's rate may move between quote and transaction: it grows by interest, not by trades. */
const VAULT_BPS = 1

/**
 * The least that a run gives when it is the last. Shares of a vault are minted by number, for no more than the approved amount: what the
 * tolerance leaves of the asset stays in the wallet, so it is kept at a hundredth of a percent.
 */
export function leastOf(run: Run, order: Order): bigint {
  const vault = deposits(run.legs.at(-1) as Leg, order)
  return least(run.amountOut, vault ? Math.min(order.slippageBps, VAULT_BPS) : order.slippageBps)
}

/** The transaction of a run that is one leg of such a kind; undefined where the wallet has no safe way to make it. */
export function poolTransaction(run: Run, order: Order, venues: Venues): UnsignedTx | undefined {
  const { quote } = order
  const wrapped = order.wrappedNative.toLowerCase()
  const leg = run.legs[0] as Leg
  const end = quote.tokenOut === 'native' ? wrapped : quote.tokenOut
  const ends = {
    nativeIn: run.tokenIn === 'native' || (quote.tokenIn === 'native' && run.tokenIn === wrapped),
    nativeOut: run.tokenOut === 'native' || (quote.tokenOut === 'native' && run.tokenOut === wrapped),
  }
  // What a later step spends must be there in full.
  const last = run.tokenOut === end || run.tokenOut === quote.tokenOut
  const minimumOut = last && quote.exact === 'in' ? leastOf(run, order) : run.amountOut
  const call = callOf(leg, { order, venues, ends, minimumOut, last })
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
