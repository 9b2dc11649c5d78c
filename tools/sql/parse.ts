import type { Warehouse } from '../../chain/warehouse/warehouse.ts'

/** A node of DuckDB's own syntax tree, as json_serialize_sql gives it. */
export type Node = Record<string, unknown>

export const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
export const listOf = (value: unknown): Node[] => (Array.isArray(value) ? value.filter(isNode) : [])

const LIMITS = { cell: 4_000_000, bytes: 8_000_000 }

/** The tree of one SELECT, or the parser's complaint. The statement is a parameter: it is read, never run. */
export async function parse(
  warehouse: Warehouse,
  sql: string,
  signal: AbortSignal,
): Promise<{ tree: Node } | { error: string; at?: number }> {
  const call = 'SELECT json_serialize_sql($1::VARCHAR, skip_default := true, skip_empty := true, skip_null := true)'
  const { rows } = await warehouse.query(call, [sql], { signal, limits: LIMITS })
  const found = JSON.parse(String(rows[0]?.[0] ?? '{}')) as Node
  const statement = listOf(found.statements)[0]
  if (found.error !== true && statement && isNode(statement.node)) return { tree: statement.node }
  const at = Number(found.position)
  return { error: textOf(found.error_message) || 'it is not a SELECT', ...(Number.isFinite(at) ? { at } : {}) }
}

/** Every node below, parents first. */
export function* walk(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* walk(each)
  if (!isNode(value)) return
  yield value
  for (const child of Object.values(value)) if (typeof child === 'object') yield* walk(child)
}

export interface TableRef {
  /** schema.table, or the bare name; lower case. */
  name: string
  alias: string
  /** Where it stands in the statement, in characters. */
  at: number
}

/** Names that WITH defines anywhere in the statement, lower case. */
export const cteNames = (tree: Node): Set<string> => {
  const names = new Set<string>()
  for (const node of walk(tree))
    if (isNode(node.cte_map)) for (const entry of listOf(node.cte_map.map)) names.add(textOf(entry.key).toLowerCase())
  return names
}

/** Real tables that the statement reads, CTEs left out. `sql` turns byte offsets into characters. */
export function tablesIn(tree: Node, sql: string): TableRef[] {
  const ctes = cteNames(tree)
  const bytes = Buffer.from(sql)
  const found: TableRef[] = []
  for (const node of walk(tree)) {
    if (node.type !== 'BASE_TABLE') continue
    const parts = [node.catalog_name, node.schema_name, node.table_name].map(textOf).filter(Boolean)
    const name = parts.join('.').toLowerCase()
    if (ctes.has(name)) continue
    const at = bytes.subarray(0, Number(node.query_location ?? 0)).toString().length
    found.push({ name, alias: textOf(node.alias) || textOf(node.table_name), at })
  }
  return found
}
