import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Scalar } from '../../core/record.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { clauseEnd, outerScope, type Scope, scopeAt } from './clauses.ts'
import type { Fact } from './result.ts'
import { isWord, type Token } from './tokens.ts'

/** A condition of an empty result, as written, with the rows that there would be without it. */
export interface Emptied {
  condition: Fact
  count: Fact
}

const MOST_CONDITIONS = 8
const MOST_PLACES = 3
const SHOWN = 120
const LIMITS = { deadlineMs: 5000, rows: 1 }

/** True when a result says nothing: no rows, or one row of nothing and zeros. */
export const saysNothing = (rows: readonly (readonly Scalar[])[]): boolean =>
  rows.length === 0 || (rows.length === 1 && (rows[0] ?? []).every((value) => value === null || value === 0 || value === '0'))

/** Texts between the ANDs of a WHERE; a WHERE with an OR outside brackets is one condition. */
function conjuncts(sql: string, tokens: readonly Token[]): string[] {
  let depth = 0
  let between = 0
  const cuts: number[] = []
  for (const [at, token] of tokens.entries()) {
    if (token.text === '(' || token.text === '[' || isWord(token, 'case')) depth++
    else if (token.text === ')' || token.text === ']' || isWord(token, 'end')) depth--
    if (depth > 0) continue
    if (isWord(token, 'or')) return [sql.slice(tokens[0]?.start, tokens.at(-1)?.end)]
    if (isWord(token, 'between')) between++
    if (!isWord(token, 'and')) continue
    if (between > 0) between--
    else cuts.push(at)
  }
  const starts = [0, ...cuts.map((at) => at + 1)]
  return starts.map((start, index) => sql.slice(tokens[start]?.start, tokens[(cuts[index] ?? tokens.length) - 1]?.end))
}

/** The WITH part before a SELECT: its names may be read by the rows that are counted. */
function withPart(sql: string, { tokens, at }: Scope): string {
  if (!isWord(tokens[0], 'with')) return ''
  return sql.slice(0, tokens[Math.min(at.select ?? tokens.length, at.from ?? tokens.length)]?.start)
}

interface Place {
  sql: string
  conditions: readonly string[]
  /** The SELECT whose rows are the result. */
  outer: boolean
}

/** A statement that counts the rows of one SELECT with all of its conditions, and without each. */
function countsOf(sql: string, scope: Scope, before: string): Omit<Place, 'outer'> | undefined {
  const { tokens, at } = scope
  if (at.from === undefined || at.where === undefined) return undefined
  const from = sql.slice(tokens[at.from]?.start, tokens[clauseEnd(scope, 'from') - 1]?.end)
  const conditions = conjuncts(sql, tokens.slice(at.where + 1, clauseEnd(scope, 'where')))
  if (conditions.length > MOST_CONDITIONS) return undefined
  // A comment to the end of a line must not swallow the bracket.
  const where = (kept: readonly string[]) => kept.map((text) => `(${text}\n)`).join(' AND ') || 'TRUE'
  const counts = [conditions, ...conditions.map((_, without) => conditions.filter((__, index) => index !== without))]
  const shown = counts.map((kept, index) => `count(*) FILTER (WHERE ${where(kept)}) AS c${index}`)
  return { sql: `${before}SELECT ${shown.join(', ')}\n${from}`, conditions }
}

/** The outer SELECT, then those of WITH and FROM. One inside a WHERE is left out: no rows there may be what keeps the others. */
function places(sql: string): Place[] {
  const outer = outerScope(sql)
  const { tokens } = outer
  if (tokens.some((token) => token.text === ';' || isWord(token, 'union', 'except', 'intersect'))) return []
  let until = -1
  return tokens
    .flatMap((token, index) => {
      if (!isWord(token, 'where') || index < until) return []
      const scope = index === outer.at.where ? outer : scopeAt(sql, index, tokens)
      until = clauseEnd(scope, 'where')
      const place = countsOf(sql, scope, scope === outer ? withPart(sql, scope) : '')
      return place ? [{ ...place, outer: scope === outer }] : []
    })
    .sort((a, b) => Number(b.outer) - Number(a.outer))
    .slice(0, MOST_PLACES)
}

async function count({ sql }: Place, warehouse: Warehouse, signal: AbortSignal): Promise<number[]> {
  const { rows } = await warehouse.guarded(sql, { signal, limits: LIMITS })
  return (rows[0] ?? []).map(Number)
}

/**
 * Which conditions of WHERE removed the rows of an empty result: those without which there are some. Runs under the guard, five seconds
 * a SELECT at most; what cannot be counted is left out. Throws PetrelError cancelled only.
 */
export async function emptied(sql: string, { handles, ledger, signal }: ToolContext<Handles>): Promise<readonly Emptied[]> {
  for (const place of places(sql.replace(/[;\s]+$/, ''))) {
    const [all = 0, ...without] = await count(place, handles.warehouse, signal).catch(() => [])
    signal.throwIfAborted()
    // It has rows: what follows its WHERE took them, not what comes before.
    if (all > 0 && place.outer) return []
    if (all > 0) continue
    const found = place.conditions.flatMap<Emptied>((text, index) => {
      const value = without[index] ?? 0
      if (value === 0) return []
      const words = cleanText(text.replaceAll(/\s+/g, ' '), SHOWN)
      const condition = ledger.user({ name: 'condition of the statement', value: words, words })
      const { id } = ledger.measured({ name: 'rows without this condition', value, source: place.sql })
      return [{ condition: { id: condition.id, value: words }, count: { id, value } }]
    })
    if (found.length > 0) return found
  }
  return []
}
