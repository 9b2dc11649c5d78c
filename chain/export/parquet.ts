import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBAppender, DuckDBInstance, DuckDBTimestampMillisecondsValue } from '@duckdb/node-api'
import type { EncodeTable } from '../../core/export.ts'
import type { RecordColumn, Scalar, TableRecord } from '../../core/record.ts'

const isWhole = (value: Scalar): boolean =>
  typeof value === 'number' ? Number.isInteger(value) : typeof value === 'string' && /^-?\d+$/.test(value)

/** The type in the file: exact before convenient, so an integer beyond 64 bits and a decimal of many digits stay text. */
function typeOf({ type }: RecordColumn, cells: readonly Scalar[]): string {
  const values = cells.filter((cell) => cell !== null)
  if (type === 'integer' && values.every(isWhole)) {
    // Parquet has no integer beyond 64 bits; DuckDB would write a float.
    return values.every((value) => BigInt.asIntN(64, BigInt(value as string)) === BigInt(value as string)) ? 'BIGINT' : 'VARCHAR'
  }
  if (type === 'number' && values.every((value) => typeof value === 'number')) return 'DOUBLE'
  if (type === 'time' && values.every((value) => typeof value === 'number' && Math.abs(value) <= 8.64e15)) return 'TIMESTAMP_MS'
  return type === 'boolean' && values.every((value) => typeof value === 'boolean') ? 'BOOLEAN' : 'VARCHAR'
}

function append(appender: DuckDBAppender, value: Scalar, type: string): void {
  if (value === null) appender.appendNull()
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(value))
  else if (type === 'DOUBLE') appender.appendDouble(Number(value))
  else if (type === 'TIMESTAMP_MS')
    appender.appendTimestampMilliseconds(new DuckDBTimestampMillisecondsValue(BigInt(Math.trunc(Number(value)))))
  else if (type === 'BOOLEAN') appender.appendBoolean(Boolean(value))
  else appender.appendVarchar(String(value))
}

/** Column names of the file: units stand in them, and each name stands once. */
function namesOf(columns: TableRecord['columns']): string[] {
  const seen = new Map<string, number>()
  return columns.map(({ name, unit }) => {
    const wanted = unit === '' || name.toLowerCase().endsWith(unit.toLowerCase()) ? name : `${name} (${unit})`
    const times = (seen.get(wanted.toLowerCase()) ?? 0) + 1
    seen.set(wanted.toLowerCase(), times)
    return times === 1 ? wanted : `${wanted} ${times}`
  })
}

/**
 * A table record as a Parquet file. Written by a DuckDB instance of its own that holds nothing else: the warehouse's may touch no file.
 * @example writeFileSync('answer.parquet', await encodeParquet(record, signal))
 */
export const encodeParquet: EncodeTable = async (record, signal) => {
  signal.throwIfAborted()
  const folder = mkdtempSync(join(tmpdir(), 'petrel-export-'))
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '256MB', temp_directory: folder })
  const connection = await instance.connect()
  try {
    const types = record.columns.map((column, index) =>
      typeOf(
        column,
        record.rows.map((row) => row[index] ?? null),
      ),
    )
    const columns = namesOf(record.columns).map((name, index) => `"${name.replaceAll('"', '""')}" ${types[index]}`)
    await connection.run(`CREATE TABLE result (${columns.join(', ')})`)
    const appender = await connection.createAppender('result')
    for (const row of record.rows) {
      for (const [index, type] of types.entries()) append(appender, row[index] ?? null, type)
      appender.endRow()
    }
    appender.closeSync()
    signal.throwIfAborted()
    const file = join(folder, 'result.parquet')
    await connection.run(`COPY result TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`)
    return readFileSync(file)
  } finally {
    connection.closeSync()
    instance.closeSync()
    rmSync(folder, { recursive: true, force: true })
  }
}
