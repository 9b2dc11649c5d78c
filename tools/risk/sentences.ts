import { figure, type Inline } from '../../core/answer.ts'
import { inLocale } from '../../core/title.ts'
import { cleanText, formatInteger, formatPercent, languageOf } from '../format.ts'
import type { Records } from './records.ts'
import type { Reason } from './verdict.ts'
import type { Who } from './who.ts'
import { CAN_TAX_OPEN, REASONS, WHO, WORDS } from './words.ts'
import { CARD } from './words-card.ts'

export const say = (key: keyof typeof WORDS, locale: string): string => inLocale(WORDS[key], locale)

/** A sentence of the card with its places filled; figures stay bound to their records. */
export function card(key: keyof typeof CARD, locale: string, values: Readonly<Record<string, Inline | readonly Inline[]>> = {}): Inline[] {
  const parts = inLocale(CARD[key], locale).split(/\{(\w+)\}/)
  return parts.flatMap((part, index) => {
    const value = index % 2 === 1 ? (values[part] ?? '') : part
    return (Array.isArray(value) ? value : [value]).filter((each) => each !== '') as Inline[]
  })
}

/** Values of these reasons are shares, of those spans of time in seconds; the others are counts. */
export const SHARES: ReadonlySet<string> = new Set(['tax', 'can_tax', 'concentrated', 'creator_lp'])
const SPANS: ReadonlySet<string> = new Set(['cannot_sell_later', 'cooldown'])

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

/** "30 days", in the locale's own words, from seconds. */
export function spanWords(seconds: number, locale: string): string {
  const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? (['second', 1] as const)
  const value = Math.round((seconds / size) * 10) / 10
  return new Intl.NumberFormat(languageOf(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** A recorded value as it is shown; plain words where there is no record. */
export function shown(records: Records, name: string, words: (value: string) => string): Inline {
  const found = records.values[name]
  return found ? figure(words(String(found.value)), found.id) : '—'
}

/** How a detail of an account is shown: bound to a record in a sentence, as plain words in a table. */
export type Detail = (name: 'who' | 'needed' | 'signers' | 'delay' | 'behind', words: string) => Inline

/** "one account (0x…, Treasury)", "a contract (0x…), 3 of 5 signers". */
export function whoWords(who: Who, locale: string, detail: Detail): Inline[] {
  const kind = inLocale(WHO[who.kind] ?? { en: '', es: '', zh: '' }, locale)
  const label = who.label ? `, ${who.label}` : ''
  const [open, close] = locale.startsWith('zh') ? ['（', '）'] : [' (', ')']
  const named: Inline[] = who.address ? [`${kind}${open}`, detail('who', who.address), `${label}${close}`] : [kind]
  const { signers, delayS, behind } = who
  if (signers) {
    const values = { needed: detail('needed', String(signers.needed)), signers: detail('signers', String(signers.of)) }
    return card('signers', locale, { who: named, ...values })
  }
  if (delayS !== undefined) return card('delay', locale, { who: named, delay: detail('delay', spanWords(delayS, locale)) })
  return behind ? card('behind', locale, { who: named, behind: detail('behind', behind) }) : named
}

/** Details as records under a name. */
export const recordedDetail =
  (records: Records, prefix: string): Detail =>
  (name, words) =>
    shown(records, `${prefix} ${name}`, () => words)

/** The sentence of a reason, its figures bound, with the contract's own words at the end as data. */
export function reasonWords(reason: Reason, records: Records, locale: string): Inline[] {
  const { key, power, words } = reason
  const worded = (text: string): string =>
    SHARES.has(key) ? formatPercent(text, locale) : SPANS.has(key) ? spanWords(Number(text), locale) : formatInteger(text, locale)
  const value = (name: string): Inline => shown(records, `${key} ${name}`, worded)
  const holes: Record<string, () => Inline[]> = {
    '{v}': () => [value('value')],
    '{t}': () => [value('total')],
    '{p}': () => [power?.name ?? ''],
    '{w}': () => (power ? whoWords(power.who, locale, recordedDetail(records, key)) : []),
  }
  const title = key === 'can_tax' && reason.value === undefined ? CAN_TAX_OPEN : REASONS[key]
  const parts = inLocale(title, locale).split(/(\{[vtpw]\})/)
  const sentence = parts.flatMap((part): Inline[] => holes[part]?.() ?? (part === '' ? [] : [part]))
  if (!words) return sentence
  return [...sentence, ...card('says', locale, { words: cleanText(words, 80) })]
}

/** The same parts with a capital at the beginning, as a sentence of its own. */
export function capital(parts: readonly Inline[], locale: string): Inline[] {
  const [first, ...rest] = parts
  if (typeof first !== 'string') return [...parts]
  return [first.slice(0, 1).toLocaleUpperCase(languageOf(locale)) + first.slice(1), ...rest]
}
