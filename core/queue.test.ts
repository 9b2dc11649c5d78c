import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createQueue } from './queue.ts'

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

test('keeps the order of each key and never runs more than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(4), { maxLength: 60 }), fc.integer({ min: 1, max: 5 }), async (keys, parallel) => {
      const queue = createQueue({ parallel, limit: 1000 })
      const seen = new Map<number, number[]>()
      let running = 0
      let most = 0
      const done = keys.map(
        (key, index) =>
          new Promise<void>((resolve) =>
            queue.push(String(key), async () => {
              most = Math.max(most, ++running)
              await tick()
              seen.set(key, [...(seen.get(key) ?? []), index])
              running -= 1
              resolve()
            }),
          ),
      )
      await Promise.all(done)
      expect(most).toBeLessThanOrEqual(parallel)
      for (const order of seen.values()) expect(order).toEqual([...order].sort((a, b) => a - b))
      expect([...seen.values()].flat().length).toBe(keys.length)
      expect(queue.waiting()).toBe(0)
    }),
    { numRuns: 60 },
  )
})

test('serves keys in turn, so that a chat with many questions does not hold up another', async () => {
  const queue = createQueue({ parallel: 1, limit: 100 })
  const order: string[] = []
  const say = (name: string) => async () => {
    await tick()
    order.push(name)
  }
  for (const name of ['a1', 'a2', 'a3']) queue.push('a', say(name))
  queue.push('b', say('b1'))
  while (queue.waiting() + queue.running() > 0) await tick()
  expect(order).toEqual(['a1', 'b1', 'a2', 'a3'])
})

test('groups take turns whatever number of keys they have', async () => {
  const queue = createQueue({ parallel: 1, limit: 100 })
  const order: string[] = []
  const say = (name: string) => async () => {
    await tick()
    order.push(name)
  }
  queue.push('first', say('first'), 'busy')
  for (const chat of ['a', 'b', 'c']) queue.push(chat, say(chat), 'busy')
  expect(queue.push('d', say('d'), 'quiet')).toBeGreaterThan(0)
  while (queue.waiting() + queue.running() > 0) await tick()
  expect(order).toEqual(['first', 'a', 'd', 'b', 'c'])
})

test('refuses work beyond its limit with a retryable error', () => {
  const queue = createQueue({ parallel: 1, limit: 2 })
  const hang = () => new Promise<void>(() => {})
  queue.push('a', hang)
  queue.push('a', hang)
  queue.push('a', hang)
  expect(() => queue.push('b', hang)).toThrowError(expect.objectContaining({ code: 'busy', retryable: true }))
})

test('closing waits for what runs and forgets what waits', async () => {
  const queue = createQueue({ parallel: 1, limit: 10 })
  const ran: string[] = []
  queue.push('a', async () => {
    await tick()
    ran.push('first')
  })
  queue.push('a', async () => void ran.push('second'))
  await queue.close()
  expect(ran).toEqual(['first'])
})
