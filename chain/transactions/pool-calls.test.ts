import { decodeFunctionData, type Hex, parseAbi } from 'viem'
import { expect, test } from 'vitest'
import type { PoolBase } from '../../routing/pool.ts'
import type { Leg } from '../../routing/quote.ts'
import { prepare } from './prepare.ts'
import type { Order, Prepared } from './transaction.ts'
import type { Venues } from './venues.ts'

const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const WETH: Hex = '0x00000000000000000000000000000000000000ee'
const LST: Hex = '0x0000000000000000000000000000000000000057'
const USD: Hex = '0x0000000000000000000000000000000000000005'
const ROUTER: Hex = '0x00000000000000000000000000000000000000aa'
const POOL: Hex = '0x00000000000000000000000000000000000000b0'
const venues: Venues = { routers: { 'uniswap v3': ROUTER }, algebra: { 'quickswap v3': ROUTER } }

const abi = parseAbi([
  'function exchange(int128 i, int128 j, uint256 dx, uint256 min_dy, address receiver) returns (uint256)',
  'function exchange(uint256 i, uint256 j, uint256 dx, uint256 min_dy) payable returns (uint256)',
  'function exchange_underlying(uint256 i, uint256 j, uint256 dx, uint256 min_dy) payable returns (uint256)',
  'function exactInputSingle((address tokenIn, address tokenOut, address recipient, uint256 deadline, uint256 amountIn, uint256 amountOutMinimum, uint160 limitSqrtPrice) params) payable returns (uint256)',
  'function mint(uint256 shares, address receiver) returns (uint256)',
  'function redeem(uint256 shares, address receiver, address owner) returns (uint256)',
  'function deposit() payable',
  'function withdraw(uint256 amount)',
])

const leg = (kind: string, tokenIn: string, tokenOut: string, more: Partial<Leg> = {}): Leg =>
  ({ pool: POOL, kind, dex: 'curve', tokenIn, tokenOut, amountIn: 1000n, amountOut: 2_000_000n, crossings: 0, ...more }) as Leg

/** The transactions of a route whose amounts are 1000 in and 2,000,000 out, half a percent of slippage. */
function made(legs: readonly Leg[], pools: readonly Partial<PoolBase>[], ends: { from: string; to: string }): Prepared | undefined {
  const order: Order = {
    chain: 1,
    wrappedNative: WETH,
    quote: { tokenIn: ends.from, tokenOut: ends.to, exact: 'in', amountIn: 1000n, amountOut: 2_000_000n, legs },
    pools: new Map(pools.map((pool) => [pool.id as string, pool as PoolBase])),
    recipient: WALLET,
    slippageBps: 50,
    deadline: 1,
  }
  return prepare(order, venues)
}

const told = (prepared: Prepared | undefined) =>
  prepared?.swaps.map(({ to, data, value }) => ({ to, value, ...decodeFunctionData({ abi, data }) }))

test('a Curve pool that holds the coin takes it with the call, and pays it out', () => {
  const pool = { id: POOL, tokens: ['native', LST] }
  const bought = made([leg('curve-stable', 'native', LST)], [pool], { from: 'native', to: LST })
  expect(bought?.approvals).toEqual([])
  expect(told(bought)).toMatchObject([{ to: POOL, value: 1000n, functionName: 'exchange', args: [0n, 1n, 1000n, 1_990_000n, WALLET] }])
  const sold = made([leg('curve-stable', LST, 'native')], [pool], { from: LST, to: 'native' })
  expect(sold?.approvals).toMatchObject([{ token: LST, spender: POOL, amount: 1000n }])
  expect(told(sold)).toMatchObject([{ value: 0n, args: [1n, 0n, 1000n, 1_990_000n, WALLET] }])
})

