import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Common } from './common-questions.ts'

type Cells = readonly (readonly unknown[])[]

interface Rival {
  folder: string
  /** Rows of a statement over the warehouse, some at a time. */
  stream(sql: string): AsyncIterable<Cells>
  rows: number
  /** Unix milliseconds that "now" means. */
  now: number
  quick: boolean
  log(message: string): void
}

/** Runs of each question, and the milliseconds after which no further one is begun: SQLite needs many seconds for some. */
const RUNS = { quick: 3, full: 10 }
const ENOUGH_MS = 10_000

const SOURCE = `SELECT epoch(block_timestamp)::BIGINT, token_address, from_address, to_address, amount, amount * price_usd FROM main.token_transfers`

export const p95 = (times: number[]): number =>
  times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.ceil(times.length * 0.95) - 1)] ?? 0

const plain = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value)

/** The same transfers in SQLite, with the indexes that an honest rival would make: by time, by token and by sender. */
async function open({ folder, stream, rows, log }: Rival): Promise<Database.Database> {
  const db = new Database(join(folder, 'speed.sqlite'))
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -1000000')
  db.pragma('mmap_size = 8000000000')
  db.exec(
    'CREATE TABLE transfers (time INTEGER, token TEXT, sender TEXT, receiver TEXT, amount REAL, usd REAL); CREATE TABLE tokens (address TEXT PRIMARY KEY, symbol TEXT)',
  )
  const token = db.prepare('INSERT INTO tokens VALUES (?, ?)')
  for await (const some of stream('SELECT address, symbol FROM main.tokens')) for (const row of some) token.run(...row)
  const insert = db.prepare('INSERT INTO transfers VALUES (?, ?, ?, ?, ?, ?)')
  let copied = 0
  db.exec('BEGIN')
  for await (const some of stream(SOURCE)) {
    for (const row of some) insert.run(...row.map(plain))
    const before = copied
    copied += some.length
    if (Math.floor((before * 10) / rows) < Math.floor((copied * 10) / rows)) log(`SQLite: ${copied} of ${rows} rows`)
  }
  db.exec('COMMIT')
  log('SQLite: indexes')
  db.exec(
    'CREATE INDEX by_time ON transfers (time); CREATE INDEX by_token ON transfers (token, time); CREATE INDEX by_sender ON transfers (sender, time); ANALYZE',
  )
  return db
}

/** The p95 of each question in SQLite, in milliseconds. */
export async function sqliteTimes(common: readonly Common[], rival: Rival): Promise<number[]> {
  const db = await open(rival)
  try {
    return common.map(({ say, sqlite }) => {
      const statement = db.prepare(sqlite.replaceAll('$now', String(rival.now / 1000)))
      const times: number[] = []
      const from = performance.now()
      while (times.length < (rival.quick ? RUNS.quick : RUNS.full) && performance.now() - from < ENOUGH_MS) {
        const begun = performance.now()
        statement.all()
        times.push(performance.now() - begun)
      }
      rival.log(`${p95(times).toFixed(0).padStart(7)} ms in SQLite  ${say}`)
      return p95(times)
    })
  } finally {
    db.close()
  }
}
