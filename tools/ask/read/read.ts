import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { asSql } from './sql.ts'

/** Readings of a message, best first; [] when it does not ask for chain data. */
export async function readQuestion(text: string, _context: ReadContext): Promise<Candidate[]> {
  const sql = asSql(text)
  if (sql !== undefined) return [{ tool: 'ask', score: 0.98, input: { sql }, missing: [], ambiguous: [], reading: 'your own SQL' }]
  return []
}
