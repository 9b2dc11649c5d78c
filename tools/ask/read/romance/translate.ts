import { numberWord, type Word } from '../normalise.ts'
import { vocabulary } from '../vocabulary.ts'
import type { Romance } from './language.ts'
import { type Phrase, phrasesOf } from './phrases.ts'

const isTicker = (raw: string): boolean => raw.length <= 6 && raw.length > 1 && raw === raw.toUpperCase() && /[A-Z]/.test(raw)
/** A number, a clock time or a date: what a "#" of a phrase stands for. */
const isNumber = (word: Word): boolean => word.kind === 'number' || word.kind === 'money' || /^\d[\d:-]*$/.test(word.text)

const wordOf = (text: string): Word => {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : numberWord(text)
  return value === undefined ? { kind: 'word', text, raw: text } : { kind: 'number', text: String(value), raw: text, value }
}

function fits({ from }: Phrase, words: readonly Word[], start: number): boolean {
  return from.every((part, index) => {
    const word = words[start + index]
    if (word === undefined) return false
    return part === '#'
      ? isNumber(word)
      : (word.kind === 'word' || word.kind === 'number') && word.text === part && !word.raw.startsWith('$')
  })
}

/** The words that a phrase becomes; its numbers keep their places. */
function rendered({ from, to }: Phrase, words: readonly Word[], start: number): Word[] {
  const numbers = from.flatMap((part, index) => (part === '#' ? [words[start + index] as Word] : []))
  let next = 0
  return to.map((part) => (part === '#' ? (numbers[next++] as Word) : wordOf(part)))
}

/** How many words from `start` the vocabulary of all languages knows as one phrase that means something. */
function knownAt(words: readonly Word[], start: number): number {
  for (let length = Math.min(vocabulary.longest, words.length - start); length > 1; length--) {
    const said = words
      .slice(start, start + length)
      .map((word) => word.text)
      .join(' ')
    const [meaning] = vocabulary.phrases.get(said) ?? []
    if (meaning && meaning.kind !== 'filler') return length
  }
  return 0
}

/** A word for what is counted or measured. */
function isThing(word: Word | undefined, phrases: ReadonlyMap<string, readonly Phrase[]>): boolean {
  const found = phrases.get(word?.text ?? '')?.find((phrase) => phrase.from.length === 1)
  const [meaning] = vocabulary.phrases.get(found?.to.join(' ') ?? '') ?? []
  return meaning?.kind === 'metric' || (meaning?.kind === 'noun' && !meaning.singular)
}

/** A year, a date or a month stands there. */
const isDate = (words: readonly Word[], at: number): boolean =>
  /^(?:(?:19|20)\d\d(?:-.*)?|january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
    words[at]?.text ?? '',
  )

/** What an accent tells: "qué" asks, "é" is "is". */
const ACCENTED: Readonly<Record<string, string>> = { qué: 'which', quê: 'which', é: '', sé: '' }

/** A Spanish or Portuguese message in the English words that the reader knows best; words without a translation stay as they are. */
export function translate(words: readonly Word[], language: Romance): Word[] {
  const phrases = phrasesOf(language)
  const shouts = words.filter((word) => word.kind === 'word').every((word) => word.raw === word.raw.toUpperCase())
  const out: Word[] = []
  for (let start = 0; start < words.length; ) {
    const word = words[start] as Word
    const named = isTicker(word.raw) && !shouts
    const choices = [...(phrases.get(word.text) ?? []), ...(isNumber(word) ? (phrases.get('#') ?? []) : [])]
    const found = choices
      .filter((phrase) => (phrase.first ? start === 0 : true) && !(named && phrase.from.length === 1) && fits(phrase, words, start))
      .reduce<Phrase | undefined>((best, next) => (best && best.from.length >= next.from.length ? best : next), undefined)
    // "el día con menos swaps" is the least, "todos menos uniswap" is all but.
    const few = word.text === 'menos' && (found?.from.length ?? 0) < 2 && isThing(words[start + 1], phrases)
    if (few) {
      out.push(wordOf('least'))
      start++
      continue
    }
    const known = knownAt(words, start)
    const accented = ACCENTED[word.raw.toLowerCase()]
    if (accented !== undefined && (found?.from.length ?? 0) < 2) {
      if (accented !== '') out.push(wordOf(accented))
      start++
      continue
    }
    if (known > (found?.from.length ?? 0)) {
      out.push(...words.slice(start, start + known))
      start += known
    } else if (found) {
      out.push(...rendered(found, words, start))
      start += found.from.length
    } else {
      out.push(word)
      start++
    }
  }
  // "in 2021 on uniswap": behind a date "on" would mean onwards.
  return out.map((word, index) => (word.text === 'on' && isDate(out, index - 1) ? { ...word, text: 'en', raw: 'en' } : word))
}
