import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { FileRef, Inbound } from '../core/adapter.ts'
import type { AlertFact } from '../core/alert.ts'
import type { Answer } from '../core/answer.ts'
import type { ChatSettings } from '../core/chats.ts'
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
    place: text().$type<'direct' | 'group'>(),
    quoted: text({ mode: 'json' }).$type<NonNullable<Inbound['quoted']>>(),
    files: text({ mode: 'json' }).$type<readonly FileRef[]>(),
    /** The adapter's own way back: message to reply to, interaction token. */
    route: text({ mode: 'json' }).$type<unknown>(),
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
    /** The platform's ids of the parts that it accepted, in order. */
    accepted: text({ mode: 'json' }).$type<readonly string[]>(),
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
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    /** How people call it: counted in each chat. */
    number: integer().notNull().default(0),
    spec: text({ mode: 'json' }).$type<unknown>().notNull(),
    /** What the last run left for the next one. */
    memory: text({ mode: 'json' }).$type<unknown>(),
    runAt: integer('run_at').notNull(),
    leaseUntil: integer('lease_until').notNull().default(0),
    state: text().$type<'armed' | 'paused' | 'done' | 'failed'>().notNull(),
    attempts: integer().notNull().default(0),
    reason: text(),
  },
  (table) => [index('jobs_due').on(table.state, table.runAt), index('jobs_owner').on(table.bot, table.chat, table.number)],
)

/** What each run of a job came to. */
export const jobRuns = sqliteTable(
  'job_runs',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    job: text().notNull(),
    at: integer().notNull(),
    outcome: text().$type<'quiet' | 'fired' | 'failed' | 'held'>().notNull(),
    /** Identity of what fired. */
    event: text(),
    facts: text({ mode: 'json' }).$type<readonly AlertFact[]>(),
    detail: text(),
  },
  (table) => [index('job_runs_job').on(table.job, table.id)],
)

/** What a button says; platforms allow too few bytes inside one. */
export const callbacks = sqliteTable(
  'callbacks',
  {
    id: text().primaryKey(),
    bot: text().notNull(),
    chat: text().notNull(),
    user: text(),
    say: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [index('callbacks_expiry').on(table.expiresAt)],
)

/** What chats have chosen; kept when the bot is removed from one. */
export const chats = sqliteTable(
  'chats',
  { bot: text().notNull(), chat: text().notNull(), settings: text({ mode: 'json' }).$type<ChatSettings>().notNull() },
  (table) => [primaryKey({ columns: [table.bot, table.chat] })],
)

/** What a person asked to remember in a chat. */
export const people = sqliteTable(
  'people',
  { bot: text().notNull(), chat: text().notNull(), user: text().notNull(), wallet: text() },
  (table) => [primaryKey({ columns: [table.bot, table.chat, table.user] })],
)

/** The newest message of each channel that an adapter has taken, for what it missed while it was away. */
export const seen = sqliteTable('seen', { bot: text().notNull(), channel: text().notNull(), message: text().notNull() }, (table) => [
  primaryKey({ columns: [table.bot, table.channel] }),
])

/** Who was seen in a group whose shield is not off: whether a message is a newcomer's first, and whom "@name" means. */
export const communityMembers = sqliteTable(
  'community_members',
  {
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    name: text().notNull(),
    /** Lower case, without "@". */
    username: text(),
    /** When Petrel saw them come in; null for those who were there before. */
    joinedAt: integer('joined_at'),
    /** Id of their first message since then. */
    firstMessage: text('first_message'),
    seenAt: integer('seen_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.bot, table.chat, table.user] }),
    index('community_members_username').on(table.bot, table.chat, table.username),
  ],
)

/** The audit log: every decision of the shield and every order of an admin. (bot, chat, event) makes deciding twice harmless. */
export const communityActions = sqliteTable(
  'community_actions',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    bot: text().notNull(),
    /** Where it counts: a group, or a whole server ("server:…"). */
    chat: text().notNull(),
    /** The channel of the server in which it is done; null where that is `chat`. */
    place: text(),
    /** Whom it is about; null for the chat itself. */
    user: text(),
    event: text().notNull(),
    /** "shield", or the id of the admin who gave the order. */
    by: text().notNull(),
    kind: text().notNull(),
    /** Which rules spoke, and their evidence: names of hosts and the like, never the message. */
    findings: text({ mode: 'json' }).$type<readonly unknown[]>().notNull(),
    /** What is to be done, each with its outcome. */
    steps: text({ mode: 'json' }).$type<readonly unknown[]>().notNull(),
    state: text().$type<'planned' | 'done' | 'failed' | 'reported' | 'undone'>().notNull(),
    tries: integer().notNull().default(0),
    reason: text(),
    at: integer().notNull(),
  },
  (table) => [
    uniqueIndex('community_actions_event').on(table.bot, table.chat, table.event),
    index('community_actions_state').on(table.state, table.at),
    index('community_actions_user').on(table.bot, table.chat, table.user),
  ],
)

/** Warnings; each ends at its time or when it is taken back. */
export const communityWarnings = sqliteTable(
  'community_warnings',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    action: integer().notNull(),
    by: text().notNull(),
    reason: text().notNull(),
    at: integer().notNull(),
    expiresAt: integer('expires_at').notNull(),
    undone: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (table) => [index('community_warnings_user').on(table.bot, table.chat, table.user)],
)

/** New members who have not pressed their button yet. */
export const communityCaptchas = sqliteTable(
  'community_captchas',
  {
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    /** As in the audit log. */
    place: text(),
    name: text().notNull(),
    code: text().notNull(),
    tries: integer().notNull().default(0),
    /** Unix milliseconds. */
    deadline: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.bot, table.chat, table.user] }), index('community_captchas_deadline').on(table.deadline)],
)

