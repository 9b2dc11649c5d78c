import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { DueJob, JobStore } from '../core/store.ts'
import { attempt, type Store } from './open.ts'
import { jobs } from './schema.ts'

const toJob = ({ id, kind, owner, spec, everyMs, runAt, attempts }: typeof jobs.$inferSelect): DueJob => ({
  id,
  kind,
  owner,
  spec,
  everyMs: everyMs ?? undefined,
  runAt,
  attempts,
})

/** JobStore on SQLite. */
export function createJobStore({ db }: Store): JobStore {
  return {
    put: async ({ id, everyMs, ...job }) => {
      const row = { ...job, everyMs: everyMs ?? null, state: 'armed' as const, leaseUntil: 0, attempts: 0, reason: null }
      attempt('store a job', () =>
        db
          .insert(jobs)
          .values({ id, ...row })
          .onConflictDoUpdate({ target: jobs.id, set: row })
          .run(),
      )
    },
    claim: async (now, leaseMs, limit) =>
      attempt('take due jobs', () =>
        db.transaction((tx) => {
          const due = tx
            .select()
            .from(jobs)
            .where(and(eq(jobs.state, 'armed'), lte(jobs.runAt, now), lte(jobs.leaseUntil, now)))
            .orderBy(asc(jobs.runAt))
            .limit(limit)
            .all()
          for (const { id } of due) {
            tx.update(jobs)
              .set({ leaseUntil: now + leaseMs, attempts: sql`${jobs.attempts} + 1` })
              .where(eq(jobs.id, id))
              .run()
          }
          return due.map(toJob)
        }),
      ),
    settle: async (id, nextAt) => {
      const next = nextAt === undefined ? { state: 'done' as const } : { runAt: nextAt }
      attempt('settle a job', () =>
        db
          .update(jobs)
          .set({ ...next, leaseUntil: 0, attempts: 0, reason: null })
          .where(eq(jobs.id, id))
          .run(),
      )
    },
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
  }
}
