import { encodeFunctionData, type Hex, parseAbi } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestDemo, type TestDemo } from '../../test/kits/demo.ts'
import { demo as definition } from '../clients/definitions/demo.ts'
import { openChains } from '../clients/open-chains.ts'
import { erc20Abi, quoterAbi, v2RouterAbi } from './abi.ts'
import { actors } from './actors.ts'
import { v2Swap, v3Swap } from './calls.ts'
import { demoToken } from './deployment.ts'
import { openRpc, type Rpc } from './rpc.ts'
import { openWriter, type Tx } from './writer.ts'

let demo: TestDemo
let rpc: Rpc
const client = () => openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment }).main.client
const token = (symbol: string) => demoToken(demo.deployment, symbol).address
const LATER = 2n ** 40n

beforeAll(async () => {
  demo = await openTestDemo()
  rpc = openRpc(Number(new URL(demo.rpcUrl).port), new AbortController().signal)
}, 120_000)

afterAll(async () => {
  rpc.close()
  await demo.stop()
})

/** Mines transactions in one block and returns their receipts' success. */
async function mine(...transactions: Tx[]): Promise<boolean[]> {
  const writer = await openWriter(rpc, actors().all)
  expect(await writer.send(transactions)).toBe(0)
  await writer.mine(writer.head.timestamp + 12, 10_000_000_000n)
  const receipts = (await rpc.call('eth_getBlockReceipts', 'latest')) as { status: Hex }[]
  return receipts.map((receipt) => receipt.status === '0x1')
}

const balance = (symbol: string, owner: Hex) =>
  client().readContract({ abi: erc20Abi, address: token(symbol), functionName: 'balanceOf', args: [owner] })

const approve = (from: Hex, symbol: string, spender: Hex): Tx => ({
  from,
  to: token(symbol),
  gas: 70_000,
  data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, 2n ** 256n - 1n] }),
})

test('the addresses in the chain definition are those of the deployment', () => {
  const { deployment } = demo
  expect(definition.wrappedNative).toBe(deployment.weth)
  expect(definition.multicall3).toBe(deployment.multicall3)
  expect(definition.stables).toEqual([token('USDC'), token('DAI')])
  expect(definition.factories.map(({ address, initCodeHash }) => [address, initCodeHash])).toEqual([
    [deployment.v2.factory, deployment.v2.initCodeHash],
    [deployment.v3.factory, deployment.v3.initCodeHash],
  ])
})

test('every token tells its name, symbol and decimals, the one behind a proxy too', async () => {
  const abi = parseAbi([
    'function name() view returns (string)',
    'function symbol() view returns (string)',
    'function decimals() view returns (uint8)',
  ])
  for (const { address, symbol, decimals, kind } of demo.deployment.tokens) {
    const read = (functionName: 'name' | 'symbol' | 'decimals') => client().readContract({ abi, address, functionName })
    expect([await read('symbol'), await read('decimals')]).toEqual([symbol, decimals])
    // EIP-1967's slot of the logic contract.
    const slot = await client().getStorageAt({ address, slot: '0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc' })
    expect(BigInt(slot ?? 0) !== 0n, symbol).toBe(kind === 'proxy')
  }
  expect(new Set(demo.deployment.tokens.map((one) => one.decimals))).toEqual(new Set([6, 8, 9, 18]))
})

test('every pool stands where its address was computed and has traded', async () => {
  for (const pool of demo.deployment.pools) {
    const abi = parseAbi(['function token0() view returns (address)'])
    const found = await client().readContract({ abi, address: pool.address, functionName: 'token0' })
    expect(found.toLowerCase()).toBe(pool.token0.address)
  }
})

test('a V2 swap gives exactly what getAmountsOut said', async () => {
  const [from] = actors().whales as [Hex]
  const { router } = demo.deployment.v2
  const path = [token('WETH'), token('USDC')]
  const amountIn = 3n * 10n ** 18n
  const quoted = await client().readContract({ abi: v2RouterAbi, address: router, functionName: 'getAmountsOut', args: [amountIn, path] })
  const before = await balance('USDC', from)
  const swap = v2Swap({ router, from, amountIn, amountOutMin: 0n, path, deadline: LATER, way: 'tokens' })
  expect(await mine(approve(from, 'WETH', router), swap)).toEqual([true, true])
  expect((await balance('USDC', from)) - before).toBe(quoted[1])
})

test('a V3 swap gives exactly what QuoterV2 said', async () => {
  const [from] = actors().whales as [Hex]
  const { router, quoter } = demo.deployment.v3
  const swap = { tokenIn: token('WETH'), tokenOut: token('USDC'), fee: 500, amountIn: 40n * 10n ** 18n }
  const quote = await client().simulateContract({
    abi: quoterAbi,
    address: quoter,
    functionName: 'quoteExactInputSingle',
    args: [{ ...swap, sqrtPriceLimitX96: 0n }],
  })
  const before = await balance('USDC', from)
  expect(await mine(approve(from, 'WETH', router), v3Swap({ ...swap, router, from, amountOutMin: 0n, deadline: LATER }))).toEqual([
    true,
    true,
  ])
  expect((await balance('USDC', from)) - before).toBe(quote.result[0])
})

test('the honeypot can be bought and not be sold', async () => {
  const from = actors().whales[1] as Hex
  const { router } = demo.deployment.v2
  const pair = { router, from, amountIn: 10n ** 16n, amountOutMin: 0n, deadline: LATER, way: 'tokens' } as const
  const buy = v2Swap({ ...pair, path: [token('WETH'), token('HONEY')] })
  const sell = v2Swap({ ...pair, path: [token('HONEY'), token('WETH')] })
  expect(await mine(approve(from, 'WETH', router), approve(from, 'HONEY', router), buy, sell)).toEqual([true, true, true, false])
})

test('a sale of the taxed token loses a tenth to the collector', async () => {
  const { traders, deployer, treasury } = actors()
  const from = traders[0] as Hex
  const pool = demo.deployment.pools.find((one) => [one.token0.symbol, one.token1.symbol].includes('TAXED'))?.address as Hex
  const amount = 1000n * 10n ** 18n
  const send = (sender: Hex, to: Hex): Tx => ({
    from: sender,
    to: token('TAXED'),
    gas: 120_000,
    data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [to, amount] }),
  })
  const before = [await balance('TAXED', deployer), await balance('TAXED', pool)] as const
  expect(await mine(send(treasury, from), send(from, pool))).toEqual([true, true])
  expect((await balance('TAXED', deployer)) - before[0]).toBe(amount / 10n)
  expect((await balance('TAXED', pool)) - before[1]).toBe((amount * 9n) / 10n)
})

test('multicall reads many in one call', async () => {
  const contracts = demo.deployment.tokens.map(({ address }) => ({
    abi: erc20Abi,
    address,
    functionName: 'balanceOf' as const,
    args: [actors().treasury] as const,
  }))
  const results = await client().multicall({ contracts, allowFailure: false })
  expect(results[1]).toBe(await balance(demo.deployment.tokens[1]?.symbol ?? '', actors().treasury))
})

test('two days hold hundreds of swaps, failures among them, and the last one is fresh', async () => {
  const swaps = await client().getLogs({
    fromBlock: 0n,
    events: parseAbi([
      'event Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)',
      'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
    ]),
  })
  expect(swaps.length).toBeGreaterThan(400)
  expect(new Set(swaps.map((log) => log.address)).size).toBe(demo.deployment.pools.length)
  const { timestamp } = await client().getBlock()
  expect(Date.now() / 1000 - Number(timestamp)).toBeLessThan(3600)
})
