import { expect, it } from 'vitest'
import { paceWords } from './pace.ts'

it.each([
  [{ everyMs: 60_000 }, 'en', 'every 1 min'],
  [{ everyMs: 5_400_000 }, 'ru', 'каждые 90 мин'],
  [{ everyMs: 604_800_000 }, 'en', 'every 168 h'],
  [{ at: '09:00', zone: 'UTC' }, 'es', 'cada día a las 09:00 (UTC)'],
  [{ at: '09:00', zone: 'Europe/Madrid', days: [1, 5] }, 'en', 'Mon, Fri at 09:00 (Europe/Madrid)'],
])('says %j in %s', (cadence, locale, words) => expect(paceWords(cadence, locale)).toBe(words))
