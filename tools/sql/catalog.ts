import { EVENT_SCHEMA } from '../../chain/warehouse/events.ts'
import { TABLES } from '../../chain/warehouse/schema.ts'
import { VIEWS } from '../../chain/warehouse/views.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'

export interface Relation {
  /** dex.trades, or the bare name of a raw table. */
  name: string
  columns: readonly { name: string; type: string }[]
}

export type Catalog = ReadonlyMap<string, Relation>

const PATHS = new Set([
  ...VIEWS.map(({ schema, name }) => `${schema}.${name}`),
  ...TABLES.filter(({ name }) => name !== 'imports' && name !== 'abi_events').map(({ name }) => `main.${name}`),
])
const SQL = 'SELECT schema_name, table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY 1, 2, column_index'
const kept = new WeakMap<Warehouse, Promise<Catalog>>()

async function read(warehouse: Warehouse): Promise<Catalog> {
  const { rows } = await warehouse.query(SQL, [], { limits: { rows: 10_000 } })
  const catalog = new Map<string, { name: string; columns: { name: string; type: string }[] }>()
  for (const [schema, table, column, type] of rows) {
    if (schema !== EVENT_SCHEMA && !PATHS.has(`${schema}.${table}`)) continue
    const name = schema === 'main' ? String(table) : `${schema}.${table}`
    const relation = catalog.get(name) ?? { name, columns: [] }
    relation.columns.push({ name: String(column), type: String(type) })
    catalog.set(name, relation)
  }
  return catalog
}

/** What a stranger's statement may read, with its columns; read once a warehouse. */
export function catalogOf(warehouse: Warehouse): Promise<Catalog> {
  const found = kept.get(warehouse)
  if (found) return found
  const reading = read(warehouse)
  kept.set(warehouse, reading)
  reading.catch(() => kept.delete(warehouse))
  return reading
}

/** The relation behind a name as written: with or without "main.". */
export const relationOf = (catalog: Catalog, name: string): Relation | undefined => catalog.get(name.toLowerCase().replace(/^main\./, ''))

/** Reads the columns anew at the next question: the operator's contracts have changed. */
export const forgetCatalog = (warehouse: Warehouse): void => void kept.delete(warehouse)
