import { MORE_CALLS } from './calls.ts'
import { shapeEdits, withOffsets } from './shapes.ts'
import { applyEdits, codeTokens, type Edit, isWord, replaceCalls, type Token } from './tokens.ts'

/** What was changed, in the words of the change list. */
export interface Change {
  kind: 'dialect' | 'table' | 'column' | 'function' | 'type' | 'syntax' | 'chain' | 'address' | 'model' | 'edit'
  from: string
  to: string
}

interface Rewritten {
  sql: string
  changes: Change[]
}

const unit = (word: string): string => `'${word.replaceAll("'", '').trim().toLowerCase()}'`
const isUnit = (word: string | undefined): boolean =>
  /^'?(second|minute|hour|day|week|month|quarter|year|isoweek)s?'?$/i.test(word?.trim() ?? '')
const plainUnit = (word: string): string => unit(word.replace(/isoweek/i, 'week'))
const interval = (word: string): string => word.trim()

const FORMATS: readonly [RegExp, string][] = [
  [/YYYY/g, '%Y'],
  [/YY/g, '%y'],
  [/MM/g, '%m'],
  [/DD/g, '%d'],
  [/HH24|HH/g, '%H'],
  [/MI/g, '%M'],
  [/SS/g, '%S'],
  [/Mon/g, '%b'],
]
const fromPostgres = (text: string): string => FORMATS.reduce((format, [pattern, made]) => format.replace(pattern, made), text)
const fromMySql = (text: string): string =>
  text.replaceAll('%i', '%M').replaceAll('%s', '%S').replaceAll('%c', '%-m').replaceAll('%e', '%-d')

/** Functions under another name with the same arguments. */
const RENAMED: Readonly<Record<string, string>> = {
  approx_distinct: 'approx_count_distinct',
  approx_percentile: 'approx_quantile',
  safe_cast: 'try_cast',
  regexp_like: 'regexp_matches',
  regexp_contains: 'regexp_matches',
  cardinality: 'len',
  array_length: 'len',
  char_len: 'length',
  to_unixtime: 'epoch',
  unix_seconds: 'epoch',
  unix_millis: 'epoch_ms',
  unix_timestamp: 'epoch',
  nvl: 'coalesce',
  iif: 'if',
  total: 'sum',
  max_by: 'arg_max',
  min_by: 'arg_min',
  logical_or: 'bool_or',
  logical_and: 'bool_and',
  bool_union: 'bool_or',
  stddev_sample: 'stddev_samp',
  day_of_week: 'isodow',
  day_of_month: 'dayofmonth',
  day_of_year: 'dayofyear',
  substring_index: 'split_part',
  strlen: 'length',
  current_timestamp: 'now',
  getdate: 'now',
  countif: 'count_if',
}

type Make = (args: string[]) => string | undefined

const bigQueryDiff: Make = ([late, early, part]) =>
  early && isUnit(part) ? `date_diff(${plainUnit(part ?? '')}, ${early}, ${late})` : undefined
const shift =
  (sign: '+' | '-'): Make =>
  ([from, by]) =>
    by && /^interval\b/i.test(by) ? `(${from} ${sign} ${interval(by)})` : undefined
/** BigQuery names the unit last, Snowflake writes it bare. */
const trunc: Make = ([time, part]) => {
  if (!time || !part) return undefined
  if (isUnit(part) && !isUnit(time)) return `date_trunc(${plainUnit(part)}, ${time})`
  return isUnit(time) && !time.startsWith("'") ? `date_trunc(${plainUnit(time)}, ${part})` : undefined
}

/** 18446744073709551616 is 2^64: the last sixteen bytes in two halves, exact below 2^127; NULL for what is shorter. */
const wordValue: Make = ([value = '']) =>
  `(TRY_CAST('0x' || left(right(${value}, 32), 16) AS UBIGINT)::HUGEINT * 18446744073709551616::HUGEINT + TRY_CAST('0x' || right(${value}, 16) AS UBIGINT)::HUGEINT)`

const addUnits: Make = (args) =>
  args.length === 3 && isUnit(args[0])
    ? `(${args[2]} + to_${unit(args[0] ?? '')
        .replaceAll("'", '')
        .replace(/s$/, '')}s(${args[1]}))`
    : shift('+')(args)

/** Stands for split() until it is known which part is meant. */
const SPLIT = 'petrel_split'

