import { linkSignals } from '../../core/linked-signal.ts'
import type { ModelPort } from '../../core/model.ts'
import { checkSentence } from './text/check.ts'
import { type Cut, cutsOf, without } from './text/cuts.ts'
import { wordsOf } from './text/words.ts'

/** A sentence to be shortened; talk has fillers that writing has not. */
export interface Wordy {
  text: string
  spoken: boolean
}

/** Longest time that a summary waits for the model, milliseconds; what is not judged by then is quoted. */
const PATIENCE_MS = 5_000

/** Least log-odds, of the model's going on behind a part against its going on with it, for the part to go. */
export const LEAST_ODDS: Readonly<Record<Cut['kind'], number>> = { opening: -3, filler: -3, repeat: -3 }

export const INSTRUCTION =
  'Copy the sentence for a short summary. Leave out filler words, openings that tie it to an earlier sentence, references to places in the text and remarks in brackets that a reader can do without. Keep all else word for word.'

export const EXAMPLES = [
  {
    from: 'So basically, I think the pool is, you know, kind of short of depositors at the moment.',
    to: 'I think the pool is short of depositors at the moment.',
  },
  {
    from: 'Additionally, the vault manager (see the table above) pays depositors once a week.',
    to: 'The vault manager pays depositors once a week.',
  },
  {
    from: 'And what kind of oracle we use matters, because like the last one, it just has to work.',
    to: 'What kind of oracle we use matters, because like the last one, it just has to work.',
  },
  {
    from: 'It is worth noting that keepers (bots that anyone may run) earn, I mean, most of the fee, right?',
    to: 'Keepers (bots that anyone may run) earn most of the fee.',
  },
] as const
/** True when every word of `short` stands in `long`, in the same order. */
export function isSubsequence(short: readonly string[], long: readonly string[]): boolean {
  let at = 0
  for (const word of short) {
    while (at < long.length && long[at] !== word) at += 1
    if (at === long.length) return false
    at += 1
  }
  return true
}

/** Fewest words that are left of a sentence. */
const FEWEST_WORDS = 4

/** Whether a shortened sentence has only words of its source, in their order, and passes the check of rewritten ones. */
export const holds = (short: string, source: string): boolean =>
  wordsOf(short).length >= FEWEST_WORDS && isSubsequence(wordsOf(short), wordsOf(source)) && checkSentence(short, source, 'paraphrase').ok

/** The sentence without the parts that the model would leave out as well; itself where nothing goes or the check objects. */
export function shortened(text: string, cuts: readonly Cut[], odds: readonly number[]): string {
  const short = without(text, cuts.filter(({ kind }, i) => (odds[i] ?? Number.NEGATIVE_INFINITY) > LEAST_ODDS[kind])) // biome-ignore format: short
  return short !== text && holds(short, text) ? short : text
}

/**
 * Sentences without what a rule says may go and the model, copying them, would pass over too. All words are the sentence's own and in its
 * order; a model that is slow, fails or gives no probabilities changes nothing.
 */
export async function tidy(
  sentences: readonly Wordy[],
  { model, signal: asked, patienceMs = PATIENCE_MS }: { model: ModelPort | undefined; signal: AbortSignal; patienceMs?: number },
): Promise<string[]> {
  const shown = sentences.map(({ text }) => text)
  if (!model?.prefer) return shown
  const { signal, end } = linkSignals([asked], patienceMs)
  try {
    for (const [i, { text, spoken }] of sentences.entries()) {
      const cuts = cutsOf(text, { spoken })
      if (cuts.length === 0) continue
      const versions = cuts.map((cut) => without(text, [cut]))
      const odds = await model.prefer({ instruction: INSTRUCTION, examples: EXAMPLES, text, versions }, signal)
      shown[i] = shortened(text, cuts, odds)
    }
  } catch {
    asked.throwIfAborted()
  } finally {
    end()
  }
  return shown
}
