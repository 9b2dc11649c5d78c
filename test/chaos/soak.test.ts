import { expect, test } from 'vitest'
import { soak } from './soak.ts'

/** 2 minutes here; npm run soak -- 30 and npm run soak -- 1440 are the long ones. */
const MINUTES = Number(process.env.PETREL_SOAK_MINUTES ?? 2)

test('memory and file descriptors stay flat under traffic on both platforms', { timeout: (MINUTES * 60 + 120) * 1000 }, async () => {
  const { growthMb, descriptorGrowth, answered } = await soak({ minutes: MINUTES, log: () => {} })
  expect(answered).toBeGreaterThan(MINUTES * 60)
  expect(growthMb).toBeLessThan(5)
  expect(descriptorGrowth).toBeLessThanOrEqual(2)
})
