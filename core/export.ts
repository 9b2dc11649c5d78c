import type { Answer } from './answer.ts'
import { PetrelError } from './errors.ts'
import type { TableRecord } from './record.ts'

/** Turns a table record into the bytes of a file; main.ts hands out the one for Parquet, which needs the engine. */
export type EncodeTable = (record: TableRecord, signal: AbortSignal) => Promise<Uint8Array>

/** The table that an answer is about: that of its first table block, else its first table record. Throws PetrelError not_found. */
export function mainTable({ id, blocks, records }: Answer): TableRecord {
  const shown = blocks.find((block) => block.kind === 'table')
  const tables = records.filter((record) => record.kind === 'table')
  const found = tables.find((record) => record.id === shown?.record) ?? tables[0]
  if (found) return found
  throw new PetrelError('not_found', { message: `The answer ${id} has no table.`, hint: 'Ask for a list or a series.' })
}
