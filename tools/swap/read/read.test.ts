import { describe, expect, test } from 'vitest'
import type { Candidate, Previous } from '../../../core/tool.ts'
import { understand } from '../../../core/understand.ts'
import { amountsIn, plainNumber } from '../../../core/written-amounts.ts'
import { registry } from '../../ask/testing/registry.ts'
import { swapTool } from '../swap.ts'

/** The registry of tests, with the coin's names as the real one has them. */
const resolve = {
  ...registry,
  tokens: async (words: string) => registry.tokens(/^(?:eth|ether|ethereum)$/i.test(words) ? 'WETH' : words),
}
const read = async (said: string, locale = 'en', previous?: Previous): Promise<Candidate | undefined> =>
  (await swapTool.read(said, { previous, resolve, locale, now: 0 }))[0]

const input = (tokenIn: string | undefined, tokenOut: string, amount: string, rest: Record<string, unknown> = {}) => ({
  ...(tokenIn === undefined ? {} : { tokenIn }),
  tokenOut,
  amount,
  ...rest,
})
const OUT = { exact: 'out' }

const SAYINGS: readonly [say: string, locale: string, expected: Record<string, unknown>][] = [
  ['best route for 12.5 ETH to USDC', 'en', input('ETH', 'USDC', '12.5')],
  ['swap 12.5 ETH for USDC', 'en', input('ETH', 'USDC', '12.5')],
  ['Swap 5k usdc into UNI please', 'en', input('usdc', 'UNI', '5000')],
  ['sell half a million PEPE for ETH', 'en', input('PEPE', 'ETH', '500000')],
  ['trade 1.5m PEPE to USDC', 'en', input('PEPE', 'USDC', '1500000')],
  ['convert 1,250.75 USDC to DAI', 'en', input('USDC', 'DAI', '1250.75')],
  ['12.5 ETH -> USDC', 'en', input('ETH', 'USDC', '12.5')],
  ['how much UNI do I get for 1 ETH', 'en', input('ETH', 'UNI', '1')],
  ['how much UNI would I get for 1 ETH?', 'en', input('ETH', 'UNI', '1')],
  ['how much ETH do I need for 1000 USDC', 'en', input('ETH', 'USDC', '1000', OUT)],
  ['I want exactly 1000 USDC', 'en', input(undefined, 'USDC', '1000', OUT)],
  ['I want exactly 1000 USDC, paid in UNI', 'en', input('UNI', 'USDC', '1000', OUT)],
  ['buy 100 UNI with USDC', 'en', input('USDC', 'UNI', '100', OUT)],
  ['buy UNI with 2 ETH', 'en', input('ETH', 'UNI', '2')],
  ['swap ETH for 1000 USDC', 'en', input('ETH', 'USDC', '1000', OUT)],
  ['buy 0.1 eth worth of pepe', 'en', input('eth', 'pepe', '0.1')],
  ['swap $500 of ETH to UNI', 'en', input('ETH', 'UNI', '500', { unit: 'USD' })],
  ['swap all my UNI to ETH', 'en', input('UNI', 'ETH', 'all')],
  ['sell 3 wrapped ether for usd coin', 'en', input('wrapped ether', 'usd coin', '3')],
  ['swap 2 ETH to USDC with 1% slippage', 'en', input('ETH', 'USDC', '2', { slippageBps: 100 })],
  ['swap 2 ETH to USDC, 30 bps slippage, show calldata', 'en', input('ETH', 'USDC', '2', { slippageBps: 30, show: 'calldata' })],
  ['swap 2 ETH to USDC in one transaction', 'en', input('ETH', 'USDC', '2', { oneTransaction: true })],
  ['swap 12.5 ETH to USDC, 1inch gives me 31,200', 'en', input('ETH', 'USDC', '12.5', { compareAmount: '31200', compareName: '1inch' })],
  ['swap 12.5 ETH to USDC, 1inch gives me 31.2k', 'en', input('ETH', 'USDC', '12.5', { compareAmount: '31200', compareName: '1inch' })],
  ['swap 12.5 ETH to USDC, 1inch gives me $31,200', 'en', input('ETH', 'USDC', '12.5', { compareAmount: '31200', compareName: '1inch' })],
  [
    'swap 12.5 ETH to USDC, I got 31.3k USDC on Matcha',
    'en',
    input('ETH', 'USDC', '12.5', { compareAmount: '31300', compareName: 'Matcha' }),
  ],
  ['half a million dai into wbtc', 'en', input('dai', 'wbtc', '500000')],
  ['swap 5 ETH to USDC without uniswap v2', 'en', input('ETH', 'USDC', '5', { without: ['uniswap v2'] })],
  ['best route for 2 ETH to USDC avoiding Curve and DAI', 'en', input('ETH', 'USDC', '2', { without: ['Curve', 'DAI'] })],
  ['cambia 2 ETH por USDC sin usar uniswap v3', 'es', input('ETH', 'USDC', '2', { without: ['uniswap v3'] })],
  ['обменяй 2 ETH на USDC без DAI', 'ru', input('ETH', 'USDC', '2', { without: ['DAI'] })],
  ['swap 2 ETH to USDC without fees', 'en', input('ETH', 'USDC', '2')],
  ['swap 2 ETH to USDC, only executable routes', 'en', input('ETH', 'USDC', '2', { executable: true })],
  ['продай 1.2 млн PEPE за ETH', 'ru', input('PEPE', 'ETH', '1200000')],
  ['卖 50万 PEPE 换 ETH', 'zh', input('PEPE', 'ETH', '500000')],
  ['cambia 2,5 ETH por USDC', 'es', input('ETH', 'USDC', '2.5')],
  ['mejor ruta para 12 ETH a USDC', 'es', input('ETH', 'USDC', '12')],
  ['¿cuántos USDC recibo por 3 ETH?', 'es', input('ETH', 'USDC', '3')],
  ['compra 100 UNI con USDC', 'es', input('USDC', 'UNI', '100', OUT)],
  ['vende medio millón de PEPE por ETH', 'es', input('PEPE', 'ETH', '500000')],
  ['用 5 ETH 换 USDC', 'zh', input('ETH', 'USDC', '5')],
  ['5 ETH 能换多少 USDC', 'zh', input('ETH', 'USDC', '5')],
  ['卖 3万 USDC 换 ETH', 'zh', input('USDC', 'ETH', '30000')],
  ['обменяй 5 ETH на USDC', 'ru', input('ETH', 'USDC', '5')],
  ['сколько USDC я получу за 2,5 ETH', 'ru', input('ETH', 'USDC', '2.5')],
  ['продай 10 тыс USDC за ETH', 'ru', input('USDC', 'ETH', '10000')],
  ["5 ETH'yi USDC'ye çevir", 'tr', input('ETH', 'USDC', '5')],
  ['2 ETH ile ne kadar USDC alırım', 'tr', input('ETH', 'USDC', '2')],
  ['troque 5k USDC por UNI', 'pt', input('USDC', 'UNI', '5000')],
  ['quanto USDC recebo por 3 ETH?', 'pt', input('ETH', 'USDC', '3')],
]

