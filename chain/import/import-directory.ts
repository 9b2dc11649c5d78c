import { stat } from 'node:fs/promises'
import { basename, relative } from 'node:path'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import type { ChainDefinition } from '../clients/chains.ts'
import { DEFINITIONS } from '../clients/definitions/index.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { folderOf, openConverter } from './converter.ts'
import { digestOf, type FoundFile, findFiles } from './find-files.ts'
import { makeHelpers } from './helpers.ts'
import { KINDS, layoutOf } from './layouts.ts'
import { type Loading, loadFile } from './load-file.ts'
import type { KnownFile } from './normalise.ts'
import type { FileReport, ImportReport } from './report.ts'
import { settle } from './settle.ts'

export interface ImportOptions {
  /** Chain of rows that name none. */
  chain: ChainDefinition
  /** Further chains that rows may name, beside those that Petrel knows. */
  chains?: readonly ChainDefinition[]
  signal: AbortSignal
  report(message: string, done?: number): void
  /** Unix milliseconds, for the journal. */
  now?: () => number
  /** Import files again that the journal has. */
  again?: boolean
}

interface Task extends FoundFile {
  file: KnownFile | undefined
  shown: string
}

/** Files that an engine lost half-way are begun again this often. */
const TRIES = 3

async function journalOf(warehouse: Warehouse): Promise<Set<string>> {
  const { rows } = await warehouse.query('SELECT digest || chain_id FROM main.imports', [], {
    limits: { rows: 1_000_000, bytes: 200_000_000 },
  })
  return new Set(rows.map(([key]) => String(key)))
}

async function patiently<R>(signal: AbortSignal, task: () => Promise<R>): Promise<R> {
  for (let tries = 1; ; tries++)
    try {
      return await task()
    } catch (error) {
      signal.throwIfAborted()
      const { code, message } = toPetrelError(error)
      const lost = code === 'warehouse_down' || (code === 'query_failed' && /should wait to be written/.test(message))
      if (!lost || tries >= TRIES) throw error
    }
}

const unknown = ({ shown, file }: Task): FileReport => ({
  file: shown,
  kind: file?.layout.kind,
  rows: 0,
  bad: 0,
  samples: [],
  state: 'unknown',
})

/**
 * Reads a folder of CSV and Parquet files (ethereum-etl, cryo, Dune-shaped, or named as our own tables) into the warehouse, file by
 * file, each whole or not at all. A file that was imported before is left alone, so a stopped import goes on when it is repeated.
 * Throws PetrelError file_unreadable, query_failed, warehouse_down, cancelled.
 * @example await importDirectory(warehouse, './export', { chain: ethereum, signal, report: console.log })
 */
export async function importDirectory(warehouse: Warehouse, dir: string, options: ImportOptions): Promise<ImportReport> {
  const { chain, signal, report, now = Date.now, again = false } = options
  const found = await findFiles(dir)
  if (found.length === 0)
    throw new PetrelError('file_unreadable', {
      message: `"${dir}" holds no CSV and no Parquet file.`,
      hint: 'Files end in .csv, .csv.gz, .csv.zst or .parquet.',
    })
  const folder = folderOf(dir, (await stat(dir)).isFile())
  const converter = await openConverter(folder)
  try {
    const tasks: Task[] = []
    for (const each of found) {
      const columns = await converter.columns(each.path)
      const layout = layoutOf(relative(folder, each.path), columns)
      tasks.push({
        ...each,
        shown: relative(folder, each.path) || basename(each.path),
        file: layout && { path: each.path, layout, columns },
      })
    }
    const files = tasks.flatMap(({ file }) => file ?? [])
    const given = [chain, ...(options.chains ?? []).filter(({ id }) => id !== chain.id)]
    const more = DEFINITIONS.filter(({ id, name }) => !given.some((each) => each.id === id || each.name === name))
    const chains = { main: chain, all: [...given, ...more] }
    await makeHelpers(converter, { files, chains, warehouse })
    const notes: string[] = []
    const loading: Loading = { converter, warehouse, chains, signal, note: (text) => void notes.push(text) }
    const journal = await journalOf(warehouse)
    const total = found.reduce((sum, { bytes }) => sum + bytes, 0)
    let done = 0
    const reports: FileReport[] = tasks.filter(({ file }) => !file).map(unknown)
    for (const kind of KINDS)
      for (const [place, task] of tasks.filter(({ file }) => file?.layout.kind === kind).entries()) {
        signal.throwIfAborted()
        report(`${task.shown} as ${kind}`, total > 0 ? done / total : 0)
        reports.push(await importOne(task, { loading, journal, place, now, again }))
        done += task.bytes
      }
    if (reports.some(({ state }) => state === 'imported')) await settle(warehouse, signal, report)
    report('done', 1)
    const sum = (pick: (file: FileReport) => number) => reports.reduce((total, file) => total + pick(file), 0)
    return { files: reports, rows: sum(({ rows }) => rows), bad: sum(({ bad }) => bad), notes }
  } finally {
    converter.close()
  }
}

async function importOne(
  task: Task,
  { loading, journal, place, now, again }: { loading: Loading; journal: ReadonlySet<string>; place: number; now(): number; again: boolean },
): Promise<FileReport> {
  const { file, shown, path } = task
  if (!file) return unknown(task)
  const { kind } = file.layout
  const chain = loading.chains.main.id
  const digest = await digestOf(path, loading.signal)
  if (journal.has(`${digest}${chain}`) && !again) return { file: shown, kind, rows: 0, bad: 0, samples: [], state: 'already' }
  const line = (rows: number, bad: number) => ({ table: 'imports', rows: [[digest, chain, shown.slice(0, 200), kind, rows, bad, now()]] })
  const { rows, bad, samples } = await patiently(loading.signal, () => loadFile(file, { loading, journal: line, place }))
  return { file: shown, kind, rows, bad, samples, state: rows === 0 ? 'empty' : 'imported' }
}
