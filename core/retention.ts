import type { ChatStore } from './chats.ts'
import type { JobKind } from './schedule.ts'
import type { TurnStore } from './store.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

/** The kind under which pruning stands in the job table, and its only job. */
export const PRUNE_JOB = 'prune'

export interface PruneParts {
  turns: Pick<TurnStore, 'prune'>
  chats: ChatStore
  keepDays: number
  /** What else is forgotten with time; resolves with its number. */
  also(now: number): Promise<number>
  /** Unix milliseconds. */
  now(): number
}

/** Forgets turns that are older than the operator's setting, or than their chat's where that is shorter; every hour. */
export const createPrune =
  ({ turns, chats, keepDays, also, now }: PruneParts): JobKind =>
  async () => {
    const at = now()
    let count = await turns.prune(at - keepDays * DAY_MS)
    for (const { key, settings } of await chats.all()) {
      if (settings.keepDays !== undefined && settings.keepDays < keepDays) count += await turns.prune(at - settings.keepDays * DAY_MS, key)
    }
    count += await also(at)
    return { nextAt: at + HOUR_MS, run: { at, outcome: 'quiet', detail: `${count} rows forgotten` } }
  }
