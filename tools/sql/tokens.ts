/** A token of SQL with its place in the text; blanks are left out. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'comment'
  text: string
  start: number
  end: number
}

const QUOTES: Readonly<Record<string, Token['kind']>> = { "'": 'string', '"': 'quoted', '`': 'quoted' }

function quotedEnd(sql: string, start: number): number {
  const quote = sql[start]
  for (let at = start + 1; at < sql.length; at++) {
    if (sql[at] !== quote) continue
    if (sql[at + 1] !== quote) return at + 1
    at++
  }
  return sql.length
}

function commentEnd(sql: string, start: number): number {
  const end = sql.startsWith('--', start) ? sql.indexOf('\n', start) : sql.indexOf('*/', start + 2)
  if (end === -1) return sql.length
  return sql[start] === '-' ? end : end + 2
}

const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy
const NUMBER = /0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y
const SYMBOL = /::|<>|!=|<=|>=|\|\||->|=>|\{\{|\}\}|[^\s]/uy

const matchAt = (pattern: RegExp, sql: string, at: number): string | undefined => {
  pattern.lastIndex = at
  return pattern.exec(sql)?.[0]
}

/** Splits SQL of any dialect into tokens; never throws: an open quote or comment runs to the end. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  const push = (kind: Token['kind'], end: number) => {
    tokens.push({ kind, text: sql.slice(at, end), start: at, end })
    at = end
  }
  while (at < sql.length) {
    const letter = sql[at] ?? ''
    if (/\s/.test(letter)) at++
    else if (sql.startsWith('--', at) || sql.startsWith('/*', at)) push('comment', commentEnd(sql, at))
    else if (QUOTES[letter]) push(QUOTES[letter] as Token['kind'], quotedEnd(sql, at))
    else {
      const word = matchAt(WORD, sql, at)
      const number = word ? undefined : matchAt(NUMBER, sql, at)
      push(word ? 'word' : number ? 'number' : 'symbol', at + (word ?? number ?? matchAt(SYMBOL, sql, at) ?? letter).length)
    }
  }
  return tokens
}

/** Tokens that mean something to a parser. */
export const codeTokens = (sql: string): Token[] => tokenize(sql).filter(({ kind }) => kind !== 'comment')

export const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toLowerCase())

/** A replacement of a piece of text. */
export interface Edit {
  start: number
  end: number
  text: string
}

/** Applies edits that do not overlap; those at the same place come in their order. */
export function applyEdits(sql: string, edits: readonly Edit[]): string {
  let result = sql
  for (const { start, end, text } of [...edits].reverse().sort((a, b) => b.start - a.start))
    result = result.slice(0, start) + text + result.slice(end)
  return result
}

/** Index of the bracket that closes the one at `open`, or the number of tokens. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.text === '(') depth++
    if (tokens[at]?.text === ')' && --depth === 0) return at
  }
  return tokens.length
}

interface Call {
  name: string
  start: number
  end: number
  args: string[]
}

/** The innermost calls first, so that replacements nest. */
function calls(sql: string): Call[] {
  const tokens = codeTokens(sql)
  return tokens
    .flatMap((token, index) => {
      if (token.kind !== 'word' || tokens[index + 1]?.text !== '(' || tokens[index - 1]?.text === '.') return []
      const close = closing(tokens, index + 1)
      const last = tokens[close]
      if (!last) return []
      const args: string[] = []
      let depth = 0
      let from = tokens[index + 1]?.end ?? 0
      for (let at = index + 2; at < close; at++) {
        const text = tokens[at]?.text ?? ''
        if ('([{'.includes(text)) depth++
        if (')]}'.includes(text)) depth--
        if (text !== ',' || depth > 0) continue
        args.push(sql.slice(from, tokens[at]?.start).trim())
        from = tokens[at]?.end ?? 0
      }
      const rest = sql.slice(from, last.start).trim()
      return [{ name: token.text.toLowerCase(), start: token.start, end: last.end, args: rest || args.length ? [...args, rest] : [] }]
    })
    .reverse()
}

/** Replaces calls of functions, again and again until none is left that `make` wants to replace. */
export function replaceCalls(sql: string, make: (name: string, args: string[]) => string | undefined): string {
  let text = sql
  for (let round = 0; round < 200; round++) {
    const found = calls(text).flatMap((call) => {
      const made = make(call.name, call.args)
      return made === undefined || made === text.slice(call.start, call.end) ? [] : [{ ...call, made }]
    })[0]
    if (!found) return text
    text = text.slice(0, found.start) + found.made + text.slice(found.end)
  }
  return text
}
