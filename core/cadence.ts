import { Cron } from 'croner'
import type { Cadence } from './alert.ts'
import type { ChatSettings } from './chats.ts'
import { isTimeZone } from './chats.ts'
import { PetrelError } from './errors.ts'

/** Shortest time between two runs in milliseconds. */
export const LEAST_EVERY_MS = 60_000

/** Throws PetrelError input_invalid for a cadence that cannot be kept. */
export function checkCadence(cadence: Cadence): Cadence {
  const fault =
    'everyMs' in cadence
      ? cadence.everyMs >= LEAST_EVERY_MS
        ? undefined
        : `every ${cadence.everyMs} ms is too often; once a minute is the most`
      : !/^([01]\d|2[0-3]):[0-5]\d$/.test(cadence.at)
        ? `"${cadence.at}" is no time of day; write it as 09:00`
        : isTimeZone(cadence.zone)
          ? undefined
          : `"${cadence.zone}" is no time zone; write it as Europe/Madrid`
  if (fault === undefined) return cadence
  throw new PetrelError('input_invalid', { message: `This cannot be scheduled: ${fault}.`, facts: { cadence } })
}

/**
 * The next run after `after` (Unix milliseconds) of a cadence that last ran, or was made, at `from`.
 * Runs that were missed while the process was down happen once, not many times; a time of day keeps its wall clock over DST.
 */
export function nextRun(cadence: Cadence, from: number, after: number): number {
  if ('everyMs' in cadence) return from + Math.max(1, Math.ceil((after - from + 1) / cadence.everyMs)) * cadence.everyMs
  return next(cadence.at, cadence.zone, after, cadence.days)
}

/** When the quiet hours that hold at `at` end, in Unix milliseconds; undefined outside of them. */
export function quietUntil({ quiet, timeZone = 'UTC' }: Pick<ChatSettings, 'quiet' | 'timeZone'>, at: number): number | undefined {
  if (!quiet || quiet.from === quiet.to) return undefined
  // Inside the hours the next border is their end.
  const end = next(quiet.to, timeZone, at)
  return end <= next(quiet.from, timeZone, at) ? end : undefined
}

function next(clock: string, zone: string, after: number, days: readonly number[] = []): number {
  const [hour, minute] = clock.split(':').map(Number)
  const cron = new Cron(`${minute} ${hour} * * ${days.length ? days.join(',') : '*'}`, { timezone: zone, paused: true })
  return cron.nextRun(new Date(after))?.getTime() ?? Number.POSITIVE_INFINITY
}
