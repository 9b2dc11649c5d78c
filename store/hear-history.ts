import { type ChatStore, HISTORY_DAYS } from '../core/chats.ts'
import type { Hear } from '../core/moderation.ts'
import type { HistoryStore } from './history.ts'

/** Longest text of one message that is kept. */
const LONGEST = 4000

/**
 * Keeps what is said in chats that switched history on; never says that a message was handled. A message that cannot be kept is lost to
 * catch-up and to nothing else, so a fault is reported and not thrown.
 * @example const hear = [community.hear, createHistoryHear({ history, chats, onFault })] // composed: a message that was removed is not kept
 */
export function createHistoryHear({
  history,
  chats,
  onFault,
}: {
  history: HistoryStore
  chats: ChatStore
  onFault(error: unknown): void
}): Hear {
  return async (event) => {
    if (event.kind !== 'message' || !event.text.trim()) return 'pass'
    const { bot, chat, id, from, text, edited, at } = event
    try {
      if ((await chats.get({ bot, chat })).history !== true) return 'pass'
      await history.keep(
        { bot, chat },
        { message: id, user: from.id, name: from.name.slice(0, 80), text: text.slice(0, LONGEST), edited, at },
      )
    } catch (error) {
      onFault(error)
    }
    return 'pass'
  }
}

const DAY_MS = 86_400_000

/** Forgets what is older than each chat's days, and all of chats that switched history off. Resolves with the number forgotten. */
export async function pruneHistory({ history, chats, now }: { history: HistoryStore; chats: ChatStore; now: number }): Promise<number> {
  let count = 0
  const long = new Set<number>([HISTORY_DAYS])
  for (const { key, settings } of await chats.all()) {
    const days = settings.keepDays ?? HISTORY_DAYS
    long.add(days)
    count += settings.history === true ? await history.prune(now - days * DAY_MS, key) : await history.clear(key)
  }
  return count + (await history.prune(now - Math.max(...long) * DAY_MS))
}