/** What a chat's admins were told last, so that they are told once a day. */
export const communityNotices = sqliteTable(
  'community_notices',
  { bot: text().notNull(), chat: text().notNull(), kind: text().notNull(), at: integer().notNull() },
  (table) => [primaryKey({ columns: [table.bot, table.chat, table.kind] })],
)

/** What people said in chats that asked for it (ChatSettings.history); strangers' words. */
export const heard = sqliteTable(
  'heard',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    bot: text().notNull(),
    chat: text().notNull(),
    /** The platform's id of the message. */
    message: text().notNull(),
    user: text().notNull(),
    name: text().notNull(),
    text: text().notNull(),
    edited: integer({ mode: 'boolean' }).notNull().default(false),
    at: integer().notNull(),
  },
  (table) => [
    uniqueIndex('heard_message').on(table.bot, table.chat, table.message),
    index('heard_time').on(table.bot, table.chat, table.at),
    index('heard_user').on(table.bot, table.chat, table.user, table.at),
  ],
)

/** Since when a chat is listened to, and who asked not to be kept. */
export const heardSince = sqliteTable(
  'heard_since',
  {
    bot: text().notNull(),
    chat: text().notNull(),
    /** "" for the chat itself; else a person whose words are not kept. */
    user: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.bot, table.chat, table.user] })],
)

/** Documents of a bot's knowledge base; each version is a row, the newest is current. */
export const knowledgeDocuments = sqliteTable(
  'knowledge_documents',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    bot: text().notNull(),
    /** Address, or "file:" and the name. */
    source: text().notNull(),
    title: text().notNull(),
    version: integer().notNull(),
    current: integer({ mode: 'boolean' }).notNull(),
    /** SHA-256 of the bytes. */
    hash: text().notNull(),
    chunks: integer().notNull(),
    addedBy: text('added_by').notNull(),
    at: integer().notNull(),
    checkedAt: integer('checked_at').notNull(),
  },
  (table) => [
    uniqueIndex('knowledge_version').on(table.bot, table.source, table.version),
    index('knowledge_current').on(table.bot, table.current),
  ],
)

/** Pieces of documents that are searched; the words stand in the full-text table under the same id. */
export const knowledgeChunks = sqliteTable(
  'knowledge_chunks',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    document: integer()
      .notNull()
      .references(() => knowledgeDocuments.id),
    bot: text().notNull(),
    ordinal: integer().notNull(),
    /** Headings above it, outermost first. */
    path: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    text: text().notNull(),
    /** 32-bit floats of a unit vector; null without an embedding model. */
    vector: blob({ mode: 'buffer' }),
  },
  (table) => [index('knowledge_chunks_document').on(table.document), index('knowledge_chunks_bot').on(table.bot)],
)

/** Questions and statements that people saved, each theirs alone until they share it. */
export const savedQueries = sqliteTable(
  'saved_queries',
  {
    id: text().primaryKey(),
    bot: text().notNull(),
    chat: text().notNull(),
    user: text().notNull(),
    name: text().notNull(),
    /** Number of the newest version. */
    version: integer().notNull(),
    /** Name under which anyone may read it; null: nobody but its owner. */
    share: text().unique(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [uniqueIndex('saved_queries_name').on(table.bot, table.chat, table.user, table.name)],
)

/** Every version of a saved query: the tool call that answers it. */
export const savedVersions = sqliteTable(
  'saved_versions',
  {
    query: text()
      .notNull()
      .references(() => savedQueries.id),
    version: integer().notNull(),
    tool: text().notNull(),
    input: text({ mode: 'json' }).$type<unknown>().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.query, table.version] })],
)

/** Saved queries that an operator checked and added to the library of verified ones. */
export const promotedQueries = sqliteTable('promoted_queries', {
  id: text().primaryKey(),
  title: text().notNull(),
  sql: text().notNull(),
  at: integer().notNull(),
})
