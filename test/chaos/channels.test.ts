import { expect, test } from 'vitest'
import { discordDrops } from './discord-chaos.ts'
import { telegramChaos, telegramWindow } from './telegram-chaos.ts'

/** Full size: npm run bench -- channels. One failure again: PETREL_CHAOS_SEED=… npx vitest run test/chaos/channels */
const SEED = Number(process.env.PETREL_CHAOS_SEED ?? Date.now() % 1_000_000)

test('killed again and again under faults, every message is answered once and in order', { timeout: 180_000 }, async () => {
  console.info(`seed ${SEED}`)
  const result = await telegramChaos({ seed: SEED, updates: 240, kills: 4, faultShare: 0.1, log: () => {} })
  expect(result.faults).toBeGreaterThan(0)
  expect(result).toMatchObject({ updates: 240, kills: 4, lost: 0, outOfOrder: 0, repeated: 0 })
})

test('killed between the platform’s acceptance and our commit, an answer is shown twice at most', { timeout: 120_000 }, async () => {
  expect(await telegramWindow(2)).toEqual([2, 2])
})

test('dropped from the gateway again and again, a Discord bot answers every message once', { timeout: 120_000 }, async () => {
  const { asked, ...wrong } = await discordDrops({ drops: 30, seed: SEED })
  expect([asked, wrong]).toEqual([60, { missing: 0, repeated: 0 }])
})
