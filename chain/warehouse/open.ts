import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PetrelError } from '../../core/errors.ts'
import { TYPESCRIPT_ARGS } from '../../core/typescript.ts'
import type { Failure, Reply, Request, Setup, Work } from './protocol.ts'
import type { QueryLimits, ResultSet, Warehouse } from './warehouse.ts'

export interface WarehouseOptions {
  /** Path of the DuckDB file; its folder is made. ":memory:" keeps nothing. */
  file: string
  /** Memory of the engine in MB. */
  memoryMb: number
  /** Default deadline of a read in milliseconds. */
  deadlineMs: number
  /** Default cap of rows. */
  rows: number
  /** Threads of the engine; 2 unless told. */
  threads?: number
  log?: (message: string, facts?: Record<string, unknown>) => void
  /** Milliseconds without any sign of life after which the child is killed; 15,000 unless told. */
  silenceMs?: number
}

/** A warehouse and the id of its process, which tests kill. */
export type OpenWarehouse = Warehouse & { pid(): number | undefined }

interface Call {
  id: number
  work: Work
  /** Times it was sent: a call outlives one death of the child. */
  sent: number
  /** When the child began with it, by performance.now(). */
  startedAt: number | undefined
  done(result: ResultSet | undefined): void
  fail(error: PetrelError): void
}

/** Milliseconds that an interrupted statement may take to come back before the child is killed. */
const GRACE_MS = 3000
/** Sendings of a call before its statement is held to be what kills the child; a stranger's gets fewer. */
const attempts = (work: Work): number => (work.kind === 'query' && work.guarded ? 2 : 5)
/** A child that lived this long is well: the next death restarts it at once. */
const QUIET_MS = 30_000
const OPENING_MS = 120_000
/** Node itself, plus what an honest write needs beside the engine. */
const SPARE_MB = 768
const RESTART_MS = [0, 100, 500, 2000, 5000]

const down = (why: string): PetrelError =>
  new PetrelError('warehouse_down', {
    message: `The warehouse process ${why}.`,
    hint: 'It is being restarted; try again in a few seconds.',
  })
const revive = ({ code, message, hint }: Failure): PetrelError =>
  new PetrelError(code, { message, ...(hint === undefined ? {} : { hint }) })

/** Only what Node needs to start: no secret of the parent reaches the process that runs strangers' SQL. */
const bareEnvironment = (): Record<string, string> => ({ UV_THREADPOOL_SIZE: '8', TZ: 'UTC' })