test('who pays the wrapped coin unwraps it first, and what comes out in the middle is wrapped', () => {
  const pool = { id: POOL, tokens: ['native', LST] }
  const unwrap = { ...leg('wrap', WETH, 'native'), pool: WETH, amountOut: 1000n }
  const steps = told(made([unwrap, leg('curve-stable', 'native', LST)], [pool], { from: WETH, to: LST }))
  expect(steps).toMatchObject([
    { to: WETH, functionName: 'withdraw', args: [1000n] },
    { to: POOL, value: 1000n, functionName: 'exchange' },
  ])
  const second = { id: '0x00000000000000000000000000000000000000b1', tokens: [WETH, USD] }
  const wrap = { ...leg('wrap', 'native', WETH), pool: WETH, amountIn: 2_000_000n }
  const last = { ...leg('curve-stable', WETH, USD), pool: second.id, amountIn: 2_000_000n }
  const through = told(made([leg('curve-stable', LST, 'native'), wrap, last], [pool, second], { from: LST, to: USD }))
  // In the middle all that the next step spends must come.
  expect(through).toMatchObject([
    { to: POOL, args: [1n, 0n, 1000n, 2_000_000n, WALLET] },
    { to: WETH, functionName: 'deposit', value: 2_000_000n },
    { to: second.id, args: [0n, 1n, 2_000_000n, 1_990_000n, WALLET] },
  ])
  // What arrives last is not known in advance, so it cannot be wrapped whole.
  expect(made([leg('curve-stable', LST, 'native'), wrap], [pool], { from: LST, to: WETH })).toBeUndefined()
})

test('a crypto pool of the wrapped coin takes the coin itself only where its version does', () => {
  const plain = { id: POOL, tokens: [USD, WETH] }
  expect(told(made([leg('curve-crypto', USD, WETH)], [plain], { from: USD, to: WETH }))).toMatchObject([
    { functionName: 'exchange', args: [0n, 1n, 1000n, 1_990_000n], value: 0n },
  ])
  expect(made([leg('curve-crypto', WETH, USD)], [plain], { from: 'native', to: USD })).toBeUndefined()
  const both = { ...plain, coinToo: true }
  const paid = told(made([leg('curve-crypto', WETH, USD)], [both], { from: 'native', to: USD }))
  expect(paid).toMatchObject([{ functionName: 'exchange_underlying', args: [1n, 0n, 1000n, 1_990_000n], value: 1000n }])
})

test('an Algebra pool is traded through its exchange’s router, which checks the minimum', () => {
  const pool = { id: POOL, tokens: [USD, WETH] }
  const through = leg('algebra', USD, WETH, { dex: 'quickswap v3' })
  const args = [expect.objectContaining({ recipient: WALLET, amountIn: 1000n, amountOutMinimum: 1_990_000n })]
  expect(told(made([through], [pool], { from: USD, to: WETH }))).toMatchObject([{ to: ROUTER, functionName: 'exactInputSingle', args }])
  expect(made([{ ...through, dex: 'elsewhere' }], [pool], { from: USD, to: WETH })).toBeUndefined()
})

test('a vault’s shares are minted by number for no more than was approved; a redemption says that it has no minimum', () => {
  const vault = { id: POOL, tokens: [USD, POOL] }
  const bought = made([leg('erc4626', USD, POOL, { dex: 'erc-4626' })], [vault], { from: USD, to: POOL })
  expect(told(bought)).toMatchObject([{ functionName: 'mint', args: [1_999_800n, WALLET] }])
  expect(bought).toMatchObject({ minimumOut: 1_999_800n, approvals: [{ token: USD, spender: POOL, amount: 1000n, exactly: true }] })
  expect(bought?.unguarded).toBeUndefined()
  const sold = made([leg('erc4626', POOL, USD, { dex: 'erc-4626' })], [vault], { from: POOL, to: USD })
  expect(told(sold)).toMatchObject([{ functionName: 'redeem' }])
  expect(sold).toMatchObject({ unguarded: true, minimumOut: 1_990_000n })
})
