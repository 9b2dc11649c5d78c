import { figure, type Inline } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { cleanText, formatInteger, formatPercent } from '../format.ts'
import type { Records } from './records.ts'
import type { Reason } from './verdict.ts'
import type { Who } from './who.ts'
import { CAN_TAX_OPEN, REASONS, WHO, WORDS } from './words.ts'

export const say = (key: keyof typeof WORDS, locale: string): string => inLocale(WORDS[key], locale)

/** Values of these reasons are shares; the others are counts or seconds. */
export const SHARES: ReadonlySet<string> = new Set(['tax', 'can_tax', 'concentrated', 'creator_lp'])

/** A recorded value as it is shown; plain words where there is no record. */
export function shown(records: Records, name: string, words: (value: string) => string): Inline {
  const found = records.values[name]
  return found ? figure(words(String(found.value)), found.id) : '—'
}

/** "one account (0x…, Treasury)". */
export function whoWords(who: Who, locale: string, address?: Inline): Inline[] {
  const kind = inLocale(WHO[who.kind] ?? { en: '', es: '', zh: '' }, locale)
  const label = who.label ? `, ${who.label}` : ''
  return who.address && address ? [`${kind} (`, address, `${label})`] : [kind]
}

/** The sentence of a reason, its figures bound, with the contract's own words at the end as data. */
export function reasonWords(reason: Reason, records: Records, locale: string): Inline[] {
  const { key, power, words } = reason
  const value = (name: string): Inline =>
    shown(records, `${key} ${name}`, (text) => (SHARES.has(key) ? formatPercent(text, locale) : formatInteger(text, locale)))
  const holes: Record<string, () => Inline[]> = {
    '{v}': () => [value('value')],
    '{t}': () => [value('total')],
    '{p}': () => [power?.name ?? ''],
    '{w}': () => (power ? whoWords(power.who, locale, power.who.address ? shown(records, `${key} who`, (text) => text) : undefined) : []),
  }
  const title = key === 'can_tax' && reason.value === undefined ? CAN_TAX_OPEN : REASONS[key]
  const parts = inLocale(title, locale).split(/(\{[vtpw]\})/)
  const sentence = parts.flatMap((part): Inline[] => holes[part]?.() ?? (part === '' ? [] : [part]))
  return words ? [...sentence, ` (${say('says', locale)}: “${cleanText(words, 80)}”)`] : sentence
}
