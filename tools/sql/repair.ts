import { distance } from '../../chain/registry/near.ts'
import { FUNCTIONS } from '../../chain/warehouse/functions.ts'
import type { ResultSet, Warehouse } from '../../chain/warehouse/warehouse.ts'
import { type PetrelError, toPetrelError } from '../../core/errors.ts'
import { type Catalog, relationOf } from './catalog.ts'
import { type Change, fromDialects, lowerHex } from './dialect.ts'
import { mayStandFor } from './foreign-more.ts'
import { COLUMNS, foreignSql, foreignTable } from './foreign-tables.ts'
import { nearest } from './near.ts'
import { parse, tablesIn } from './parse.ts'
import { repairSyntax } from './syntax.ts'
import { applyEdits, codeTokens, type Edit, isWord, type Token } from './tokens.ts'

export interface Repairing {
  warehouse: Warehouse
  catalog: Catalog
  /** Chains of the warehouse that a table's name may speak of. */
  chains: readonly { name: string; id: number; aliases: readonly string[] }[]
  signal: AbortSignal
}

export interface Repaired {
  sql: string
  changes: readonly Change[]
  /** Chains that a table named and that are not indexed here. */
  elsewhere: readonly string[]
  result: ResultSet
}

/** The statement could not be made to run: what was tried, and the error that remains. */
export interface Unrepaired {
  sql: string
  changes: readonly Change[]
  elsewhere: readonly string[]
  error: PetrelError
}

interface State {
  sql: string
  changes: Change[]
  elsewhere: Set<string>
  error: PetrelError
  dialects: boolean
}

