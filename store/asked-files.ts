import { and, eq, isNotNull, ne, or, sql } from 'drizzle-orm'
import type { FileRef } from '../core/adapter.ts'
import { attempt, type Store } from './open.ts'
import { turns } from './schema.ts'

/** Files that came with somebody's questions in a chat, but those that a question of somebody else, or of another chat, came with too. */
export async function filesOf({ db }: Store, { bot, chat, user }: { bot: string; chat: string; user: string }): Promise<FileRef[]> {
  return attempt('find the files of a person', () => {
    const own = db
      .select({ files: turns.files })
      .from(turns)
      .where(and(eq(turns.bot, bot), eq(turns.chat, chat), eq(turns.user, user), isNotNull(turns.files)))
      .all()
    const found = new Map(own.flatMap(({ files }) => (files ?? []).map((file) => [file.ref, file] as const)))
    const elsewhere = and(eq(turns.bot, bot), or(ne(turns.chat, chat), ne(turns.user, user)))
    return [...found.values()].filter(({ ref }) => {
      const held = and(elsewhere, sql`exists (select 1 from json_each(${turns.files}) where json_extract(value, '$.ref') = ${ref})`)
      return !db.select({ id: turns.id }).from(turns).where(held).limit(1).get()
    })
  })
}
