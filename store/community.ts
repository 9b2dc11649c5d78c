import { and, count, desc, eq, gt, gte, inArray, lt, lte, sql } from 'drizzle-orm'
import type { ChatKey } from '../core/chats.ts'
import type { ActionKind, AuditEntry, Finding, Step, Warning } from '../core/community.ts'
import type { Member } from '../core/moderation.ts'
import { attempt, type Store } from './open.ts'
import { communityActions, communityCaptchas, communityMembers, communityNotices, communityWarnings } from './schema.ts'

export interface SeenMember extends Member {
  /** Unix milliseconds; absent for those who were there before Petrel watched. */
  joinedAt?: number
  /** Id of the first message since then. */
  firstMessage?: string
}

export interface Captcha {
  code: string
  tries: number
  name: string
  /** Unix milliseconds. */
  deadline: number
  /** The channel of a server in which the buttons stand; absent where that is the chat. */
  place?: string
}

/** A decision to be written down before anything is done about it. */
export interface Decision {
  /** Where it counts: a group, or a whole server. */
  chat: ChatKey
  /** The channel of a server in which it is done; absent where that is the chat. */
  place?: string
  user?: string
  /** What makes deciding twice harmless: one row a (bot, chat, event). */
  event: string
  by: string
  kind: ActionKind
  findings: readonly Finding[]
  steps: readonly Step[]
  state: AuditEntry['state']
  reason?: string
  at: number
  /** A warning that comes with it; `steps` may then add what its number leads to. */
  warning?: { reason: string; expiresAt: number; leadsTo(active: number): readonly Step[] }
}

export interface StoredEntry extends AuditEntry {
  /** Where it is done. */
  chat: ChatKey
  tries: number
}

/** What the community layer keeps: members, warnings, the audit log, captchas. No message text. */
export interface CommunityStore {
  /** Notes a member's names; `joinedAt` begins a new stay. */
  see(chat: ChatKey, member: Member, at: number, joinedAt?: number): Promise<void>
  member(chat: ChatKey, user: string): Promise<SeenMember | undefined>
  /** By username, lower case, without "@". */
  memberNamed(chat: ChatKey, username: string): Promise<SeenMember | undefined>
  members(chat: ChatKey, users: readonly string[]): Promise<readonly SeenMember[]>
  /** Notes the first message of a stay; later calls change nothing. */
  wrote(chat: ChatKey, user: string, message: string): Promise<void>
  forgetMember(chat: ChatKey, user: string): Promise<void>
  /** Writes a decision, or returns the one that this event led to before. */
  decide(decision: Decision): Promise<{ entry: StoredEntry; fresh: boolean }>
  entry(chat: ChatKey, id: number): Promise<StoredEntry | undefined>
  /** Keeps how the steps went. */
  settle(id: number, state: AuditEntry['state'], steps: readonly Step[]): Promise<void>
  /** Decisions that are not carried out yet, oldest first. */
  planned(before: number, limit: number): Promise<readonly StoredEntry[]>
  log(chat: ChatKey, since: number, limit: number): Promise<readonly StoredEntry[]>
  /** The newest entry of a kind, for one person or for the chat. */
  last(chat: ChatKey, kind: ActionKind, user?: string): Promise<StoredEntry | undefined>
  warnings(chat: ChatKey, user: string, now: number): Promise<readonly Warning[]>
  /** Takes back the warnings of one decision, or the newest one. False when there was none. */
  unwarn(chat: ChatKey, user: string, which: { action: number } | { newestBefore: number }): Promise<boolean>
  captcha(chat: ChatKey, user: string): Promise<Captcha | undefined>
  setCaptcha(chat: ChatKey, user: string, captcha: Captcha | undefined): Promise<void>
  overdueCaptchas(now: number, limit: number): Promise<readonly (Captcha & { chat: ChatKey; user: string })[]>
  /** True when nothing of this kind was noted since `after`; notes it then. */
  notice(chat: ChatKey, kind: string, at: { now: number; after: number }): Promise<boolean>
  /**
   * A group got a new id on its platform, or a channel's rows come to count for its server (`places`: done where they were): what is kept
   * under the old one belongs to the new. What the new one has already wins.
   */
  migrate(bot: string, move: { from: string; to: string; places?: boolean }): Promise<void>
  /** Deletes what ended before: log entries, warnings, members not seen. Returns how many rows. */
  prune(before: number): Promise<number>
}

type ActionRow = typeof communityActions.$inferSelect
type MemberRow = typeof communityMembers.$inferSelect

const toEntry = ({ bot, chat, place, user, reason, findings, steps, event: _event, kind, ...row }: ActionRow): StoredEntry => ({
  ...row,
  chat: { bot, chat: place ?? chat },
  kind: kind as ActionKind,
  findings: findings as readonly Finding[],
  steps: steps as readonly Step[],
  ...(user === null ? {} : { user }),
  ...(reason === null ? {} : { reason }),
})

