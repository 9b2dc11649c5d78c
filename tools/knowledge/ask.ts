import type { ToolContext } from '../../core/tool.ts'
import type { Hit } from '../../store/knowledge.ts'
import type { Handles } from '../define.ts'
import { distinct, shownName, speaksToMachine, withoutLinks } from '../summarize/evidence.ts'
import { splitSentences } from '../summarize/text/sentences.ts'
import { termsOf, wordsOf } from '../summarize/text/words.ts'
import { knowledgeOf, vectorsOf } from './add.ts'

/** A sentence of a document that bears on the question. */
export interface Found {
  text: string
  title: string
  /** Section: headings above it. */
  section: string
  source: string
  score: number
}

/** Pieces that are read for sentences. */
const PIECES = 8
/** Sentences of an answer. */
const SENTENCES = 4
/** Share of the asked words that a piece must hold, both of two ("the price of bitcoin" is no question about another price), or the cosine that its meaning must have, to be an answer at all. */
const FLOOR = { words: 0.5, both: 1, cosine: 0.5 }

/** Share of the best sentence's bearing that another must exceed. */
const NEAR = 0.5

/** Share of the asked words that stand in a text with its headings. */
export function share(asked: ReadonlySet<string>, text: string): number {
  if (asked.size === 0) return 0
  const own = new Set(termsOf(text))
  return [...asked].filter((term) => own.has(term)).length / asked.size
}

const answers = (asked: ReadonlySet<string>, { text, path, document, cosine }: Hit): boolean =>
  share(asked, `${document.title} ${path.join(' ')} ${text}`) >= (asked.size === 2 ? FLOOR.both : FLOOR.words) ||
  (cosine ?? -1) >= FLOOR.cosine

/** Share of the asked words that stand in a text, each counting more the fewer of the sentences at hand hold it: "minimum" says more than "withdrawal". */
function bearingOf(asked: ReadonlySet<string>, sentences: readonly string[]): (text: string) => number {
  const own = sentences.map((sentence) => new Set(termsOf(sentence)))
  const weights = [...asked].map((term) => [term, 1 / Math.log2(2 + own.filter((terms) => terms.has(term)).length)] as const)
  const all = weights.reduce((sum, [, weight]) => sum + weight, 0)
  return (text) => {
    const terms = new Set(termsOf(text))
    return weights.reduce((sum, [term, weight]) => sum + (terms.has(term) ? weight : 0), 0) / (all || 1)
  }
}

/** Headings above a piece, without the title of its document, which stands beside them. */
const sectionOf = ({ path, document }: Hit): string => shownName((path[0] === document.title ? path.slice(1) : path).join(' › '), 160)

/** What a sentence gains when the heading above it names what is asked. */
const UNDER_HEADING = 0.6

/** Words that a question is made of and that no document answers. */
const ASKING = new Set(
  termsOf(
    'how what when where which who why does do is are can could should tell explain describe mean work happen much many long get use give say',
  ),
)

/** Sentences that answer a question, best first; [] when nothing in the documents does. */
export async function answerFrom(question: string, context: ToolContext<Handles>): Promise<Found[]> {
  const all = termsOf(question)
  const topical = all.filter((term) => !ASKING.has(term))
  const terms = topical.length > 0 ? topical : all
  const [vector] = await vectorsOf([question], context)
  const hits = await knowledgeOf(context.handles).search(context.asker.bot, { terms, limit: PIECES, ...(vector ? { vector } : {}) })
  const asked = new Set(terms)
  const good = hits.filter((hit) => answers(asked, hit))
  const bearing = bearingOf(asked, good.flatMap(({ text }) => splitSentences(text).map((sentence) => sentence.text))) // biome-ignore format: short
  const sentences = good.flatMap((hit, rank) =>
    hit.text.split('\n').flatMap((line) => splitSentences(line)).filter(({ text }) => wordsOf(text).length >= 4 && !speaksToMachine(text)).map(({ text }, place): Found & { terms: string[]; bears: number } => {
      const section = sectionOf(hit)
      const bears = bearing(text) + UNDER_HEADING * bearing(section)
      return { text: withoutLinks(text), title: hit.document.title, section, source: hit.document.source, score: bears + 0.5 / (1 + rank) - 0.01 * place, terms: termsOf(text), bears }
    }),
  ) // biome-ignore format: one chain
  const most = Math.max(0, ...sentences.map(({ bears }) => bears))
  // What shares far fewer of the asked words than the best sentence is its neighbour, not an answer.
  const near = sentences.filter(({ bears }) => most === 0 || bears > NEAR * most)
  return distinct(near.sort((a, b) => b.score - a.score), (sentence) => sentence.terms).slice(0, SENTENCES) // biome-ignore format: short
}
