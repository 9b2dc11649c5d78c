/** A time of day in words: "9:00", "9 am", "21h", "las 9", "9点半" is left to people who write 9:30. */
const CLOCK =
  /(?:\b(?:at|to|las?|saat|lúc)\s+|(?:в|на)\s+)?(?<![\d.,:/])(\d{1,2})(?:[:.](\d{2})\b|\s*点(\d{1,2})?分?|\s*(?:giờ|h)\b(\d{2})?|(?=\s*(?:am|pm|a\.m\.|p\.m\.)))\s*(am|pm|a\.m\.|p\.m\.)?/iu
const BARE = /\b(?:at|las?|saat|lúc)\s+(\d{1,2})(?![\d:.,%])\b|(?:в|на)\s+(\d{1,2})(?![\d:.,%])/iu

/** Cities and zones as people call them where their name is not the zone's own. */
const CALLED: readonly [RegExp, string][] = [
  [/\b(?:utc|gmt)\b/iu, 'UTC'],
  [/\b(?:est|edt|et|new york|nueva york)\b|纽约|нью-йорк|ньюйорк/iu, 'America/New_York'],
  [/\b(?:pst|pdt|pt|san francisco)\b/iu, 'America/Los_Angeles'],
  [/\b(?:cet|cest)\b/iu, 'Europe/Paris'],
  [/\bmsk\b|москв|莫斯科|moskova|mát-xcơ-va/iu, 'Europe/Moscow'],
  [/\b(?:madrid|españa|spain)\b|мадрид|马德里/iu, 'Europe/Madrid'],
  [/\b(?:london|londres|londra|uk)\b|лондон|伦敦|luân đôn/iu, 'Europe/London'],
  [/\b(?:istanbul|estambul|türkiye|turkey)\b|стамбул|伊斯坦布尔|i̇?stanbul/iu, 'Europe/Istanbul'],
  [/\b(?:china|beijing|peking|pekín)\b|北京|上海|中国|пекин/iu, 'Asia/Shanghai'],
  [/\b(?:tokio|japan)\b|东京|токио/iu, 'Asia/Tokyo'],
  [/\b(?:vietnam|hanoi|saigon)\b|việt nam|hà nội|sài gòn|越南/iu, 'Asia/Ho_Chi_Minh'],
  [/\b(?:india|mumbai|delhi)\b/iu, 'Asia/Kolkata'],
]

/** The IANA zone that the words name: "Madrid time", "Europe/Madrid", "по Москве"; undefined when they name none. */
export function zoneIn(words: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone')
  const said = words.toLowerCase().replaceAll('_', ' ')
  const whole = zones.find((zone) => said.includes(zone.toLowerCase().replaceAll('_', ' ')))
  if (whole) return whole
  const called = CALLED.find(([name]) => name.test(words))
  if (called) return called[1]
  const cities = zones.map((zone) => ({ zone, city: (zone.split('/').at(-1) ?? '').replaceAll('_', ' ').toLowerCase() }))
  return cities.find(({ city }) => city.length > 3 && new RegExp(`\\b${city}\\b`).test(said))?.zone
}

/** The time of day as "09:00"; undefined when there is none, or none that a day has. */
export function clockIn(words: string): string | undefined {
  const found = CLOCK.exec(words)
  const [hour, minute, half] = found
    ? [Number(found[1]), Number(found[2] ?? found[3] ?? found[4] ?? 0), (found[5] ?? '').replaceAll('.', '').toLowerCase()]
    : [Number(BARE.exec(words)?.[1] ?? BARE.exec(words)?.[2] ?? Number.NaN), 0, '']
  if (!Number.isInteger(hour) || minute > 59 || (half && (hour < 1 || hour > 12))) return undefined
  const whole = half === 'pm' ? (hour % 12) + 12 : half === 'am' ? hour % 12 : hour
  return whole > 23 ? undefined : `${String(whole).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const UNITS: readonly [RegExp, number][] = [
  [/^(?:min|мин|分|dakika|phút)/iu, 1],
  [/^(?:h|час|小时|saat|giờ|tiếng)/iu, 60],
  [/^(?:d|день|дн|天|gün|ngày)/iu, 1440],
  [/^(?:w|sem|недел|周|hafta|tuần)/iu, 10_080],
]
const EVERY =
  /(?:\b(?:every|cada|her|mỗi)\s+|кажд\p{L}*\s+|每)(\d{1,4})?\s*(minutes?|mins?|minutos?|hours?|hrs?|horas?|days?|días?|weeks?|semanas?|минут\p{L}*|час\p{L}*|дн\p{L}*|день|недел\p{L}*|分钟?|小时|天|周|dakika|saat|gün|hafta|phút|giờ|tiếng|ngày|tuần)/iu

/** "every 5 minutes" in minutes; undefined when there is no such thing. */
export function everyIn(words: string): number | undefined {
  const [, count, unit = ''] = EVERY.exec(words) ?? []
  const minutes = UNITS.find(([name]) => name.test(unit))?.[1]
  return unit && minutes !== undefined ? Number(count ?? 1) * minutes : undefined
}