const toMember = ({ user, name, username, joinedAt, firstMessage }: MemberRow): SeenMember => ({
  id: user,
  name,
  ...(username === null ? {} : { username }),
  ...(joinedAt === null ? {} : { joinedAt }),
  ...(firstMessage === null ? {} : { firstMessage }),
})

const [A, C, M, N, W] = [communityActions, communityCaptchas, communityMembers, communityNotices, communityWarnings]
const inChat = (table: { bot: typeof A.bot; chat: typeof A.chat }, { bot, chat }: ChatKey) => and(eq(table.bot, bot), eq(table.chat, chat))
const active = (chat: ChatKey, user: string, now: number) =>
  and(eq(W.bot, chat.bot), eq(W.chat, chat.chat), eq(W.user, user), eq(W.undone, false), gt(W.expiresAt, now))

/** CommunityStore on SQLite. */
export function createCommunityStore(store: Store): CommunityStore {
  return { ...members(store), ...actions(store), ...warnings(store), ...captchas(store) }
}

const of = (chat: ChatKey, user: string) => and(eq(M.bot, chat.bot), eq(M.chat, chat.chat), eq(M.user, user))

function members({ db, relaxed }: Store): Pick<CommunityStore, 'see' | 'member' | 'memberNamed' | 'members' | 'wrote' | 'forgetMember'> {
  return {
    see: async ({ bot, chat }, { id, name, username }, at, joinedAt) => {
      const row = { name, username: username?.toLowerCase() ?? null, seenAt: at }
      // The same arrival told twice begins no new stay.
      const first = sql`CASE WHEN ${M.joinedAt} IS excluded.joined_at THEN ${M.firstMessage} ELSE NULL END`
      const stay = joinedAt === undefined ? {} : { joinedAt, firstMessage: first }
      attempt('note a member', () =>
        relaxed
          .insert(M)
          .values({ bot, chat, user: id, ...row, joinedAt: joinedAt ?? null })
          .onConflictDoUpdate({ target: [M.bot, M.chat, M.user], set: { ...row, ...stay } })
          .run(),
      )
    },
    member: async (chat, user) =>
      attempt('read a member', () => {
        const row = db.select().from(M).where(of(chat, user)).get()
        return row && toMember(row)
      }),
    memberNamed: async ({ bot, chat }, username) =>
      attempt('read a member', () => {
        const named = and(eq(M.bot, bot), eq(M.chat, chat), eq(M.username, username))
        const row = db.select().from(M).where(named).orderBy(desc(M.seenAt)).get()
        return row && toMember(row)
      }),
    members: async ({ bot, chat }, users) =>
      attempt('read members', () =>
        db
          .select()
          .from(M)
          .where(and(eq(M.bot, bot), eq(M.chat, chat), inArray(M.user, [...users])))
          .all()
          .map(toMember),
      ),
    wrote: async (chat, user, message) => {
      attempt('note a first message', () =>
        relaxed
          .update(M)
          .set({ firstMessage: message })
          .where(and(of(chat, user), sql`${M.firstMessage} IS NULL`))
          .run(),
      )
    },
    forgetMember: async (chat, user) => {
      attempt('forget a member', () => relaxed.delete(M).where(of(chat, user)).run())
    },
  }
}

type Actions = Pick<CommunityStore, 'decide' | 'entry' | 'settle' | 'planned' | 'log' | 'last'>

function actions(store: Store): Actions {
  const { db } = store
  return {
    decide: async (decision) => attempt('write a decision', () => decide(store, decision)),
    entry: async (chat, id) =>
      attempt('read the audit log', () => {
        const row = db.select().from(A).where(and(inChat(A, chat), eq(A.id, id))).get() // biome-ignore format: short
        return row && toEntry(row)
      }),
    settle: async (id, state, steps) => {
      attempt('note how it went', () =>
        db
          .update(A)
          .set({ state, steps, tries: sql`${A.tries} + 1` })
          .where(eq(A.id, id))
          .run(),
      )
    },
    planned: async (before, limit) =>
      attempt(
        'read what is to be done',
        () =>
        db.select().from(A).where(and(eq(A.state, 'planned'), lte(A.at, before))).orderBy(A.id).limit(limit).all().map(toEntry), // biome-ignore format: short
      ),
    log: async (chat, since, limit) =>
      attempt(
        'read the audit log',
        () =>
        db.select().from(A).where(and(inChat(A, chat), gte(A.at, since))).orderBy(desc(A.id)).limit(limit).all().map(toEntry), // biome-ignore format: short
      ),
    last: async (chat, kind, user) =>
      attempt('read the audit log', () => {
        const whom = user === undefined ? undefined : eq(A.user, user)
        const row = db.select().from(A).where(and(inChat(A, chat), eq(A.kind, kind), whom)).orderBy(desc(A.id)).get() // biome-ignore format: short
        return row && toEntry(row)
      }),
  }
}

