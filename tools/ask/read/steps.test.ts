import { describe, expect, it } from 'vitest'
import type { QueryInput } from '../query.ts'
import { NOW } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { readQuestion } from './read.ts'
import { hasSteps } from './steps.ts'

const read = async (say: string, previous?: QueryInput): Promise<QueryInput | undefined> => {
  const context = { previous: previous ? { tool: 'ask', input: previous } : undefined, resolve: registry, locale: 'en', now: NOW }
  const [best] = await readQuestion(say, context)
  return best && best.score >= 0.9 ? best.input : undefined
}
const bought = (token: string) => ({ metric: 'trades', by: 'trader', side: 'bought', token })
const used = (version: string) => ({ metric: 'trades', by: 'trader', version })
const busiest = { metric: 'trades', per: 'day', order: 'most' }
const sellersOfPepe = { metric: 'traders', side: 'sold', token: 'PEPE', within: [bought('PEPE')] }
const v2NotV3 = { metric: 'traders', version: '2', within: [{ ...used('3'), not: true }] }
const aboveAverage = { metric: 'trades', than: { metric: 'average_trade', bound: 'more', on: 'rows' } }

describe('a question of two steps', () => {
  const meant: readonly (readonly [string, unknown])[] = [
    ['of those who bought PEPE, how many also sold it', sellersOfPepe],
    ['how many of those who bought PEPE also sold it?', sellersOfPepe],
    [
      'how many buyers of PEPE sold it within a day of buying',
      { ...sellersOfPepe, within: [{ ...bought('PEPE'), later: true, seconds: 86_400 }] },
    ],
    ['how many traders used v2 but not v3', v2NotV3],
    [
      'what was UNI worth on the day PEPE had its highest close?',
      { metric: 'price_average', token: 'UNI', within: [{ metric: 'price_close', per: 'day', token: 'PEPE', order: 'most' }] },
    ],
    [
      'first find the block with the most failed transactions, then tell me its average gas price',
      { metric: 'gas_price', within: [{ metric: 'failed_transactions', by: 'block', order: 'most' }] },
    ],
    [
      'how many wallets traded both PEPE and UNI',
      { metric: 'traders', token: 'UNI', within: [{ metric: 'trades', by: 'trader', token: 'PEPE' }] },
    ],
    [
      'what share of v3 traders also used v2',
      { metric: 'traders', version: '3', transform: 'part', whole: ['version'], within: [used('2')] },
    ],
    [
      'how many holders of PEPE also hold UNI',
      { metric: 'holders', token: 'UNI', within: [{ metric: 'holders', by: 'address', token: 'PEPE' }] },
    ],
    [
      'how many addresses that sent USDC to Binance also bought WETH',
      {
        metric: 'traders',
        side: 'bought',
        token: 'WETH',
        within: [{ metric: 'transfers', by: 'sender', token: 'USDC', address: 'Binance', direction: 'to' }],
      },
    ],
    ['total volume of the wallets that bought PEPE', { metric: 'volume', within: [bought('PEPE')] }],
    [
      'who traded the most on the day with the most trades',
      { by: ['trader'], metric: 'volume', limit: 1, order: 'most', within: [busiest] },
    ],
    [
      'average gas price in the block with the most transactions',
      { metric: 'gas_price', within: [{ metric: 'transactions', by: 'block', order: 'most' }] },
    ],
    [
      'which tokens did the largest trader buy',
      { metric: 'buys', by: ['token'], atLeast: 1, within: [{ metric: 'volume', by: 'trader', order: 'most' }] },
    ],
    ['how many trades were larger than the average trade', aboveAverage],
    [
      'which tokens had more volume than UNI',
      { by: ['token'], metric: 'volume', order: 'most', than: { metric: 'volume', token: 'UNI', bound: 'more', on: 'groups' } },
    ],
    [
      'which days had more trades than the average day',
      { metric: 'trades', per: 'day', than: { metric: 'trades', per: 'day', bound: 'more', on: 'groups' } },
    ],
    ['¿cuántos de los que compraron PEPE también lo vendieron?', sellersOfPepe],
    ['¿cuántos intercambios fueron mayores que el intercambio medio?', aboveAverage],
    ['买过PEPE的人里有多少也卖了PEPE', sellersOfPepe],
    ['有多少笔交易大于平均交易额', aboveAverage],
    ['сколько из тех, кто купил PEPE, также продали его', sellersOfPepe],
    ['сколько трейдеров использовали v2, но не v3', v2NotV3],
    ['hem PEPE hem UNI alan kaç cüzdan var', { metric: 'traders', side: 'bought', token: 'UNI', within: [bought('PEPE')] }],
    ['quantos dos que compraram PEPE também venderam', sellersOfPepe],
    ['quantos traders usaram v2 mas não v3', v2NotV3],
  ]
  for (const [say, query] of meant)
    it(`is read whole: ${say}`, async () => {
      expect(await read(say)).toEqual(query)
    })

  it('is never answered as one step when a part of it is not understood', async () => {
    const others = [
      'how many of those who bought PEPE also foobared it',
      'who traded the most on the day with the most rain',
      'how many trades were larger than the average elephant',
      'tokens with more volume than the frobnicator',
      'how many traders used v2 but not the moon',
      'among wallets that bought PEPE, which ones are smart',
    ]
    for (const say of others) expect([say, hasSteps(say), await read(say)]).toEqual([say, true, undefined])
  })

  it('stays two steps when it is edited, and is no reading of one step', async () => {
    const before = await read('how many traders used v2 but not v3')
    expect(await read('only last week', before)).toEqual({ ...before, period: 'last_week' })
    for (const say of ['number of people who bought UNI', 'top pairs on v2 and v3', 'trades larger than $1000', 'most active trader'])
      expect((await read(say))?.within, say).toBeUndefined()
  })
})