function start(setup: Setup): ChildProcess {
  return fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [JSON.stringify(setup)], {
    cwd: setup.file === ':memory:' ? undefined : dirname(setup.file),
    env: bareEnvironment(),
    execArgv: [...TYPESCRIPT_ARGS],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

/** The parent's half: keeps one child running, sends calls, fails or repeats them when it dies. */
class Supervisor {
  readonly #setup: Setup
  readonly #silenceMs: number
  readonly #log: NonNullable<WarehouseOptions['log']>
  readonly #calls = new Map<number, Call>()
  #child: ChildProcess | undefined
  #ready = false
  #closing = false
  #deaths = 0
  #lastSign = 0
  #readyAt = 0
  #next = 1
  #restart: NodeJS.Timeout | undefined
  #watch: NodeJS.Timeout | undefined
  #opened: { done(): void; fail(error: PetrelError): void } | undefined

  constructor(setup: Setup, silenceMs: number, log: NonNullable<WarehouseOptions['log']>) {
    this.#setup = setup
    this.#silenceMs = silenceMs
    this.#log = log
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  get alive(): boolean {
    return this.#ready
  }

  open(): Promise<void> {
    this.#watch = setInterval(() => this.#check(), 250)
    this.#watch.unref()
    return new Promise((done, fail) => {
      this.#opened = { done, fail }
      this.#launch()
    })
  }

  call(work: Work, signal: AbortSignal | undefined): Promise<ResultSet | undefined> {
    if (this.#closing) return Promise.reject(down('is closed'))
    if (signal?.aborted)
      return Promise.reject(new PetrelError('cancelled', { message: 'Stopped before the warehouse was asked.', forUser: 'Stopped.' }))
    const id = this.#next++
    return new Promise<ResultSet | undefined>((resolve, reject) => {
      const abort = () => this.#send({ interrupt: id })
      const end = () => {
        signal?.removeEventListener('abort', abort)
        this.#calls.delete(id)
      }
      const done = (result: ResultSet | undefined) => {
        end()
        resolve(result)
      }
      const fail = (error: PetrelError) => {
        end()
        reject(error)
      }
      signal?.addEventListener('abort', abort, { once: true })
      const call: Call = { id, work, sent: 0, startedAt: undefined, done, fail }
      this.#calls.set(id, call)
      if (this.#ready) this.#dispatch(call)
    })
  }

  async close(): Promise<void> {
    this.#closing = true
    clearInterval(this.#watch)
    clearTimeout(this.#restart)
    const child = this.#child
    if (child?.connected) {
      const gone = new Promise<void>((done) => child.once('exit', () => done()))
      this.#send({ close: true })
      const kill = setTimeout(() => child.kill('SIGKILL'), 5000)
      await gone
      clearTimeout(kill)
    }
    for (const call of [...this.#calls.values()]) call.fail(down('was closed'))
  }

  #launch(): void {
    this.#lastSign = performance.now()
    const child = start(this.#setup)
    this.#child = child
    child.on('message', (reply) => this.#receive(reply as Reply))
    child.on('exit', (code, killed) => this.#died(child, killed ?? code))
    child.on('error', (error) => this.#log('warehouse process error', { error: error.message }))
  }

  #dispatch(call: Call): void {
    call.sent++
    call.startedAt = undefined
    this.#send({ id: call.id, work: call.work })
  }

  #send(request: Request): void {
    if (this.#child?.connected) this.#child.send(request, () => undefined)
  }

  #receive(reply: Reply): void {
    this.#lastSign = performance.now()
    if ('ready' in reply) this.#becomeReady()
    else if ('broken' in reply) this.#opened?.fail(revive(reply.broken))
    else if ('pong' in reply) this.#weigh(reply.rss)
    else this.#progress(reply)
  }

  /** The engine's own limit does not count every string it makes; the process as a whole is held here. */
  #weigh(rss: number): void {
    const limit = (this.#setup.memoryMb * 1.5 + SPARE_MB) * 2 ** 20
    if (rss <= limit) return
    this.#log('warehouse process grew too large; killing it', { rss, limit })
    for (const call of [...this.#calls.values()])
      if (call.work.kind === 'query' && call.work.guarded && call.startedAt !== undefined)
        call.fail(
          new PetrelError('query_failed', { message: 'The statement needs more memory than the warehouse has.', hint: 'Ask for less.' }),
        )
    this.#child?.kill('SIGKILL')
  }

  #progress(reply: Extract<Reply, { id: number }>): void {
    const call = this.#calls.get(reply.id)
    if (!call) return
    if ('started' in reply) call.startedAt = performance.now()
    else if ('failure' in reply) this.#failed(call, revive(reply.failure))
    else call.done(reply.result)
  }

  /** After an internal error of the engine its instance may answer wrongly: it is opened anew and the statement tried once more. */
  #failed(call: Call, error: PetrelError): void {
    const spoiled = /INTERNAL Error|database has been invalidated/.test(error.message)
    if (!spoiled || call.sent >= attempts(call.work)) call.fail(error)
    if (!spoiled) return
    this.#log('the engine reported an internal error; restarting it', { error: error.message })
    this.#child?.kill('SIGKILL')
  }

  #becomeReady(): void {
    this.#ready = true
    this.#readyAt = performance.now()
    this.#opened?.done()
    this.#opened = undefined
    for (const call of this.#calls.values()) this.#dispatch(call)
  }

  #died(child: ChildProcess, why: unknown): void {
    if (child !== this.#child) return
    this.#ready = false
    this.#child = undefined
    if (this.#closing) return
    if (this.#opened) {
      this.#opened.fail(down(`ended while opening (${String(why)})`))
      return
    }
    this.#log('warehouse process ended; restarting', { why: String(why), waiting: this.#calls.size })
    for (const call of [...this.#calls.values()])
      if (call.sent >= attempts(call.work)) call.fail(down(`died ${call.sent} times at this statement`))
    this.#restart = setTimeout(() => this.#launch(), RESTART_MS[Math.min(this.#deaths++, RESTART_MS.length - 1)])
  }

  /** Kills a child that says nothing or that does not stop a statement after its deadline; the statement at fault is not repeated. */
  #check(): void {
    const now = performance.now()
    const child = this.#child
    if (!child) return
    for (const call of [...this.#calls.values()]) {
      if (call.work.kind !== 'query' || call.work.limits.deadlineMs === 0 || call.startedAt === undefined) continue
      if (now < call.startedAt + call.work.limits.deadlineMs + GRACE_MS) continue
      call.fail(
        new PetrelError('query_deadline', {
          message: 'The statement did not stop at its deadline; the warehouse was restarted.',
          hint: 'Ask for less.',
        }),
      )
      child.kill('SIGKILL')
      return
    }
    // Opening is given its time: a large file replays its log, a busy machine starts Node slowly.
    if (now - this.#lastSign > (this.#ready ? this.#silenceMs : OPENING_MS)) {
      this.#log('warehouse process is silent; killing it', { ms: Math.round(now - this.#lastSign) })
      this.#lastSign = now
      child.kill('SIGKILL')
      return
    }
    if (now - this.#readyAt > QUIET_MS) this.#deaths = 0
    this.#send({ ping: now })
  }
}

const CELL = 4000
const BYTES = 2_000_000

/**
 * Opens the analytics database in a child process of its own and keeps that process running.
 * Throws PetrelError config_invalid, warehouse_down when the file cannot be opened.
 * @example const warehouse = await openWarehouse({ file: '.petrel/warehouse.duckdb', memoryMb: 1024, deadlineMs: 10_000, rows: 1000 })
 */
export async function openWarehouse(options: WarehouseOptions): Promise<OpenWarehouse> {
  const file = options.file === ':memory:' ? options.file : resolve(options.file)
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const setup = { file, memoryMb: options.memoryMb, threads: options.threads ?? 2 }
  const supervisor = new Supervisor(setup, options.silenceMs ?? 15_000, options.log ?? (() => undefined))
  try {
    await supervisor.open()
  } catch (error) {
    await supervisor.close()
    throw error
  }
  const defaults: QueryLimits = { deadlineMs: options.deadlineMs, rows: options.rows, cell: CELL, bytes: BYTES }
  const read = async (
    work: Omit<Extract<Work, { kind: 'query' }>, 'kind' | 'limits'>,
    limits: Partial<QueryLimits> = {},
    signal?: AbortSignal,
  ) => {
    const result = await supervisor.call({ kind: 'query', ...work, limits: { ...defaults, ...limits } }, signal)
    if (!result) throw new PetrelError('internal', { message: 'The warehouse answered a read without rows.' })
    return result
  }
  return {
    dialect: 'duckdb',
    query: (sql, parameters, { limits, signal } = {}) => read({ sql, parameters, guarded: false }, limits, signal),
    guarded: (sql, { limits, signal } = {}) => read({ sql, parameters: [], guarded: true }, limits, signal),
    write: async (change) => {
      await supervisor.call({ kind: 'write', change }, undefined)
    },
    alive: () => supervisor.alive,
    pid: () => supervisor.pid,
    close: () => supervisor.close(),
  }
}
