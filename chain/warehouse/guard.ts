import { PetrelError } from '../../core/errors.ts'
import { EVENT_SCHEMA } from './events.ts'
import { FUNCTIONS, TABLE_FUNCTIONS } from './functions.ts'
import { TABLES } from './schema.ts'
import { VIEWS } from './views.ts'

/** Longest statement in characters and deepest nesting of its brackets: the parser recurses. */
export const MAX_LENGTH = 10_000
export const MAX_DEPTH = 60

/** Raw tables that strangers may read: all but the operator's own journals. */
const HIDDEN = ['imports', 'abi_events']
const RAW: ReadonlySet<string> = new Set([
  ...TABLES.map((table) => table.name).filter((name) => !HIDDEN.includes(name)),
  // What answers are made of can be shown, changed and asked again.
  ...['transfer_days', 'transfer_seals'],
])
const QUALIFIED: ReadonlySet<string> = new Set([
  ...VIEWS.map((view) => `${view.schema}.${view.name}`),
  ...[...RAW].map((name) => `main.${name}`),
])
const CLASSES: ReadonlySet<string> = new Set(
  'CONSTANT COLUMN_REF FUNCTION OPERATOR COMPARISON CONJUNCTION CASE CAST BETWEEN STAR SUBQUERY WINDOW POSITIONAL_REFERENCE'.split(' '),
)
/** Query nodes, things in FROM, and modifiers. SHOW_REF (describe), recursive CTEs, pivots and all that is new are not here. */
const NODES: ReadonlySet<string> = new Set(
  `SELECT_NODE SET_OPERATION_NODE BASE_TABLE SUBQUERY JOIN EMPTY EXPRESSION_LIST TABLE_FUNCTION ORDER_MODIFIER LIMIT_MODIFIER
   LIMIT_PERCENT_MODIFIER DISTINCT_MODIFIER ORDER_DEFAULT ASCENDING DESCENDING`
    .split(/\s+/)
    .filter(Boolean),
)
/** Names that a catalogue of the engine has; a WITH name must not hide behind them. */
const CATALOGUE = /^(duckdb_|pg_|sqlite_|pragma_|information_schema)/

/** Names that the engine reads as calls of its own, with no brackets: what its database, schema and user are called. */
const OWN_NAMES: ReadonlySet<string> = new Set(
  'current_catalog current_database current_schema current_role current_user session_user'.split(' '),
)
/** Macros of the engine that write an argument out several times: nested ones grow without end while planning, which nothing interrupts. */
const COPYING: ReadonlySet<string> = new Set(['nullif', 'round_even', 'fmod', 'split_part'])
const MAX_COPYING = 4
/** Strings, names in quotes and comments: their words are no keywords. */
const QUOTED =
  /\be'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\x22(?:[^\x22]|\x22\x22)*\x22|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$/gi

const NOT_SELECT = 'Write one SELECT (or WITH … SELECT) over the documented tables.'

const refused = (message: string, hint: string = NOT_SELECT): PetrelError =>
  new PetrelError('query_refused', { message: `The statement was refused: ${message}`, hint })

/** CASE x WHEN …, where x itself holds a CASE: the parser writes x out for each WHEN, before any deadline can stop it. */
function caseOfCase(sql: string): boolean {
  const words =
    sql
      .replaceAll(QUOTED, ' ')
      .toLowerCase()
      .match(/\b(?:case|when)\b/g) ?? []
  return words.some((word, at) => word === 'case' && words[at + 1] === 'case')
}

/** Text checks that must come before any parser sees the statement. Throws PetrelError query_refused. */
export function checkText(sql: string): void {
  if (sql.trim() === '') throw refused('it is empty.')
  if (sql.length > MAX_LENGTH) throw refused(`it has ${sql.length} characters; ${MAX_LENGTH} are allowed.`, 'Make it shorter.')
  if (sql.includes('\0')) throw refused('it holds a NUL byte.', 'Remove the byte.')
  let depth = 0
  for (const character of sql) {
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    if (depth > MAX_DEPTH) throw refused(`its brackets are nested deeper than ${MAX_DEPTH}.`, 'Use WITH to name the inner parts.')
  }
  if (caseOfCase(sql)) throw refused('it holds a CASE of a CASE.', 'Use WITH to name the inner CASE.')
}

type Node = Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** WITH names in scope, and views of the operator's contracts by their full names; no WITH name has a dot. */
type Known = ReadonlySet<string>

function checkTable(node: Node, ctes: Known): void {
  const schema = text(node.schema_name).toLowerCase()
  const name = text(node.table_name).toLowerCase()
  const shown = [text(node.catalog_name), schema, name].filter(Boolean).join('.')
  if (text(node.catalog_name) === '' && !isNode(node.at_clause)) {
    if (schema === '' && !name.includes('.') && (ctes.has(name) || RAW.has(name))) return
    if (QUALIFIED.has(`${schema}.${name}`) || (schema === EVENT_SCHEMA && ctes.has(`${schema}.${name}`))) return
  }
  throw refused(`it reads "${shown}".`, `Allowed are ${[...QUALIFIED].map((each) => each.replace(/^main\./, '')).join(', ')}.`)
}