/** One transaction: the row, its warning, and the steps that the warning's number leads to. */
function decide({ db }: Store, { chat, user, warning, steps, ...rest }: Decision): { entry: StoredEntry; fresh: boolean } {
  return db.transaction((tx) => {
    const before = tx.select().from(A).where(and(inChat(A, chat), eq(A.event, rest.event))).get() // biome-ignore format: short
    if (before) return { entry: toEntry(before), fresh: false }
    const row = tx.insert(A).values({ ...chat, user: user ?? null, ...rest, steps, reason: rest.reason ?? null }).returning().get() // biome-ignore format: short
    if (!warning || user === undefined) return { entry: toEntry(row), fresh: true }
    const { reason, expiresAt, leadsTo } = warning
    tx.insert(W)
      .values({ ...chat, user, action: row.id, by: rest.by, reason, at: rest.at, expiresAt })
      .run()
    const number =
      tx
        .select({ n: count() })
        .from(W)
        .where(active(chat, user, rest.at))
        .get()?.n ?? 0
    const all = [...steps, ...leadsTo(number)]
    tx.update(A).set({ steps: all }).where(eq(A.id, row.id)).run()
    return { entry: { ...toEntry(row), steps: all }, fresh: true }
  })
}

function warnings({ db }: Store): Pick<CommunityStore, 'warnings' | 'unwarn'> {
  return {
    warnings: async (chat, user, now) =>
      attempt('read warnings', () =>
        db
          .select({ id: W.id, by: W.by, reason: W.reason, at: W.at, expiresAt: W.expiresAt })
          .from(W)
          .where(active(chat, user, now))
          .orderBy(desc(W.id))
          .all(),
      ),
    unwarn: async (chat, user, which) =>
      attempt('take back a warning', () => {
        const now = 'newestBefore' in which ? which.newestBefore : 0
        const row = db
          .select({ id: W.id })
          .from(W)
          .where(and(active(chat, user, now), 'action' in which ? eq(W.action, which.action) : undefined))
          .orderBy(desc(W.id))
          .get()
        return row !== undefined && db.update(W).set({ undone: true }).where(eq(W.id, row.id)).run().changes > 0
      }),
  }
}

function captchas({
  db,
  relaxed,
}: Store): Pick<CommunityStore, 'captcha' | 'setCaptcha' | 'overdueCaptchas' | 'notice' | 'migrate' | 'prune'> {
  const waiting = (chat: ChatKey, user: string) => and(eq(C.bot, chat.bot), eq(C.chat, chat.chat), eq(C.user, user))
  return {
    captcha: async (chat, user) =>
      attempt('read a captcha', () => {
        const row = db.select().from(C).where(waiting(chat, user)).get()
        if (!row) return undefined
        const { place, ...captcha } = row
        return { ...captcha, ...(place === null ? {} : { place }) }
      }),
    setCaptcha: async (chat, user, captcha) => {
      attempt('keep a captcha', () => {
        if (!captcha) return db.delete(C).where(waiting(chat, user)).run()
        const { code, tries, name, deadline, place = null } = captcha
        const row = { code, tries, name, deadline, place }
        return db
          .insert(C)
          .values({ ...chat, user, ...row })
          .onConflictDoUpdate({ target: [C.bot, C.chat, C.user], set: row })
          .run()
      })
    },
    overdueCaptchas: async (now, limit) =>
      attempt('read captchas', () =>
        db
          .select()
          .from(C)
          .where(lte(C.deadline, now))
          .limit(limit)
          .all()
          .map(({ bot, chat, place, ...row }) => ({ ...row, chat: { bot, chat: place ?? chat } })),
      ),
    notice: async ({ bot, chat }, kind, { now, after }) =>
      attempt('note a notice', () => {
        const key = and(eq(N.bot, bot), eq(N.chat, chat), eq(N.kind, kind))
        if ((db.select().from(N).where(key).get()?.at ?? Number.NEGATIVE_INFINITY) > after) return false
        const set = { at: now }
        relaxed
          .insert(N)
          .values({ bot, chat, kind, at: now })
          .onConflictDoUpdate({ target: [N.bot, N.chat, N.kind], set })
          .run()
        return true
      }),
    migrate: async (bot, { from, to, places = false }) => {
      attempt('move a group', () =>
        db.transaction((tx) => {
          if (places)
            for (const table of [A, C])
              tx.run(sql`UPDATE ${table} SET place = chat WHERE bot = ${bot} AND chat = ${from} AND place IS NULL`)
          for (const table of [A, C, M, N, W]) {
            tx.run(sql`UPDATE OR IGNORE ${table} SET chat = ${to} WHERE bot = ${bot} AND chat = ${from}`)
            tx.run(sql`DELETE FROM ${table} WHERE bot = ${bot} AND chat = ${from}`)
          }
        }),
      )
    },
    prune: async (before) =>
      attempt('delete old rows', () => {
        const old = [
          db.delete(A).where(lt(A.at, before)).run(),
          db.delete(W).where(lt(W.expiresAt, before)).run(),
          db.delete(M).where(lt(M.seenAt, before)).run(),
          db.delete(N).where(lt(N.at, before)).run(),
        ]
        return old.reduce((sum, { changes }) => sum + changes, 0)
      }),
  }
}
