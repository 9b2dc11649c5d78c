import { codeTokens, isWord, type Token } from './tokens.ts'

const NAMES = ['select', 'from', 'where', 'group', 'having', 'window', 'qualify', 'order', 'limit', 'offset'] as const
export type ClauseName = (typeof NAMES)[number]

/** One SELECT inside a statement: its tokens and where each of its clauses begins (index of token). */
export interface Scope {
  tokens: readonly Token[]
  /** Index after the last token of the scope. */
  end: number
  at: Partial<Record<ClauseName, number>>
}

/** How many brackets are open at each token; a bracket itself counts as outside. */
function depths(tokens: readonly Token[]): number[] {
  let depth = 0
  return tokens.map(({ text }) => {
    if (text === ')') depth--
    const here = depth
    if (text === '(') depth++
    return here
  })
}

const isSetOperation = (token: Token | undefined): boolean => isWord(token, 'union', 'except', 'intersect')

/** The SELECT that the token at this index belongs to. */
export function scopeAt(sql: string, index: number, tokens: readonly Token[] = codeTokens(sql)): Scope {
  const deep = depths(tokens)
  const depth = deep[index] ?? 0
  let start = index
  while (start > 0 && (deep[start - 1] ?? 0) >= depth && !(deep[start - 1] === depth && isSetOperation(tokens[start - 1]))) start--
  let end = index
  while (
    end < tokens.length &&
    (deep[end] ?? 0) >= depth &&
    tokens[end]?.text !== ';' &&
    !(deep[end] === depth && isSetOperation(tokens[end]))
  )
    end++
  const at: Scope['at'] = {}
  for (let place = start; place < end; place++) {
    const name = tokens[place]?.text.toLowerCase() as ClauseName
    if (deep[place] !== depth || tokens[place]?.kind !== 'word' || !NAMES.includes(name)) continue
    // WITH … SELECT: the last SELECT of this depth is the one; its clauses follow it.
    if (name === 'select') for (const each of NAMES) delete at[each]
    if (at[name] === undefined) at[name] = place
  }
  return { tokens, end, at }
}

/** The SELECT whose result is shown; of a union, its last. */
export function outerScope(sql: string): Scope {
  const tokens = codeTokens(sql)
  const last = tokens.findLastIndex(({ text }) => text !== ';')
  const deep = depths(tokens)
  let index = last
  while (index > 0 && (deep[index] ?? 0) > 0) index--
  if (tokens[index]?.text === ')' && index === last)
    index = Math.max(
      0,
      tokens.findLastIndex((token, place) => deep[place] === 0 && isWord(token, 'select', 'from')),
    )
  return scopeAt(sql, index, tokens)
}

/** Index of the token at or after a character. */
export const tokenAt = (tokens: readonly Token[], at: number): number =>
  Math.max(
    0,
    tokens.findIndex((token) => token.end > at),
  )

/** Index at which the clause ends: the next clause of the scope, or its end. */
export function clauseEnd(scope: Scope, name: ClauseName): number {
  const from = scope.at[name] ?? scope.end
  const later = Object.values(scope.at).filter((place) => place > from)
  return Math.min(scope.end, ...later)
}

/** Character at which a clause that is absent would be put: before the first one that must follow it. */
export function insertionAt(scope: Scope, name: ClauseName): number {
  const later = NAMES.slice(NAMES.indexOf(name) + 1).flatMap((each) => scope.at[each] ?? [])
  const before = Math.min(scope.end, ...later)
  return scope.tokens[before - 1]?.end ?? 0
}

/** Texts of the items between commas of a clause, from a token on. */
export function itemsOf(sql: string, scope: Scope, from: number, to: number): string[] {
  const items: string[] = []
  let depth = 0
  let start = from
  for (let at = from; at < to; at++) {
    const text = scope.tokens[at]?.text ?? ''
    if ('([{'.includes(text)) depth++
    if (')]}'.includes(text)) depth--
    if (text !== ',' || depth > 0) continue
    items.push(sql.slice(scope.tokens[start]?.start, scope.tokens[at - 1]?.end))
    start = at + 1
  }
  if (start < to) items.push(sql.slice(scope.tokens[start]?.start, scope.tokens[to - 1]?.end))
  return items
}
