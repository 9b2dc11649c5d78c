import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MESSAGES } from '../messages.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { agrees, load, NOW, reading } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { readQuestion } from './read.ts'

const read = (say: string, previous?: QueryInput) =>
  readQuestion(say, { previous: previous ? { tool: 'ask', input: previous } : undefined, resolve: registry, locale: 'en', now: NOW })

describe('readQuestion', () => {
  for (const set of ['seen', 'unseen']) {
    it(`reads every ${set} question as it was meant`, async () => {
      const wrong = []
      for (const question of load(set)) {
        const got = await reading(question)
        if (!agrees(got, question.expect)) wrong.push({ id: question.id, say: question.say, got })
      }
      expect(wrong).toEqual([])
    })
  }

  it('claims nothing that asks for the future, an opinion or an action', async () => {
    const others = [
      'swap ETH for USDC',
      'swap 5 weth to dai on uniswap',
      'buy 100 PEPE',
      'is it safe to swap UNI',
      'volume tomorrow',
      'how many swaps will there be this week',
      'price of gold',
      'who created PEPE',
      'USDC',
      'what is USDC',
      'tell me about PEPE',
    ]
    for (const say of others) expect([say, ((await read(say))[0]?.score ?? 0) < 0.5]).toEqual([say, true])
  })

  it('asks for what is missing and for what is ambiguous', async () => {
    expect((await read('who are the biggest holders'))[0]?.missing.map((each) => each.field)).toEqual(['token'])
    const [ambiguous] = await read('volume of CAT today')
    expect(ambiguous?.ambiguous[0]?.options).toHaveLength(2)
    expect(ambiguous?.score).toBeGreaterThan(0.9)
  })

  it('offers tokens of a similar name instead of guessing one', async () => {
    const near = {
      ...registry,
      tokens: async (words: string) =>
        words.toLowerCase() === 'pepee'
          ? (await registry.tokens('PEPE')).map((match) => ({ ...match, match: 'near' as const }))
          : registry.tokens(words),
    }
    const [found] = await readQuestion('price of PEPEE', { previous: undefined, resolve: near, locale: 'en', now: NOW })
    expect(found?.ambiguous[0]?.options[0]?.label).toContain('PEPE')
    expect(found?.input.token).toBeUndefined()
  })

  it('leaves a bare name after an answer to others, and takes it after "what about"', async () => {
    const previous: QueryInput = { metric: 'price', token: 'WETH' }
    for (const say of ['what is WETH', 'tell me about PEPE', 'USDC', '$UNI']) expect([say, await read(say, previous)]).toEqual([say, []])
    expect((await read('what about UNI?', previous))[0]?.input).toMatchObject({ metric: 'price', token: 'UNI' })
  })

  it('takes pasted SQL as it stands', async () => {
    expect((await read('select count(*) from dex.trades'))[0]?.input).toEqual({ sql: 'select count(*) from dex.trades' })
    expect((await read('```sql\nwith a as (select 1) select * from a\n```'))[0]?.input).toEqual({
      sql: 'with a as (select 1) select * from a',
    })
    expect((await read('select the best tokens from last week'))[0]?.input.sql).toBeUndefined()
  })

  it('understands its own buttons as follow-ups, in every language', async () => {
    const previous: QueryInput = { metric: 'volume', period: 'today' }
    for (const [key, title] of Object.entries(MESSAGES).filter(([name]) => name.startsWith('say_')))
      for (const [locale, say] of Object.entries(title)) {
        const [found] = await read(say, previous)
        expect([key, locale, (found?.score ?? 0) >= 0.9, found?.input.metric]).toEqual([key, locale, true, 'volume'])
      }
  })

  it('edits an answer whose input carries all defaults', async () => {
    const stored = querySchema.parse({ metric: 'volume', by: ['token'], period: 'this_week', order: 'most', limit: 5 })
    const [found] = await read('and last week?', stored)
    expect(querySchema.parse(found?.input)).toEqual({ ...stored, period: 'last_week' })
    const [words] = await read('and last week?', { question: 'how many swaps this week' })
    expect(words?.input).toMatchObject({ metric: 'trades', period: 'last_week' })
  })

  it('never throws and never gives an input that the schema refuses', async () => {
    const vocabulary = [
      'top',
      '5',
      'tokens',
      'by',
      'volume',
      'last',
      'week',
      'WETH',
      'per',
      'day',
      '$',
      '10k',
      'over',
      '24',
      'h',
      'since',
      'may',
      '31',
      '2026-02-30',
      'excluding',
      '最近',
      '小时',
      'price',
      '0x',
      '\u202e',
      'v3',
      'and',
    ]
    const text = fc.oneof(
      fc.string({ maxLength: 80, unit: 'grapheme' }),
      fc.array(fc.constantFrom(...vocabulary), { maxLength: 12 }).map((words) => words.join(' ')),
    )
    await fc.assert(
      fc.asyncProperty(text, async (say) => {
        for (const candidate of await read(say)) {
          expect(candidate.score).toBeLessThanOrEqual(1)
          querySchema.parse(candidate.input)
        }
      }),
      { numRuns: 500 },
    )
  })
})
