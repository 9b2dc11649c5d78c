export type TokenKind = 'id' | 'num' | 'str' | 'op' | 'end'
export interface Token {
  kind: TokenKind
  text: string
  s: number
  e: number
}

const SPACE = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?(?:\*\/|$)/y
const WORD = /[A-Za-z_$\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y
const NUMBER = /0[xX][0-9a-fA-F_]*|(?:\d[\d_]*(?:\.\d[\d_]*)?|\.\d[\d_]*)(?:[eE]-?\d[\d_]*)?/y
const STRING = /"(?:[^"\\\n]|\\[\s\S])*"?|'(?:[^'\\\n]|\\[\s\S])*'?/y
const OPERATOR =
  /=>|->|:=|=:|>>>=|>>>|<<=|>>=|\*\*|\+\+|--|&&|\|\||==|!=|<=|>=|\+=|-=|\*=|\/=|%=|&=|\|=|\^=|<<|>>|[-+*/%&|^~!<>=?:;,.(){}[\]]/y

const KINDS: readonly [RegExp, TokenKind][] = [
  [WORD, 'id'],
  [NUMBER, 'num'],
  [STRING, 'str'],
  [OPERATOR, 'op'],
]

/** Skips blanks and comments, also the invisible characters that are used to disguise code. */
function skip(text: string, from: number): number {
  let at = from
  for (;;) {
    SPACE.lastIndex = at
    if (!SPACE.test(text)) return at
    at = SPACE.lastIndex
  }
}

/** Tokens of a source text. Characters that belong to nothing are left out, so no text is refused. The last token is of kind "end". */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = skip(text, 0)
  while (at < text.length) {
    const token = next(text, at)
    if (token) tokens.push(token)
    at = skip(text, token?.e ?? at + 1)
  }
  tokens.push({ kind: 'end', text: '', s: text.length, e: text.length })
  return tokens
}

function next(text: string, at: number): Token | undefined {
  for (const [pattern, kind] of KINDS) {
    pattern.lastIndex = at
    if (pattern.test(text)) return { kind, text: text.slice(at, pattern.lastIndex), s: at, e: pattern.lastIndex }
  }
  return undefined
}

/** Offset at which each line begins. */
export function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** Line (from 1) and column (from 1) of an offset. */
export function position(lines: readonly number[], offset: number): { line: number; column: number } {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lines[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 }
}
