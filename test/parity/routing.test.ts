import { type Abi, type AbiFunction, createPublicClient, type Hex, http, parseAbi, parseAbiItem } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ContractCall, PoolIdentity, StatePlan } from '../../routing/amm.ts'
import { state as concentratedState } from '../../routing/amms/concentrated/state.ts'
import { state as constantProductState } from '../../routing/amms/constant-product/state.ts'
import { ammOf, type Pool } from '../../routing/amms/index.ts'
import { openTestDemo, type TestDemo } from '../kits/demo.ts'

let demo: TestDemo
let pools: Pool[]
let client: ReturnType<typeof createPublicClient>
let block: bigint

const routerAbi = parseAbi([
  'function getAmountsOut(uint256 amountIn, address[] path) view returns (uint256[])',
  'function getAmountsIn(uint256 amountOut, address[] path) view returns (uint256[])',
])
const quoterAbi = parseAbi([
  'struct In { address tokenIn; address tokenOut; uint256 amountIn; uint24 fee; uint160 sqrtPriceLimitX96; }',
  'struct Out { address tokenIn; address tokenOut; uint256 amount; uint24 fee; uint160 sqrtPriceLimitX96; }',
  'function quoteExactInputSingle(In params) returns (uint256 amountOut, uint160 priceAfter, uint32 crossed, uint256 gas)',
  'function quoteExactOutputSingle(Out params) returns (uint256 amountIn, uint160 priceAfter, uint32 crossed, uint256 gas)',
])

async function send({ to, signature, args }: ContractCall): Promise<unknown> {
  const item = parseAbiItem(signature) as AbiFunction
  return client.readContract({ abi: [item] as Abi, address: to as Hex, functionName: item.name, args: [...args], blockNumber: block })
}

/** Loads a pool as its state plan says: round after round of calls at one block. */
async function load<P extends Pool>(plan: StatePlan<P>, identity: PoolIdentity): Promise<P> {
  const answers: unknown[][] = []
  for (;;) {
    const next = plan.read(identity, answers)
    if ('pool' in next) return next.pool
    answers.push(await Promise.all(next.calls.map(send)))
  }
}

beforeAll(async () => {
  demo = await openTestDemo()
  client = createPublicClient({ transport: http(demo.rpcUrl, { batch: true }) })
  block = await client.getBlockNumber()
  pools = await Promise.all(
    demo.deployment.pools.map(({ version, address, token0, token1, fee }): Promise<Pool> => {
      const tokens = [token0.address, token1.address]
      if (version === '2') return load(constantProductState, { id: address, tokens, fixed: { feePpm: fee } })
      const tickSpacing = { 500: 10, 3000: 60, 10000: 200 }[fee] ?? 1
      return load(concentratedState, { id: address, tokens, fixed: { feePpm: fee, tickSpacing } })
    }),
  )
}, 120_000)

afterAll(() => demo.stop())

/** Amounts from a billionth of the pool to more than it holds, the same in every run. */
function* sizes(pool: Pool, tokenIn: 0 | 1): Generator<bigint> {
  const held = BigInt(Math.floor(ammOf(pool)?.depth(pool)[tokenIn] ?? 0))
  for (const part of [1_000_000_000n, 1_234_567n, 54_321n, 999n, 37n, 7n, 3n, 1n]) yield held / part + 1n
}

const sides = [0, 1] as const

async function contractOut(pool: Pool, tokenIn: 0 | 1, amountIn: bigint): Promise<{ amount: bigint; crossed?: number } | undefined> {
  const [from, to] = [pool.tokens[tokenIn], pool.tokens[1 - tokenIn]] as [Hex, Hex]
  const { v2, v3 } = demo.deployment
  if (pool.kind === 'constant-product') {
    const args = [amountIn, [from, to]] as const
    const amounts = await client.readContract({
      abi: routerAbi,
      address: v2.router,
      functionName: 'getAmountsOut',
      args,
      blockNumber: block,
    })
    return { amount: amounts[1] as bigint }
  }
  if (pool.kind !== 'concentrated') return undefined
  const args = [{ tokenIn: from, tokenOut: to, amountIn, fee: pool.feePpm, sqrtPriceLimitX96: 0n }] as const
  const { result } = await client.simulateContract({
    abi: quoterAbi,
    address: v3.quoter,
    functionName: 'quoteExactInputSingle',
    args,
    blockNumber: block,
  })
  return { amount: result[0], crossed: result[2] }
}

async function contractIn(pool: Pool, tokenIn: 0 | 1, amount: bigint): Promise<bigint | undefined> {
  const [from, to] = [pool.tokens[tokenIn], pool.tokens[1 - tokenIn]] as [Hex, Hex]
  const { v2, v3 } = demo.deployment
  if (pool.kind === 'constant-product') {
    const args = [amount, [from, to]] as const
    const amounts = await client.readContract({
      abi: routerAbi,
      address: v2.router,
      functionName: 'getAmountsIn',
      args,
      blockNumber: block,
    })
    return amounts[0] as bigint
  }
  if (pool.kind !== 'concentrated') return undefined
  const args = [{ tokenIn: from, tokenOut: to, amount, fee: pool.feePpm, sqrtPriceLimitX96: 0n }] as const
  const { result } = await client.simulateContract({
    abi: quoterAbi,
    address: v3.quoter,
    functionName: 'quoteExactOutputSingle',
    args,
    blockNumber: block,
  })
  return result[0]
}

test('every pool of the demo chain loads by its state plan and is sound', () => {
  for (const pool of pools) expect(ammOf(pool)?.flaw(pool), pool.id).toBeUndefined()
  expect(new Set(pools.map((pool) => pool.kind))).toEqual(new Set(['constant-product', 'concentrated']))
})

/** QuoterV2 takes the tick below the lower end of the way along, which a swap that ends or begins inside that range never crosses. */
function expectCrossings(ours: number, quoter: number): void {
  expect([0, 1]).toContain(quoter - ours)
}

test('exact in equals the contracts to the wei, tick crossings too', async () => {
  let [compared, crossed] = [0, 0]
  for (const pool of pools) {
    for (const tokenIn of sides) {
      for (const amount of sizes(pool, tokenIn)) {
        const fill = ammOf(pool)?.out(pool, { tokenIn, tokenOut: 1 - tokenIn }, amount)
        if (!fill) continue
        const real = await contractOut(pool, tokenIn, amount)
        expect([pool.id, tokenIn, amount, fill.amountOut]).toEqual([pool.id, tokenIn, amount, real?.amount])
        if (real?.crossed !== undefined) expectCrossings(fill.crossings, real.crossed)
        compared++
        crossed += real?.crossed ?? 0
      }
    }
  }
  console.info(`exact in: ${compared} quotes equal, ${crossed} ticks crossed`)
  expect(compared).toBeGreaterThan(250)
  expect(crossed).toBeGreaterThan(20)
}, 120_000)

test('exact out equals the contracts to the wei', async () => {
  let compared = 0
  for (const pool of pools) {
    for (const tokenIn of sides) {
      for (const amount of sizes(pool, (1 - tokenIn) as 0 | 1)) {
        const fill = ammOf(pool)?.in(pool, { tokenIn, tokenOut: 1 - tokenIn }, amount)
        if (!fill) continue
        expect([pool.id, tokenIn, amount, fill.amountIn]).toEqual([pool.id, tokenIn, amount, await contractIn(pool, tokenIn, amount)])
        compared++
      }
    }
  }
  console.info(`exact out: ${compared} quotes equal`)
  expect(compared).toBeGreaterThan(200)
}, 120_000)
