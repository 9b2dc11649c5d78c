/** The process that owns the DuckDB file. It knows nothing but its file, talks to its parent only, and dies with it. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { DuckDBConnection } from '@duckdb/node-api'
import { PetrelError } from '../../core/errors.ts'
import { type Engine, guard, openEngine, runRead } from './engine.ts'
import type { Failure, Reply, Request, Setup, Work } from './protocol.ts'
import { writeChange } from './writer.ts'

/** Reads at the same time; more wait. Each holds one thread of libuv's pool while it runs. */
const READERS = 4
const LOCK_TRIES = 50
const LOCK_WAIT_MS = 100

const running = new Map<number, DuckDBConnection>()
const pending = new Set<number>()
const interrupted = new Set<number>()
let engine: Engine | undefined

const say = (reply: Reply): void => {
  if (process.connected) process.send?.(reply)
}

const failureOf = (error: unknown): Failure => {
  if (error instanceof PetrelError)
    return { code: error.code, message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) }
  const message = error instanceof Error ? error.message : String(error)
  return {
    code: 'query_failed',
    message: `The warehouse could not run the statement: ${message}`,
    hint: 'Check the names of tables and columns.',
  }
}

/** At most `size` at a time, in order of arrival. */
function lane(size: number): <R>(task: () => Promise<R>) => Promise<R> {
  const waiting: (() => void)[] = []
  let busy = 0
  return async (task) => {
    if (busy >= size) await new Promise<void>((resolve) => waiting.push(resolve))
    else busy++
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else busy--
    }
  }
}

const reads = lane(READERS)
const writes = lane(1)

/** Interrupts at the deadline or when the asker stops; repeats, because an interrupt between two steps of a statement is lost. */
async function timed<R>(id: number, connection: DuckDBConnection, deadlineMs: number, task: () => Promise<R>): Promise<R> {
  running.set(id, connection)
  const end = deadlineMs > 0 ? performance.now() + deadlineMs : Number.POSITIVE_INFINITY
  const late = () => performance.now() >= end
  const watch = setInterval(() => {
    if (late() || interrupted.has(id)) connection.interrupt()
  }, 20)
  try {
    return await task()
  } catch (error) {
    if (!late() || interrupted.has(id)) throw error
    throw new PetrelError('query_deadline', {
      message: `The statement ran longer than ${deadlineMs} ms and was stopped.`,
      hint: 'Ask for a shorter period or fewer groups.',
    })
  } finally {
    clearInterval(watch)
    running.delete(id)
  }
}

const stopped = (): PetrelError => new PetrelError('cancelled', { message: 'The statement was stopped.', forUser: 'Stopped.' })

async function query(id: number, work: Extract<Work, { kind: 'query' }>, open: Engine): Promise<void> {
  await reads(async () => {
    if (interrupted.has(id)) throw stopped()
    say({ id, started: true })
    if (work.guarded) await guard(open, work.sql)
    const connection = await open.reader()
    try {
      const result = await timed(id, connection, work.limits.deadlineMs, () => runRead(connection, work.sql, work.parameters, work.limits))
      say({ id, result })
    } finally {
      connection.closeSync()
    }
  })
}

async function perform(id: number, work: Work): Promise<void> {
  pending.add(id)
  try {
    if (!engine) throw new PetrelError('warehouse_down', { message: 'The warehouse is not open.' })
    const open = engine
    if (work.kind === 'query') return await query(id, work, open)
    await writes(async () => {
      say({ id, started: true })
      await writeChange(open.writer, work.change)
      if (work.change.batches.some(({ table }) => table === 'abi_events')) await open.refreshEvents()
      say({ id, result: undefined })
    })
  } catch (error) {
    say({ id, failure: failureOf(interrupted.has(id) ? stopped() : error) })
  } finally {
    pending.delete(id)
    interrupted.delete(id)
  }
}

async function close(): Promise<void> {
  await writes(async () => {
    await engine?.close()
  })
  process.exit(0)
}

function receive(request: Request): void {
  if ('work' in request) void perform(request.id, request.work)
  else if ('ping' in request) say({ pong: request.ping, rss: process.memoryUsage.rss() })
  else if ('close' in request) void close()
  else if (pending.has(request.interrupt)) {
    interrupted.add(request.interrupt)
    running.get(request.interrupt)?.interrupt()
  }
}

process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group: the parent decides when the warehouse closes.
process.on('SIGINT', () => undefined)
process.on('SIGTERM', () => undefined)
process.on('message', (request: Request) => receive(request))

/** After a kill the old process may hold the file's lock a moment longer: it ends when it notices that its parent is gone. */
async function openPatiently(setup: Setup): Promise<Engine> {
  for (let tries = 0; ; tries++)
    try {
      return await openEngine(setup)
    } catch (error) {
      const locked = error instanceof Error && /lock on file|being used by another process/i.test(error.message)
      if (!locked || tries >= LOCK_TRIES) throw error
      await sleep(LOCK_WAIT_MS)
    }
}

try {
  engine = await openPatiently(JSON.parse(process.argv[2] ?? '{}') as Setup)
  say({ ready: true })
} catch (error) {
  const failure = failureOf(error)
  say({ broken: { ...failure, code: failure.code === 'query_failed' ? 'warehouse_down' : failure.code } })
}
