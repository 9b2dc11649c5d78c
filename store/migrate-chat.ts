import { and, eq, like, or } from 'drizzle-orm'
import { attempt, type Db, type Store } from './open.ts'
import { callbacks, chats, conversations, jobs, messages, people, savedQueries, turns } from './schema.ts'

const TABLES = [chats, people, jobs, conversations, messages, turns, callbacks, savedQueries] as const

/**
 * A chat got a new id on its platform (Telegram: a group became a supergroup): what is kept under the old one, and under its
 * topics ("-100/7"), belongs to the new. What the new one has already wins: the platform may tell of the move after its first message.
 */
export function migrateChat({ db }: Store, bot: string, { from, to }: { from: string; to: string }): void {
  attempt('move a chat', () =>
    db.transaction((tx) => {
      for (const table of TABLES) {
        const there = and(eq(table.bot, bot), or(eq(table.chat, from), like(table.chat, `${from}/%`)))
        const old = tx.selectDistinct({ chat: table.chat }).from(table).where(there).all()
        for (const { chat } of old) move(tx as unknown as Db, table, { bot, chat, moved: to + chat.slice(from.length) })
      }
    }),
  )
}

function move(tx: Db, table: (typeof TABLES)[number], { bot, chat, moved }: { bot: string; chat: string; moved: string }): void {
  const old = and(eq(table.bot, bot), eq(table.chat, chat))
  const taken = tx
    .select({ chat: table.chat })
    .from(table)
    .where(and(eq(table.bot, bot), eq(table.chat, moved)))
    .get()
  const keyed = table === chats || table === people || table === conversations || table === savedQueries
  if (taken && keyed) tx.delete(table).where(old).run()
  else tx.update(table).set({ chat: moved }).where(old).run()
}
