import { and, eq, gt, lte } from 'drizzle-orm'
import type { CallbackStore } from '../core/callbacks.ts'
import { attempt, type Store } from './open.ts'
import { callbacks } from './schema.ts'

/** CallbackStore on SQLite. `newId` gives 16 characters of a-z, 0-9; `now` Unix milliseconds. */
export function createCallbackStore({ relaxed }: Store, { now, newId }: { now(): number; newId(): string }): CallbackStore {
  return {
    keep: async ({ bot, chat, user, says, expiresAt }) => {
      const rows = says.map((say) => ({ id: newId(), bot, chat, user: user ?? null, say, expiresAt }))
      if (rows.length === 0) return []
      attempt('keep buttons', () =>
        relaxed.transaction((tx) => {
          tx.delete(callbacks).where(lte(callbacks.expiresAt, now())).run()
          tx.insert(callbacks).values(rows).run()
        }),
      )
      return rows.map(({ id }) => id)
    },
    find: async (id) =>
      attempt('find a button', () => {
        const row = relaxed
          .select()
          .from(callbacks)
          .where(and(eq(callbacks.id, id), gt(callbacks.expiresAt, now())))
          .get()
        return row && { bot: row.bot, chat: row.chat, say: row.say, ...(row.user === null ? {} : { user: row.user }) }
      }),
  }
}
