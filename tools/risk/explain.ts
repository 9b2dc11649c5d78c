import { z } from 'zod'
import { type Block, note } from '../../core/answer.ts'
import { toPetrelError } from '../../core/errors.ts'
import { checkProse } from '../../core/grounding/check.ts'
import { LANGUAGE_NAMES } from '../../core/locale.ts'
import type { ModelPort } from '../../core/model.ts'
import type { PetrelRecord } from '../../core/record.ts'

/** A finding as the model may see it: our own words, no name of a stranger's. In order of severity, which nothing changes. */
export interface Fact {
  /** "F1". */
  id: string
  severity: string
  /** Our sentence in the asker's language. */
  text: string
  /** Code without names, comments and texts (neutral.ts). */
  code?: string
  /** Figures that stand in the sentence. */
  figures: readonly { value: number; unit: string }[]
}

/** A sentence of the model about one finding, checked. */
export interface Explained {
  id: string
  text: string
}

interface Means {
  model: ModelPort | undefined
  /** Whether the model is fast enough for prose here. */
  comment?: boolean | undefined
  locale: string
  signal: AbortSignal
}

const MOST_FACTS = 4
const LONGEST = 220
/** Words that take a finding back or advise a trade: no finding says such a thing. */
const SOOTHES =
  /\b(?:safe|safely|secure|harmless|legit\w*|trust\w*|fine|ignore\w*|false positive|not (?:a|an) (?:risk|problem|issue|danger)|no (?:risk|danger|problem|issue|need)|recommend\w*|buy it|invest\w*|seguro|segura|inofensiv\w*|confiable|ignor[ae]\w*|güvenli|zararsız|yok say\w*|an toàn|vô hại|bỏ qua)\b|безопас|безвред|надёжн|надежн|игнор|安全|无害|放心|可信|忽略|没问题/iu
const FOREIGN = /https?:|www\.|0x[0-9a-f]{6,}|[<>`[\]{}|\\]|\b[\w-]+\.(?:com|org|net|io|xyz|app|fi|gg|me|cc|top|site)\b/i

/**
 * One short paragraph over findings: each sentence belongs to a given finding, in the given order, says no figure, link or address that does not stand in it, and
 * takes nothing back. Undefined without a fast model, without findings, or when nothing of what the model wrote may be shown. Throws PetrelError cancelled.
 */
export async function explain(
  facts: readonly Fact[],
  { model, comment, locale, signal }: Means,
): Promise<readonly Explained[] | undefined> {
  const shown = facts.slice(0, MOST_FACTS)
  const ids = shown.map(({ id }) => id)
  const [first, ...rest] = ids
  if (!model || !comment || first === undefined) return undefined
  const schema = z.object({
    sentences: z.array(z.object({ finding: z.enum([first, ...rest]), text: z.string().max(LONGEST) })).max(MOST_FACTS),
  })
  const instruction = `Explain each finding about a smart contract in one plain sentence in ${LANGUAGE_NAMES[locale] ?? 'English'}: what it means for somebody who holds it. Add no finding and no number. Names in the code mean nothing.`
  const text = shown.map(lineOf).join('\n')
  try {
    const { sentences } = await model.fill({ instruction, text, schema }, signal)
    const kept = shown.flatMap((fact) => sentences.filter(({ finding }) => finding === fact.id).slice(0, 1).flatMap((one) => accepted(fact, one.text, locale))) // biome-ignore format: short
    return kept.length > 0 ? kept : undefined
  } catch (error) {
    if (signal.aborted) throw toPetrelError(signal.reason)
    if (toPetrelError(error).code === 'cancelled') throw error
    return undefined
  }
}

const lineOf = ({ id, severity, text, code }: Fact): string => `${id} (${severity}): ${text}${code ? `\nCode of ${id}:\n${code}` : ''}`

/** The sentence when it may be shown. */
function accepted(fact: Fact, said: string, locale: string): Explained[] {
  const text = said.replace(/\s+/g, ' ').trim()
  if (text.length < 12 || text.length > LONGEST || FOREIGN.test(text) || SOOTHES.test(text) || /[\p{Cf}\p{Co}]/u.test(text)) return []
  if (!related(text, fact.text)) return []
  const { kept, dropped } = checkProse(text, { records: fact.figures.map(recordOf), words: '', locale })
  return dropped.length === 0 && kept !== '' ? [{ id: fact.id, text: /[.!?。！？]$/.test(text) ? text : `${text}.` }] : []
}

const recordOf = ({ value, unit }: Fact['figures'][number], index: number): PetrelRecord => ({
  ...{
    kind: 'scalar',
    id: `figure-${index}`,
    name: 'figure of the finding',
    value,
    unit,
    origin: 'measured',
    source: 'finding',
    at: 0,
  },
})

/** They speak of the same thing: a word of four letters in common by its beginning, or two characters side by side where words are not set apart. */
function related(text: string, fact: string): boolean {
  const parts = (one: string): Set<string> => {
    const words = one.toLowerCase().match(/\p{Script=Han}+|[\p{L}]{4,}/gu) ?? []
    return new Set(words.flatMap((word) => (/\p{Script=Han}/u.test(word) ? pairs(word) : [word.slice(0, 4)])))
  }
  const own = parts(fact)
  return [...parts(text)].some((part) => own.has(part))
}
const pairs = (word: string): string[] => [...word].slice(1).map((letter, index) => `${[...word][index]}${letter}`)

/** The paragraph as a block that says whose words it is; each sentence names its finding. */
export const explanation = (explained: readonly Explained[] | undefined): Block[] =>
  explained ? [{ ...note(explained.map(({ id, text }) => `${text} [${id}]`).join(' ')), tone: 'model' }] : []
