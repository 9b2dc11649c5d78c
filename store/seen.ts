import { eq } from 'drizzle-orm'
import { attempt, type Store } from './open.ts'
import { seen } from './schema.ts'

/** The newest message that an adapter has taken of each channel; a note that may be written again. */
export interface SeenStore {
  last(bot: string): Promise<Record<string, string>>
  note(bot: string, channel: string, message: string): Promise<void>
}

/** SeenStore on SQLite. */
export function createSeenStore({ relaxed }: Store): SeenStore {
  return {
    last: async (bot) =>
      attempt('read what was seen', () => {
        const rows = relaxed.select().from(seen).where(eq(seen.bot, bot)).all()
        return Object.fromEntries(rows.map(({ channel, message }) => [channel, message]))
      }),
    note: async (bot, channel, message) => {
      attempt('note what was seen', () =>
        relaxed
          .insert(seen)
          .values({ bot, channel, message })
          .onConflictDoUpdate({ target: [seen.bot, seen.channel], set: { message } })
          .run(),
      )
    },
  }
}