test.each(SAYINGS)('%s (%s)', async (say, locale, expected) => {
  const found = await read(say, locale)
  expect(found?.input).toEqual(expected)
  expect(found?.missing).toEqual([])
  expect(found?.score).toBeGreaterThanOrEqual(0.9)
})

test.each([
  'hello',
  'what is WETH',
  'price of UNI',
  'how many swaps in the last 24 hours',
  'volume of ETH to USDC last week',
  'who holds PEPE',
  'top 10 tokens by volume',
  'daily volume of UNI as a chart',
  'biggest trade of WETH for USDC yesterday',
  'what happened to ETH',
  'I love UNI',
  'latest block',
  'I have 3 cats and 2 dogs',
])('%s is not a swap', async (say) => expect(await read(say)).toBeUndefined())

test('what is missing is asked for, one thing at a time', async () => {
  expect((await read('swap 5 ETH'))?.missing[0]?.field).toBe('tokenOut')
  expect((await read('swap ETH for USDC'))?.missing[0]?.field).toBe('amount')
  // A token that nobody knows is named back by the answer, not asked for again.
  expect(await read('swap 1 ETH to CHEESE')).toMatchObject({ input: { tokenIn: 'ETH', tokenOut: 'CHEESE', amount: '1' }, missing: [] })
})

test('a name of several tokens and a number of two readings become choices', async () => {
  expect((await read('swap 5 ETH to CAT'))?.ambiguous[0]).toMatchObject({ field: 'tokenOut', options: [{}, {}] })
  expect((await read('cambia 1.500 USDC por ETH', 'es'))?.ambiguous[0]).toMatchObject({
    field: 'amount',
    options: [{ value: '1500' }, { value: '1.5' }],
  })
  expect((await read('swap 1,500 USDC for ETH'))?.ambiguous).toEqual([])
})

