import type { Unit } from '../summarize/text/document.ts'
import { alike } from '../summarize/text/select.ts'
import { termsOf } from '../summarize/text/words.ts'

/** A message that tells something: a figure, a date, an hour, a percentage. */
const FACT = /\d/
/** What people say of themselves and of the weather says little to who was away. */
const SMALL = /(?<!\p{L})(?:gm|gn|lol|lmao|haha\p{L}*|ja(?:ja)+|ахах\p{L}*|хаха\p{L}*|brb|wen|ser|imho|thanks?|thx|gracias|спасибо|teşekkür\p{L}*|cảm ơn|good (?:morning|night)|buen(?:os)? d[íi]as?|доброе утро|привет)(?!\p{L})|谢谢|早上好|哈哈/iu // biome-ignore format: one list

/** Words of time and talk, which are nobody's subject. */
const NO_SUBJECT = new Set(
  termsOf(
    'last night day week month year today tomorrow yesterday morning time see know read look think say said want need come good bad way thing people anyone somebody everyone friday monday thursday tuesday wednesday saturday sunday chat channel again first new long make take let ' +
      'hoy ayer mañana noche día semana mes año alguien todos gracias bien quién cuándo dónde cuánto viernes lunes jueves ' +
      'сегодня вчера завтра день неделю месяц кто когда где сколько всем понедельникам пятницы четверг',
  ),
)

/** A message as far as its subject goes. */
export interface Spoken {
  text: string
  terms: readonly string[]
  who?: string
}

const sameAs = (text: string): string => text.toLowerCase().replace(/\d+/g, '#')

/** How much each word is a subject of this chat: used by several people, in messages that are no repeats, and not in all of them. */
export function topicsOf(spoken: readonly Spoken[]): Map<string, number> {
  const texts = new Set<string>()
  const people = new Map<string, Set<string>>()
  const counts = new Map<string, number>()
  for (const { text, terms, who } of spoken) {
    const key = sameAs(text)
    if (texts.has(key)) continue
    texts.add(key)
    for (const term of new Set(terms)) {
      if (/^\d/.test(term) || NO_SUBJECT.has(term)) continue
      counts.set(term, (counts.get(term) ?? 0) + 1)
      people.set(term, (people.get(term) ?? new Set()).add(who ?? ''))
    }
  }
  const many = Math.max(6, 0.25 * texts.size)
  return new Map(
    [...counts].flatMap(([term, count]) => {
      const voices = people.get(term)?.size ?? 0
      return voices < 2 || count > many ? [] : [[term, Math.log2(1 + voices) * Math.log2(1 + count)] as const]
    }),
  )
}

/** How often each message was said in the same words, but for its numbers: jokes and thanks come again. */
function repeatsOf(units: readonly Unit[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of units) counts.set(sameAs(text), (counts.get(sameAs(text)) ?? 0) + 1)
  return counts
}

/** The messages that tell most of what a chat was about, in order: each speaks of a subject that several people had, and no two of the same thing. */
export function matterOf(units: readonly Unit[], most: number): number[] {
  const topics = topicsOf(units)
  const repeats = repeatsOf(units)
  const chosen: number[] = []
  const left = new Set(units.keys())
  const worth = (i: number): number => {
    const unit = units[i] as Unit
    const subject = unit.terms.reduce((sum, term) => sum + (topics.get(term) ?? 0), 0) / Math.sqrt(3 + unit.terms.length)
    if (subject === 0) return 0
    const asks = /[?？]\s*$/.test(unit.text) ? 0.5 : 1
    return (subject / (repeats.get(sameAs(unit.text)) ?? 1)) * asks * (FACT.test(unit.text) ? 1.4 : 1) * (SMALL.test(unit.text) ? 0.3 : 1)
  }
  while (left.size > 0 && chosen.length < most) {
    const index = [...left].reduce((best, i) => (worth(i) > worth(best) ? i : best))
    left.delete(index)
    if (worth(index) === 0) break
    const { terms } = units[index] as Unit
    if (chosen.some((other) => alike(units[other]?.terms ?? [], terms) > 0.6)) continue
    chosen.push(index)
    for (const term of terms) if (topics.has(term)) topics.set(term, 0.4 * (topics.get(term) ?? 0))
  }
  return chosen.sort((a, b) => a - b)
}

/** Whether a question is about something that people talk about, and not a passing one. */
export const hasSubject = (unit: Unit, topics: ReadonlyMap<string, number>): boolean => unit.terms.some((term) => topics.has(term))
