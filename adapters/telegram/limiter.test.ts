import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RATES } from '../../test/kits/telegram/limits.ts'
import { createRates } from '../../test/kits/telegram/rates.ts'
import type { Clock } from './clock.ts'
import { createLimiter } from './limiter.ts'

/** A clock that moves only when everybody waits: time is what the limiter makes of it. */
function manualClock() {
  let now = 1_000_000
  const waiting: { at: number; resolve(): void }[] = []
  const clock: Clock = {
    now: () => now,
    sleep: (ms) => new Promise((resolve) => waiting.push({ at: now + ms, resolve })),
  }
  const settle = async () => {
    for (let round = 0; round < 20; round++) await Promise.resolve()
  }
  return {
    clock,
    advance: (ms: number) => {
      now += ms
    },
    /** Runs until nobody waits any more. */
    run: async () => {
      for (await settle(); waiting.length > 0; await settle()) {
        waiting.sort((a, b) => a.at - b.at)
        const next = waiting.shift()
        now = Math.max(now, next?.at ?? now)
        next?.resolve()
      }
    },
  }
}

const never = new AbortController().signal

test('whatever is sent when, the platform’s rates are never broken', async () => {
  const step = fc.record({
    chat: fc.constantFrom(1, 2, -1, -2),
    count: fc.integer({ min: 1, max: 12 }),
    live: fc.boolean(),
    pause: fc.integer({ min: 0, max: 5000 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const time = manualClock()
      const limiter = createLimiter(time.clock)
      const platform = createRates(RATES, time.clock)
      const sent = (chat: number) => platform.take(1, chat, chat < 0)
      const tasks: Promise<void>[] = []
      for (const { chat, count, live, pause } of steps) {
        for (let each = 0; each < count; each++) {
          if (!live) tasks.push(limiter.take(chat, never).then(() => sent(chat)))
          else if (limiter.tryTake(chat)) sent(chat)
        }
        await time.run()
        time.advance(pause)
      }
      await time.run()
      await Promise.all(tasks)
    }),
    { numRuns: 200 },
  )
})

test('many chats at once stay under the rate of the bot', async () => {
  const time = manualClock()
  const limiter = createLimiter(time.clock)
  const platform = createRates(RATES, time.clock)
  const tasks = Array.from({ length: 120 }, (_, chat) => limiter.take(chat + 1, never).then(() => platform.take(1, chat + 1, false)))
  const began = time.clock.now()
  await time.run()
  await Promise.all(tasks)
  expect(time.clock.now() - began).toBeLessThan(6000)
})

test('live edits leave room for answers in a group', async () => {
  const time = manualClock()
  const limiter = createLimiter(time.clock)
  let shown = 0
  for (let each = 0; each < 60; each++) {
    if (limiter.tryTake(-1)) shown += 1
    time.advance(900)
  }
  expect(shown).toBe(12)
  const before = time.clock.now()
  for (let each = 0; each < 5; each++) await Promise.all([limiter.take(-1, never), time.run()])
  expect(time.clock.now() - before).toBeLessThan(10_000)
})

test('answers keep their order and are not overtaken by live edits', async () => {
  const time = manualClock()
  const limiter = createLimiter(time.clock)
  const order: number[] = []
  const tasks = [1, 2, 3, 4, 5].map((each) => limiter.take(7, never).then(() => order.push(each)))
  expect(limiter.tryTake(7)).toBe(false)
  await time.run()
  await Promise.all(tasks)
  expect(order).toEqual([1, 2, 3, 4, 5])
})

test('a time that the platform names is kept, in that chat alone', async () => {
  const time = manualClock()
  const limiter = createLimiter(time.clock)
  const began = time.clock.now()
  limiter.penalty(1, 30_000)
  expect(limiter.tryTake(1)).toBe(false)
  await limiter.take(2, never)
  expect(time.clock.now()).toBe(began)
  await Promise.all([limiter.take(1, never), time.run()])
  expect(time.clock.now() - began).toBeGreaterThanOrEqual(30_000)
})

test('a stop ends the waiting', async () => {
  const time = manualClock()
  const limiter = createLimiter(time.clock)
  const stop = new AbortController()
  limiter.penalty(1, 1_000_000)
  const waiting = limiter.take(1, stop.signal)
  stop.abort()
  await Promise.all([expect(waiting).rejects.toMatchObject({ code: 'cancelled' }), time.run()])
})
