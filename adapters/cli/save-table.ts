import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Answer } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import { type EncodeTable, mainTable } from '../../core/export.ts'
import { renderCsv } from '../render/csv.ts'
import { renderTableJson } from '../render/table-json.ts'

const invalid = (file: string): PetrelError =>
  new PetrelError('input_invalid', {
    message: `"${file}" ends in none of .csv, .json and .parquet.`,
    hint: 'The ending says what is written.',
  })

/** Refuses an ending before anything is asked. Throws PetrelError input_invalid. */
export function checkEnding(file: string): void {
  if (!['.csv', '.json', '.parquet'].includes(extname(file).toLowerCase())) throw invalid(file)
}

/** Writes the answer's table; the file's ending says how. Throws PetrelError input_invalid, not_found, file_unreadable. */
export async function saveTable(
  answer: Answer,
  file: string,
  { parquet, signal }: { parquet: EncodeTable | undefined; signal: AbortSignal },
): Promise<number> {
  const record = mainTable(answer)
  const ending = extname(file).toLowerCase()
  if (ending === '.parquet' && !parquet) throw invalid(file)
  const data = ending === '.csv' ? renderCsv(record) : ending === '.json' ? renderTableJson(record) : await parquet?.(record, signal)
  if (data === undefined) throw invalid(file)
  await writeFile(file, data).catch((cause: unknown) => {
    throw new PetrelError('file_unreadable', {
      message: `${file} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'Check the folder and its rights.',
      cause,
    })
  })
  return record.rows.length
}
