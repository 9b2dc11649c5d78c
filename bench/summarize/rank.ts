import { inOrder, selectSentences } from '../../tools/summarize/text/select.ts'
import type { Genre } from '../../tools/summarize/text/weights.ts'
import { calls, type Example, eips, half, proposals } from './data.ts'
import { rouge, rougeTokens } from './rouge.ts'

export interface Scored {
  r1: number
  r2: number
  /** The first sentences, for comparison. */
  lead1: number
  lead2: number
  count: number
}

const words = (example: Example): string => {
  const { units } = example.doc
  if (example.budget === 0) return units[0]?.text ?? ''
  let used = 0
  return units.filter((unit) => {
    used += unit.words
    return used <= example.budget
  }).map(({ text }) => text).join(' ') // biome-ignore format: short
}

/** The sentences that Petrel quotes, without any model. */
export function extract({ doc, query, budget }: Example, genre: Genre): string {
  const chosen = selectSentences(doc, budget === 0 ? { genre, query, sentences: 1 } : { genre, query, words: budget })
  return inOrder(chosen).map(({ unit }) => unit.text).join(' ') // biome-ignore format: short
}

/** Mean ROUGE F1 in percent of Petrel's sentences and of the first ones. */
export function score(examples: readonly Example[], genre: Genre): Scored {
  const sum = { r1: 0, r2: 0, lead1: 0, lead2: 0 }
  for (const example of examples) {
    const reference = rougeTokens(example.reference)
    const [ours, lead] = [rougeTokens(extract(example, genre)), rougeTokens(words(example))]
    sum.r1 += rouge(ours, reference, 1)
    sum.r2 += rouge(ours, reference, 2)
    sum.lead1 += rouge(lead, reference, 1)
    sum.lead2 += rouge(lead, reference, 2)
  }
  const mean = (value: number): number => (100 * value) / Math.max(1, examples.length)
  return { r1: mean(sum.r1), r2: mean(sum.r2), lead1: mean(sum.lead1), lead2: mean(sum.lead2), count: examples.length }
}

/** Scores of each set: of other data all of it, of the data that weights were fitted on the half that was kept apart. */
export function rankScores(dir: string, whole: boolean): Record<'proposals' | 'calls' | 'eips' | 'eips_line', Scored> {
  const kept = (examples: Example[]) => examples.filter(({ id }) => whole || half(id) === 1)
  return {
    proposals: score(kept(proposals(dir)), 'proposal'),
    calls: score(calls(dir), 'talk'),
    eips: score(kept(eips(dir, 'abstract')), 'spec'),
    eips_line: score(kept(eips(dir, 'description')), 'line'),
  }
}
