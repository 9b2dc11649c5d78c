import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type QueryInput, querySchema } from '../query.ts'
import { agrees, NOW } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { asEdit } from './follow/idioms.ts'
import { readQuestion } from './read.ts'

/** Says one turn after another; what was not understood leaves the query before as it was. */
async function talk(turns: readonly string[]): Promise<{ input: QueryInput; score: number }> {
  let before: QueryInput | undefined
  let last = { input: {} as QueryInput, score: 0 }
  for (const turn of turns) {
    const previous = before ? { tool: 'ask', input: before } : undefined
    const [found] = await readQuestion(turn, { previous, resolve: registry, locale: 'en', now: NOW })
    last = { input: (found?.input ?? {}) as QueryInput, score: found?.score ?? 0 }
    if (last.score >= 0.9) before = last.input
  }
  return last
}

const OCTOBER = { period: 'range', from: '2025-10-01', to: '2025-10-31' } as const

const CONVERSATIONS: readonly (readonly [turns: readonly string[], query: QueryInput])[] = [
  // Another statistic of the same rows.
  [
    ['USDC-WETH volume on uniswap v3', 'and how many trades is that?'],
    { metric: 'trades', token: 'USDC', token2: 'WETH', dex: 'uniswap', version: '3' },
  ],
  [['volume on sushi', 'ok and the average size of one, in dollars'], { metric: 'average_trade', dex: 'sushiswap' }],
  [['average trade size on sushi', 'make it the median'], { metric: 'median_trade', dex: 'sushiswap' }],
  [['how many transactions failed in block 100?', 'what percentage of the block is that?'], { metric: 'failure_rate', block: 100 }],
  [['average gas fee per transaction in block 100', 'make it the total'], { metric: 'gas_spent', block: 100 }],
  [['swaps bigger than 50k', 'count', 'by dex'], { metric: 'trades', minUsd: 50000, strict: true, by: ['dex'] }],
  [['daily UNI price in october 2025', 'I only need the average'], { metric: 'price_average', token: 'UNI', ...OCTOBER }],
  [['trades per day in october 2025', 'just the average'], { metric: 'trades', per: 'day', transform: 'average', ...OCTOBER }],
  // Groups, ranks and bounds of groups.
  [
    ['how many transactions failed?', 'break that down by block', 'keep the five worst'],
    { metric: 'failed_transactions', by: ['block'], order: 'most', limit: 5 },
  ],
  [['top 5 traders by volume', 'three is enough'], { metric: 'volume', by: ['trader'], order: 'most', limit: 3 }],
  [
    ['volume by dex', 'only trades over 10k', 'count them instead of adding them up'],
    { metric: 'trades', by: ['dex'], minUsd: 10000, strict: true },
  ],
  [['volume per day in october 2025', 'drop the days below 25 million'], { metric: 'volume', per: 'day', atLeast: 25e6, ...OCTOBER }],
  [
    ['how many unique traders in october 2025', 'per day', 'which day was the highest?'],
    { metric: 'traders', per: 'day', order: 'most', limit: 1, ...OCTOBER },
  ],
  [['UNI transfers', 'how many senders?', 'top 3 of them'], { metric: 'transfers', token: 'UNI', by: ['sender'], order: 'most', limit: 3 }],
  [
    ['trades over 1 million', 'how much in total?', 'which dex had the most?'],
    { metric: 'volume', minUsd: 1e6, strict: true, by: ['dex'], order: 'most', limit: 1 },
  ],
  [['top traders', 'by trades', 'and their volume'], { metric: 'trades', by: ['trader'], order: 'most', also: ['volume'] }],
  // Time.
  [['volume per day in october 2025', 'switch to weeks'], { metric: 'volume', per: 'week', ...OCTOBER }],
  [
    ['trades per day in october 2025', 'only the 7th and the 8th please'],
    { metric: 'trades', per: 'day', period: 'range', from: '2025-10-07', to: '2025-10-08' },
  ],
  [
    ['volume by version on uniswap', 'now leave out 14 june 2025'],
    {
      metric: 'volume',
      by: ['version'],
      dex: 'uniswap',
      within: [{ metric: 'volume', per: 'day', period: 'range', from: '2025-06-14', to: '2025-06-14', not: true }],
    },
  ],
  [
    ['volume on 14 june 2025', 'compare that to 7 october 2025', 'what is the difference in percent?'],
    { metric: 'volume', period: 'range', from: '2025-06-14', to: '2025-06-14', compare: true, from2: '2025-10-07', to2: '2025-10-07' },
  ],
  // Sides, names and the row itself.
  [
    ['who sold the most UNI?', 'and who bought the most?'],
    { metric: 'buy_volume', also: ['amount_bought'], by: ['trader'], order: 'most', limit: 1, token: 'UNI' },
  ],
  [
    ['how many traders on sushi?', 'only the ones that bought UNI', 'same question for PEPE'],
    { metric: 'traders', dex: 'sushiswap', token: 'PEPE', side: 'bought' },
  ],
  [['biggest trade on sushi', 'which pair was it?'], { metric: 'largest_trade', dex: 'sushiswap', by: ['pair'], order: 'most', limit: 1 }],
  [
    ['top 10 pairs by volume', 'drop the stablecoin ones', 'rank them by number of trades instead'],
    { metric: 'trades', by: ['pair'], order: 'most', limit: 10, exclude: ['stablecoins'] },
  ],
  // In other languages.
  [
    ['volumen por día en octubre de 2025', 'quédate solo con los días de más de 100 mil dólares'],
    { metric: 'volume', per: 'day', atLeast: 100000, ...OCTOBER },
  ],
  [['volume da uniswap', 'por mês', 'agora em número de trades'], { metric: 'trades', dex: 'uniswap', per: 'month' }],
  [
    ['средняя цена UNI в октябре 2025', 'а в ноябре?'],
    { metric: 'price_average', token: 'UNI', period: 'range', from: '2025-11-01', to: '2025-11-30' },
  ],
  [['uniswap交易量', '按月', '只看v3'], { metric: 'volume', dex: 'uniswap', per: 'month', version: '3' }],
  [['uniswap hacmi', 'aylık', 'peki sushi?'], { metric: 'volume', dex: 'sushiswap', per: 'month' }],
]

