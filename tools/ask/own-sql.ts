import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import type { ResultColumn } from './compile/compile.ts'
import { freshness } from './freshness.ts'
import type { OwnSqlResult } from './result.ts'

/** Runs the asker's own statement under the guard. Throws PetrelError query_refused, query_failed, query_deadline. */
export async function ownSql(sql: string, context: ToolContext<Handles>): Promise<OwnSqlResult> {
  const { handles, ledger, signal } = context
  const found = await handles.warehouse.guarded(sql, { signal })
  const rows = found.rows.map((row) => row.map((value) => (typeof value === 'string' ? cleanText(value, 200) : value)))
  const main = handles.chains.main
  const { height, ...fresh } = await freshness(
    { id: main.id, name: main.name, native: main.native.symbol, wrappedNative: main.wrappedNative, stables: [] },
    undefined,
    context,
  )
  const where = { source: sql, ...(height === undefined ? {} : { block: height }) }
  const record = ledger.table({ name: "result of the asker's own SQL", columns: found.columns, rows, ...where })
  const count = ledger.measured({ name: 'rows of the result', value: rows.length, unit: '', ...where })
  const columns = found.columns.map<ResultColumn>((column) => {
    const name = cleanText(column.name)
    return { name, title: { en: name, es: name, zh: name }, type: column.type, unit: column.type === 'time' ? 'time' : 'text' }
  })
  return {
    kind: 'sql',
    sql,
    table: { record: record.id, columns, rows, truncated: found.truncated },
    rows: { id: count.id, value: count.value },
    fresh,
  }
}
