import { PetrelError } from '../../core/errors.ts'
import { spanOf } from '../library/span.ts'
import { type Catalog, type Relation, relationOf } from './catalog.ts'
import { clauseEnd, insertionAt, itemsOf, outerScope, scopeAt, tokenAt } from './clauses.ts'
import { type Node, tablesIn } from './parse.ts'
import { applyEdits, codeTokens, type Edit, isWord } from './tokens.ts'

export const EDIT_OPS = ['limit', 'top', 'per', 'period', 'last', 'only', 'without', 'order', 'min_usd', 'words'] as const

/** One wish to change a statement, as read from words. */
export interface Wish {
  op: (typeof EDIT_OPS)[number]
  value: string
}

/** What a name in "only …" is: found by the tool that resolves names. */
export interface Meant {
  kind: 'dex' | 'chain' | 'token' | 'version' | 'address' | 'pair'
  value: string
}

const TIMES = ['block_time', 'block_timestamp', 'time', 'minute', 'hour', 'created_time']
const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`
const column = (alias: string, name: string): string =>
  `${/^[a-z_]\w*$/i.test(alias) ? alias : `"${alias}"`}.${/^(from|to|at|index)$/.test(name) ? `"${name}"` : name}`

const cannot = (message: string): PetrelError =>
  new PetrelError('cannot_answer', { message, hint: 'Write the statement with that change yourself, or ask for another one.' })

const sqlTime = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ')

const timeOf = (relation: Relation): string | undefined =>
  TIMES.find((name) => relation.columns.some((each) => each.name === name && each.type.startsWith('TIMESTAMP')))

/** Columns that hold what is meant, of a relation. */
const HOLDERS: Record<Meant['kind'], readonly string[]> = {
  dex: ['project'],
  chain: ['blockchain'],
  version: ['version'],
  token: [
    'symbol',
    'token_symbol',
    'token_bought_symbol',
    'token_sold_symbol',
    'token0_symbol',
    'token1_symbol',
    'bought_symbol',
    'sold_symbol',
  ],
  pair: ['token_pair'],
  address: ['taker', 'tx_from', 'from', 'to', 'from_address', 'to_address', 'contract_address', 'project_contract_address', 'address'],
}

type Condition = (relation: Relation, alias: string) => string | undefined

function holds(meant: Meant, not: boolean): Condition {
  return (relation, alias) => {
    const names = HOLDERS[meant.kind].filter((name) => relation.columns.some((each) => each.name === name))
    if (names.length === 0) return undefined
    const value = meant.kind === 'address' ? meant.value.toLowerCase() : meant.value
    const tests = names.map((name) => `${column(alias, name)} ${not ? 'IS DISTINCT FROM' : '='} ${quoted(value)}`)
    return tests.length === 1 ? tests[0] : `(${tests.join(not ? ' AND ' : ' OR ')})`
  }
}

const within =
  (from: string | undefined, to: string | undefined): Condition =>
  (relation, alias) => {
    const name = timeOf(relation)
    if (!name) return undefined
    const at = column(alias, name)
    return [from && `${at} >= TIMESTAMP ${quoted(from)}`, to && `${at} < TIMESTAMP ${quoted(to)}`].filter(Boolean).join(' AND ')
  }

const lately =
  (span: string): Condition =>
  (relation, alias) => {
    const name = timeOf(relation)
    const [n = '1', unit = 'day'] = span.split(' ')
    return name && `${column(alias, name)} >= now()::TIMESTAMP - INTERVAL ${Number(n)} ${unit}`
  }

const worth =
  (usd: string): Condition =>
  (relation, alias) =>
    relation.columns.some(({ name }) => name === 'amount_usd') ? `${column(alias, 'amount_usd')} >= ${Number(usd)}` : undefined

/** Adds a condition to every SELECT that reads a table which can hold it; to one table of each. */
function addCondition(sql: string, { tree, catalog, condition }: { tree: Node; catalog: Catalog; condition: Condition }): string {
  const tokens = codeTokens(sql)
  const done = new Set<number>()
  const edits: Edit[] = []
  for (const { name, alias, at } of tablesIn(tree, sql)) {
    const relation = relationOf(catalog, name)
    const test = relation && condition(relation, alias)
    if (!test) continue
    const scope = scopeAt(sql, tokenAt(tokens, at), tokens)
    const key = scope.at.from ?? scope.end
    if (done.has(key)) continue
    done.add(key)
    if (scope.at.where === undefined) {
      const place = insertionAt(scope, 'where')
      edits.push({ start: place, end: place, text: ` WHERE ${test}` })
      continue
    }
    const start = tokens[scope.at.where + 1]?.start ?? 0
    const end = tokens[clauseEnd(scope, 'where') - 1]?.end ?? start
    const old = sql.slice(start, end)
    edits.push({ start, end, text: `${test} AND ${/\bor\b/i.test(old) ? `(${old})` : old}` })
  }
  if (edits.length === 0) throw cannot('No table of this statement has a column for that.')
  return applyEdits(sql, edits)
}

function setLimit(sql: string, n: string): string {
  const scope = outerScope(sql)
  const number = scope.at.limit === undefined ? undefined : scope.tokens[scope.at.limit + 1]
  if (number) return applyEdits(sql, [{ ...number, text: n }])
  const place = insertionAt(scope, 'limit')
  return applyEdits(sql, [{ start: place, end: place, text: ` LIMIT ${n}` }])
}

/** Sorts by the last thing that is shown, the usual place of the figure, unless the statement sorts already. */
function setOrder(sql: string, direction: string, force: boolean): string {
  const scope = outerScope(sql)
  const items = itemsOf(sql, scope, (scope.at.select ?? -1) + 1, scope.at.from ?? scope.end)
  if (scope.at.order === undefined) {
    const place = insertionAt(scope, 'order')
    return applyEdits(sql, [{ start: place, end: place, text: ` ORDER BY ${Math.max(1, items.length)} ${direction}` }])
  }
  if (!force) return sql
  const end = clauseEnd(scope, 'order')
  const directions = scope.tokens.slice(scope.at.order, end).filter((token) => isWord(token, 'asc', 'desc'))
  if (directions.length > 0)
    return applyEdits(
      sql,
      directions.map((token) => ({ ...token, text: direction })),
    )
  const place = scope.tokens[end - 1]?.end ?? sql.length
  return applyEdits(sql, [{ start: place, end: place, text: ` ${direction}` }])
}

/** Units inside date_trunc('day', …), wherever they stand. */
function truncations(sql: string, unit: string): Edit[] {
  const tokens = codeTokens(sql)
  return tokens.flatMap((token, index) => {
    const text = tokens[index + 2]
    return isWord(token, 'date_trunc') && text?.kind === 'string' ? [{ ...text, text: quoted(unit) }] : []
  })
}

function addPer(sql: string, unit: string, { tree, catalog }: { tree: Node; catalog: Catalog }): string {
  const known = truncations(sql, unit)
  if (known.length > 0) return applyEdits(sql, known)
  const tokens = codeTokens(sql)
  const dates = tokens.filter(
    (token, index) => isWord(token, 'block_date') && !isWord(tokens[index - 1], 'as') && tokens[index - 1]?.text !== '.',
  )
  if (dates.length > 0)
    return applyEdits(
      sql,
      dates.map((token, index) => ({ ...token, text: `date_trunc(${quoted(unit)}, block_date)${index === 0 ? ` AS ${unit}` : ''}` })),
    )
  const scope = outerScope(sql)
  const inScope = tablesIn(tree, sql).find(({ at }) => scopeAt(sql, tokenAt(tokens, at), tokens).at.from === scope.at.from)
  const relation = inScope && relationOf(catalog, inScope.name)
  const time = relation && timeOf(relation)
  if (!inScope || !time || scope.at.from === undefined) throw cannot('This statement has no column of time to group by.')
  const expression = `date_trunc(${quoted(unit)}, ${column(inScope.alias, time)})`
  const list = tokens[scope.at.from - 1]?.end ?? 0
  const group = scope.at.group
  const groupEnd = group === undefined ? insertionAt(scope, 'group') : (tokens[clauseEnd(scope, 'group') - 1]?.end ?? 0)
  const all = group !== undefined && isWord(tokens[group + 2], 'all')
  return applyEdits(sql, [
    { start: list, end: list, text: `, ${expression} AS ${unit}` },
    ...(all ? [] : [{ start: groupEnd, end: groupEnd, text: group === undefined ? ` GROUP BY ${expression}` : `, ${expression}` }]),
    ...(scope.at.order === undefined
      ? [{ start: insertionAt(scope, 'order'), end: insertionAt(scope, 'order'), text: ` ORDER BY ${unit}` }]
      : []),
  ])
}

/** Applies one wish to the text of a statement; what it does not touch stays as it was written. Throws PetrelError cannot_answer. */
export function edit(sql: string, wish: Wish, context: { tree: Node; catalog: Catalog; now: number; meant?: Meant | undefined }): string {
  const { op, value } = wish
  const add = (condition: Condition) => addCondition(sql, { ...context, condition })
  switch (op) {
    case 'limit':
      return setLimit(sql, String(Number(value)))
    case 'top':
      return setLimit(setOrder(sql, 'DESC', false), String(Number(value)))
    case 'order':
      return setOrder(sql, value.toUpperCase() === 'ASC' ? 'ASC' : 'DESC', true)
    case 'per':
      return addPer(sql, value, context)
    case 'period': {
      // A range is written out; a name such as last_week is worked out now.
      if (value.includes('/')) {
        const [from, to] = value.split('/')
        return add(within(from || undefined, to || undefined))
      }
      const span = spanOf(value, context.now)
      return add(within(sqlTime(span.from), span.to > context.now ? undefined : sqlTime(span.to)))
    }
    case 'last':
      return add(lately(value))
    case 'min_usd':
      return add(worth(value))
    case 'only':
    case 'without':
      if (!context.meant) throw cannot(`"${value}" is no DEX, chain, token, pair or address that this data holds.`)
      return add(holds(context.meant, op === 'without'))
    case 'words':
      throw cannot('This change needs a language model, and none is loaded.')
    default:
      return op satisfies never
  }
}
