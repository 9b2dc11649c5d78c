/**
 * Pairs of a summary as it is quoted and as it is shown with the model, for a judge who does not know which is which: sides by a hash, the
 * key in a file of its own. Verdicts that were given are kept by hashes of the texts, so the figure can be counted again.
 */
import { createHash } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inOrder, selectSentences } from '../../tools/summarize/text/select.ts'
import type { Genre } from '../../tools/summarize/text/weights.ts'
import type { Figure } from '../figures.ts'
import { calls, type Example, eips, half, linesOf, proposals } from './data.ts'

export interface PairDocument {
  title: string
  lines: readonly { text: string; who?: string }[]
}

/** A verdict: hashes of the quoted text and of the model's, and which reads better. */
interface Verdict {
  quoted: string
  model: string
  better: 'model' | 'quoted' | 'equal'
}

export interface Pair {
  title: string
  quoted: string
  model: string
}

const OF_EACH = 6
const SENTENCES = 5
const VERDICTS = path.join(import.meta.dirname, 'verdicts.jsonl')

/** Examples spread over the whole of a set, the same at every run. */
export const spread = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most ? [...all] : Array.from({ length: most }, (_, i) => all[Math.floor(((i + 0.5) * all.length) / most)] as T)

const documentOf = ({ doc, query }: Example, genre: Genre): PairDocument => ({
  title: query,
  lines: inOrder(selectSentences(doc, { genre, query, sentences: SENTENCES, variety: 0.15 })).map(({ unit: { text, who } }) => ({ text, ...(who ? { who } : {}) })),
}) // biome-ignore format: short

/** Six documents of each of four sets, in the form in which summaries are shown; of the half that no weight has seen, of calls every second part. */
export function pairDocuments(dir: string): PairDocument[] {
  const kept = (examples: Example[]) => examples.filter(({ id }) => half(id) === 1)
  const first = spread(kept(eips(dir, 'abstract')), OF_EACH)
  const others = kept(eips(dir, 'description')).filter(({ id }) => !first.some((one) => one.id === id))
  const talk = spread(calls(dir).filter((_, i) => i % 2 === 1), OF_EACH) // biome-ignore format: short
  return [
    ...spread(kept(proposals(dir)), OF_EACH).map((example) => documentOf(example, 'proposal')),
    ...[...first, ...spread(others, OF_EACH)].map((example) => documentOf(example, 'spec')),
    ...talk.map((example) => documentOf(example, 'talk')),
  ]
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)

/** The pairs that differ, for people to judge, and the key beside them. */
export function writePairs(pairs: readonly Pair[], dir: string): string {
  const rows = pairs.filter(({ quoted, model }) => quoted !== model).map(({ title, quoted, model }, i) => {
    const swapped = Number.parseInt(hashOf(quoted + model).slice(0, 2), 16) % 2 === 1
    const [a, b] = swapped ? [model, quoted] : [quoted, model]
    return { text: `## ${i + 1}. ${title}\n\nA:\n${a}\n\nB:\n${b}\n`, key: `${i + 1}: the model is ${swapped ? 'A' : 'B'}; ${hashOf(quoted)} ${hashOf(model)}` }
  }) // biome-ignore format: rows
  const file = path.join(dir, 'pairs.md')
  writeFileSync(file, rows.map(({ text }) => text).join('\n'))
  writeFileSync(path.join(dir, 'pairs-key.txt'), rows.map(({ key }) => key).join('\n'))
  return file
}

/** Chance of at least so many wins of so many that were decided, were both alike (sign test, one side). */
export function signTest(wins: number, decided: number): number {
  let [term, sum] = [1, wins <= 0 ? 1 : 0]
  for (let k = 1; k <= decided; k += 1) {
    term = (term * (decided - k + 1)) / k
    if (k >= wins) sum += term
  }
  return sum / 2 ** decided
}

/** Of the pairs with a verdict that found one better, percent that found the model's better; [] where none of these pairs was judged. */
export function pairwiseFigures(pairs: readonly Pair[], log: (message: string) => void): Figure[] {
  const verdicts = existsSync(VERDICTS) ? linesOf<Verdict>(VERDICTS) : []
  const known = new Map(verdicts.map(({ quoted, model, better }) => [`${quoted} ${model}`, better]))
  const given = pairs.flatMap(({ quoted, model }) => known.get(`${hashOf(quoted)} ${hashOf(model)}`) ?? [])
  const count = (side: Verdict['better']) => given.filter((one) => one === side).length
  const [wins, losses] = [count('model'), count('quoted')]
  if (wins + losses === 0) return []
  const same = pairs.filter(({ quoted, model }) => quoted === model).length
  log(`pairwise: model ${wins}, quoted ${losses}, equal ${count('equal')}, the same text ${same}, not judged ${pairs.length - same - given.length}; sign test p = ${signTest(wins, wins + losses).toFixed(4)}`)
  return [{ id: 'model_pairwise_pct', value: (100 * wins) / (wins + losses), unit: '%', better: 'higher' }]
} // biome-ignore format: log
