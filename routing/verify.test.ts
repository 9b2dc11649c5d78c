import { expect, test } from 'vitest'
import { findRoute } from './find-route.ts'
import { buildGraph } from './graph/graph.ts'
import { fromJson, toJson } from './json.ts'
import { randomMarket } from './market.case.ts'
import type { Question, Quote } from './quote.ts'
import { type QuoteFile, verify } from './verify.ts'

function file(question: Partial<Question> = {}): QuoteFile {
  const { pools, tokens } = randomMarket(21, { pools: 80, tokens: 9 })
  const gas = { priceWei: 15_000_000_000n, token: tokens[0] as string }
  const asked: Question = {
    tokenIn: tokens[2] as string,
    tokenOut: tokens[7] as string,
    amount: 4n * 10n ** 19n,
    exact: 'in',
    gas,
    ...question,
  }
  const answer = { question: asked, quote: findRoute(buildGraph(pools), asked) as Quote, pools }
  return fromJson(toJson(answer)) as QuoteFile
}

test.each(['in', 'out'] as const)('a quote (exact %s) read back from plain JSON holds, and its certificate is computed again', (exact) => {
  const read = file({ exact })
  const verdict = verify(read)
  expect(verdict.problems).toEqual([])
  expect(verdict.holds).toBe(true)
  expect(verdict.bound).toBeCloseTo(read.quote.certificate.bound, -4)
  expect(verdict.gapBps).toBeCloseTo(read.quote.certificate.gapBps, 6)
})

test('a changed amount, pool, price or question does not hold', () => {
  const read = file()
  const [first] = read.quote.legs
  const forged = (quote: Partial<Quote>, rest: Partial<QuoteFile> = {}) =>
    verify({ ...read, ...rest, quote: { ...read.quote, ...quote } }).problems.join(' ')
  expect(forged({ amountOut: read.quote.amountOut + 1n })).toContain('The legs give')
  expect(forged({ legs: [{ ...(first as never as Quote['legs'][number]), amountOut: 1n }, ...read.quote.legs.slice(1)] })).toContain(
    'Leg 1',
  )
  expect(forged({}, { pools: read.pools.filter((pool) => pool.id !== first?.pool) })).toContain('not among the pools')
  expect(forged({}, { question: { ...read.question, amount: 1n } })).toContain('another question')
  expect(forged({ certificate: { ...read.quote.certificate, bound: read.quote.certificate.bound * 0.999 } })).toContain('prove a bound')
  const prices = Object.fromEntries(
    Object.entries(read.quote.certificate.prices).map(([token, price], at) => [token, at === 0 ? price * 1.01 : price]),
  )
  expect(forged({ certificate: { ...read.quote.certificate, prices } })).toContain('prove a bound')
})
