import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Answer } from '../core/answer.ts'
import type { Audience } from '../core/tool.ts'

// After a change here: npx drizzle-kit@0.31 generate --dialect sqlite --schema ./store/schema.ts --out ./store/migrations

/** Every message that was acknowledged. `seq` is its place in line; (bot, external_id) makes receiving it twice harmless. */
export const turns = sqliteTable(
  'turns',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    bot: text().notNull(),
    externalId: text('external_id').notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    role: text().$type<Audience>().notNull(),
    text: text().notNull(),
    call: text({ mode: 'json' }).$type<{ tool: string; input: unknown }>(),
    locale: text(),
    /** SHA-256 of what was asked: the same key with another question is refused. */
    digest: text().notNull(),
    at: integer().notNull(),
    state: text().$type<'waiting' | 'answered'>().notNull(),
    /** How often work on it began; a turn that kills the process is given up after a few. */
    attempts: integer().notNull().default(0),
  },
  (table) => [uniqueIndex('turns_external').on(table.bot, table.externalId), index('turns_state').on(table.state, table.seq)],
)

/** Answers with all their records. */
export const answers = sqliteTable('answers', {
  turn: text()
    .primaryKey()
    .references(() => turns.id),
  body: text({ mode: 'json' }).$type<Answer>().notNull(),
  at: integer().notNull(),
})

/** Answers on their way to a platform. */
export const outbox = sqliteTable(
  'outbox',
  {
    turn: text()
      .primaryKey()
      .references(() => turns.id),
    bot: text().notNull(),
    state: text().$type<'waiting' | 'sent' | 'dead'>().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer('next_at').notNull(),
    reason: text(),
  },
  (table) => [index('outbox_due').on(table.state, table.bot, table.nextAt)],
)

/** One row a (bot, chat, user): what a follow-up edits. */
export const conversations = sqliteTable(
  'conversations',
  {
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    tool: text(),
    input: text({ mode: 'json' }).$type<unknown>(),
    /** Choices of a clarifying question that waits for its answer. */
    choices: text({ mode: 'json' }).$type<readonly { label: string; say: string }[]>(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.bot, table.chat, table.user] })],
)

/** What was said, each row with where its words come from. */
export const messages = sqliteTable(
  'messages',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    turn: text().notNull(),
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    role: text().$type<'user' | 'assistant'>().notNull(),
    origin: text().$type<'user' | 'model' | 'ours' | 'strangers'>().notNull(),
    text: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [index('messages_owner').on(table.bot, table.chat, table.user, table.id)],
)

/** Work for later, taken with a lease. */
export const jobs = sqliteTable(
  'jobs',
  {
    id: text().primaryKey(),
    kind: text().notNull(),
    owner: text({ mode: 'json' }).$type<{ bot: string; chat: string; user: string }>().notNull(),
    spec: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** Milliseconds between runs; null runs once. */
    everyMs: integer('every_ms'),
    runAt: integer('run_at').notNull(),
    leaseUntil: integer('lease_until').notNull().default(0),
    state: text().$type<'armed' | 'done' | 'failed'>().notNull(),
    attempts: integer().notNull().default(0),
    reason: text(),
  },
  (table) => [index('jobs_due').on(table.state, table.runAt)],
)
