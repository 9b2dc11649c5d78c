import { and, asc, desc, eq, lt, lte, max, ne, sql } from 'drizzle-orm'
import type { Job, JobRun, JobStore } from '../core/store.ts'
import { attempt, type Db, type Store } from './open.ts'
import { jobRuns, jobs } from './schema.ts'

/** Log entries that are kept of each job. */
const RUNS_KEPT = 50

const toJob = ({ bot, chat, user, leaseUntil: _, reason: __, ...job }: typeof jobs.$inferSelect): Job => ({
  ...job,
  owner: { bot, chat, user },
})

const toRun = ({ at, outcome, event, facts, detail }: typeof jobRuns.$inferSelect): JobRun => ({
  at,
  outcome,
  ...(event === null ? {} : { event }),
  ...(facts === null ? {} : { facts }),
  ...(detail === null ? {} : { detail }),
})

/** JobStore on SQLite. */
export function createJobStore({ db }: Store): JobStore {
  return {
    put: async (job) => attempt('store a job', () => db.transaction((tx) => put(tx as unknown as Db, job))),
    claim: async (now, leaseMs, limit) =>
      attempt('take due jobs', () =>
        db.transaction((tx) => {
          const isDue = and(eq(jobs.state, 'armed'), lte(jobs.runAt, now), lte(jobs.leaseUntil, now))
          const due = tx.select().from(jobs).where(isDue).orderBy(asc(jobs.runAt)).limit(limit).all()
          for (const { id } of due) {
            const taken = { leaseUntil: now + leaseMs, attempts: sql`${jobs.attempts} + 1` }
            tx.update(jobs).set(taken).where(eq(jobs.id, id)).run()
          }
          return due.map(toJob)
        }),
      ),
    settle: async (id, nextAt, ended) => {
      const next = nextAt === undefined ? { state: 'done' as const } : { runAt: nextAt }
      const memory = ended ? { memory: ended.memory ?? null } : {}
      attempt('settle a job', () =>
        db.transaction((tx) => {
          const set = { ...next, ...memory, leaseUntil: 0, attempts: 0, reason: null }
          tx.update(jobs).set(set).where(eq(jobs.id, id)).run()
          if (ended?.run) log(tx as unknown as Db, id, ended.run)
        }),
      )
    },
    note: async (id, run) => attempt('log a job', () => db.transaction((tx) => log(tx as unknown as Db, id, run))),
    fail: async (id, reason, retryAt) => {
      const next = retryAt === undefined ? { state: 'failed' as const } : { runAt: retryAt }
      attempt('note a failed job', () =>
        db
          .update(jobs)
          .set({ ...next, leaseUntil: 0, reason })
          .where(eq(jobs.id, id))
          .run(),
      )
    },
    remove: async (id) => attempt('remove a job', () => db.delete(jobs).where(eq(jobs.id, id)).run().changes > 0),
    list: async ({ bot, chat, user }) =>
      attempt('list jobs', () => {
        const mine = user === undefined ? [] : [eq(jobs.user, user)]
        const where = and(eq(jobs.bot, bot), eq(jobs.chat, chat), ne(jobs.state, 'done'), ...mine)
        return db.select().from(jobs).where(where).orderBy(asc(jobs.number)).all().map(toJob)
      }),
    find: async ({ bot, chat }, number) =>
      attempt('find a job', () => {
        const row = db
          .select()
          .from(jobs)
          .where(and(eq(jobs.bot, bot), eq(jobs.chat, chat), eq(jobs.number, number)))
          .get()
        return row && toJob(row)
      }),
    change: async (id, { spec, keepMemory = false, ...patch }) => {
      const set = { ...patch, ...(spec === undefined ? {} : { spec, ...(keepMemory ? {} : { memory: null }) }), attempts: 0, reason: null }
      attempt('change a job', () => db.update(jobs).set(set).where(eq(jobs.id, id)).run())
    },
    runs: async (id, limit) =>
      attempt('read the log of a job', () =>
        db.select().from(jobRuns).where(eq(jobRuns.job, id)).orderBy(desc(jobRuns.id)).limit(limit).all().map(toRun),
      ),
    event: async (id, event) =>
      attempt('read an event of a job', () => {
        const where = and(eq(jobRuns.job, id), eq(jobRuns.event, event))
        const row = db.select().from(jobRuns).where(where).orderBy(desc(jobRuns.id)).get()
        return row && toRun(row)
      }),
  }
}

function put(tx: Db, { owner, ...job }: Parameters<JobStore['put']>[0]): Job {
  const known = tx.select({ number: jobs.number }).from(jobs).where(eq(jobs.id, job.id)).get()
  const inChat = and(eq(jobs.bot, owner.bot), eq(jobs.chat, owner.chat))
  const last = tx
    .select({ number: max(jobs.number) })
    .from(jobs)
    .where(inChat)
    .get()
  const number = known?.number ?? (last?.number ?? 0) + 1
  const row = { ...job, ...owner, number, memory: null, state: 'armed' as const, leaseUntil: 0, attempts: 0, reason: null }
  tx.insert(jobs).values(row).onConflictDoUpdate({ target: jobs.id, set: row }).run()
  return toJob(row)
}

function log(tx: Db, job: string, run: JobRun): void {
  const { id } = tx
    .insert(jobRuns)
    .values({ job, ...run })
    .returning({ id: jobRuns.id })
    .get()
  const oldest = tx
    .select({ id: jobRuns.id })
    .from(jobRuns)
    .where(eq(jobRuns.job, job))
    .orderBy(desc(jobRuns.id))
    .limit(1)
    .offset(RUNS_KEPT)
    .get()
  if (oldest && oldest.id < id)
    tx.delete(jobRuns)
      .where(and(eq(jobRuns.job, job), lt(jobRuns.id, oldest.id + 1)))
      .run()
}
