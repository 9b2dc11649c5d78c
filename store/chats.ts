import { and, eq } from 'drizzle-orm'
import { type ChatSettings, type ChatStore, chatSettingsSchema, type PeopleStore, wholeChat } from '../core/chats.ts'
import { PetrelError } from '../core/errors.ts'
import { attempt, type Store } from './open.ts'
import { chats, people } from './schema.ts'

/** ChatStore on SQLite. */
export function createChatStore({ db }: Store): ChatStore {
  const get = (bot: string, chat: string): ChatSettings => {
    const where = and(eq(chats.bot, bot), eq(chats.chat, chat))
    return db.select().from(chats).where(where).get()?.settings ?? {}
  }
  return {
    get: async ({ bot, chat }) => attempt('read settings of a chat', () => get(bot, wholeChat(chat))),
    all: async () =>
      attempt('read settings of chats', () =>
        db
          .select()
          .from(chats)
          .all()
          .map(({ bot, chat, settings }) => ({ key: { bot, chat }, settings })),
      ),
    set: async ({ bot, chat: place }, patch) =>
      attempt('store settings of a chat', () => {
        const chat = wholeChat(place)
        const merged = Object.fromEntries(Object.entries({ ...get(bot, chat), ...patch }).filter(([, value]) => value !== null))
        const settings = check(merged)
        db.insert(chats)
          .values({ bot, chat, settings })
          .onConflictDoUpdate({ target: [chats.bot, chats.chat], set: { settings } })
          .run()
        return settings
      }),
  }
}

function check(settings: Record<string, unknown>): ChatSettings {
  const parsed = chatSettingsSchema.safeParse(settings)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
  throw new PetrelError('input_invalid', { message: `A chat cannot have this setting (${faults}).`, hint: 'See /help settings.' })
}

/** PeopleStore on SQLite. */
export function createPeopleStore({ db }: Store): PeopleStore {
  return {
    wallet: async ({ bot, chat, user }) =>
      attempt('read a wallet', () => {
        const where = and(eq(people.bot, bot), eq(people.chat, wholeChat(chat)), eq(people.user, user))
        return db.select().from(people).where(where).get()?.wallet ?? undefined
      }),
    setWallet: async ({ bot, chat, user }, address) => {
      const wallet = address ?? null
      attempt('store a wallet', () =>
        db
          .insert(people)
          .values({ bot, chat: wholeChat(chat), user, wallet })
          .onConflictDoUpdate({ target: [people.bot, people.chat, people.user], set: { wallet } })
          .run(),
      )
    },
  }
}
