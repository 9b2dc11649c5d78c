import { describe, expect, it } from 'vitest'
import { type QueryInput, querySchema } from '../query.ts'
import { agrees, NOW } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { readQuestion } from './read.ts'
import { stem } from './stems.ts'

const best = async (say: string, previous?: QueryInput) => {
  const context = { previous: previous ? { tool: 'ask', input: previous } : undefined, resolve: registry, locale: 'en', now: NOW }
  return (await readQuestion(say, context))[0]
}
const reads = async (say: string, query: QueryInput, previous?: QueryInput) => {
  const found = await best(say, previous)
  expect([say, (found?.score ?? 0) >= 0.9, found?.input]).toEqual([say, true, found?.input])
  expect(agrees(querySchema.parse(found?.input), query) ? query : found?.input).toEqual(query)
}

describe('bounds of groups', () => {
  it('reads a number of things as a bound of what each group has, never as dollars', async () => {
    await reads('how many traders made more than 10 swaps', { metric: 'trades', by: ['trader'], atLeast: 11, transform: 'groups' })
    await reads('wallets with at least 5 trades', { metric: 'trades', by: ['trader'], atLeast: 5, order: 'most' })
    await reads('how many pools had more than 100 swaps', { metric: 'trades', by: ['pool'], atLeast: 101, transform: 'groups' })
    await reads('on how many days were there more than 50 trades', { metric: 'trades', per: 'day', atLeast: 51, transform: 'groups' })
  })
})

describe('sides and outcomes', () => {
  it('keeps which side a token stood on, and which transactions failed', async () => {
    await reads('biggest PEPE dump', { metric: 'trade_rows', token: 'PEPE', side: 'sold', order: 'most', limit: 1 })
    await reads('how many degens aped into PEPE', { metric: 'traders', token: 'PEPE', side: 'bought' })
    await reads('gas spent on failed transactions', { metric: 'gas_spent', outcome: 'failed' })
  })
})

describe('several measures in one question', () => {
  it('gives each a column, however they are joined', async () => {
    const both: QueryInput = { metric: 'volume', also: ['trades'], by: ['dex'] }
    await reads('total trading volume per dex, together with the number of trades', both)
    await reads('volume and number of trades per dex', both)
    await reads('volume by dex along with trades', both)
    await reads('average, median and largest trade', { metric: 'average_trade', also: ['median_trade', 'largest_trade'] })
  })
})

describe('words that mean another thing elsewhere', () => {
  it('tells a million from mil, per from por, and a pair from a comparison', async () => {
    await reads('show me the whales: swaps over 1 mil', { metric: 'trade_rows', minUsd: 1e6, strict: true, order: 'most' })
    await reads('operaciones de más de 5 mil dólares', { metric: 'trade_rows', minUsd: 5000, strict: true })
    await reads('média de trades por trader', { metric: 'trades', each: 'trader' })
    await reads('volume of UNI against WETH', { metric: 'volume', token: 'UNI', token2: 'WETH' })
    await reads('compare UNI against WETH volume', { metric: 'volume', by: ['token'], among: ['UNI', 'WETH'] })
    await reads('how many traders made just one trade', { metric: 'trades', by: ['trader'], atLeast: 1, atMost: 1, transform: 'groups' })
    await reads('dollar value of all UNI sold', { metric: 'sell_volume', token: 'UNI' })
  })
})

describe('words that must find their effect', () => {
  it('is unsure where a word that shapes the question has none', async () => {
    for (const say of ['how much did it move', 'volume on balancer', 'who is number one', 'what about volume for that one'])
      expect([say, ((await best(say))?.score ?? 0) < 0.9]).toEqual([say, true])
  })
})

describe('follow-ups', () => {
  const november: QueryInput = { metric: 'gas_price', period: 'range', from: '2021-10-01', to: '2021-10-31' }
  it('takes the year asked before, shifts forward, and changes an average into a median', async () => {
    await reads('and in november', { ...november, from: '2021-11-01', to: '2021-11-30' }, november)
    await reads('median instead', { ...november, metric: 'median_gas_price' }, november)
    const day: QueryInput = { metric: 'price_average', token: 'UNI', period: 'range', from: '2021-06-01', to: '2021-06-01' }
    await reads('a week later', { ...day, from: '2021-06-08', to: '2021-06-08' }, day)
  })
})

describe('what a name or a bound belongs to', () => {
  it('takes transactions of a DEX for its trades, and none for a token of its name', async () => {
    await reads("Uniswap'ta kaç işlem yapıldı?", { metric: 'trades', dex: 'uniswap' })
    await reads('how many transactions on sushiswap', { metric: 'trades', dex: 'sushiswap' })
    expect((await best('failed transactions on uniswap'))?.score ?? 0).toBeLessThan(0.9)
  })
  it('keeps the capitals of a pair', async () => {
    await reads('the 5 largest UNI-WETH trades', { metric: 'trade_rows', token: 'UNI', token2: 'WETH', order: 'most', limit: 5 })
  })
  it('bounds days by a price', async () => {
    await reads('on how many days did UNI close above 20 dollars', {
      ...{ metric: 'price_close', token: 'UNI', per: 'day', atLeast: 20, transform: 'groups' },
    })
  })
  it('leaves the contract address of a token to the registry', async () => {
    expect(await best('contract address of UNI pls')).toBeUndefined()
  })
})

describe('stem', () => {
  it('cuts endings of several languages and keeps short words whole', () => {
    expect(stem('переводили')).toBe(stem('переводов'))
    expect(stem('hacimli')).toBe('hacim')
    expect(stem('час')).toBe('час')
    expect(stem('交易')).toBe('交易')
  })
})
