import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCadence, nextRun, quietUntil } from './cadence.ts'

const at = (iso: string): number => Date.parse(iso)

describe('nextRun', () => {
  test('whatever the period and the delay, the next run lies in the future, on the grid and no more than one period away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 1e10 }),
        (everyMs, from, late) => {
          const next = nextRun({ everyMs }, from, from + late)
          expect(next).toBeGreaterThan(from + late)
          expect(next - from - late).toBeLessThanOrEqual(everyMs)
          expect((next - from) % everyMs).toBe(0)
        },
      ),
    )
  })
  test('a time of day keeps its wall clock over daylight saving', () => {
    const nine = { at: '09:00', zone: 'Europe/Madrid' }
    expect(nextRun(nine, 0, at('2026-03-28T12:00:00Z'))).toBe(at('2026-03-29T07:00:00Z'))
    expect(nextRun(nine, 0, at('2026-10-24T12:00:00Z'))).toBe(at('2026-10-25T08:00:00Z'))
  })
  test('days of the week are those of the zone', () => {
    // Monday 00:30 in Tokyo is still Sunday in UTC.
    expect(nextRun({ at: '00:30', zone: 'Asia/Tokyo', days: [1] }, 0, at('2026-11-21T00:00:00Z'))).toBe(at('2026-11-22T15:30:00Z'))
  })
})

describe('quietUntil', () => {
  const night = { quiet: { from: '22:00', to: '07:00' }, timeZone: 'Europe/Madrid' }
  test('inside the hours it names their end, outside nothing', () => {
    expect(quietUntil(night, at('2026-11-24T22:30:00Z'))).toBe(at('2026-11-25T06:00:00Z'))
    expect(quietUntil(night, at('2026-11-24T04:00:00Z'))).toBe(at('2026-11-24T06:00:00Z'))
    expect(quietUntil(night, at('2026-11-24T12:00:00Z'))).toBeUndefined()
    expect(quietUntil({}, at('2026-11-24T23:00:00Z'))).toBeUndefined()
  })
  test('the end itself is never quiet', () => {
    const clock = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
    const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata')
    fc.assert(
      fc.property(
        clock,
        clock,
        zone,
        fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
        (from, to, timeZone, now) => {
          const settings = { quiet: { from, to }, timeZone }
          const end = quietUntil(settings, now)
          if (end === undefined) return
          expect(end).toBeGreaterThan(now)
          expect(quietUntil(settings, end)).toBeUndefined()
        },
      ),
      { numRuns: 60 },
    )
  })
})

test.each([
  [{ everyMs: 1000 }, 'too often'],
  [{ at: '9am', zone: 'UTC' }, '9am'],
  [{ at: '09:00', zone: 'Mars/Olympus' }, 'Mars/Olympus'],
])('%o is refused by name', (cadence, named) => {
  expect(() => checkCadence(cadence)).toThrow(named)
})
