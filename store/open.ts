import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate } from 'drizzle-orm/better-sqlite3/migrator'
import { PetrelError } from '../core/errors.ts'
import * as schema from './schema.ts'

export type Db = BetterSQLite3Database<typeof schema>

export interface Store {
  /** Every commit is on disk when it returns. */
  db: Db
  /** Commits survive a killed process but perhaps not a power cut: for notes that may be written again. */
  relaxed: Db
  close(): void
}

/**
 * Opens and migrates the application database.
 * What was acknowledged must survive a power cut, so its commits are synchronous=FULL. Throws PetrelError store_failed.
 * @example const store = openStore('.petrel/petrel.db')
 */
export function openStore(file: string): Store {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const [strict, relaxed] = [connect(file, 'FULL'), connect(file, 'NORMAL')]
    migrate(strict.db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
    const close = () => {
      relaxed.sqlite.close()
      strict.sqlite.close()
    }
    return { db: strict.db, relaxed: relaxed.db, close }
  } catch (cause) {
    throw new PetrelError('store_failed', {
      message: `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'Check that the folder can be written and the disk is not full; a damaged file can be moved away, Petrel makes a new one.',
      facts: { file },
      cause,
    })
  }
}

function connect(file: string, synchronous: 'FULL' | 'NORMAL') {
  const sqlite = new Database(file)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma(`synchronous = ${synchronous}`)
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  return { sqlite, db: drizzle(sqlite, { schema }) }
}

/** Runs one database step and turns the driver's errors into store_failed, which can be tried again. */
export function attempt<T>(what: string, step: () => T): T {
  try {
    return step()
  } catch (cause) {
    if (cause instanceof PetrelError) throw cause
    throw new PetrelError('store_failed', {
      message: `The database refused to ${what}: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'Check free disk space and that no other process holds the database; then try again.',
      cause,
    })
  }
}