/** Calls whose arguments change too. */
const CALLS: Readonly<Record<string, Make>> = {
  date_trunc: trunc,
  timestamp_trunc: trunc,
  datetime_trunc: trunc,
  date_sub: shift('-'),
  timestamp_sub: shift('-'),
  datetime_sub: shift('-'),
  timestamp_add: shift('+'),
  datetime_add: shift('+'),
  date_add: addUnits,
  dateadd: addUnits,
  split: ([text, by]) => (by ? `${SPLIT}(${text}, ${by})` : undefined),
  string_to_array: ([text, by]) => (by ? `${SPLIT}(${text}, ${by})` : undefined),
  date_diff: bigQueryDiff,
  timestamp_diff: bigQueryDiff,
  datetime_diff: bigQueryDiff,
  datediff: ([part, ...rest]) =>
    rest.length === 2 && part && !part.startsWith("'") && isUnit(part) ? `date_diff(${plainUnit(part)}, ${rest.join(', ')})` : undefined,
  from_unixtime: ([seconds]) => `CAST(to_timestamp(${seconds}) AS TIMESTAMP)`,
  timestamp_seconds: ([seconds]) => `CAST(to_timestamp(${seconds}) AS TIMESTAMP)`,
  timestamp_millis: ([ms]) => `CAST(to_timestamp(${ms} / 1000) AS TIMESTAMP)`,
  date_format: ([time, format]) => (format?.startsWith("'") ? `strftime(${time}, ${fromMySql(format)})` : undefined),
  format_date: ([format, time]) => (format ? `strftime(${time}, ${format.replaceAll('"', "'")})` : undefined),
  format_timestamp: ([format, time]) => (format ? `strftime(${time}, ${format.replaceAll('"', "'")})` : undefined),
  format_datetime: ([time, format]) =>
    format?.startsWith("'") ? `strftime(${time}, ${fromPostgres(format.replaceAll('yyyy', 'YYYY').replaceAll('dd', 'DD'))})` : undefined,
  to_char: ([time, format]) => (format?.startsWith("'") ? `strftime(${time}, ${fromPostgres(format)})` : undefined),
  to_date: ([text]) => `CAST(${text} AS DATE)`,
  date: (args) => (args.length === 1 ? `CAST(${args[0]} AS DATE)` : undefined),
  timestamp: (args) => (args.length === 1 ? `CAST(${(args[0] ?? '').replaceAll('"', "'")} AS TIMESTAMP)` : undefined),
  datetime: (args) => (args.length === 1 ? `CAST(${args[0]} AS TIMESTAMP)` : undefined),
  from_iso8601_timestamp: ([text]) => `CAST(${text} AS TIMESTAMP)`,
  parse_timestamp: ([, text]) => `CAST(${text} AS TIMESTAMP)`,
  safe_divide: ([a, b]) => `(${a} / nullif(${b}, 0))`,
  div: ([a, b]) => (b ? `(${a} // ${b})` : undefined),
  try: ([value]) => value,
  current_date: () => 'current_date',
  now: () => undefined,
  from_hex: ([text]) => (text ? `('0x' || lower(replace(${text}, '0x', '')))` : undefined),
  bytearray_to_uint256: wordValue,
  bytearray_to_int256: wordValue,
  bytearray_to_bigint: wordValue,
  bytearray_to_numeric: wordValue,
  bytearray_length: ([value]) => `((length(${value}) - 2) // 2)`,
  bytearray_starts_with: ([value, start]) => (start ? `starts_with(${value}, ${start})` : undefined),
  bytearray_substring: ([value, from, count]) =>
    from ? `('0x' || substr(${value}, 1 + 2 * (${from})${count ? `, 2 * (${count})` : ''}))` : undefined,
  bytearray_concat: ([first, second]) => (second ? `(${first} || substr(${second}, 3))` : undefined),
  // Hex text without its mark, as a query joins it to '0x' by itself.
  to_hex: ([value]) => `substr(${value}, 3)`,
  element_at: ([list, index]) => (index ? `list_extract(${list}, ${index})` : undefined),
  unnest: ([list = '']) => {
    const [, name = '', inside] =
      /^(sequence|generate_series|generate_date_array|generate_timestamp_array|generate_array)\s*\(([\s\S]*)\)$/i.exec(list) ?? []
    // Days step by one unless told.
    const step = /date_array/i.test(name) && !/\binterval\b[^()]*$/i.test(inside ?? '') ? ', INTERVAL 1 DAY' : ''
    return inside === undefined ? undefined : `generate_series(${inside}${step})`
  },
}

const rename = (written: string, args: string[]): string | undefined => {
  const name = written.replace(/^varbinary_/, 'bytearray_')
  const special = CALLS[name]?.(args) ?? MORE_CALLS[name]?.(args)
  if (special !== undefined) return special
  const other = RENAMED[name]
  return other === undefined ? undefined : `${other}(${args.join(', ')})`
}

