import { and, asc, desc, eq } from 'drizzle-orm'
import { PetrelError } from '../core/errors.ts'
import { attempt, type Store } from './open.ts'
import { promotedQueries, savedQueries, savedVersions } from './schema.ts'

export interface QueryOwner {
  bot: string
  chat: string
  user: string
}

/** A tool call under a name. */
export interface SavedQuery {
  id: string
  name: string
  version: number
  tool: string
  input: unknown
  /** Name under which anyone may read it. */
  share: string | undefined
  /** Unix milliseconds. */
  updatedAt: number
}

export interface Promoted {
  id: string
  title: string
  sql: string
  at: number
}

/** Saved queries: each belongs to one person in one chat of one bot; sharing is explicit. */
export interface QueryStore {
  /** Makes a query, or the next version of the one with this name. Throws PetrelError input_invalid beyond 200 queries. */
  save(owner: QueryOwner, query: { name: string; tool: string; input: unknown }): Promise<{ query: SavedQuery; created: boolean }>
  /** By name. */
  list(owner: QueryOwner): Promise<readonly SavedQuery[]>
  /** The newest version, or the given one. Throws PetrelError not_found with the names that exist. */
  find(owner: QueryOwner, name: string, version?: number): Promise<SavedQuery>
  /** Newest first. */
  versions(owner: QueryOwner, name: string): Promise<readonly { version: number; tool: string; input: unknown; at: number }[]>
  /** Gives it a name for others, or keeps the one it has. */
  share(owner: QueryOwner, name: string): Promise<string>
  /** False when it was not shared. */
  unshare(owner: QueryOwner, name: string): Promise<boolean>
  /** A shared query of anybody. Throws PetrelError not_found. */
  shared(share: string): Promise<Pick<SavedQuery, 'name' | 'tool' | 'input'>>
  rename(owner: QueryOwner, name: string, to: string): Promise<void>
  /** False when there is none. */
  remove(owner: QueryOwner, name: string): Promise<boolean>
  /** Removes all that one person saved; gives how many. */
  forget(owner: QueryOwner): Promise<number>
  promote(query: { id: string; title: string; sql: string }): Promise<void>
  promoted(): Promise<readonly Promoted[]>
  demote(id: string): Promise<boolean>
}

const MOST = 200

type Row = typeof savedQueries.$inferSelect

const unknown = (name: string, names: readonly string[]): PetrelError =>
  new PetrelError('not_found', {
    message: `You have no saved query called "${name}".`,
    hint: names.length > 0 ? `You have: ${names.join(', ')}.` : 'Save an answer with /save NAME.',
  })

const mine = ({ bot, chat, user }: QueryOwner) => and(eq(savedQueries.bot, bot), eq(savedQueries.chat, chat), eq(savedQueries.user, user))