describe('changes of the question before', () => {
  it.each(CONVERSATIONS.map(([turns, query]) => ({ turns, query, said: turns.join(' | ') })))('$said', async ({ turns, query }) => {
    const { input, score } = await talk(turns)
    expect(score).toBeGreaterThanOrEqual(0.9)
    expect(agrees(querySchema.parse(input), query) ? query : input).toEqual(query)
  })

  it('says nothing when nothing is changed', async () => {
    for (const said of ['ok', 'thanks!', 'ok cool', 'tamam', '好的'])
      expect([said, (await talk(['volume on sushi', said])).score]).toEqual([said, 0])
  })

  it('does not sort by what the rows are not measured by', async () => {
    expect((await talk(['failed transactions per block', 'sorted by block number'])).score).toBeLessThan(0.9)
  })
})

describe('openings and edit verbs', () => {
  const previous: QueryInput = { metric: 'volume', by: ['dex'] }
  it('are taken off, and the rest is left as it was', () => {
    const openings = ['ok, ', 'hmm ', 'thanks! ', 'great, ', 'wait, ', '']
    const verbs = ['make it ', 'switch that to ', 'change it to ', 'I only need ', "let's see ", 'show me ']
    const wanted = ['the volume per week', 'top 5 pairs', 'sushi only', 'v3']
    fc.assert(
      fc.property(fc.constantFrom(...openings), fc.constantFrom(...verbs), fc.constantFrom(...wanted), (opening, verb, want) => {
        expect(asEdit(opening + verb + want, previous)).toMatchObject({ text: want, marked: true })
      }),
    )
  })
  it('leave alone what is none of them', () => {
    const word = fc.string({ unit: fc.constantFrom('x', 'z', 'q'), minLength: 3, maxLength: 8 })
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        expect(asEdit(words.join(' '), previous)).toEqual({ text: words.join(' '), marked: false, adds: false })
      }),
    )
  })
})