const ROUNDS = 24
const bare = (token: Token): string => token.text.replace(/^["`]|["`]$/g, '').toLowerCase()

function replaced(state: State, edits: readonly Edit[], kind: Change['kind']): boolean {
  if (edits.length === 0) return false
  for (const { start, end, text } of edits) state.changes.push({ kind, from: state.sql.slice(start, end), to: text })
  const before = state.sql
  state.sql = applyEdits(state.sql, edits)
  return state.sql !== before
}

/** Places of a dotted name: its first and last token. */
function namesAt(tokens: readonly Token[], path: string): { first: number; last: number }[] {
  const parts = path.toLowerCase().split('.')
  return tokens.flatMap((_, first) => {
    const fits = parts.every((part, index) => {
      const token = tokens[first + index * 2]
      return (
        token &&
        (token.kind === 'word' || token.kind === 'quoted') &&
        bare(token) === part &&
        (index === 0 || tokens[first + index * 2 - 1]?.text === '.')
      )
    })
    const last = first + (parts.length - 1) * 2
    return fits && tokens[first - 1]?.text !== '.' && tokens[last + 1]?.text !== '.' ? [{ first, last }] : []
  })
}

const isAliased = (next: Token | undefined): boolean =>
  next?.kind === 'quoted' ||
  isWord(next, 'as') ||
  (next?.kind === 'word' &&
    !/^(where|group|order|limit|join|left|right|inner|cross|full|on|union|having|using|asof|qualify|window|except|intersect|natural|semi|anti|positional|offset|set|tablesample|and|or)$/i.test(
      next.text,
    ))

/** Replaces a table by ours; a query in its place keeps the table's last name, so that its columns can still be named by it. */
function swapTable(state: State, name: string, to: string): boolean {
  const tokens = codeTokens(state.sql)
  const places = namesAt(tokens, name)
  const short = name.split('.').at(-1) ?? name
  const edits = places.flatMap(({ first, last }) => {
    const [from, end] = [tokens[first], tokens[last]]
    if (!from || !end) return []
    const alias = to.startsWith('(') && !isAliased(tokens[last + 1]) ? ` AS ${short}` : ''
    return [{ start: from.start, end: end.end, text: `${to}${alias}` }]
  })
  return replaced(state, edits, 'table')
}

async function repairTable(state: State, { warehouse, catalog, chains, signal }: Repairing): Promise<boolean> {
  const parsed = await parse(warehouse, state.sql, signal)
  if ('error' in parsed) return false
  const unknown = tablesIn(parsed.tree, state.sql).find(({ name }) => !relationOf(catalog, name))
  if (!unknown) return false
  const foreign = foreignTable(unknown.name)
  if (foreign) {
    const chain = foreign.chain
      ? chains.find(({ name, aliases }) => name === foreign.chain || aliases.includes(foreign.chain ?? ''))
      : undefined
    if (foreign.chain && !chain) {
      // A name such as "uniswap.trades" is no chain: what follows decides, and nothing is filtered.
      state.elsewhere.add(foreign.chain)
    }
    const swapped = swapTable(state, unknown.name, foreignSql(foreign, chain))
    if (foreign.chain && !chain) sameChain(state, foreign.chain, chains)
    return swapped
  }
  const known = chains.flatMap(({ name, aliases }) => [name, ...aliases])
  const names = [...catalog.keys()].filter((name) =>
    mayStandFor(unknown.name, name, { chains: known, distance: (a, b) => distance(a, b, 4) }),
  )
  const last = unknown.name.split('.').at(-1) ?? ''
  const near =
    nearest(unknown.name, names) ?? names.find((name) => name.endsWith(`.${last}`)) ?? nearest(last, names) ?? lastNear(last, names)
  return near !== undefined && swapTable(state, unknown.name, near)
}

/** Where a table ran over the chains that are here, a join to another one by the same chain's name must not find nothing. */
function sameChain(state: State, chain: string, chains: Repairing['chains']): void {
  const [only, more] = chains
  if (!only || more) return
  const tokens = codeTokens(state.sql)
  const edits = tokens.filter((token, index) => {
    const [before, name] = [tokens[index - 1], tokens[index - 2]]
    return token.text.toLowerCase() === `'${chain}'` && before?.text === '=' && name !== undefined && bare(name) === 'blockchain'
  })
  replaced(
    state,
    edits.map((token) => ({ ...token, text: `'${only.name}'` })),
    'chain',
  )
}

const lastNear = (last: string, names: readonly string[]): string | undefined => {
  const near = nearest(
    last,
    names.map((name) => name.split('.').at(-1) ?? name),
  )
  return near === undefined ? undefined : names.find((name) => name === near || name.endsWith(`.${near}`))
}

const quoteName = (name: string): string => (/^(from|to|index|at|type|order|group|table|desc|asc)$/i.test(name) ? `"${name}"` : name)

/** Columns of the tables that the statement reads, of all tables when it reads none by name. */
async function columnsIn(state: State, { warehouse, catalog, signal }: Repairing): Promise<string[]> {
  const parsed = await parse(warehouse, state.sql, signal)
  const relations = 'tree' in parsed ? tablesIn(parsed.tree, state.sql).flatMap(({ name }) => relationOf(catalog, name) ?? []) : []
  return (relations.length > 0 ? relations : [...catalog.values()]).flatMap(({ columns }) => columns.map(({ name }) => name))
}

const UNKNOWN_COLUMN = [
  /Referenced column "([^"]+)" not found/,
  /does not have a column named "([^"]+)"/,
  /Referenced column "([^"]+)" was not found/,
]
const UNKNOWN_TABLE = /Referenced table "([^"]+)" not found/

async function repairColumn(state: State, context: Repairing): Promise<boolean> {
  const message = state.error.message
  const wrong = UNKNOWN_COLUMN.map((pattern) => pattern.exec(message)?.[1]).find(Boolean)
  if (!wrong) return false
  const candidates = [...(/Candidate bindings: :?([^\n]*)/.exec(message)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(
    ([, name = '']) => name.split('.').at(-1) ?? name,
  )
  const there = new Set([...(await columnsIn(state, context)), ...candidates])
  const known = COLUMNS[wrong.toLowerCase()]?.find((name) => there.has(name))
  const to = known ?? nearest(wrong, [...candidates, ...there])
  const tokens = codeTokens(state.sql)
  const places = tokens.filter(
    (token, index) =>
      (token.kind === 'word' || token.kind === 'quoted') &&
      bare(token) === wrong.toLowerCase() &&
      tokens[index + 1]?.text !== '(' &&
      !isWord(tokens[index - 1], 'as'),
  )
  if (to !== undefined && to.toLowerCase() !== wrong.toLowerCase())
    return replaced(
      state,
      places.map((token) => ({ ...token, text: quoteName(to) })),
      'column',
    )
  // BigQuery and MySQL write text in double quotes.
  const texts = places
    .filter(({ kind }) => kind === 'quoted')
    .map((token) => ({ ...token, text: `'${token.text.slice(1, -1).replaceAll("'", "''")}'` }))
  return replaced(state, texts, 'dialect')
}

/** "t.x" where the table is not called t: the nearest alias, or none. */
function repairQualifier(state: State): boolean {
  const message = state.error.message
  const wrong = UNKNOWN_TABLE.exec(message)?.[1]
  if (!wrong) return false
  const candidate = /Candidate tables: "([^"]+)"/.exec(message)?.[1]
  const tokens = codeTokens(state.sql)
  const edits = tokens.flatMap((token, index) => {
    if (bare(token) !== wrong.toLowerCase() || tokens[index + 1]?.text !== '.' || tokens[index - 1]?.text === '.') return []
    return [{ start: token.start, end: candidate ? token.end : (tokens[index + 1]?.end ?? token.end), text: candidate ?? '' }]
  })
  return replaced(state, edits, 'column')
}

