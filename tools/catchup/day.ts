const DAY_MS = 86_400_000

/** Milliseconds by which a zone's clock is ahead of UTC at a moment. */
function ahead(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(at) // biome-ignore format: a list of fields
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(at / 1000) * 1000
}

/**
 * When a day began by the clock of an IANA time zone, in Unix milliseconds: that of `now`, or one `back` days before.
 * @example dayStart(Date.UTC(2026, 4, 10, 1), 'America/New_York') // 9 May 2026, 04:00 UTC
 */
export function dayStart(now: number, timeZone: string, back = 0): number {
  const midnight = Math.floor((now + ahead(now, timeZone)) / DAY_MS - back) * DAY_MS
  // The zone may have moved its clock since, so the difference is taken where the day begins.
  const guess = midnight - ahead(midnight, timeZone)
  return midnight - ahead(guess, timeZone)
}