function checkFunction(node: Node, allowed: ReadonlySet<string>): void {
  const name = text(node.function_name).toLowerCase()
  const schema = text(node.schema).toLowerCase()
  if (text(node.catalog) === '' && (schema === '' || schema === 'main') && allowed.has(name)) return
  const others =
    allowed === TABLE_FUNCTIONS ? [...TABLE_FUNCTIONS].join(', ') : 'the usual aggregates, windows, text, number and date functions'
  throw refused(`it calls ${name}().`, `Allowed are ${others}.`)
}

/** The names that WITH gives to a query node, and the walk through their bodies in order: each sees the ones before it. */
function walkCtes(node: Node, ctes: ReadonlySet<string>): ReadonlySet<string> {
  const map = isNode(node.cte_map) && Array.isArray(node.cte_map.map) ? node.cte_map.map : []
  const known = new Set(ctes)
  for (const entry of map) {
    if (!isNode(entry)) continue
    walk(entry.value, known)
    const name = text(entry.key).toLowerCase()
    if (CATALOGUE.test(name)) throw refused(`WITH names "${name}", which is a name of the engine.`, 'Give it another name.')
    if (name.includes('.')) throw refused(`WITH names "${name}" with a dot.`, 'Give it another name.')
    known.add(name)
  }
  return known
}

function walkTableFunction(node: Node, ctes: ReadonlySet<string>): void {
  const call = node.function
  if (!isNode(call) || text(call.class) !== 'FUNCTION') throw refused('it calls a table function in an unknown way.')
  checkFunction(call, TABLE_FUNCTIONS)
  for (const [key, value] of Object.entries(call)) if (key !== 'class') walk(value, ctes)
  for (const [key, value] of Object.entries(node)) if (key !== 'function' && key !== 'type') walk(value, ctes)
}

/** A name that stands alone and that the engine would take for one of its own. */
function checkColumn(node: Node): void {
  const [name, ...more] = Array.isArray(node.column_names) ? node.column_names.map(text) : []
  if (name !== undefined && more.length === 0 && OWN_NAMES.has(name.toLowerCase())) throw refused(`it reads "${name}".`)
}

/** The most calls inside each other of macros that copy what they are given. */
function copying(value: unknown): number {
  if (!isNode(value)) return 0
  const inner = Object.values(value).reduce<number>((most, child) => Math.max(most, copying(child)), 0)
  return inner + (COPYING.has(text((value as Node).function_name).toLowerCase()) ? 1 : 0)
}

function check(node: Node, ctes: ReadonlySet<string>): void {
  const kind = text(node.class)
  const type = text(node.type)
  if (kind !== '') {
    if (!CLASSES.has(kind)) throw refused(`it holds a ${kind.toLowerCase().replaceAll('_', ' ')}, which is not allowed.`)
    if (kind === 'FUNCTION' || kind === 'WINDOW') checkFunction(node, FUNCTIONS)
    if (kind === 'COLUMN_REF') checkColumn(node)
    return
  }
  // A cast to a type that is none of the engine's own has a bare type object; it names no table and no function.
  if (type === '' || type.endsWith('_TYPE_INFO')) return
  if (!NODES.has(type)) throw refused(`it holds a ${type.toLowerCase().replaceAll('_', ' ')}, which is not allowed.`)
  if (type === 'BASE_TABLE') checkTable(node, ctes)
}

function walk(value: unknown, ctes: ReadonlySet<string>): void {
  if (Array.isArray(value)) {
    for (const each of value) walk(each, ctes)
    return
  }
  if (!isNode(value)) return
  check(value, ctes)
  if (text(value.type) === 'TABLE_FUNCTION' && text(value.class) === '') {
    walkTableFunction(value, ctes)
    return
  }
  const known = 'cte_map' in value ? walkCtes(value, ctes) : ctes
  for (const [key, child] of Object.entries(value)) if (key !== 'cte_map') walk(child, known)
}

/**
 * Judges the syntax tree that DuckDB's json_serialize_sql gives: one SELECT, known node types, listed tables and functions only.
 * `events` are the views of the operator's contracts, as "contracts.name".
 * Throws PetrelError query_refused naming the first thing that is not allowed, query_failed for a syntax error.
 */
export function checkTree(tree: unknown, events: ReadonlySet<string> = new Set()): void {
  if (!isNode(tree)) throw refused('it could not be parsed.')
  if (tree.error === true) {
    const message = text(tree.error_message)
    if (text(tree.error_type) === 'parser')
      throw new PetrelError('query_refused', { message: `The statement is not SQL: ${message}`, hint: NOT_SELECT })
    throw refused('it is not a SELECT.')
  }
  const statements = Array.isArray(tree.statements) ? tree.statements : []
  if (statements.length !== 1) throw refused(`it holds ${statements.length} statements; one is allowed.`, 'Ask them one at a time.')
  if (copying(statements[0]) > MAX_COPYING)
    throw refused(`it nests ${[...COPYING].join(', ')} deeper than ${MAX_COPYING}.`, 'Use WITH to name the inner parts.')
  walk(statements[0], events)
}
