import { expect, it } from 'vitest'
import { tally } from './grounding.ts'
import { chinese, english, spanish } from './grounding-disguises.ts'

it('spells numbers as people do', () => {
  expect(english(12_345)).toBe('twelve thousand three hundred forty-five')
  expect(english(1_000_001)).toBe('one million one')
  expect(spanish(21_123)).toBe('veintiún mil ciento veintitrés')
  expect(spanish(2_000_000)).toBe('dos millones')
  expect(chinese(10_203)).toBe('一万零二百零三')
  expect(chinese(120_000_050)).toBe('一亿二千万零五十')
})

it('finds no invented figure kept and no proven one lost, and the peer worse', () => {
  const { unsupportedKept, supportedKept, supported, naiveKept, failures } = tally(99, 60)
  expect(failures).toEqual([])
  expect(unsupportedKept).toBe(0)
  expect(supportedKept / supported).toBeGreaterThanOrEqual(0.98)
  expect(naiveKept).toBeGreaterThan(0)
})

it('is the same for the same seed', () => expect(tally(5, 5)).toEqual(tally(5, 5)))
