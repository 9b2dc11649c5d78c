import { encodeFunctionData, erc20Abi, type Hex, parseAbi } from 'viem'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { positionsAbi, wethAbi } from '../../chain/demo/abi.ts'
import { creation } from '../../chain/demo/artifacts.ts'
import { openSimulator } from '../../chain/simulate/open-simulator.ts'
import { PROBE, probeCode } from '../../chain/simulate/probe.ts'
import { assess } from './assess.ts'
import { approveCall, swapCall } from './calls.ts'
import { depthOf } from './depth.ts'
import { LOCKER_ADDRESSES } from './lockers.ts'
import type { RiskPool } from './pools.ts'
import { testTokens } from './testing/compile.ts'
import { NOTHING } from './testing/judge.ts'
import { openTestMarket, type TestMarket } from './testing/market.ts'

const DEAD: Hex = '0x000000000000000000000000000000000000dead'
const UNCX_V3: Hex = '0xfd235968e65b0990584585763f837a5b5330e6de'
const FEE = 3000
const UNIT = 10n ** 18n
const factoryAbi = parseAbi([
  'function createPool(address a, address b, uint24 fee) returns (address)',
  'function getPool(address a, address b, uint24 fee) view returns (address)',
])
const poolAbi = parseAbi(['function initialize(uint160 price)', 'function slot0() view returns (uint160 price, int24 tick)'])
const nftAbi = parseAbi(['function transferFrom(address from, address to, uint256 id)'])

let market: TestMarket
let token: Hex
let chain: TestMarket['chain']
let address: Hex

const send = (to: Hex, data: Hex, value?: bigint) => market.send({ to, data, ...(value === undefined ? {} : { value }) })

beforeAll(async () => {
  market = await openTestMarket()
  token = await market.launch('Honest', { pool: false })
  const weth = market.chain.wrappedNative
  const factory = await market.deploy(creation('v3Factory'))
  const positions = await market.deploy(creation('positions', [factory, weth, `0x${'0'.repeat(40)}`]))
  chain = { ...market.chain, factories: [{ project: 'uniswap', version: '3', address: factory, fromBlock: 0 }] }
  await send(factory, encodeFunctionData({ abi: factoryAbi, functionName: 'createPool', args: [token, weth, FEE] }))
  address = (await market.client.readContract({ address: factory, abi: factoryAbi, functionName: 'getPool', args: [token, weth, FEE] })).toLowerCase() as Hex
  await send(address, encodeFunctionData({ abi: poolAbi, functionName: 'initialize', args: [1n << 96n] }))
  await send(weth, encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }), 1_000n * UNIT)
  for (const one of [token, weth]) await send(one, encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [positions, 10n ** 30n] }))
  const [token0, token1] = token < weth.toLowerCase() ? [token, weth] : [weth, token]
  // One position for the whole range, a narrow one that is locked, a narrower one that is burned, one that is out of range.
  const ranges: [number, number, bigint][] = [[-887_220, 887_220, 100n], [-600, 600, 5n], [-120, 120, 1n], [1_200, 1_800, 50n]]
  for (const [tickLower, tickUpper, amount] of ranges) {
    const base = { token0, token1, fee: FEE, tickLower, tickUpper, amount0Min: 0n, amount1Min: 0n, recipient: market.maker, deadline: 10n ** 12n }
    const args = [{ ...base, amount0Desired: amount * UNIT, amount1Desired: amount * UNIT }] as const
    await send(positions, encodeFunctionData({ abi: positionsAbi, functionName: 'mint', args }))
  }
  for (const [id, to] of [[2n, UNCX_V3], [3n, DEAD]] as const)
    await send(positions, encodeFunctionData({ abi: nftAbi, functionName: 'transferFrom', args: [market.maker, to, id] }))
}, 120_000) // biome-ignore format: short
afterAll(() => market.stop())

const look = () => assess(chain, token, { resolve: NOTHING, signal: AbortSignal.timeout(60_000), scope: 'full' })

it('positions of a V3 pool are followed to who holds them, locked and burned ones apart', async () => {
  const { lp, unchecked } = await look()
  expect(lp?.knownPct).toBeCloseTo(100, 3)
  const parts = [lp?.burnedPct ?? 0, lp?.lockedPct ?? 0, lp?.largest?.pct ?? 0]
  expect(parts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 2)
  expect(Math.min(...parts)).toBeGreaterThan(10)
  expect(lp?.largest?.address).toBe(market.maker)
  expect(unchecked.map(({ what }) => what)).not.toContain('lp')
})

it('depth in ranges is what a real sale of that size does to the price', async () => {
  const { pools, block, depth } = await look()
  const [pool] = pools as readonly [RiskPool]
  expect(depth?.pools).toBe(1)
  const where = { chain, block: BigInt(block), signal: AbortSignal.timeout(30_000) }
  const simulator = await openSimulator(chain, where.signal)
  for (const { movePct, amount } of (await depthOf(pool, token, where)) ?? []) {
    const calls = [
      approveCall(market.maker, token),
      swapCall(pool, { who: market.maker, tokenIn: token, amountIn: amount }),
      { from: market.maker, to: pool.address, data: encodeFunctionData({ abi: poolAbi, functionName: 'slot0' }) },
    ]
    const [results = []] = await simulator.run(
      { block: where.block, blocks: [{ calls, overrides: { [PROBE]: { code: probeCode() } } }] },
      where.signal,
    )
    const root = Number(BigInt(results[2]?.data.slice(0, 66) ?? '0x0')) / 2 ** 96
    const price = token === pool.token0 ? root ** 2 : root ** -2
    expect([movePct, (1 - price) * 100]).toEqual([movePct, expect.closeTo(movePct, 2)])
  }
}, 60_000)

it('a locker that tells is asked when its first lock ends', async () => {
  const [locker] = LOCKER_ADDRESSES as readonly [Hex]
  const code = await market.client.getCode({ address: await market.deploy(testTokens().get('Locker')?.bytecode ?? '0x') })
  await market.client.request({ method: 'anvil_setCode', params: [locker, code] } as never)
  const honest = await market.launch('Honest')
  const plain = { resolve: NOTHING, signal: AbortSignal.timeout(60_000), scope: 'full' as const }
  const pair = (await assess(market.chain, honest, plain)).pools[0]?.address as Hex
  const shares = await market.client.readContract({ address: pair, abi: erc20Abi, functionName: 'balanceOf', args: [market.maker] })
  await send(pair, encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [locker, shares / 2n] }))
  const { lp } = await assess(market.chain, honest, plain)
  expect(lp?.lockedPct).toBeCloseTo(50, 1)
  expect(lp?.unlocks).toBe(1_900_000_000)
})
