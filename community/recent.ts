/** What happened in chats in the last minute, in memory: after a restart the brakes begin anew. */
export interface Recent {
  /** Notes a message; the earlier ones of the same person in the last minute. Seeing one id twice changes nothing. */
  message(key: { chat: string; user: string; id: string; same: string; at: number }): readonly { at: number; same: string }[]
  /** Notes that somebody came in; everybody who did in the last minute, this one included. */
  join<T>(key: { chat: string; id: string; at: number; event: T }): readonly { at: number; event: T }[]
  /** Everybody who came in during the last minute. */
  joined<T>(chat: string, now: number): readonly T[]
  /** What is asked of everybody who is held at once, made anew after a minute; `fresh` when it was made now. */
  shared(chat: string, now: number, make: () => string): { secret: string; fresh: boolean }
  /** The raid brake of a chat is on until then, in Unix milliseconds. */
  brake(chat: string, until: number): void
  braked(chat: string, now: number): boolean
}

const MINUTE_MS = 60_000
/** More of one person or chat than this are not needed to see a flood. */
const MOST = 50
/** Chats and people that are remembered at once. */
const MOST_KEYS = 20_000

interface Item {
  id: string
  at: number
}

/** A map that forgets what was used least recently. */
function bounded<V>(): Map<string, V> & { touch(key: string, value: V): void } {
  const map = new Map<string, V>()
  return Object.assign(map, {
    touch: (key: string, value: V) => {
      map.delete(key)
      map.set(key, value)
      const oldest = map.keys().next()
      if (map.size > MOST_KEYS && !oldest.done) map.delete(oldest.value)
    },
  })
}

function noted<T extends Item>(items: readonly T[], item: T): T[] {
  const fresh = items.filter(({ id, at }) => id !== item.id && item.at - at < MINUTE_MS)
  return [...fresh, item].slice(-MOST)
}

export function createRecent(): Recent {
  const messages = bounded<(Item & { same: string })[]>()
  const joins = bounded<(Item & { event: unknown })[]>()
  const brakes = bounded<number>()
  const secrets = bounded<{ secret: string; at: number }>()
  return {
    message: ({ chat, user, id, same, at }) => {
      const key = `${chat} ${user}`
      const before = messages.get(key) ?? []
      messages.touch(key, noted(before, { id, same, at }))
      return before.filter((other) => other.id !== id && at - other.at < MINUTE_MS)
    },
    join: <T>({ chat, id, at, event }: { chat: string; id: string; at: number; event: T }) => {
      const all = noted(joins.get(chat) ?? [], { id, at, event })
      joins.touch(chat, all)
      return all as (Item & { event: T })[]
    },
    joined: <T>(chat: string, now: number) =>
      (joins.get(chat) ?? []).filter(({ at }) => now - at < MINUTE_MS).map(({ event }) => event as T),
    shared: (chat, now, make) => {
      const last = secrets.get(chat)
      if (last && now - last.at < MINUTE_MS) return { secret: last.secret, fresh: false }
      const secret = make()
      secrets.touch(chat, { secret, at: now })
      return { secret, fresh: true }
    },
    brake: (chat, until) => brakes.touch(chat, until),
    braked: (chat, now) => (brakes.get(chat) ?? 0) > now,
  }
}
