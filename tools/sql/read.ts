import type { Candidate, ReadContext } from '../../core/tool.ts'
import { asFile } from '../ask/read/as-file.ts'
import { findSql } from './find-sql.ts'
import { readWishes } from './read-wishes.ts'

const PASTED = 0.99
const CHANGED = 0.97
const BY_MODEL = 0.9
const EXPLAIN_IT =
  /^(?:please )?(?:explain|describe)(?: (?:it|this|that|the (?:query|sql|statement)))?|^what does (?:it|this|that)(?: query)? (?:do|compute)|^(?:explícalo|explica|объясни|açıkla|giải thích|解释)$/iu

const candidate = (score: number, input: Record<string, unknown>, reading: string): Candidate => ({
  tool: 'sql',
  score,
  input,
  missing: [],
  ambiguous: [],
  reading,
})

/** A pasted statement; or, after one, what to change in it. */
export function read(text: string, { previous }: ReadContext): Candidate[] {
  if (text.length > 20_000) return []
  const found = findSql(text)
  if (found)
    return [candidate(PASTED, { sql: found.sql, ...(found.show === 'explanation' ? { show: 'explanation' } : {}) }, 'your own SQL')]
  if (previous?.tool !== 'sql' || typeof previous.input !== 'object' || previous.input === null) return []
  const before = previous.input as Record<string, unknown>
  if (EXPLAIN_IT.test(text.trim())) return [candidate(CHANGED, { ...before, show: 'explanation' }, 'what the statement computes')]
  const wanted = asFile(text)
  if (wanted?.rest === '') return [candidate(CHANGED, { ...before, file: wanted.file }, 'the rows as a file')]
  const wishes = readWishes(text)
  if (wishes.length === 0) return []
  const earlier = Array.isArray(before.wishes) ? before.wishes : []
  const { show: _, ...rest } = before
  const score = wishes.some(({ op }) => op === 'words') ? BY_MODEL : CHANGED
  return [candidate(score, { ...rest, wishes: [...earlier, ...wishes] }, 'a change of the statement')]
}