function repairFunction(state: State): boolean {
  const name =
    /it calls ([\w]+)\(\)/.exec(state.error.message)?.[1] ?? /Function with name "?(\w+)"? does not exist/i.exec(state.error.message)?.[1]
  if (!name) return false
  const to = nearest(
    name,
    [...FUNCTIONS].filter((each) => /^[a-z]/.test(each)),
  )
  // Another function of a like name computes something else: two letters at most may be wrong, and none of the first.
  if (!to || distance(name, to, 3) > 2 || to[0] !== name[0]) return false
  const tokens = codeTokens(state.sql)
  const places = tokens.filter((token, index) => token.text.toLowerCase() === name && tokens[index + 1]?.text === '(')
  return replaced(
    state,
    places.map((token) => ({ ...token, text: to })),
    'function',
  )
}

const BIG = /(^|_)raw$|^(value|amount0|amount1|total_supply|liquidity|reserve0|reserve1|sqrt_price_x96)$/

/** A uint256 is exact, so arithmetic with fractions needs it as a double first. */
function repairTypes(state: State): boolean {
  if (!/BIGNUM/.test(state.error.message)) return false
  const tokens = codeTokens(state.sql)
  const edits = tokens.flatMap((token, index) => {
    const name = bare(token)
    if ((token.kind !== 'word' && token.kind !== 'quoted') || !BIG.test(name)) return []
    if (
      tokens[index + 1]?.text === '::' ||
      tokens[index + 1]?.text === '.' ||
      isWord(tokens[index - 1], 'as') ||
      isWord(tokens[index + 1], 'as')
    )
      return []
    return [{ ...token, text: `${token.text}::DOUBLE` }]
  })
  return replaced(state, edits, 'type')
}

/** Casts that fail on one row fail the whole: the failing rows become NULL. */
function repairCasts(state: State): boolean {
  if (!/Conversion Error|Could not convert|could not be cast|out of range/i.test(state.error.message)) return false
  const tokens = codeTokens(state.sql)
  return replaced(
    state,
    tokens.filter((token) => isWord(token, 'cast')).map((token) => ({ ...token, text: 'TRY_CAST' })),
    'type',
  )
}

/** Text where a number is needed: "No function matches sum(VARCHAR)". */
function repairTextNumbers(state: State): boolean {
  const name =
    /No function matches the given name and argument types '(sum|avg|stddev\w*|var\w*|median|round|abs)\((?:VARCHAR|STRING_LITERAL)/.exec(
      state.error.message,
    )?.[1]
  if (!name) return false
  const tokens = codeTokens(state.sql)
  const edits = tokens.flatMap((token, index) => {
    const inner = tokens[index + 2]
    const fits =
      token.text.toLowerCase() === name && tokens[index + 1]?.text === '(' && inner?.kind === 'word' && tokens[index + 3]?.text === ')'
    return fits && inner ? [{ ...inner, text: `TRY_CAST(${inner.text} AS DOUBLE)` }] : []
  })
  return replaced(state, edits, 'type')
}

