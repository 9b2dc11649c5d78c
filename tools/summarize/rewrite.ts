import { LANGUAGE_NAMES } from '../../core/locale.ts'
import type { ModelPort } from '../../core/model.ts'
import type { Piece } from './evidence.ts'
import { speaksToMachine, withoutLinks } from './evidence.ts'
import { SHORTEN_BY_DEFAULT } from './input.ts'
import { checkSentence, type Fault } from './text/check.ts'
import { tidy } from './tidy.ts'

/** quoted: as it stands there; shortened: less what a reader can do without; checked: rewritten, and the check found nothing; unchecked: in another language, which the check cannot read. */
export type Mark = 'quoted' | 'shortened' | 'checked' | 'unchecked'

export interface Line {
  piece: Piece
  shown: string
  mark: Mark
  /** Why the model's sentence was not taken. */
  faults?: readonly Fault[]
}

const TOKENS_A_LINE = 60

const instruction = (language: string | undefined): string =>
  `Rewrite each numbered sentence as one short, plain sentence${language ? ` in ${LANGUAGE_NAMES[language]}` : ' in its own language'}. Keep every number, name, date, unit and negation. Add nothing. Write one line for each: the number in brackets, then the sentence.`

/** Sentences of the model by their number. */
export function parseLines(text: string): Map<number, string> {
  const found = new Map<number, string>()
  for (const line of text.split('\n')) {
    const match = /^\s*[-*]?\s*\[?(\d{1,3})[\].):]\s*(.+)$/.exec(line)
    if (match && !found.has(Number(match[1]))) found.set(Number(match[1]), (match[2] ?? '').trim())
  }
  return found
}

const quoted = (piece: Piece, faults?: readonly Fault[]): Line => ({
  piece,
  shown: piece.text,
  mark: 'quoted',
  ...(faults ? { faults } : {}),
})

/** Numbers, addresses and links of a translation can be held to the source; its words cannot. */
const HELD: readonly Fault[] = ['number', 'mark']

/** Sentences as they stand there, less the words that rule and model can do without. */
async function shorten(pieces: readonly Piece[], model: ModelPort | undefined, signal: AbortSignal): Promise<Line[]> {
  const shown = await tidy(pieces.map(({ text, who }) => ({ text, spoken: who !== undefined })), { model, signal }) // biome-ignore format: short
  return pieces.map((piece, i) => {
    const short = shown[i] ?? piece.text
    return short === piece.text ? quoted(piece) : { piece, shown: short, mark: 'shortened' }
  })
}

/** Each sentence quoted, or in the model's words where they pass the check; a model that fails changes nothing. */
export async function rewrite(
  pieces: readonly Piece[],
  { model, signal, own, language }: { model: ModelPort | undefined; signal: AbortSignal; own: boolean; language: string | undefined },
): Promise<Line[]> {
  if (!own && !language && SHORTEN_BY_DEFAULT) return shorten(pieces, model, signal)
  if (!model || (!own && !language) || pieces.length === 0) return pieces.map((piece) => quoted(piece))
  const written = await model
    .rewrite(
      { instruction: instruction(language), evidence: pieces.map(({ text }) => text), maxTokens: TOKENS_A_LINE * pieces.length },
      signal,
    )
    .then(parseLines, () => {
      signal.throwIfAborted()
      return new Map<number, string>()
    })
  return pieces.map((piece, i) => {
    const said = written.get(i + 1)
    if (!said) return quoted(piece)
    const { faults, ok } = checkSentence(said, piece.text, 'paraphrase')
    const machine = speaksToMachine(said) || withoutLinks(said) !== said.replace(/\s+/g, ' ').trim()
    if (machine) return quoted(piece, ['mark'])
    if (language && language !== 'en')
      return faults.some((fault) => HELD.includes(fault)) ? quoted(piece, faults) : { piece, shown: said, mark: 'unchecked' }
    return ok ? { piece, shown: said, mark: 'checked' } : quoted(piece, faults)
  })
}
