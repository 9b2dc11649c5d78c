import { and, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Memory } from '../core/store.ts'
import { attempt, type Db, type Store } from './open.ts'
import { answers, conversations, messages, outbox, turns } from './schema.ts'

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
          forgetTurns(tx as unknown as Db, { bot, chat, user })
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

/** Questions and answers of a person in a chat, but those that are still on their way. */
function forgetTurns(tx: Db, { bot, chat, user }: { bot: string; chat: string; user: string }): void {
  const waiting = tx.select({ turn: outbox.turn }).from(outbox).where(eq(outbox.state, 'waiting'))
  const theirs = and(eq(turns.bot, bot), eq(turns.chat, chat), eq(turns.user, user), eq(turns.state, 'answered'))
  const gone = and(theirs, sql`${turns.id} not in ${waiting}`)
  const ids = tx.select({ id: turns.id }).from(turns).where(gone)
  tx.delete(outbox).where(inArray(outbox.turn, ids)).run()
  tx.delete(answers).where(inArray(answers.turn, ids)).run()
  tx.delete(turns).where(gone).run()
}
