import { subjects } from '../layer/index.ts'
import { fold, SCALES } from './normalise.ts'
import { stem } from './stems.ts'
import { russianStem } from './tongues/russian.ts'
import { ALIASES } from './words/aliases.ts'
import { CHAT } from './words/chat.ts'
import { FILLER } from './words/filler.ts'
import { MORE } from './words/more.ts'
import { NOUNS } from './words/nouns.ts'
import { ROLES } from './words/roles.ts'
import { RU } from './words/ru.ts'
import { TIME_WORDS } from './words/time.ts'
import { TR } from './words/tr.ts'
import { ZH } from './words/zh.ts'

/** What a phrase can mean. */
export type Meaning =
  | { kind: 'metric'; id: string }
  | { kind: 'noun'; id: string; singular: boolean }
  | { kind: 'role'; role: string; value: string }
  | { kind: 'filler' }

interface Vocabulary {
  /** Folded words joined by one space. Several meanings stand in order of preference. */
  phrases: ReadonlyMap<string, readonly Meaning[]>
  /** Longest phrase in words. */
  longest: number
  /** Every single word of every phrase, and the words of time: what a misspelling may have meant. */
  words: ReadonlySet<string>
  /** Words in Han script, for cutting text without spaces. */
  han: ReadonlySet<string>
  /** Phrases of Cyrillic words, each word by its stem, and the phrase: all its cases and genders mean the same. */
  cyrillic: ReadonlyMap<string, string>
  /** Stems of words in them. */
  cyrillicStems: ReadonlySet<string>
  /** Stems of words with one meaning, and the word: an ending that is not listed is not a new word. */
  stems: ReadonlyMap<string, string>
}

/** The longest word in Han script has fewer characters. */
const LONGEST_HAN = 18

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Latin letters and Han characters are separate words, as the message is cut. */
const spaced = (text: string): string => text.replace(/([a-z0-9])(?=\p{Script=Han})|(\p{Script=Han})(?=[a-z0-9])/gu, '$1$2 ')

