import fc from 'fast-check'
import { expect, test } from 'vitest'
import { activity, fairPrice } from './prices.ts'
import { random } from './random.ts'
import { TOKENS } from './tokens.ts'

const START = Date.UTC(2026, 0, 1) / 1000

test('prices are positive, stay within a factor of three, and depend on seed and time alone', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: 0, max: 400 * 86_400 }),
      fc.constantFrom(...TOKENS),
      (seed, after, plan) => {
        const price = fairPrice(seed, plan.symbol, START + after)
        expect(price).toBeGreaterThan(plan.price / 3)
        expect(price).toBeLessThan(plan.price * 3)
        expect(fairPrice(seed, plan.symbol, START + after)).toBe(price)
      },
    ),
  )
})

test('a minute moves the price of ether by less than half a percent, a day by something', () => {
  for (let minute = 0; minute < 1000; minute++) {
    const [now, next] = [0, 60].map((s) => fairPrice(1, 'WETH', START + minute * 60 + s)) as [number, number]
    expect(Math.abs(next / now - 1)).toBeLessThan(0.005)
  }
  const days = Array.from({ length: 30 }, (_, day) => fairPrice(1, 'WETH', START + day * 86_400))
  expect(Math.max(...days) / Math.min(...days)).toBeGreaterThan(1.03)
})

test('activity is about one on average over a week', () => {
  const hours = Array.from({ length: 168 }, (_, hour) => activity(START + hour * 3600))
  expect(hours.reduce((sum, one) => sum + one, 0) / 168).toBeCloseTo(1, 1)
})

test('a generator repeats itself for a key, differs for another, and keeps its ranges', () => {
  const draw = (key: string) => {
    const r = random(key)
    return Array.from({ length: 5 }, () => r.next())
  }
  expect(draw('a')).toEqual(draw('a'))
  expect(draw('a')).not.toEqual(draw('b'))
  const r = random('mean')
  const counts = Array.from({ length: 20_000 }, () => r.poisson(3))
  expect(counts.reduce((sum, one) => sum + one, 0) / counts.length).toBeCloseTo(3, 1)
  expect(() => r.pick([])).toThrow(RangeError)
})
