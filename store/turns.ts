import { createHash, randomBytes } from 'node:crypto'
import { and, asc, desc, eq, inArray, like, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Inbound, Receipt } from '../core/adapter.ts'
import type { Answer } from '../core/answer.ts'
import { PetrelError } from '../core/errors.ts'
import { gathered } from '../core/gather.ts'
import type { TurnStore, WaitingAnswer } from '../core/store.ts'
import { attempt, type Store } from './open.ts'
import { remember } from './remember.ts'
import { answers, messages, outbox, turns } from './schema.ts'

type TurnRow = typeof turns.$inferSelect

/** What makes two messages with one id the same message. */
const digestOf = (message: Inbound): string =>
  createHash('sha256')
    .update(JSON.stringify([message.chat, message.user, message.text, message.call ?? null]))
    .digest('hex')

/** Not guessable: whoever holds a turn's id may read its answer. */
const newId = (): string => randomBytes(12).toString('hex')

const toInbound = (row: TurnRow): Inbound => ({
  bot: row.bot,
  id: row.externalId,
  chat: row.chat,
  user: row.user,
  role: row.role,
  text: row.text,
  at: row.at,
  ...(row.call ? { call: row.call } : {}),
  ...(row.locale ? { locale: row.locale } : {}),
  ...(row.place ? { place: row.place } : {}),
  ...(row.quoted ? { quoted: row.quoted } : {}),
  ...(row.files ? { files: row.files } : {}),
  ...((row.route as { part?: boolean } | null)?.part ? { part: true } : {}),
  ...(row.route === null ? {} : { route: row.route }),
})

/** TurnStore on SQLite: the inbox, the answers and the outbox. `now` gives Unix milliseconds. */
export function createTurnStore(store: Store, now: () => number): TurnStore {
  const { db, relaxed } = store
  return {
    receive: async (message) => attempt('store a message', () => receive(store, message)),
    pending: async (limit) =>
      attempt('read waiting turns', () =>
        db
          .select()
          .from(turns)
          .where(eq(turns.state, 'waiting'))
          .orderBy(asc(turns.seq))
          .limit(limit)
          .all()
          .map((row) => ({ turn: row.id, inbound: toInbound(row), attempts: row.attempts })),
      ),
    begin: async (turn) => {
      attempt('begin a turn', () =>
        relaxed
          .update(turns)
          .set({ attempts: sql`${turns.attempts} + 1` })
          .where(eq(turns.id, turn))
          .run(),
      )
    },
    shows: async (turn, message) => {
      attempt('note a preview', () =>
        relaxed
          .update(turns)
          .set({ route: sql`json_set(coalesce(${turns.route}, '{}'), '$.preview', ${message})` })
          .where(eq(turns.id, turn))
          .run(),
      )
    },
    finish: async (turn, answer, deliver) => attempt('store an answer', () => finish(store, { turn, answer, deliver, at: now() })),
    find: async (turn) => attempt('read a turn', () => find(store, turn)),
    undelivered: async (adapter) =>
      attempt('read the outbox', () =>
        db
          .select({ turn: outbox.turn, bot: turns.bot, chat: turns.chat, nextAt: outbox.nextAt })
          .from(outbox)
          .innerJoin(turns, eq(turns.id, outbox.turn))
          .where(and(eq(outbox.state, 'waiting'), or(eq(outbox.bot, adapter), like(outbox.bot, `${adapter}:%`))))
          .orderBy(asc(turns.seq))
          .all(),
      ),
    outbound: async (turn) => attempt('read the outbox', () => outbound(store, turn)),
    accepted: async (turn, ids) => {
      attempt('note an accepted part', () => db.update(outbox).set({ accepted: ids }).where(eq(outbox.turn, turn)).run())
    },
    delivered: async (turn) => {
      attempt('mark an answer as sent', () => relaxed.update(outbox).set({ state: 'sent' }).where(eq(outbox.turn, turn)).run())
    },
    failed: async (turn, reason, retryAt) => {
      const next = retryAt === undefined ? { state: 'dead' as const } : { nextAt: retryAt }
      attempt('note a failed delivery', () =>
        db
          .update(outbox)
          .set({ ...next, reason, attempts: sql`${outbox.attempts} + 1` })
          .where(eq(outbox.turn, turn))
          .run(),
      )
    },
    dead: async (limit) =>
      attempt('read dead letters', () =>
        db
          .select({ turn: outbox.turn, bot: turns.bot, chat: turns.chat, reason: outbox.reason, at: turns.at })
          .from(outbox)
          .innerJoin(turns, eq(turns.id, outbox.turn))
          .where(eq(outbox.state, 'dead'))
          .orderBy(desc(turns.seq))
          .limit(limit)
          .all()
          .map(({ reason, ...row }) => ({ ...row, reason: reason ?? '' })),
      ),
    revive: async (limit) =>
      attempt('revive dead letters', () => {
        const found = db.select({ turn: outbox.turn }).from(outbox).where(eq(outbox.state, 'dead')).limit(limit).all()
        const waiting = { state: 'waiting' as const, nextAt: now(), attempts: 0 }
        for (const { turn } of found) db.update(outbox).set(waiting).where(eq(outbox.turn, turn)).run()
        return found.length
      }),
    prune: async (at, chat) => attempt('forget old turns', () => prune(store, at, chat)),
    close: async () => store.close(),
  }
}