function build(): Vocabulary {
  const phrases = new Map<string, Meaning[]>()
  const add = (phrase: string, meaning: Meaning) => {
    const key = spaced(fold(phrase).replace(/[’']/g, '').replace(/-/g, ' ').trim())
    if (key) phrases.set(key, [...(phrases.get(key) ?? []), meaning])
  }
  for (const subject of subjects)
    for (const metric of subject.metrics)
      for (const words of Object.values(metric.words)) for (const phrase of words ?? []) add(phrase, { kind: 'metric', id: metric.id })
  for (const noun of NOUNS) {
    for (const phrase of noun.singular) add(phrase, { kind: 'noun', id: noun.id, singular: true })
    for (const phrase of noun.plural) add(phrase, { kind: 'noun', id: noun.id, singular: false })
  }
  for (const [key, list] of [...Object.entries(ROLES), ...Object.entries(MORE), ...Object.entries(CHAT)]) {
    const [role = '', value = ''] = key.split(':')
    for (const phrase of list) add(phrase, { kind: 'role', role, value })
  }
  for (const [meaning, phrase] of [ZH, RU, TR].flatMap(tongue)) add(phrase, meaning)
  for (const word of FILLER) add(word, { kind: 'filler' })
  const han = new Set(
    [...[...phrases.keys()].filter((phrase) => !phrase.includes(' ')), ...TIME_WORDS, ...ALIASES.keys(), ...SCALES].filter(isHan),
  )
  // "gas 费用": the Han parts of a phrase are cut as those of a message.
  for (const [phrase, meanings] of [...phrases]) {
    const key =
      phrase.includes(' ') && isHan(phrase)
        ? phrase
            .split(' ')
            .flatMap((part) => (isHan(part) ? cut(part, han) : [part]))
            .join(' ')
        : phrase
    if (key !== phrase && !phrases.has(key)) phrases.set(key, meanings)
  }
  const cyrillic = cyrillicOf(phrases)
  const words = new Set([
    ...[...phrases.keys()].flatMap((phrase) => phrase.split(' ')),
    ...TIME_WORDS.flatMap((word) => fold(word).split(' ')),
  ])
  return {
    phrases,
    longest: Math.max(...[...phrases.keys()].map((phrase) => phrase.split(' ').length)),
    words,
    han,
    stems: stemsOf(phrases),
    cyrillic,
    cyrillicStems: new Set([...cyrillic.keys()].flatMap((phrase) => phrase.split(' '))),
  }
}

/** The phrases of one language's list with what they mean. */
function tongue(words: Readonly<Record<string, string>>): [Meaning, string][] {
  return Object.entries(words).flatMap(([key, said]): [Meaning, string][] => {
    const [kind = '', value = ''] = key.split(':')
    if (kind === 'filler') return said.split(/\s+/).map((word): [Meaning, string] => [{ kind }, word.replace(/-.*/, '')])
    const meaning: Meaning =
      kind === 'metric'
        ? { kind, id: value }
        : kind === 'noun' || kind === 'nouns'
          ? { kind: 'noun', id: value, singular: kind === 'noun' }
          : { kind: 'role', role: kind, value }
    return said.split(',').map((phrase): [Meaning, string] => [meaning, phrase.trim()])
  })
}

/** "средней цены" as "средняя цена": the stems of the words; undefined when one of them is not Cyrillic. */
export function cyrillicKey(words: readonly string[]): string | undefined {
  return words.some((word) => /\p{Script=Cyrillic}/u.test(word)) && words.every((word) => /^[\p{Script=Cyrillic}a-z0-9]+$/u.test(word))
    ? words.map((word) => (/\p{Script=Cyrillic}/u.test(word) ? russianStem(word) : word)).join(' ')
    : undefined
}

const same = (a: Meaning, b: Meaning): boolean => {
  const key = (meaning: Meaning): string =>
    meaning.kind === 'role' ? `${meaning.role}:${meaning.value}` : meaning.kind === 'filler' ? '' : meaning.id
  return a.kind === b.kind && key(a) === key(b)
}

/**
 * Phrases by a key that several may share: of those that mean the same the plural is kept, since it counts and lists alike;
 * a key that two meanings share belongs to neither.
 */
function byKey(phrases: ReadonlyMap<string, readonly Meaning[]>, keyOf: (phrase: string) => string | undefined): Map<string, string> {
  const out = new Map<string, string | undefined>()
  for (const [phrase, [meaning]] of phrases) {
    const key = meaning && keyOf(phrase)
    if (!meaning || key === undefined) continue
    const known = out.get(key)
    if (!out.has(key)) out.set(key, phrase)
    else if (known !== undefined) {
      const [other] = phrases.get(known) ?? []
      if (!other || !same(other, meaning)) out.set(key, undefined)
      else if (meaning.kind === 'noun' && !meaning.singular) out.set(key, phrase)
    }
  }
  return new Map([...out].flatMap(([key, phrase]) => (phrase === undefined ? [] : [[key, phrase]])))
}

const cyrillicOf = (phrases: ReadonlyMap<string, readonly Meaning[]>): Map<string, string> =>
  byKey(phrases, (phrase) => {
    const key = cyrillicKey(phrase.split(' '))
    return key === undefined || key.length < 3 ? undefined : key
  })

const stemsOf = (phrases: ReadonlyMap<string, readonly Meaning[]>): Map<string, string> =>
  byKey(phrases, (phrase) => (phrase.includes(' ') || phrase.length < 4 || isHan(phrase) ? undefined : stem(phrase)))

export const vocabulary: Vocabulary = build()

/** Cuts a run of Han characters into known words, longest first; unknown characters stay together. */
export const cutHan = (run: string): string[] => cut(run, vocabulary.han)

function cut(run: string, han: ReadonlySet<string>): string[] {
  const letters = [...run]
  const out: string[] = []
  let unknown = ''
  for (let at = 0; at < letters.length; ) {
    let found = ''
    for (let length = Math.min(LONGEST_HAN, letters.length - at); length > 0 && !found; length--) {
      const candidate = letters.slice(at, at + length).join('')
      if (han.has(candidate)) found = candidate
    }
    if (found && unknown) out.push(unknown)
    if (found) out.push(found)
    unknown = found ? '' : unknown + letters[at]
    at += found ? [...found].length : 1
  }
  return unknown ? [...out, unknown] : out
}
