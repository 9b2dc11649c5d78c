import { readFileSync } from 'node:fs'
import type { Resolve } from '../../core/resolve.ts'
import { askAll, type Outcome, type Understand } from './ask-one.ts'
import type { World } from './folder.ts'
import { agrees, type Compare } from './judge.ts'

/** One line of a questions.jsonl. `question` may be the turns themselves. */
export interface Golden {
  id: string
  lang: string
  kind: string
  question?: string | readonly string[]
  turns?: readonly string[]
  sql?: string
  expected?: unknown
  compare?: Compare
}

export const loadGolden = (file: string | URL): Golden[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Golden)

export const turnsOf = ({ question, turns }: Golden): readonly string[] => {
  const said = turns ?? question ?? []
  return typeof said === 'string' ? [said] : said
}

export type Verdict = 'right' | 'wrong' | 'declined' | 'rightly declined' | 'should decline'
export interface Judged {
  golden: Golden
  outcome: Outcome
  verdict: Verdict
  ms: number
}

/** "refuse" and "clarify", or rows given or worked out by the gold statement. */
async function wanted(golden: Golden, world: World): Promise<unknown> {
  if (golden.expected !== undefined && golden.expected !== null) return golden.expected
  if (golden.sql) return world.gold(golden.sql)
  throw new Error(`${golden.id} has neither expected rows nor sql`)
}

const declines = (expected: unknown): expected is 'refuse' | 'clarify' => expected === 'refuse' || expected === 'clarify'

/** Asking back where a refusal was due, or the reverse, invents nothing: both count as declined. */
function verdictOf(outcome: Outcome, expected: unknown, compare: Compare | undefined): Verdict {
  if (declines(expected)) return outcome.kind === 'rows' ? 'should decline' : 'rightly declined'
  if (outcome.kind !== 'rows') return 'declined'
  return agrees(outcome.table, expected, compare) ? 'right' : 'wrong'
}

export async function judge(golden: Golden, parts: { world: World; resolve: Resolve; understand: Understand }): Promise<Judged> {
  const expected = await wanted(golden, parts.world)
  const from = performance.now()
  const outcome = await askAll(turnsOf(golden), parts)
  const ms = performance.now() - from
  return { golden, outcome, verdict: verdictOf(outcome, expected, golden.compare), ms }
}

const share = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole)

/** The figures of a judged set, in percent. */
export function score(judged: readonly Judged[]) {
  const count = (...verdicts: Verdict[]) => judged.filter(({ verdict }) => verdicts.includes(verdict)).length
  const answerable = count('right', 'wrong', 'declined')
  const due = count('rightly declined', 'should decline')
  const declined = count('declined', 'rightly declined')
  return {
    answerable,
    due,
    right: share(count('right'), answerable),
    wrong: share(count('wrong'), answerable),
    precision: share(count('rightly declined'), declined),
    recall: share(count('rightly declined'), due),
  }
}
