import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a folder laid out like the chain sample; each is optional. */
export const FILES = [
  'blocks',
  'transactions',
  'traces',
  'token_transfers',
  'dex_trades',
  'pool_minutes',
  'prices_day',
  'tokens',
  'labels',
] as const
export type FileName = (typeof FILES)[number]

const pathOf = (folder: string, name: FileName): string | undefined =>
  ['.csv.gz', '.csv'].map((end) => join(folder, `${name}${end}`)).find((path) => existsSync(path))

/** Statements that make the files tables of their own names, types as DuckDB reads them: what gold statements are about. */
export const goldStatements = (folder: string): string[] =>
  FILES.flatMap((name) => {
    const path = pathOf(folder, name)
    return path ? [`CREATE TABLE ${name} AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}', sample_size = -1)`] : []
  })
