import { toPetrelError } from './errors.ts'
import type { Log } from './log.ts'
import type { DueJob, JobStore } from './store.ts'

/** What a kind of job does when it is due. */
export type JobKind = (job: DueJob, signal: AbortSignal) => Promise<void>

export interface Schedule {
  /** Runs what is due now; the timer calls it, tests may too. Resolves with the number of jobs run. */
  tick(): Promise<number>
  start(everyMs: number): void
  stop(): Promise<void>
}

const LEASE_MS = 60_000
const MOST_ATTEMPTS = 5

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

  const run = async (job: DueJob): Promise<void> => {
    try {
      const kind = kinds[job.kind]
      if (!kind) throw new Error(`no part of Petrel runs jobs of kind ${job.kind}`)
      await kind(job, stopping.signal)
      await jobs.settle(job.id, job.everyMs === undefined ? undefined : nextRun(job, now()))
    } catch (error) {
      const { message } = toPetrelError(error)
      log.warn({ job: job.id, kind: job.kind, reason: message }, 'a job failed')
      await jobs.fail(job.id, message, job.attempts + 1 < MOST_ATTEMPTS ? now() + 1000 * 2 ** job.attempts * 10 : undefined)
    }
  }
  const tick = async (): Promise<number> => {
    const due = await jobs.claim(now(), LEASE_MS, 20)
    for (const job of due) if (!stopping.signal.aborted) await run(job)
    return due.length
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

/** The next multiple of the period after now: runs that were missed while the process was down happen once, not many times. */
function nextRun({ runAt, everyMs = 0 }: DueJob, now: number): number {
  return runAt + Math.max(1, Math.ceil((now - runAt + 1) / everyMs)) * everyMs
}
