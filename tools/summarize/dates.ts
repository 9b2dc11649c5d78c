import type { Material } from './material.ts'

/** Names of months by language, in the order of the year. */
const MONTHS: readonly (readonly string[])[] = [
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?',
  'ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|mayo|jun(?:io)?|jul(?:io)?|ago(?:sto)?|sep(?:tiembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?',
  'янв(?:ар[яь])?|фев(?:рал[яь])?|марта?|апр(?:ел[яь])?|ма[яй]|июн[яь]|июл[яь]|авг(?:уста?)?|сен(?:тябр[яь])?|окт(?:ябр[яь])?|ноя(?:бр[яь])?|дек(?:абр[яь])?',
  'ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık',
].map((names) => names.split('|'))
const NAME = `(?:${MONTHS.flat().join('|')})(?!\\p{L})`
/** A year needs no word before it, or that of its language: "de 2026", "2026 года", "năm 2026". */
const YEAR = '(?:,? (?:de |del |năm )?(\\d{4})(?!\\d))?'
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/
const MONTH_FIRST = new RegExp(`(?<!\\p{L})(${NAME})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?!\\d)${YEAR}`, 'iu')
const DAY_FIRST = new RegExp(`(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?\\.? (?:of |de )?(${NAME})\\.?${YEAR}`, 'iu')
const CHINESE = /(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]/
const VIETNAMESE = /(?<!\p{L})(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?:,? năm (\d{4}))?/iu

const PATTERNS = MONTHS.map((names) => names.map((name) => new RegExp(`^(?:${name})$`, 'iu')))

/** 1 to 12, 0 for no month. */
const monthOf = (name: string): number =>
  PATTERNS.map((months) => months.findIndex((month) => month.test(name)) + 1).find((month) => month > 0) ?? 0

/** The year in which a document was written: as it says, or as its title does. */
export const yearOf = (material: Pick<Material, 'at' | 'title'> | undefined): number | undefined => {
  if (material?.at !== undefined) return new Date(material.at).getUTCFullYear()
  const said = /(?<!\d)(20\d{2})(?!\d)/.exec(material?.title ?? '')?.[1]
  return said === undefined ? undefined : Number(said)
}

interface Day {
  year: string | undefined
  /** 1 to 12. */
  month: number
  day: string | undefined
}

function dayIn(text: string): Day | undefined {
  const iso = ISO.exec(text)
  if (iso) return { year: iso[1], month: Number(iso[2]), day: iso[3] }
  const chinese = CHINESE.exec(text)
  if (chinese) return { year: chinese[1], month: Number(chinese[2]), day: chinese[3] }
  const vietnamese = VIETNAMESE.exec(text)
  if (vietnamese) return { year: vietnamese[3], month: Number(vietnamese[2]), day: vietnamese[1] }
  const day = DAY_FIRST.exec(text)
  if (day) return { year: day[3], month: monthOf(day[2] ?? ''), day: day[1] }
  const month = MONTH_FIRST.exec(text)
  return month ? { year: month[3], month: monthOf(month[1] ?? ''), day: month[2] } : undefined
}

/** The year of the first date in a text that names one: what dates without a year most likely mean. */
export function yearIn(texts: readonly string[]): number | undefined {
  for (const text of texts) {
    const year = dayIn(text)?.year
    if (year !== undefined) return Number(year)
  }
  return undefined
}

/** The first date of a sentence in Unix milliseconds; a year that is left out is the document's. Undefined for a day that no calendar has. */
export function dateIn(text: string, written: number | undefined): number | undefined {
  const found = dayIn(text)
  const year = found?.year ?? written
  if (!found || year === undefined || found.month < 1 || found.month > 12) return undefined
  const at = Date.UTC(Number(year), found.month - 1, Number(found.day))
  return new Date(at).getUTCDate() === Number(found.day) ? at : undefined
}
