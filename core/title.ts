import { toLocale } from './locale.ts'

/** A text of the interface; English stands in for a language that has none. */
export interface Title {
  en: string
  es: string
  zh: string
  ru?: string
  tr?: string
  vi?: string
}

/**
 * A title in the first three languages and, by name, the others.
 * @example m('Price', 'Precio', '价格', { ru: 'Цена', tr: 'Fiyat', vi: 'Giá' })
 */
export const m = (en: string, es: string, zh: string, rest: Pick<Title, 'ru' | 'tr' | 'vi'> = {}): Title => ({ en, es, zh, ...rest })

/** The title in the nearest language to `locale` (BCP 47). */
export const inLocale = (title: Title, locale: string): string => title[toLocale(locale)] ?? title.en