function repairGroups(state: State): boolean {
  if (!/must appear in the GROUP BY clause/.test(state.error.message)) return false
  const tokens = codeTokens(state.sql)
  const group = tokens.findIndex((token, index) => isWord(token, 'group') && isWord(tokens[index + 1], 'by'))
  const ends = (from: number) => {
    let depth = 0
    for (let at = from; at < tokens.length; at++) {
      const token = tokens[at]
      if (token?.text === '(') depth++
      if (token?.text === ')' && depth-- === 0) return at
      if (depth === 0 && (isWord(token, 'having', 'order', 'limit', 'union', 'qualify', 'window', 'offset') || token?.text === ';'))
        return at
    }
    return tokens.length
  }
  if (group >= 0) {
    const end = ends(group + 2)
    return replaced(
      state,
      [{ start: tokens[group]?.start ?? 0, end: tokens[end - 1]?.end ?? state.sql.length, text: 'GROUP BY ALL' }],
      'syntax',
    )
  }
  const end = tokens[ends(0) - 1]?.end ?? state.sql.length
  return replaced(state, [{ start: end, end, text: ' GROUP BY ALL' }], 'syntax')
}

function repairAmbiguous(state: State): boolean {
  const [, name, to] = /Ambiguous reference to column name "([^"]+)" \(use: "([^"]+)"/.exec(state.error.message) ?? []
  if (!name || !to) return false
  const tokens = codeTokens(state.sql)
  const places = tokens.filter(
    (token, index) =>
      bare(token) === name.toLowerCase() &&
      tokens[index - 1]?.text !== '.' &&
      !isWord(tokens[index - 1], 'as') &&
      tokens[index + 1]?.text !== '.',
  )
  return replaced(
    state,
    places.map((token) => ({ ...token, text: to })),
    'column',
  )
}

/** One more repair, chosen by the error; false when none is known. */
async function step(state: State, context: Repairing): Promise<boolean> {
  if (!state.dialects) {
    state.dialects = true
    const { sql, changes } = fromDialects(state.sql)
    if (sql !== state.sql) {
      state.sql = sql
      state.changes.push(...changes)
      return true
    }
  }
  if (/is not SQL/.test(state.error.message)) return replaced(state, repairSyntax(state.sql, state.error.message), 'syntax')
  if (/it reads "/.test(state.error.message)) return await repairTable(state, context)
  if (await repairColumn(state, context)) return true
  const repairs = [repairQualifier, repairFunction, repairTypes, repairTextNumbers, repairAmbiguous, repairGroups, repairCasts]
  return repairs.some((repair) => repair(state))
}

const REPAIRABLE = new Set(['query_refused', 'query_failed'])

/**
 * Runs a statement under the guard and, while it fails for a known reason, repairs that and tries again. Deterministic: names by
 * distance and by a table of other warehouses' names, dialects by rule, types by the engine's own complaint.
 * Throws PetrelError query_deadline, warehouse_down, cancelled.
 */
export async function runRepaired(sql: string, context: Repairing): Promise<Repaired | Unrepaired> {
  const lowered = lowerHex(sql)
  const state: State = {
    sql: lowered.sql,
    changes: [...lowered.changes],
    elsewhere: new Set(),
    error: toPetrelError(undefined),
    dialects: false,
  }
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    try {
      const result = await context.warehouse.guarded(state.sql, { signal: context.signal })
      return { sql: state.sql, changes: state.changes, elsewhere: [...state.elsewhere], result }
    } catch (error) {
      state.error = toPetrelError(error)
      if (!REPAIRABLE.has(state.error.code)) throw error
    }
    if (seen.has(state.sql)) break
    seen.add(state.sql)
    if (!(await step(state, context))) break
  }
  return { sql: state.sql, changes: state.changes, elsewhere: [...state.elsewhere], error: state.error }
}
