import { and, desc, eq, gte, lt, lte, max, min, ne, sql } from 'drizzle-orm'
import { attempt, type Store } from './open.ts'
import { heard, heardSince } from './schema.ts'

/** A message that was kept; name and text are a stranger's words. */
export interface HeardMessage {
  /** The platform's id of the message. */
  message: string
  user: string
  name: string
  text: string
  edited: boolean
  /** Unix milliseconds. */
  at: number
}

export interface HistoryKey {
  bot: string
  chat: string
}

/** What is kept of one chat. */
export interface Coverage {
  /** Since when Petrel listens there; undefined when it never did. */
  since: number | undefined
  /** Oldest and newest kept message. */
  first: number | undefined
  last: number | undefined
  messages: number
}

/** What people said in chats that asked for it; every read is bounded to one (bot, chat). */
export interface HistoryStore {
  /** Keeps a message, or its edit; notes since when the chat is listened to. Words of who asked to be left out are not kept. */
  keep(key: HistoryKey, message: HeardMessage): Promise<void>
  /** Messages of a span, oldest first; the newest `limit` when there are more. */
  read(key: HistoryKey, span: { from: number; to: number; limit: number }): Promise<readonly HeardMessage[]>
  /** When a person last said something before `before`. */
  lastOf(key: HistoryKey & { user: string }, before: number): Promise<number | undefined>
  coverage(key: HistoryKey): Promise<Coverage>
  /** Removes one message that was deleted in the chat. */
  remove(key: HistoryKey, message: string): Promise<void>
  /** Forgets what one person said in the chat, and with `stay` keeps nothing of theirs from now on. Resolves with the number forgotten. */
  forget(key: HistoryKey & { user: string }, stay: boolean): Promise<number>
  /** Keeps a person's words again. */
  welcome(key: HistoryKey & { user: string }): Promise<void>
  /** Forgets the whole chat. */
  clear(key: HistoryKey): Promise<number>
  /** Forgets what is older, in one chat or in all. */
  prune(before: number, key?: HistoryKey): Promise<number>
}

const of = ({ bot, chat }: HistoryKey) => and(eq(heard.bot, bot), eq(heard.chat, chat))

/** History of chats on SQLite. */
export function createHistory({ db, relaxed }: Store): HistoryStore {
  const outsider = ({ bot, chat, user }: HistoryKey & { user: string }) =>
    and(eq(heardSince.bot, bot), eq(heardSince.chat, chat), eq(heardSince.user, user))
  return {
    keep: async ({ bot, chat }, { message, user, name, text, edited, at }) =>
      attempt('keep a message', () => {
        if (user !== '' && relaxed.select({ at: heardSince.at }).from(heardSince).where(outsider({ bot, chat, user })).get()) return
        relaxed.transaction((tx) => {
          tx.insert(heardSince).values({ bot, chat, user: '', at }).onConflictDoNothing().run()
          tx.insert(heard)
            .values({ bot, chat, message, user, name, text, edited, at })
            .onConflictDoUpdate({
              target: [heard.bot, heard.chat, heard.message],
              set: { text, name, edited: true },
              setWhere: ne(heard.text, text),
            })
            .run()
        })
      }),
    read: async (key, { from, to, limit }) =>
      attempt('read what was said', () =>
        db
          .select({ message: heard.message, user: heard.user, name: heard.name, text: heard.text, edited: heard.edited, at: heard.at })
          .from(heard)
          .where(and(of(key), gte(heard.at, from), lte(heard.at, to)))
          .orderBy(desc(heard.at), desc(heard.id))
          .limit(limit)
          .all()
          .reverse(),
      ),
    lastOf: async ({ user, ...key }, before) =>
      attempt(
        'read when somebody spoke',
        () =>
        db.select({ at: max(heard.at) }).from(heard).where(and(of(key), eq(heard.user, user), lt(heard.at, before))).get()?.at ?? undefined, // biome-ignore format: short
      ),
    coverage: async (key) =>
      attempt('read what is kept', () => {
        const row = db.select({ first: min(heard.at), last: max(heard.at), messages: sql<number>`count(*)` }).from(heard).where(of(key)).get() // biome-ignore format: short
        const since = db.select({ at: heardSince.at }).from(heardSince).where(outsider({ ...key, user: '' })).get() // biome-ignore format: short
        return { since: since?.at, first: row?.first ?? undefined, last: row?.last ?? undefined, messages: row?.messages ?? 0 }
      }),
    remove: async (key, message) =>
      attempt('remove a message', () => {
        db.delete(heard).where(and(of(key), eq(heard.message, message))).run() // biome-ignore format: short
      }),
    forget: async ({ user, ...key }, stay) =>
      attempt('forget what somebody said', () =>
        db.transaction((tx) => {
          if (stay) tx.insert(heardSince).values({ ...key, user, at: 0 }).onConflictDoNothing().run() // biome-ignore format: short
          return tx.delete(heard).where(and(of(key), eq(heard.user, user))).run().changes // biome-ignore format: short
        }),
      ),
    welcome: async (key) =>
      attempt('keep somebody again', () => {
        if (key.user !== '') db.delete(heardSince).where(outsider(key)).run()
      }),
    clear: async (key) =>
      attempt('forget a chat', () =>
        db.transaction((tx) => {
          tx.delete(heardSince).where(outsider({ ...key, user: '' })).run() // biome-ignore format: short
          return tx.delete(heard).where(of(key)).run().changes
        }),
      ),
    prune: async (before, key) =>
      attempt('forget old messages', () => db.delete(heard).where(and(key ? of(key) : undefined, lt(heard.at, before))).run().changes), // biome-ignore format: short
  }
}
