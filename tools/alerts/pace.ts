import type { Cadence } from '../../core/alert.ts'
import { inLocale, m } from '../../core/title.ts'

const WORDS = {
  daily: m('every day at {at} ({zone})', 'cada día a las {at} ({zone})', '每天 {at}（{zone}）', {
    ru: 'каждый день в {at} ({zone})',
    tr: 'her gün {at} ({zone})',
    vi: 'mỗi ngày lúc {at} ({zone})',
  }),
  days: m('{days} at {at} ({zone})', '{days} a las {at} ({zone})', '{days} {at}（{zone}）', {
    ru: '{days} в {at} ({zone})',
    tr: '{days} {at} ({zone})',
    vi: '{days} lúc {at} ({zone})',
  }),
  minutes: m('every {n} min', 'cada {n} min', '每 {n} 分钟', { ru: 'каждые {n} мин', tr: 'her {n} dk', vi: 'mỗi {n} phút' }),
  hours: m('every {n} h', 'cada {n} h', '每 {n} 小时', { ru: 'каждые {n} ч', tr: 'her {n} sa', vi: 'mỗi {n} giờ' }),
}

/** A Sunday: day n of the week is n days behind it. */
const SUNDAY = Date.UTC(2023, 0, 1)
const DAY = 86_400_000

const dayName = (day: number, locale: string): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format(SUNDAY + day * DAY)

/** How often something comes, in words: "every 60 min", "Mon, Fri at 09:00 (Europe/Madrid)". */
export function paceWords(cadence: Cadence, locale: string): string {
  if ('everyMs' in cadence) {
    const minutes = Math.round(cadence.everyMs / 60_000)
    const [words, n] = minutes % 60 === 0 ? [WORDS.hours, minutes / 60] : [WORDS.minutes, minutes]
    return inLocale(words, locale).replace('{n}', String(n))
  }
  const { at, zone, days = [] } = cadence
  return inLocale(days.length > 0 ? WORDS.days : WORDS.daily, locale)
    .replace('{days}', days.map((day) => dayName(day, locale)).join(', '))
    .replace('{at}', at)
    .replace('{zone}', zone)
}