function receive({ db }: Store, message: Inbound): Receipt {
  const id = newId()
  const digest = digestOf(message)
  const { bot, id: externalId, chat, user, role, text, at } = message
  const row = {
    id,
    bot,
    externalId,
    chat,
    user,
    role,
    text,
    call: message.call ?? null,
    locale: message.locale ?? null,
    place: message.place ?? null,
    quoted: message.quoted ?? null,
    files: message.files ?? null,
    // Beside what is the adapter's own, as a preview is: after a crash the other parts may still come.
    route: message.part ? { ...(message.route as object | undefined), part: true } : (message.route ?? null),
    digest,
    at,
    state: 'waiting' as const,
  }
  if (db.insert(turns).values(row).onConflictDoNothing().run().changes === 1) return { status: 'new', turn: id }
  const sameId = and(eq(turns.bot, bot), eq(turns.externalId, externalId))
  if (message.part) return join(db, message, sameId)
  const known = db.select({ id: turns.id, digest: turns.digest }).from(turns).where(sameId).get()
  if (known?.digest === digest) return { status: 'seen', turn: known.id }
  throw new PetrelError('idempotency_mismatch', {
    message: `The id "${externalId}" was used before for a different request.`,
    hint: 'Send a new Idempotency-Key with a new request.',
    facts: { id: externalId },
  })
}

/** Puts a further part into a message that nobody works on yet; one that comes later is let go. */
function join(db: Store['db'], part: Inbound, sameId: SQL | undefined): Receipt {
  return db.transaction((tx) => {
    const row = tx.select().from(turns).where(sameId).get()
    if (!row) throw new PetrelError('store_failed', { message: `The message "${part.id}" is gone.` })
    if (row.state === 'waiting' && row.attempts === 0)
      tx.update(turns)
        .set(gathered(toInbound(row), part))
        .where(sameId)
        .run()
    return { status: 'seen', turn: row.id }
  })
}

/** One transaction: an answer exists together with its outbox row and what it leaves to remember, or not at all. */
function finish({ db }: Store, { turn, answer, deliver, at }: { turn: string; answer: Answer; deliver: boolean; at: number }): void {
  db.transaction((tx) => {
    const row = tx.select().from(turns).where(eq(turns.id, turn)).get()
    if (!row || row.state === 'answered') return
    tx.insert(answers).values({ turn, body: answer, at }).run()
    if (deliver) tx.insert(outbox).values({ turn, bot: row.bot, state: 'waiting', nextAt: at }).run()
    tx.update(turns).set({ state: 'answered' }).where(eq(turns.id, turn)).run()
    remember(tx, row, answer, at)
  })
}

function find({ db }: Store, turn: string): { inbound: Inbound; answer: Answer | undefined } | undefined {
  const row = db.select().from(turns).leftJoin(answers, eq(answers.turn, turns.id)).where(eq(turns.id, turn)).get()
  return row && { inbound: toInbound(row.turns), answer: row.answers?.body }
}

function outbound({ db }: Store, turn: string): WaitingAnswer | undefined {
  const row = db
    .select()
    .from(outbox)
    .innerJoin(turns, eq(turns.id, outbox.turn))
    .innerJoin(answers, eq(answers.turn, outbox.turn))
    .where(and(eq(outbox.turn, turn), eq(outbox.state, 'waiting')))
    .get()
  if (!row) return undefined
  const { attempts, accepted } = row.outbox
  return { id: turn, inbound: toInbound(row.turns), answer: row.answers.body, attempts, accepted: accepted ?? [] }
}

function prune({ db }: Store, at: number, chat: { bot: string; chat: string } | undefined): number {
  const there = chat ? [eq(turns.bot, chat.bot), eq(turns.chat, chat.chat)] : []
  const spoken = chat ? [eq(messages.bot, chat.bot), eq(messages.chat, chat.chat)] : []
  return db.transaction((tx) => {
    tx.delete(messages)
      .where(and(lt(messages.at, at), ...spoken))
      .run()
    const waiting = tx.select({ turn: outbox.turn }).from(outbox).where(eq(outbox.state, 'waiting'))
    const old = and(lt(turns.at, at), eq(turns.state, 'answered'), sql`${turns.id} not in ${waiting}`, ...there)
    const ids = tx.select({ id: turns.id }).from(turns).where(old)
    tx.delete(outbox)
      .where(and(ne(outbox.state, 'waiting'), inArray(outbox.turn, ids)))
      .run()
    tx.delete(answers).where(inArray(answers.turn, ids)).run()
    return tx.delete(turns).where(old).run().changes
  })
}
