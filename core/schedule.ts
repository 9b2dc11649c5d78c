import { toPetrelError } from './errors.ts'
import { linkSignals } from './linked-signal.ts'
import type { Log } from './log.ts'
import type { Job, JobRun, JobStore } from './store.ts'

/** How a run ended: when the job runs again (absent: it is done), what it leaves for the next run, its log entry. */
export interface Ended {
  nextAt?: number
  memory?: unknown
  /** Absent when the job logged it itself. */
  run?: JobRun
}

/** What a kind of job does when it is due. Safe to repeat: a crash between its work and its end runs it again. */
export type JobKind = (job: Job, signal: AbortSignal) => Promise<Ended>

export interface Schedule {
  /** Runs what is due now; the timer calls it, tests may too. Resolves with the number of jobs run. */
  tick(): Promise<number>
  start(everyMs: number): void
  stop(): Promise<void>
}

const LEASE_MS = 60_000
/** Runs of one tick that go on beside each other. */
const PARALLEL = 4

/** Milliseconds until a failed run is tried again: 10 s doubling to an hour. A job is never given up for a failed run. */
const retryAfter = (attempts: number): number => Math.min(3_600_000, 10_000 * 2 ** Math.min(attempts, 20))

/**
 * The one owner of timed work. Jobs live in a table and are taken with a lease, so a crash repeats a run at most and loses none.
 * @example const schedule = createSchedule({ jobs, kinds: { prune }, now: Date.now, log }); schedule.start(15_000)
 */
export function createSchedule({
  jobs,
  kinds,
  now,
  log,
}: {
  jobs: JobStore
  kinds: Record<string, JobKind>
  now(): number
  log: Log
}): Schedule {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let current: Promise<number> = Promise.resolve(0)

  const run = async (job: Job): Promise<void> => {
    const { signal, end } = linkSignals([stopping.signal], LEASE_MS / 2)
    try {
      const kind = kinds[job.kind]
      if (!kind) throw new Error(`no part of Petrel runs jobs of kind ${job.kind}`)
      const ended = await kind(job, signal)
      await jobs.settle(job.id, ended.nextAt, { memory: ended.memory, ...(ended.run ? { run: ended.run } : {}) })
    } catch (error) {
      if (stopping.signal.aborted) return
      const { message } = toPetrelError(error)
      log.warn({ job: job.id, kind: job.kind, reason: message }, 'a job failed')
      await jobs.fail(job.id, message, now() + retryAfter(job.attempts))
    } finally {
      end()
    }
  }
  const tick = async (): Promise<number> => {
    const due = [...(await jobs.claim(now(), LEASE_MS, 20))]
    const count = due.length
    const worker = async (): Promise<void> => {
      for (let job = due.shift(); job && !stopping.signal.aborted; job = due.shift()) await run(job)
    }
    await Promise.all(Array.from({ length: PARALLEL }, worker))
    return count
  }
  return {
    tick,
    start: (everyMs) => {
      timer = setInterval(() => {
        current = current.then(tick, tick).catch((error) => {
          log.error({ reason: toPetrelError(error).message }, 'the schedule could not read its jobs')
          return 0
        })
      }, everyMs)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      stopping.abort()
      await current
    },
  }
}
