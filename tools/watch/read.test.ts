import { describe, expect, test } from 'vitest'
import { registry } from '../ask/testing/registry.ts'
import { readAmount } from './amount.ts'
import { read } from './read.ts'

const best = async (say: string) => (await read(say, { resolve: registry }))[0]

describe('what asks to be told', () => {
  test.each([
    ['tell me when UNI goes above 10', { token: 'uni', op: 'above', value: 10 }],
    ['alert me if WETH drops below 3,500 usd', { token: 'weth', op: 'below', value: 3500 }],
    ['watch WETH ±5%', { token: 'weth', op: 'change', value: 5, direction: 'any' }],
    ['let me know if UNI pumps 20%', { token: 'uni', op: 'change', value: 20, direction: 'up' }],
    ['notify me when the price of UNI falls by 3 percent', { token: 'uni', op: 'change', value: 3, direction: 'down' }],
    ['ping me when WETH hits 4k', { token: 'weth', op: 'above', value: 4000 }],
    ['avísame cuando UNI suba a 12,5', { token: 'uni', op: 'above', value: 12.5 }],
    ['UNI 高于 10 时提醒我', { token: 'uni', op: 'above', value: 10 }],
    ['сообщи когда WETH ниже 3000', { token: 'weth', op: 'below', value: 3000 }],
    ['UNI 10 üzerine çıkınca haber ver', { token: 'uni', op: 'above', value: 10 }],
    ['báo cho tôi khi UNI trên 10', { token: 'uni', op: 'above', value: 10 }],
  ])('%s', async (say, input) => {
    const found = await best(say)
    expect({ ...found?.input, token: String(found?.input.token).toLowerCase() }).toEqual(input)
    expect(found?.missing).toEqual([])
    expect(found?.score).toBeGreaterThanOrEqual(0.9)
  })
  test('behind the command a level is enough', async () => {
    expect(await best('UNI above 10')).toMatchObject({ input: { token: 'UNI', op: 'above', value: 10 }, score: 0.6 })
  })
  test('what is missing is asked for', async () => {
    expect((await best('tell me when UNI goes up'))?.missing.map(({ field }) => field)).toContain('value')
  })
  test.each([
    'volume of UNI last week',
    'transfers above 1000 UNI yesterday',
    'tell me about UNI',
    'who holds more than 5% of UNI',
    'top 5 tokens',
  ])('leaves "%s" to others', async (say) => expect((await best(say))?.score ?? 0).toBeLessThan(0.9))
})

test.each([
  ['4,000', 4000],
  ['1.5k', 1500],
  ['0,02', 0.02],
  ['$12', 12],
  ['2万', 20_000],
  ['3.5m', 3_500_000],
])('%s is %d', (words, value) => expect(readAmount(words)?.value).toBe(value))
