import type { Span } from './ast.ts'
import type { Token } from './lexer.ts'

/** Nesting of statements and expressions that is followed; deeper code is reported as not analysed. */
const MOST_DEPTH = 240

/** Raised and caught inside the parser only. */
export class SyntaxFault extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

/** A position in the tokens of one file. */
export interface Cursor {
  at: number
  depth: number
  readonly tokens: readonly Token[]
}

export const open = (tokens: readonly Token[]): Cursor => ({ at: 0, depth: 0, tokens })

export const peek = (c: Cursor, ahead = 0): Token => (c.tokens[c.at + ahead] ?? c.tokens[c.tokens.length - 1]) as Token

/** True when the next token is one of these texts (string literals never match). */
export const is = (c: Cursor, ...texts: string[]): boolean => {
  const token = peek(c)
  return token.kind !== 'str' && token.kind !== 'end' && texts.includes(token.text)
}

export function take(c: Cursor): Token {
  const token = peek(c)
  if (token.kind !== 'end') c.at += 1
  return token
}

export const accept = (c: Cursor, text: string): boolean => {
  if (!is(c, text)) return false
  c.at += 1
  return true
}

export function expect(c: Cursor, text: string): Token {
  if (is(c, text)) return take(c)
  throw new SyntaxFault(`expected "${text}" but found "${peek(c).text.slice(0, 20)}"`, peek(c).s)
}

export function name(c: Cursor): Token {
  if (peek(c).kind === 'id') return take(c)
  throw new SyntaxFault(`expected a name but found "${peek(c).text.slice(0, 20)}"`, peek(c).s)
}

/** End offset of the token before the cursor. */
export const ended = (c: Cursor): number => c.tokens[c.at - 1]?.e ?? 0

export const span = (c: Cursor, s: number): Span => ({ s, e: ended(c) })

/** Runs a nested rule, or gives up when the text is nested absurdly deep. */
export function nested<T>(c: Cursor, rule: (c: Cursor) => T): T {
  if (c.depth >= MOST_DEPTH) throw new SyntaxFault('nested too deep', peek(c).s)
  c.depth += 1
  try {
    return rule(c)
  } finally {
    c.depth -= 1
  }
}

/** Height of a node above its children; gives up on chains that a walk could not follow. */
export function height(c: Cursor, ...children: readonly ({ d: number } | undefined)[]): number {
  let d = 0
  for (const child of children) if (child && child.d > d) d = child.d
  if (d >= 500) throw new SyntaxFault('expression too long', peek(c).s)
  return d + 1
}

const OPEN = new Set(['(', '[', '{'])
const CLOSE = new Set([')', ']', '}'])

/** Moves past the bracket that closes the one at the cursor. */
export function skipBalanced(c: Cursor): void {
  let depth = 0
  do {
    const token = take(c)
    if (token.kind === 'end') return
    if (token.kind === 'op' && OPEN.has(token.text)) depth += 1
    if (token.kind === 'op' && CLOSE.has(token.text)) depth -= 1
  } while (depth > 0)
}

/** Moves past the next ";" or balanced "{…}" at this level, but not past a closing "}". */
export function skipItem(c: Cursor): void {
  for (;;) {
    const token = peek(c)
    if (token.kind === 'end' || is(c, '}')) return
    if (is(c, '{')) {
      skipBalanced(c)
      return
    }
    if (is(c, '(', '[')) skipBracket(c)
    else take(c)
    if (token.kind === 'op' && token.text === ';') return
  }
}

/** Moves past a round or square bracket; one that never closes ends with the block around it. */
function skipBracket(c: Cursor): void {
  let depth = 0
  do {
    if (is(c, '}') || peek(c).kind === 'end') return
    if (is(c, '{')) {
      skipBalanced(c)
      continue
    }
    if (is(c, '(', '[')) depth += 1
    if (is(c, ')', ']')) depth -= 1
    take(c)
  } while (depth > 0)
}
