/** Languages that Petrel's own sentences exist in. */
export const LOCALES = ['en', 'es', 'zh', 'ru', 'tr', 'vi'] as const
export type Locale = (typeof LOCALES)[number]

/** What a model calls a locale. */
export const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  en: 'English',
  es: 'Spanish',
  zh: 'Chinese',
  ru: 'Russian',
  tr: 'Turkish',
  vi: 'Vietnamese',
}

const SPANISH = new Set(
  'el la los las un una de del que cual cuál cuáles cuántos cuántas cuanto cuánto quién quiénes es son hay por para con en esta este último última últimas últimos semana hoy ayer mayores precio ¿qué qué hola ayuda gracias cómo volumen bloque mañana día cuáles'.split(
    ' ',
  ),
)
const ENGLISH = new Set(
  'the a an of what which who how many much is are in on for with this last latest week today yesterday price top by and show me hello help thanks volume block tomorrow day biggest largest to'.split(
    ' ',
  ),
)

const TURKISH = new Set(
  'bu şu bir ve ile için ne nedir kaç kadar en çok hangi kim mi mı mu mü hafta geçen bugün dün son gün fiyat fiyatı hacim hacmi işlem günlük büyük var yok nasıl nerede merhaba teşekkürler'.split(
    ' ',
  ),
)
const VIETNAMESE = new Set(
  'của là và các những bao nhiêu cho với trong tuần này hôm nay giá khối lượng giao dịch lớn nhất ai nào thế xin chào cảm ơn mới ngày tháng được không có'.split(
    ' ',
  ),
)

/** Language of a message by its script and its small words; `hint` (a BCP 47 tag) decides when the words do not. */
export function detectLocale(text: string, hint?: string): Locale {
  const sample = text.slice(0, 2000)
  if (/\p{Script=Han}/u.test(sample)) return 'zh'
  if (/\p{Script=Cyrillic}{2}/u.test(sample)) return 'ru'
  const words = sample.toLowerCase().match(/[\p{L}¿]+/gu) ?? []
  const count = (list: ReadonlySet<string>): number => words.filter((word) => list.has(word)).length
  const scores: readonly [Locale, number][] = [
    ['en', count(ENGLISH)],
    ['es', count(SPANISH) + (/[¿¡ñ]/u.test(sample) ? 2 : 0)],
    ['tr', count(TURKISH) + (/[ğşıİ]/u.test(sample) ? 2 : 0)],
    ['vi', count(VIETNAMESE) + (/[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđơư]/u.test(sample) ? 2 : 0)],
  ]
  const best = Math.max(...scores.map(([, score]) => score))
  const leaders = scores.filter(([, score]) => score === best)
  // A value of a command is no language: "/settings language es" was typed by somebody who may not know Spanish.
  const needed = sample.startsWith('/') ? 2 : 1
  return best >= needed && leaders.length === 1 ? (leaders[0]?.[0] ?? 'en') : toLocale(hint)
}

/** The nearest language that Petrel writes. */
export const toLocale = (tag: string | undefined): Locale => LOCALES.find((locale) => tag?.toLowerCase().startsWith(locale)) ?? 'en'
