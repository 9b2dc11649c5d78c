import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scaledClock } from '../../test/kits/telegram/kit.ts'
import { run } from './running.case.ts'

/** A generator of numbers from 0 to 1 that a seed fixes (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const CHATS = 4
const EACH = 10

/**
 * People write in several chats while the platform fails one call in ten in every way it can, repeats updates, and Petrel is stopped
 * again and again. Nothing is lost, each chat keeps its order, and only a message whose acceptance was not heard of is said twice.
 */
test('in a storm nothing is lost, order is kept, and only what was not heard of is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
      const chance = random(seed)
      const running = await run({ kit: { clock: scaledClock(100) } })
      const { kit, bot } = running
      try {
        const often = { times: Number.POSITIVE_INFINITY, when: () => chance() < 0.03 }
        const cut = kit.fault({ kind: 'drop', after: true, method: /^send/, ...often })
        kit.fault({ kind: 'drop', ...often })
        kit.fault({ kind: 'status', status: 502, ...often })
        kit.fault({ kind: 'status', status: 429, retryAfter: 1, method: /^send/, ...often })
        kit.fault({ kind: 'slow', ms: 300, ...often })
        const people = Array.from({ length: CHATS }, (_, index) => kit.user(`P${index}`))
        const chats = people.map((user) => kit.direct(user, bot))
        for (let round = 0; round < EACH; round++) {
          for (const [index, user] of people.entries()) kit.say(chats[index] ?? 0, user, `${round}`)
          if (chance() < 0.3) kit.duplicate(bot)
          await kit.clock.sleep(chance() * 3000)
          if (chance() > 0.35) continue
          await running.halt()
          await running.restart()
        }
        const heard = (chat: (typeof chats)[0]) => kit.fromBot(chat, bot).map(({ text }) => Number(text.replace(/\D/g, '')))
        await kit.until(() => chats.every((chat) => new Set(heard(chat)).size === EACH), 'every answer')
        await kit.until(() => running.turns.undelivered() === 0, 'every delivery')
        let repeats = 0
        for (const chat of chats) {
          const order = heard(chat)
          expect(order).toEqual([...order].sort((a, b) => a - b))
          repeats += order.length - EACH
        }
        expect(repeats).toBeLessThanOrEqual(cut.hits())
      } finally {
        await running.close()
      }
    }),
    { numRuns: 5 },
  )
})

/** Turns of some seconds in a group, so that each has a message that says so, while calls fail before they take effect. */
test('in a storm each answer in a group stands once, and no "working on it" is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
      const chance = random(seed)
      const clock = scaledClock(60)
      const running = await run({
        kit: { clock },
        turns: { parallel: 3, waiting: 100 },
        answer: async ({ text }, { emit }) => {
          for (const step of [1, 2, 3]) {
            emit({ kind: 'progress', message: `step ${step} of ${text}` })
            await clock.sleep(chance() * 5000)
          }
          return [{ kind: 'text', parts: [`answer to ${text}`] }]
        },
      })
      const { kit, bot } = running
      try {
        const often = { times: Number.POSITIVE_INFINITY, when: () => chance() < 0.05 }
        kit.fault({ kind: 'drop', ...often })
        kit.fault({ kind: 'status', status: 502, ...often })
        kit.fault({ kind: 'status', status: 429, retryAfter: 2, method: /^(send|edit)/, ...often })
        const people = ['Ann', 'Ben', 'Cat'].map((name) => kit.user(name))
        const groups = people.map((user) => kit.group({ admins: [user], bots: [bot] }))
        for (const round of [1, 2, 3, 4])
          for (const [index, user] of people.entries()) kit.say(groups[index] ?? 0, user, `@petrel_bot q${round}`)
        await kit.until(
          () => groups.every((group) => kit.fromBot(group, bot).filter(({ text }) => text.startsWith('answer')).length >= 4),
          'every answer',
        )
        await kit.until(() => running.turns.undelivered() === 0, 'every delivery')
        const wanted = [1, 2, 3, 4].map((round) => `answer to q${round}`)
        for (const group of groups) expect(kit.fromBot(group, bot).map(({ text }) => text)).toEqual(wanted)
      } finally {
        await running.close()
      }
    }),
    { numRuns: 3 },
  )
})
