import type { TextBlock } from './blocks.ts'
import { splitSentences } from './sentences.ts'
import { countsOf, termsOf, wordsOf } from './words.ts'

/** A sentence that can be shown as evidence. */
export interface Unit {
  text: string
  terms: readonly string[]
  words: number
  kind: TextBlock['kind']
  path: readonly string[]
  /** Its place among the sentences of its block, and of its section; 0 is first. */
  inBlock: number
  inSection: number
  /** Who said it, for talk. */
  who?: string
  /** Index of its block. */
  block: number
  /** Its place among all sentences, the short ones too. */
  place: number
}

export interface Doc {
  units: readonly Unit[]
  /** Sentences of too few words to be ranked, which may still be a vote ("+1") or an item ("Drop Node 16"). */
  short: readonly Unit[]
  /** In how many units each term stands. */
  spread: ReadonlyMap<string, number>
}

/** A block that somebody said. */
export type Said = TextBlock & { who?: string }

/** Fewest words of a sentence that can stand for something. */
const FEWEST_WORDS = 4
/** Most sentences of one document that are ranked; the rest of a longer one is not read. */
export const MOST_UNITS = 6000

const countable = (text: string): boolean =>
  wordsOf(text).length >= FEWEST_WORDS || /(?:[\p{Script=Han}\p{Script=Hiragana}][，、]?){6}/u.test(text)

/** Longest item of a list, in characters, that is shown whole: "Add a source. Owner: Dana, due 17 October." says nothing in pieces. */
const WHOLE_ITEM = 240

/**
 * Sentences of blocks, ready to be ranked; headings, code and table rows are no sentences. With `whole`, short items of lists are not cut.
 */
export function readDocument(blocks: readonly Said[], locale = 'en', whole = false): Doc {
  const units: Unit[] = []
  const short: Unit[] = []
  let section = ''
  let inSection = 0
  blocks.forEach((block, index) => {
    const path = block.path.join('\n')
    if (path !== section) inSection = 0
    section = path
    if (block.kind === 'heading' || block.kind === 'code' || block.kind === 'row' || units.length >= MOST_UNITS) return
    let inBlock = 0
    const uncut = whole && block.kind === 'item' && block.text.length <= WHOLE_ITEM
    for (const { text } of uncut ? [block] : splitSentences(block.text, locale)) {
      const counts = countable(text)
      if (!counts && short.length >= MOST_UNITS) continue
      const unit = {
        text,
        terms: termsOf(text),
        words: wordsOf(text).length,
        kind: block.kind,
        path: block.path,
        inBlock,
        inSection,
        block: index,
        place: units.length + short.length,
        ...(block.who === undefined ? {} : { who: block.who }),
      }
      if (!counts) {
        short.push(unit)
        continue
      }
      units.push(unit)
      inBlock += 1
      inSection += 1
    }
  })
  const spread = countsOf(units.flatMap(({ terms }) => [...new Set(terms)]))
  return { units, short, spread }
}
