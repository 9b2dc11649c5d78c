import { closing, codeTokens, type Edit, isWord, type Token } from './tokens.ts'

/** SELECT generate_series(a, b) AS day, without FROM, is a table here: SELECT day FROM generate_series(a, b) AS series(day). */
function seriesEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    if (!isWord(token, 'generate_series') || tokens[index + 1]?.text !== '(') return []
    const close = closing(tokens, index + 1)
    const named = isWord(tokens[close + 1], 'as') ? close + 2 : close + 1
    const name = tokens[named]
    const last = tokens[close]
    if (!last) return []
    if (isWord(tokens[index - 1], 'select')) {
      const alone = name?.kind === 'word' && (tokens[named + 1] === undefined || /^[);]$/.test(tokens[named + 1]?.text ?? ''))
      return alone && name
        ? [
            { start: token.start, end: token.start, text: `${name.text} FROM ` },
            { start: last.end, end: name.end, text: ` AS series(${name.text})` },
          ]
        : []
    }
    // BigQuery names the column where others name the table.
    const table = isWord(tokens[index - 1], 'from', 'join') || tokens[index - 1]?.text === ','
    const bare = table && isWord(tokens[close + 1], 'as') && name?.kind === 'word' && tokens[named + 1]?.text !== '('
    return bare && name ? [{ start: name.end, end: name.end, text: `(${name.text})` }] : []
  })
}

/** MySQL's LIMIT 5, 10 skips five and takes ten. */
const limitEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const [skip, comma, take] = [tokens[index + 1], tokens[index + 2], tokens[index + 3]]
    if (!isWord(token, 'limit') || skip?.kind !== 'number' || comma?.text !== ',' || take?.kind !== 'number') return []
    return [{ start: skip.start, end: take.end, text: `${take.text} OFFSET ${skip.text}` }]
  })

/** uint256 '1000' is a number here. */
const numberEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) => {
    const next = tokens[index + 1]
    return isWord(token, 'uint256', 'int256') && next?.kind === 'string' && /^'\d+'$/.test(next.text)
      ? [{ start: token.start, end: next.end, text: next.text.slice(1, -1) }]
      : []
  })

/** x ILIKE ANY ('%a%', '%b%') as the alternatives that it stands for. */
function anyEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    if (!isWord(token, 'any') || !isWord(tokens[index - 1], 'like', 'ilike') || tokens[index + 1]?.text !== '(') return []
    const close = closing(tokens, index + 1)
    const texts = tokens.slice(index + 2, close).filter(({ text }) => text !== ',')
    if (texts.length === 0 || texts.some(({ kind }) => kind !== 'string')) return []
    const like = tokens[index - 1]
    let first = index - 2
    while (tokens[first - 1]?.text === '.') first -= 2
    const [from, to] = [tokens[first], tokens[close]]
    const name = tokens.slice(first, index - 1).map(({ text }) => text)
    if (!from || !to || !like) return []
    return [{ start: from.start, end: to.end, text: `(${texts.map(({ text }) => `${name.join('')} ${like.text} ${text}`).join(' OR ')})` }]
  })
}

/** Shapes of other dialects that are no calls; `sql` has its calls rewritten already. */
export function shapeEdits(sql: string): Edit[] {
  const tokens = codeTokens(sql)
  return [...seriesEdits(tokens), ...limitEdits(tokens), ...numberEdits(tokens), ...anyEdits(tokens)]
}

/** APPROX_QUANTILES(x, 100)[OFFSET(95)] is the 0.95 quantile; any other OFFSET(n) is the place n + 1. */
export const withOffsets = (sql: string): string =>
  sql
    .replace(
      /\bapprox_quantiles\s*\(([^()]*(?:\([^()]*\)[^()]*)*),\s*(\d+)\s*\)\s*\[\s*(?:safe_)?offset\s*\(\s*(\d+)\s*\)\s*\]/gi,
      (_, value: string, parts: string, at: string) => `approx_quantile(${value}, ${Number(at) / Number(parts)})`,
    )
    .replace(/(?<=[\])])\s*\[\s*(?:safe_)?offset\s*\(\s*(\d+)\s*\)\s*\]/gi, (whole, at: string, place: number, all: string) =>
      /\b(?:split|string_to_array)\s*\([^()]*\)$/i.test(all.slice(0, place)) ? whole : `[${Number(at) + 1}]`,
    )
