import { and, desc, eq } from 'drizzle-orm'
import type { Memory } from '../core/store.ts'
import { attempt, type Store } from './open.ts'
import { conversations, messages } from './schema.ts'

/** Memory on SQLite; every read is bounded to one (bot, chat, user). */
export function createMemory({ db }: Store): Memory {
  return {
    previous: async ({ bot, chat, user }) =>
      attempt('read a conversation', () => {
        const row = db
          .select()
          .from(conversations)
          .where(and(eq(conversations.bot, bot), eq(conversations.chat, chat), eq(conversations.user, user)))
          .get()
        return row?.tool ? { tool: row.tool, input: row.input } : undefined
      }),
    choices: async ({ bot, chat, user }) =>
      attempt('read choices', () => {
        const row = db
          .select({ choices: conversations.choices })
          .from(conversations)
          .where(and(eq(conversations.bot, bot), eq(conversations.chat, chat), eq(conversations.user, user)))
          .get()
        return row?.choices ?? []
      }),
    recent: async ({ bot, chat, user }, limit) =>
      attempt('read messages', () =>
        db
          .select({ role: messages.role, text: messages.text, origin: messages.origin, at: messages.at })
          .from(messages)
          .where(and(eq(messages.bot, bot), eq(messages.chat, chat), eq(messages.user, user)))
          .orderBy(desc(messages.id))
          .limit(limit)
          .all()
          .reverse(),
      ),
    forget: async ({ bot, chat, user }) =>
      attempt('forget a conversation', () =>
        db.transaction((tx) => {
          tx.delete(conversations)
            .where(and(eq(conversations.bot, bot), eq(conversations.chat, chat), eq(conversations.user, user)))
            .run()
          return tx
            .delete(messages)
            .where(and(eq(messages.bot, bot), eq(messages.chat, chat), eq(messages.user, user)))
            .run().changes
        }),
      ),
  }
}
