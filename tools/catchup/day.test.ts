import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dayStart } from './day.ts'

it.each([
  ['UTC', '2026-05-10T12:00Z', 0, '2026-05-10T00:00Z'],
  ['America/New_York', '2026-05-10T01:00Z', 0, '2026-05-09T04:00Z'],
  ['Asia/Ho_Chi_Minh', '2026-05-10T20:00Z', 1, '2026-05-09T17:00Z'],
  // Clocks were moved at 2026-03-29 01:00 UTC.
  ['Europe/Madrid', '2026-03-29T12:00Z', 0, '2026-03-28T23:00Z'],
  ['Europe/Madrid', '2026-03-30T12:00Z', 1, '2026-03-28T23:00Z'],
  ['Europe/Madrid', '2026-10-26T12:00Z', 1, '2026-10-24T22:00Z'],
])('%s at %s, %i days back', (zone, now, back, start) => {
  expect(new Date(dayStart(Date.parse(now), zone, back)).toISOString()).toBe(new Date(start).toISOString())
})

it('is midnight there, and never later than now', () => {
  const zones = ['UTC', 'Asia/Kathmandu', 'Pacific/Auckland', 'America/St_Johns', 'Europe/Istanbul', 'Asia/Shanghai']
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }), (zone, seconds) => {
      const start = dayStart(seconds * 1000, zone)
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' }).format(start)
      expect(clock).toBe('00:00:00')
      expect(start).toBeLessThanOrEqual(seconds * 1000)
      expect(seconds * 1000 - start).toBeLessThanOrEqual(25 * 3_600_000)
    }),
  )
})