test('"it" is what the quote before would have brought', async () => {
  const before: Previous = { tool: 'swap', input: { tokenIn: 'ETH', tokenOut: 'UNI', amount: '1' } } as Previous
  expect(await read('swap all of it to USDC', 'en', before)).toMatchObject({
    input: { tokenIn: 'UNI', tokenOut: 'USDC', amount: 'all' },
    missing: [],
  })
})

describe('after a quote', () => {
  const previous: Previous = {
    tool: 'swap',
    input: { tokenIn: 'ETH', tokenOut: 'USDC', amount: '12.5', exact: 'in', compareAmount: '1', compareName: 'x', show: 'calldata' },
  }
  const base = { tokenIn: 'ETH', tokenOut: 'USDC', exact: 'in' }
  test.each([
    ['make it 20', { ...base, amount: '20' }],
    ['20', { ...base, amount: '20' }],
    ['what about 5k?', { ...base, amount: '5000' }],
    ['and to DAI?', { ...base, amount: '12.5', tokenOut: 'DAI' }],
    ['make it 1000 USDC', { ...base, amount: '1000', exact: 'out' }],
    ['exactly 1000 USDC', { ...base, amount: '1000', exact: 'out' }],
    ['1% slippage', { ...base, amount: '12.5', slippageBps: 100 }],
    ['slippage 0.3%', { ...base, amount: '12.5', slippageBps: 30 }],
    ['show calldata', { ...base, amount: '12.5', show: 'calldata' }],
    ['reverse', { tokenIn: 'USDC', tokenOut: 'ETH', amount: '12.5', exact: 'in' }],
    ['1inch gives me 31,200', { ...base, amount: '12.5', compareAmount: '31200', compareName: '1inch' }],
    ['in one transaction', { ...base, amount: '12.5', oneTransaction: true }],
    ['改成 20', { ...base, amount: '20' }],
    ['а если 20?', { ...base, amount: '20' }],
    ['y con 20?', { ...base, amount: '20' }],
  ])('%s', async (say, expected) => expect((await read(say, 'en', previous))?.input).toEqual(expected))

  test('an exact output asks how much of the other token', async () => {
    expect(await read('exact out', 'en', previous)).toMatchObject({ input: { exact: 'out' }, missing: [{ field: 'amount' }] })
  })

  test.each(['thanks', 'what is UNI', 'who are you', 'price of PEPE'])('%s changes nothing', async (say) =>
    expect(await read(say, 'en', previous)).toBeUndefined(),
  )
  test('another tool’s answer is not followed', async () =>
    expect(await read('make it 20', 'en', { tool: 'ask', input: {} })).toBeUndefined())
})

test('a limit of two amounts becomes a watch', async () => {
  expect((await read('tell me when 1 ETH > 4,000 USDC after gas'))?.input).toEqual({
    tokenIn: 'ETH',
    tokenOut: 'USDC',
    amount: '1',
    watch: { when: 'above', amount: '4000' },
  })
  expect((await read('avísame cuando 2 ETH den menos de 5.000,5 USDC', 'es'))?.input).toMatchObject({
    watch: { when: 'below', amount: '5000.5' },
  })
  expect(await read('tell me when UNI is above 10')).toBeUndefined()
})

test('numbers in every grouping, and words for them, are read exactly', () => {
  for (const [text, locale, digits] of [
    ['1,234,567.89', 'en', '1234567.89'],
    ['1.234.567,89', 'es', '1234567.89'],
    ["1'000'000", 'en', '1000000'],
    ['1 000 000', 'ru', '1000000'],
    ['0,02', 'es', '0.02'],
    ['.5', 'en', '0.5'],
    ['007.50', 'en', '7.5'],
  ] as const)
    expect(plainNumber(text, locale).digits, text).toBe(digits)
  for (const [text, digits] of [
    ['2.5k', '2500'],
    ['1.23456m', '1234560'],
    ['3 million', '3000000'],
    ['5万', '50000'],
    ['quarter million', '250000'],
    ['2bn', '2000000000'],
    ['one ETH', '1'],
    ['0.000000000000000001', '0.000000000000000001'],
  ] as const)
    expect(amountsIn(text, 'en')[0]?.digits, text).toBe(digits)
})

test('the ladder of core takes a swap for one', async () => {
  const caller = { role: 'everyone' as const, surface: 'http', sawStrangers: false }
  const { tools } = await import('../../index.ts')
  for (const [say, locale] of SAYINGS) {
    const context = { previous: undefined, resolve, locale, now: 0 }
    const understood = await understand(say, { tools, caller, context })
    expect([say, understood.kind === 'call' ? understood.tool.name : understood.kind]).toEqual([say, 'swap'])
  }
})
