import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plain } from '../../core/answer.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { priceTool } from '../price/price.ts'
import { swapTool } from '../swap/swap.ts'
import { openSwapMarket, type SwapMarket } from '../swap/testing/market.case.ts'
import { verifyTool } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'petrel-verify-'))
const files = { proof: join(folder, 'proof.json'), bare: join(folder, 'bare.json'), pools: join(folder, 'pools.json') }
let market: SwapMarket | undefined

beforeAll(async () => {
  market = await openSwapMarket()
  const ask = async (tool: typeof swapTool | typeof priceTool, input: unknown, file: string) => {
    const context = (market as SwapMarket).context()
    const parsed = tool.input.parse(input)
    await (tool.run as (input: unknown, context: ToolContext<Handles>) => Promise<unknown>)(parsed, context)
    writeFileSync(file, JSON.stringify({ id: 'x', blocks: [], records: context.ledger.all() }))
  }
  await ask(priceTool, { token: 'ETH', quote: 'USDC', what: 'pools', proof: true }, files.pools)
  await ask(swapTool, { tokenIn: 'ETH', tokenOut: 'USDC', amount: '321.5', proof: true }, files.proof)
  await ask(swapTool, { tokenIn: 'ETH', tokenOut: 'USDC', amount: '321.5' }, files.bare)
  // From here on there is no chain to ask.
  await market.close()
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const check = async (file: string, pools?: string) => {
  const context = (market as SwapMarket).context()
  const result = await verifyTool.run({ file, ...(pools ? { pools } : {}) }, context)
  return {
    result,
    said: verifyTool
      .answer(result, 'en')
      .map((block) => ('parts' in block ? plain(block.parts) : ''))
      .join('\n'),
  }
}

test('an answer of swap is enough to check it with no network', async () => {
  const { result, said } = await check(files.proof)
  expect(result.verdict.problems).toEqual([])
  expect(said).toMatch(/^The quote holds.*\nReplayed: 321,500,000,000,000,000,000 of native in.*\nAt most [\d.]+ bps/)
  expect(said).toMatch(/States of block \d+/)
})

test('a quote without pools is checked with a file of them', async () => {
  await expect(check(files.bare)).rejects.toMatchObject({ code: 'input_invalid', hint: expect.stringContaining('--pools') })
  expect((await check(files.bare, files.proof)).result.verdict.holds).toBe(true)
  expect((await check(files.bare, files.pools)).result.verdict.replay.holds).toBe(true)
})

interface Changed {
  question: { amount: string }
  quote: {
    amountIn: string
    amountOut: string
    legs: { amountOut: string; pool: string }[]
    certificate: { bound: number; prices: Record<string, number> }
  }
  pools: { id: string }[]
}

let count = 0
/** A copy of the quote's file with one thing changed. */
function tampered(change: (file: Changed) => void): string {
  const answer = JSON.parse(readFileSync(files.proof, 'utf8')) as { records: { name: string; value: string }[] }
  const quote = JSON.parse(answer.records.find(({ name }) => name === 'quote file')?.value ?? '') as Changed
  change(quote)
  count++
  const file = join(folder, `tampered-${count}.json`)
  writeFileSync(file, JSON.stringify(quote))
  return file
}

const more = (digits: string): string => `${BigInt(digits.slice(0, -1)) + 1n}n`

test.each<[string, (file: Changed) => void]>([
  ['the output', ({ quote }) => Object.assign(quote, { amountOut: more(quote.amountOut) })],
  ['the input', ({ quote }) => Object.assign(quote, { amountIn: more(quote.amountIn) })],
  ['a leg', ({ quote }) => Object.assign(quote.legs[1] ?? {}, { amountOut: more(quote.legs[1]?.amountOut ?? '0n') })],
  ['the bound', ({ quote }) => Object.assign(quote.certificate, { bound: quote.certificate.bound * 0.9999 })],
  [
    'the certificate’s prices',
    ({ quote }) =>
      Object.assign(
        quote.certificate.prices,
        Object.fromEntries(Object.entries(quote.certificate.prices).map(([token, price]) => [token, price * 1.5])),
      ),
  ],
  ['the question', ({ question }) => Object.assign(question, { amount: more(question.amount) })],
  ['a pool of the route', ({ quote, pools }) => Object.assign(pools.find(({ id }) => id === quote.legs[1]?.pool) ?? {}, { id: '0x00' })],
])('a change in %s is found', async (_, change) => {
  const { result, said } = await check(tampered(change))
  expect(result.verdict.holds).toBe(false)
  expect(said).toMatch(/does not hold/)
})

test.each([
  ['nothing', undefined],
  ['no JSON', 'hello'],
  ['another JSON', '{"a":1}'],
  ['a list', '[]'],
  ['numbers where amounts belong', '{"question":{"tokenIn":"a","tokenOut":"b","amount":1,"exact":"in"},"quote":{}}'],
])('a file with %s is an error that says so', async (name, content) => {
  const file = join(folder, `${name}.json`)
  if (content !== undefined) writeFileSync(file, content)
  await expect(check(file)).rejects.toMatchObject({ code: content === undefined ? 'file_unreadable' : 'input_invalid' })
})

test('“verify quote.json” is read', async () => {
  const context = { previous: undefined, resolve: {} as never, locale: 'en', now: 0 }
  expect((await verifyTool.read('verify quote.json', context))[0]?.input).toEqual({ file: 'quote.json' })
  expect((await verifyTool.read('verify quote.json with pools.json', context))[0]?.input).toEqual({
    file: 'quote.json',
    pools: 'pools.json',
  })
  expect(await verifyTool.read('verify me', context)).toEqual([])
})
