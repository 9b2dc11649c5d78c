import type { Resolve } from '../../../../core/resolve.ts'
import { tokensOf } from '../names.ts'
import type { Word } from '../normalise.ts'
import { edits } from '../spelling.ts'
import { vocabulary } from '../vocabulary.ts'
import { COMMON } from '../words/common.ts'
import { METHODS } from '../words/methods.ts'
import type { Romance } from './language.ts'
import { phrasesOf } from './phrases.ts'

/** How a word sounds: b and v, s, z and soft c, ll and y, k, qu and hard c are written for each other, and h is left out. */
export function sound(word: string): string {
  return word
    .replace(/ch/g, '#')
    .replace(/h/g, '')
    .replace(/v/g, 'b')
    .replace(/ll/g, 'y')
    .replace(/cc|x|sc/g, 's')
    .replace(/c(?=[ei])|z|ss/g, 's')
    .replace(/qu(?=[eiao])|q|c/g, 'k')
    .replace(/g(?=[ei])/g, 'j')
    .replace(/n(?=[bp])/g, 'm')
    .replace(/w/g, 'gu')
    .replace(/rr/g, 'R')
    .replace(/(.)\1+/g, '$1')
}

interface Spelling {
  words: ReadonlySet<string>
  /** Words with a meaning, by how they sound. */
  sounds: ReadonlyMap<string, string>
  /** Longer words with a meaning: what a slip of one or two letters may have meant. */
  targets: readonly string[]
}

function build(language: Romance): Spelling {
  const words = new Set<string>()
  const sounds = new Map<string, string>()
  const targets: string[] = []
  for (const phrase of [...phrasesOf(language).values()].flat()) {
    for (const part of phrase.from) words.add(part)
    const [word = ''] = phrase.from
    if (phrase.from.length > 1 || word.length < 3 || phrase.sister) continue
    if (phrase.to.length > 0 || !sounds.has(sound(word))) sounds.set(sound(word), word)
    if (phrase.to.length > 0 && word.length >= 6) targets.push(word)
  }
  return { words, sounds, targets }
}
const BUILT: Readonly<Record<Romance, Spelling>> = { es: build('es'), pt: build('pt') }

/** The nearest word with a meaning that begins alike: one slip from six letters up, two from nine. */
function nearest(word: string, targets: readonly string[]): string | undefined {
  const limit = word.length >= 9 ? 2 : 1
  let best: { word: string; count: number } | undefined
  for (const target of targets) {
    if (target[0] !== word[0]) continue
    const count = edits(word, target, limit)
    if (count > limit) continue
    if (!best || count < best.count) best = { word: target, count }
  }
  return best?.word
}

/** Words that are neither ours nor a name, spelt as Spanish or Portuguese spell what they sound like. */
export async function respell(words: readonly Word[], language: Romance, resolve: Resolve): Promise<Word[]> {
  const { words: ours, sounds, targets } = BUILT[language]
  return Promise.all(
    words.map(async (word) => {
      const { text, raw } = word
      // "subirá" is of the future, and no slip of "subir".
      const skip =
        word.kind !== 'word' ||
        text.length < 3 ||
        /\d/.test(text) ||
        raw.startsWith('$') ||
        (raw.length > 1 && raw === raw.toUpperCase()) ||
        /r(?:á|án|é|emos|ão)$/.test(raw)
      if (skip || ours.has(text) || vocabulary.words.has(text) || COMMON.has(text) || METHODS.has(text)) return word
      const found = sounds.get(sound(text)) ?? (text.length >= 6 ? nearest(text, targets) : undefined)
      if (found === undefined || (await tokensOf(text, resolve)).some((match) => match.weight > 0)) return word
      return { ...word, text: found, raw: found, corrected: true }
    }),
  )
}