function callChanges(sql: string): Rewritten {
  const changes: Change[] = []
  const made = replaceCalls(sql, (name, args) => {
    const text = rename(name, args)
    if (text !== undefined) changes.push({ kind: 'dialect', from: `${name}(${args.join(', ')})`, to: text })
    return text
  })
  return { sql: withParts(made, changes), changes }
}

const ARGUMENTS = String.raw`((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)`
const PART = new RegExp(
  String.raw`${SPLIT}\(${ARGUMENTS}\)\s*\[\s*(?:(safe_offset|offset|safe_ordinal|ordinal)\s*\(\s*(\d+)\s*\)|(\d+))\s*\]`,
  'gi',
)

/** split(text, '-')[1] is split_part(text, '-', 1); BigQuery's OFFSET begins at nought. */
function withParts(sql: string, changes: Change[]): string {
  if (!sql.includes(SPLIT)) return sql
  const made = sql.replace(PART, (_, args: string, kind: string | undefined, named: string | undefined, bare: string | undefined) => {
    const index = bare === undefined ? Number(named) + (/offset/i.test(kind ?? '') ? 1 : 0) : Number(bare)
    return `split_part(${args}, ${index})`
  })
  for (const change of changes) change.to = change.to.replace(SPLIT, 'split_part')
  return made.replaceAll(SPLIT, 'split')
}

const TYPES: Readonly<Record<string, string>> = {
  int64: 'BIGINT',
  float64: 'DOUBLE',
  string: 'VARCHAR',
  bignumeric: 'DOUBLE',
  uint256: 'BIGNUM',
  int256: 'BIGNUM',
  varbinary: 'VARCHAR',
  bytea: 'VARCHAR',
  bytes: 'VARCHAR',
  datetime: 'TIMESTAMP',
}

/** Is the token a type name: after AS inside a cast, or after "::". */
const isType = (tokens: readonly Token[], index: number): boolean =>
  tokens[index - 1]?.text === '::' || (isWord(tokens[index - 1], 'as') && tokens[index + 1]?.text === ')')

/** Numerics of 256-bit values have no decimal type here: they become doubles, whatever precision was written. */
function numericEdit(tokens: readonly Token[], index: number): Edit[] {
  const token = tokens[index]
  if (!token || !isWord(token, 'numeric', 'decimal') || !(tokens[index - 1]?.text === '::' || isWord(tokens[index - 1], 'as'))) return []
  const close = tokens[index + 1]?.text === '(' ? tokens.slice(index, index + 7).find(({ text }) => text === ')') : undefined
  return [{ start: token.start, end: close?.end ?? token.end, text: 'DOUBLE' }]
}

function typeEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    const numeric = numericEdit(tokens, index)
    if (numeric.length > 0) return numeric
    const type = token.kind === 'word' ? TYPES[token.text.toLowerCase()] : undefined
    return type && isType(tokens, index) ? [{ ...token, text: type }] : []
  })
}

/** Bytes as Trino (0x…), Postgres ('\x…') and the standard (X'…') write them are lower-case hex text here. */
function hexEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    if (token.kind === 'number' && /^0x[0-9a-f]{8,}$/i.test(token.text)) return [{ ...token, text: `'${token.text.toLowerCase()}'` }]
    if (token.kind === 'string' && /^'\\x[0-9a-f]+'$/i.test(token.text))
      return [{ ...token, text: token.text.toLowerCase().replace('\\x', '0x') }]
    const before = tokens[index - 1]
    if (token.kind === 'string' && isWord(before, 'x') && before?.end === token.start && /^'[0-9a-f]+'$/i.test(token.text))
      return [{ start: before.start, end: token.end, text: `'0x${token.text.slice(1).toLowerCase()}` }]
    return []
  })
}

/** Backticks become double quotes; a dotted name inside them becomes one name a part. */
function backtickEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token) => {
    if (!token.text.startsWith('`')) return []
    const parts = token.text.slice(1, -1).split('.')
    const quoted = parts.map((part) =>
      /^[a-z_][a-z0-9_]*$/i.test(part) && !/^(from|to|order|group|select)$/i.test(part) ? part : `"${part}"`,
    )
    return [{ ...token, text: quoted.join('.') }]
  })
}

/** BigQuery's SELECT * EXCEPT (a, b). */
const exceptEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token, index) =>
    isWord(token, 'except') && tokens[index - 1]?.text === '*' && tokens[index + 1]?.text === '(' ? [{ ...token, text: 'EXCLUDE' }] : [],
  )

