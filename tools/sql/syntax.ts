import { nearest } from './near.ts'
import { codeTokens, type Edit, isWord } from './tokens.ts'

const KEYWORDS =
  'select from where group by having order limit offset join left right inner outer full cross on using union all distinct case when then else end with as and or not in is null between like ilike interval date timestamp cast asc desc over partition rows qualify'.split(
    ' ',
  )

/** Brackets that were never closed, or were closed too often. */
function bracketEdits(sql: string, message: string): Edit[] {
  let depth = 0
  const extra: Edit[] = []
  const tokens = codeTokens(sql)
  for (const token of tokens) {
    if (token.text === '(') depth++
    if (token.text !== ')') continue
    if (depth === 0) extra.push({ ...token, text: '' })
    else depth--
  }
  const near = /at or near "(\w+)"/.exec(message)?.[1]?.toLowerCase() ?? ''
  const fault = tokens.findIndex((token) => isWord(token, near) && isWord(token, 'from', 'where', 'group', 'order'))
  const last = tokens[fault - 1] ?? tokens.findLast(({ text }) => text !== ';')
  return depth > 0 && last ? [{ start: last.end, end: last.end, text: ')'.repeat(depth) }] : extra
}

/** A comma before FROM, WHERE or a closing bracket; operators of other languages. */
function markEdits(sql: string): Edit[] {
  const tokens = codeTokens(sql)
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1]
    if (token.text === ',' && (isWord(next, 'from', 'where', 'group', 'order', 'limit') || next?.text === ')'))
      return [{ ...token, text: '' }]
    if (token.text === '=' && next?.text === '=' && next.start === token.end) return [{ ...next, text: '' }]
    if (token.text === '&' && next?.text === '&') return [{ start: token.start, end: next.end, text: 'AND' }]
    if (token.text === '#' && (index === 0 || /\n\s*$/.test(sql.slice(0, token.start)))) return [{ ...token, text: '--' }]
    return []
  })
}

/** Semicolons before the end. */
function semicolonEdits(sql: string): Edit[] {
  const tokens = codeTokens(sql)
  const last = tokens.findLastIndex(({ text }) => text !== ';')
  const inside = tokens.slice(0, Math.max(0, last)).filter(({ text }) => text === ';')
  return inside.length > 0 && !tokens.some((token, index) => tokens[index - 1]?.text === ';' && isWord(token, 'select', 'with', 'drop', 'delete', 'insert', 'update', 'create', 'set', 'copy', 'attach')) ? inside.map((token) => ({ ...token, text: '' })) : [] // biome-ignore format: one condition
}

/** The word at the fault, or the one before it, spelt like a keyword. */
function keywordEdits(sql: string, message: string): Edit[] {
  const near = /at or near "([^"]+)"/.exec(message)?.[1]?.toLowerCase()
  const tokens = codeTokens(sql)
  const at = near === undefined ? tokens.length - 1 : tokens.findIndex(({ text }) => text.toLowerCase() === near)
  const candidates = [at, at - 1, at - 2, 0]
  for (const index of candidates) {
    const token = tokens[index]
    if (token?.kind !== 'word' || KEYWORDS.includes(token.text.toLowerCase())) continue
    const keyword = nearest(
      token.text,
      KEYWORDS.filter((word) => word.length > 3 || token.text.length <= 4),
    )
    if (keyword) return [{ ...token, text: keyword.toUpperCase() }]
  }
  return []
}

/** LIMIT before ORDER BY: the engine wants it last. */
function orderEdits(sql: string): Edit[] {
  const tokens = codeTokens(sql)
  const limit = tokens.findIndex(
    (token, index) =>
      isWord(token, 'limit') && tokens[index + 1]?.kind === 'number' && isWord(tokens[index + 2], 'order', 'group', 'where'),
  )
  const [word, number] = [tokens[limit], tokens[limit + 1]]
  if (!word || !number) return []
  const end = tokens.findLast(({ text }) => text !== ';')?.end ?? sql.length
  return [
    { start: word.start, end: number.end, text: '' },
    { start: end, end, text: ` LIMIT ${number.text}` },
  ]
}

/** Edits for a statement that the parser did not take; [] when no repair is known. */
export function repairSyntax(sql: string, message: string): Edit[] {
  for (const edits of [markEdits(sql), bracketEdits(sql, message), orderEdits(sql), semicolonEdits(sql), keywordEdits(sql, message)])
    if (edits.length > 0) return edits
  return []
}
