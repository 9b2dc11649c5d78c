/** Languages that Petrel's own sentences exist in. */
export const LOCALES = ['en', 'es', 'zh'] as const
export type Locale = (typeof LOCALES)[number]

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

/** Language of a message by its script and its small words; `hint` (a BCP 47 tag) decides when the words do not. */
export function detectLocale(text: string, hint?: string): Locale {
  const sample = text.slice(0, 2000)
  if (/\p{Script=Han}/u.test(sample)) return 'zh'
  const words = sample.toLowerCase().match(/[\p{L}¿]+/gu) ?? []
  const spanish = words.filter((word) => SPANISH.has(word)).length + (/[¿¡ñ]/u.test(sample) ? 2 : 0)
  const english = words.filter((word) => ENGLISH.has(word)).length
  if (spanish > english) return 'es'
  if (english > spanish) return 'en'
  return toLocale(hint)
}

/** The nearest language that Petrel writes. */
export const toLocale = (tag: string | undefined): Locale => LOCALES.find((locale) => tag?.toLowerCase().startsWith(locale)) ?? 'en'