/** `timestamp '2024-01-01 00:00 UTC'`: the zone goes, all times are UTC. */
const zoneEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token) =>
    token.kind === 'string' && / UTC'$/.test(token.text) ? [{ ...token, text: token.text.replace(/ UTC'$/, "'") }] : [],
  )

const BEFORE_COLUMN = ['select', 'where', 'and', 'or', 'by', 'on', 'when', 'then', 'distinct', 'not']
const AFTER_COLUMN = new Set([',', '=', '<>', '!=', '<', '>', ')', '::', '+', '-'])

/** "from" and "to" as columns, written bare. */
function fromEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    if (!isWord(token, 'from', 'to')) return []
    const [before, after] = [tokens[index - 1], tokens[index + 1]]
    const dotted = before?.text === '.'
    const placed = before?.text === ',' || before?.text === '(' || isWord(before, ...BEFORE_COLUMN)
    const used = AFTER_COLUMN.has(after?.text ?? '') || isWord(after, 'as', 'in', 'is', 'like', 'not', 'asc', 'desc')
    const listed = placed && isWord(token, 'to') && isWord(after, 'from')
    return dotted || (placed && used) || listed || isWord(before, 'by') ? [{ ...token, text: `"${token.text.toLowerCase()}"` }] : []
  })
}

/** SELECT TOP 5 and FETCH FIRST 5 ROWS ONLY become LIMIT 5. */
function limitEdits(sql: string, tokens: readonly Token[]): Edit[] {
  const top = tokens.findIndex(
    (token, index) => isWord(token, 'top') && isWord(tokens[index - 1], 'select', 'distinct') && tokens[index + 1]?.kind === 'number',
  )
  const number = tokens[top + 1]
  if (top >= 0 && number) {
    const end = sql.replace(/[\s;]+$/, '').length
    return [
      { start: tokens[top]?.start ?? 0, end: number.end, text: '' },
      { start: end, end, text: ` LIMIT ${number.text}` },
    ]
  }
  const fetch = tokens.findIndex((token, index) => isWord(token, 'fetch') && isWord(tokens[index + 1], 'first', 'next'))
  const [count, last] = [tokens[fetch + 2], tokens[fetch + 4]]
  if (fetch < 0 || count?.kind !== 'number' || !last) return []
  return [{ start: tokens[fetch]?.start ?? 0, end: last.end, text: `LIMIT ${count.text}` }]
}

const CURLY: Readonly<Record<string, string>> = { '“': '"', '”': '"', '‘': "'", '’': "'", '′': "'" }

/** Quotes that a word processor bent. */
const curlyEdits = (tokens: readonly Token[]): Edit[] =>
  tokens.flatMap((token) => (CURLY[token.text] ? [{ ...token, text: CURLY[token.text] ?? '' }] : []))

/** What is left of a fence, a comment "#" of MySQL and BigQuery, and the semicolon at the end stay as they are; the rest becomes DuckDB. */
export function fromDialects(sql: string): Rewritten {
  const changes: Change[] = []
  let text = withOffsets(sql)
  if (text !== sql) changes.push({ kind: 'dialect', from: 'OFFSET', to: '[]' })
  const edit = (make: (tokens: readonly Token[]) => Edit[]) => {
    const edits = make(codeTokens(text))
    for (const { start, end, text: to } of edits) changes.push({ kind: 'dialect', from: text.slice(start, end), to })
    text = applyEdits(text, edits)
  }
  edit(curlyEdits)
  edit(backtickEdits)
  edit(hexEdits)
  edit(fromEdits)
  edit(typeEdits)
  edit(zoneEdits)
  edit(exceptEdits)
  edit((tokens) => limitEdits(text, tokens))
  const called = callChanges(text)
  text = called.sql
  changes.push(...called.changes)
  edit(() => shapeEdits(text))
  return { sql: text, changes }
}

/** Addresses and hashes are stored in lower case: a mixed one finds nothing. */
export function lowerHex(sql: string): Rewritten {
  const edits = codeTokens(sql).flatMap((token) =>
    token.kind === 'string' && /^'0x([0-9a-f]{40}|[0-9a-f]{64})'$/i.test(token.text) && token.text !== token.text.toLowerCase()
      ? [{ ...token, text: token.text.toLowerCase() }]
      : [],
  )
  return {
    sql: applyEdits(sql, edits),
    changes: edits.map(({ start, end, text }) => ({ kind: 'address', from: sql.slice(start, end), to: text })),
  }
}
