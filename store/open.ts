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
  db: Db
  close(): void
}

/**
 * Opens and migrates the application database.
 * `synchronous=FULL` also covers power loss: what was acknowledged must be on disk. Throws PetrelError store_failed.
 * @example const store = openStore('.petrel/petrel.db')
 */
export function openStore(file: string): Store {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const sqlite = new Database(file)
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('synchronous = FULL')
    sqlite.pragma('foreign_keys = ON')
    sqlite.pragma('busy_timeout = 5000')
    const db = drizzle(sqlite, { schema })
    migrate(db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
    return { db, close: () => sqlite.close() }
  } catch (cause) {
    throw new PetrelError('store_failed', {
      message: `The database ${file} cannot be opened: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'Check that the folder can be written and the disk is not full; a damaged file can be moved away, Petrel makes a new one.',
      facts: { file },
      cause,
    })
  }
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
