import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBValue } from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
import type { SourceColumn } from './values.ts'

export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`

/** Rows at once, as the engine streams them. */
export type Rows = DuckDBValue[][]

/**
 * A DuckDB instance that only converts: it reads the files of one folder and nothing else, holds no data of ours, and is gone after
 * the import. The warehouse's own instance keeps its external access off. See docs/decisions/0031-import-converter.md.
 */
export interface Converter {
  run(sql: string): Promise<void>
  all(sql: string): Promise<Rows>
  stream(sql: string): AsyncGenerator<Rows>
  /** SQL that reads a file, every CSV cell as text; `row` is its place among the data rows, from 1. */
  source(path: string): string
  columns(path: string): Promise<SourceColumn[]>
  close(): void
}

const SETTINGS = (folder: string, temporary: string): string[] => [
  "SET memory_limit = '512MB'",
  // One thread keeps the order of a file, and spares us a fault of DuckDB 1.5.5 in window functions on several.
  'SET threads = 1',
  "SET TimeZone = 'UTC'",
  `SET temp_directory = ${sqlText(temporary)}`,
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  `SET allowed_directories = [${sqlText(`${folder}/`)}, ${sqlText(`${temporary}/`)}]`,
  'SET enable_external_access = false',
  'SET lock_configuration = true',
]

const unreadable = (path: string, cause: unknown): PetrelError =>
  new PetrelError('file_unreadable', {
    message: `${path} cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`,
    hint: 'It must be CSV with a header line (also .gz, .zst) or Parquet.',
    cause,
  })

const isParquet = (path: string): boolean => /\.parquet$/i.test(path)
const scan = (path: string): string =>
  isParquet(path)
    ? `read_parquet(${sqlText(path)}, file_row_number = true)`
    : `read_csv(${sqlText(path)}, header = true, all_varchar = true, sample_size = 2000, null_padding = true)`
const source = (path: string): string =>
  isParquet(path)
    ? `(SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS "row" FROM ${scan(path)})`
    : `(SELECT *, row_number() OVER () AS "row" FROM ${scan(path)})`

/** `folder` is all that it may read. */
export async function openConverter(folder: string): Promise<Converter> {
  const temporary = mkdtempSync(join(tmpdir(), 'petrel-import-'))
  const instance = await DuckDBInstance.create(':memory:')
  const connection: DuckDBConnection = await instance.connect()
  for (const statement of SETTINGS(resolve(folder), temporary)) await connection.run(statement)
  const all = async (sql: string): Promise<Rows> => (await connection.runAndReadAll(sql)).getRows()
  return {
    run: async (sql) => void (await connection.run(sql)),
    all,
    stream: async function* (sql) {
      const result = await connection.stream(sql)
      for (;;) {
        const chunk = await result.fetchChunk()
        if (!chunk || chunk.rowCount === 0) return
        yield chunk.getRows()
      }
    },
    source,
    columns: async (path) => {
      const found = await all(`DESCRIBE FROM ${scan(path)}`).catch((cause: unknown) => {
        throw unreadable(path, cause)
      })
      return found.map(([name, type]) => ({ name: String(name), type: String(type) })).filter(({ name }) => name !== 'file_row_number')
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
      rmSync(temporary, { recursive: true, force: true })
    },
  }
}

/** The folder that a path may be read from: itself, or the one that holds the file. */
export const folderOf = (path: string, isFile: boolean): string => (isFile ? dirname(resolve(path)) : resolve(path))