/** QueryStore on SQLite; `newId` gives ids that nobody can guess. */
export function createQueryStore({ db }: Store, { now, newId }: { now(): number; newId(): string }): QueryStore {
  const rows = (owner: QueryOwner): Row[] => db.select().from(savedQueries).where(mine(owner)).orderBy(asc(savedQueries.name)).all()
  const row = (owner: QueryOwner, name: string): Row => {
    const all = rows(owner)
    const found = all.find((each) => each.name === name) ?? all.find((each) => each.name.toLowerCase() === name.toLowerCase())
    if (!found)
      throw unknown(
        name,
        all.map((each) => each.name),
      )
    return found
  }
  const whole = (found: Row, version = found.version): SavedQuery => {
    const where = and(eq(savedVersions.query, found.id), eq(savedVersions.version, version))
    const kept = db.select().from(savedVersions).where(where).get()
    if (!kept) throw new PetrelError('not_found', { message: `"${found.name}" has no version ${version}; the newest is ${found.version}.` })
    return {
      id: found.id,
      name: found.name,
      version,
      tool: kept.tool,
      input: kept.input,
      share: found.share ?? undefined,
      updatedAt: found.updatedAt,
    }
  }
  const drop = (id: string) =>
    db.transaction((tx) => {
      tx.delete(savedVersions).where(eq(savedVersions.query, id)).run()
      tx.delete(savedQueries).where(eq(savedQueries.id, id)).run()
    })
  return {
    save: async (owner, { name, tool, input }) =>
      attempt('save a query', () => {
        const all = rows(owner)
        const known = all.find((each) => each.name.toLowerCase() === name.toLowerCase())
        if (!known && all.length >= MOST)
          throw new PetrelError('input_invalid', {
            message: `You have ${all.length} saved queries; no more fit.`,
            hint: 'Remove one with /queries delete NAME.',
          })
        const at = now()
        const made = known ?? { ...owner, id: newId(), name, version: 0, share: null, updatedAt: at }
        const version = made.version + 1
        db.transaction((tx) => {
          if (known) tx.update(savedQueries).set({ version, updatedAt: at }).where(eq(savedQueries.id, known.id)).run()
          else
            tx.insert(savedQueries)
              .values({ ...made, version })
              .run()
          tx.insert(savedVersions).values({ query: made.id, version, tool, input, at }).run()
        })
        return { query: whole({ ...made, version, updatedAt: at }), created: !known }
      }),
    list: async (owner) => attempt('read saved queries', () => rows(owner).map((each) => whole(each))),
    find: async (owner, name, version) => attempt('read a saved query', () => whole(row(owner, name), version)),
    versions: async (owner, name) =>
      attempt('read versions of a query', () =>
        db
          .select()
          .from(savedVersions)
          .where(eq(savedVersions.query, row(owner, name).id))
          .orderBy(desc(savedVersions.version))
          .all()
          .map(({ version, tool, input, at }) => ({ version, tool, input, at })),
      ),
    share: async (owner, name) =>
      attempt('share a query', () => {
        const found = row(owner, name)
        const share = found.share ?? newId()
        db.update(savedQueries).set({ share }).where(eq(savedQueries.id, found.id)).run()
        return share
      }),
    unshare: async (owner, name) =>
      attempt('stop sharing a query', () => {
        const found = row(owner, name)
        db.update(savedQueries).set({ share: null }).where(eq(savedQueries.id, found.id)).run()
        return found.share !== null
      }),
    shared: async (share) =>
      attempt('read a shared query', () => {
        const found = db.select().from(savedQueries).where(eq(savedQueries.share, share)).get()
        if (!found)
          throw new PetrelError('not_found', {
            message: `Nothing is shared as "${share}".`,
            hint: 'Its owner may have stopped sharing it.',
          })
        const { name, tool, input } = whole(found)
        return { name, tool, input }
      }),
    rename: async (owner, name, to) =>
      attempt('rename a query', () => {
        const found = row(owner, name)
        if (rows(owner).some((each) => each.id !== found.id && each.name.toLowerCase() === to.toLowerCase()))
          throw new PetrelError('input_invalid', { message: `You have a query called "${to}" already.`, hint: 'Choose another name.' })
        db.update(savedQueries).set({ name: to }).where(eq(savedQueries.id, found.id)).run()
      }),
    remove: async (owner, name) =>
      attempt('remove a query', () => {
        const found = rows(owner).find((each) => each.name.toLowerCase() === name.toLowerCase())
        if (found) drop(found.id)
        return found !== undefined
      }),
    forget: async (owner) =>
      attempt('remove saved queries', () => {
        const all = rows(owner)
        for (const { id } of all) drop(id)
        return all.length
      }),
    promote: async (query) =>
      attempt('promote a query', () => {
        const at = now()
        db.insert(promotedQueries).values({ ...query, at }).onConflictDoUpdate({ target: promotedQueries.id, set: { ...query, at } }).run() // biome-ignore format: short
      }),
    promoted: async () => attempt('read promoted queries', () => db.select().from(promotedQueries).orderBy(asc(promotedQueries.id)).all()),
    demote: async (id) =>
      attempt('remove a promoted query', () => db.delete(promotedQueries).where(eq(promotedQueries.id, id)).run().changes > 0),
  }
}
