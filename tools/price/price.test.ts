import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../core/answer.ts'
import type { Pool } from '../../routing/amms/index.ts'
import { fromJson } from '../../routing/json.ts'
import { openSwapMarket, type SwapMarket } from '../swap/testing/market.case.ts'
import { priceTool } from './price.ts'

let market: SwapMarket
beforeAll(async () => {
  market = await openSwapMarket()
}, 180_000)
afterAll(() => market?.close())

const ask = async (input: Record<string, unknown>, locale = 'en') => {
  const context = market.context({ locale })
  const result = await priceTool.run(priceTool.input.parse(input), context)
  const blocks = priceTool.answer(result, locale)
  return { result, context, blocks, said: blocks.map((block) => ('parts' in block ? plain(block.parts) : '')).join('\n') }
}

test('one token has a price to sell and one to buy, and both agree the other way round', async () => {
  const { result, said } = await ask({ token: 'UNI', quote: 'ETH' })
  const [sell, buy] = [Number(result.sell?.value), Number(result.buy?.value)]
  expect(sell).toBeGreaterThan(0)
  // Pools of a living market may lie apart for a while: buying over one way can then cost a little less than selling brings over another.
  expect(buy).toBeGreaterThan(sell * 0.9)
  expect(said).toMatch(/^One UNI sells for [\d.]+ ETH and costs [\d.]+ ETH/)
  const back = await ask({ token: 'ETH', quote: 'UNI' })
  expect(Number(back.result.buy?.value)).toBeCloseTo(1 / sell, 3)
})

test('a token of a millionth of a dollar has a price too', async () => {
  const { result } = await ask({ token: 'PEPE' })
  expect(Number(result.sell?.value)).toBeGreaterThan(0)
  expect(Number(result.sell?.value)).toBeLessThan(0.001)
})

test('depth: larger sizes move the price further, on both sides', async () => {
  const { result } = await ask({ token: 'ETH', quote: 'USDC', what: 'depth' })
  for (const side of ['sell', 'buy'] as const) {
    const impacts = (result.depth?.rows ?? []).filter((row) => row.side === side).map(({ impact }) => impact)
    expect(impacts.length).toBeGreaterThanOrEqual(3)
    expect(impacts).toEqual([...impacts].sort((a, b) => a - b))
    expect(impacts.at(-1)).toBeGreaterThan(impacts[0] ?? 0)
  }
})

test('pools: those of the pair, with their states where they are asked for', async () => {
  const { result, context } = await ask({ token: 'ETH', quote: 'USDC', what: 'pools', proof: true })
  expect(result.listed?.rows.map(({ pair }) => pair)).toEqual(['WETH-USDC', 'WETH-USDC', 'WETH-USDC'])
  const record = context.ledger.all().find(({ name }) => name === 'pools file')
  const pools = fromJson(record?.kind === 'scalar' ? String(record.value) : '') as Pool[]
  expect(pools.map(({ id }) => id)).toEqual(expect.arrayContaining(result.listed?.rows.map(({ pool }) => pool) ?? []))
})

test('a token in itself, and one that nothing leads to, are refused', async () => {
  await expect(ask({ token: 'USDC' })).rejects.toMatchObject({ code: 'input_invalid' })
  await expect(ask({ token: 'ETH', quote: market.demo.deployment.v2.factory })).rejects.toMatchObject({ code: 'token_unknown' })
})

test('every language has its own sentences', async () => {
  const { result } = await ask({ token: 'ETH', what: 'depth' })
  const said = ['en', 'es', 'zh', 'ru', 'tr', 'vi'].map(
    (locale) => priceTool.answer(result, locale).flatMap((block) => (block.kind === 'text' ? [plain(block.parts)] : []))[0],
  )
  expect(new Set(said).size).toBe(6)
})

test.each([
  ['live price of UNI in ETH', { token: 'UNI', quote: 'ETH' }],
  ['depth of ETH/USDC', { token: 'ETH', quote: 'USDC', what: 'depth' }],
  ['how deep is PEPE', { token: 'PEPE', what: 'depth' }],
  ['live pools for ETH and USDC', { token: 'ETH', quote: 'USDC', what: 'pools' }],
  ['profundidad de ETH/USDC', { token: 'ETH', quote: 'USDC', what: 'depth' }],
  ['глубина ETH/USDC', { token: 'ETH', quote: 'USDC', what: 'depth' }],
  ['ETH/USDC 深度', { token: 'ETH', quote: 'USDC', what: 'depth' }],
])('%s', async (say, expected) => {
  const [found] = await priceTool.read(say, { previous: undefined, resolve: market.resolve, locale: 'en', now: 0 })
  expect(found?.input).toEqual(expected)
  expect(found?.score).toBeGreaterThan(0.9)
})

test.each(['price of UNI', 'pools of UNI', 'pools for ETH and USDC', 'top pools by volume', 'new pools today', 'how many pools are there'])(
  '%s is a question to the index',
  async (say) => {
    expect(await priceTool.read(say, { previous: undefined, resolve: market.resolve, locale: 'en', now: 0 })).toEqual([])
  },
)
