import type { Rates } from './limits.ts'
import { ApiError, type Clock } from './types.ts'

/** Counts what a bot sends and refuses with 429 and retry_after, as the platform does; a refused call takes no room. */
export function createRates(rates: Rates, clock: Clock) {
  const buckets = new Map<string, { level: number; at: number }>()
  const minutes = new Map<string, number[]>()
  const seconds = new Map<number, number[]>()

  const fresh = (list: number[] | undefined, since: number): number[] => (list ?? []).filter((at) => at > since)
  const refuse = (ms: number): never => {
    const wait = Math.max(1, Math.ceil(ms / 1000))
    throw new ApiError(429, `Too Many Requests: retry after ${wait}`, { retry_after: wait })
  }
  return {
    /** Throws ApiError 429. */
    take(bot: number, chat: number, group: boolean): void {
      const now = clock.now()
      const key = `${bot}/${chat}`
      const all = fresh(seconds.get(bot), now - 1000)
      if (all.length >= rates.botPerSecond) refuse((all[0] ?? now) + 1000 - now)
      const minute = fresh(minutes.get(key), now - 60_000)
      if (group && minute.length >= rates.groupPerMinute) refuse((minute[0] ?? now) + 60_000 - now)
      const last = buckets.get(key) ?? { level: 0, at: now }
      const level = Math.max(0, last.level - ((now - last.at) / 1000) * rates.chatPerSecond)
      if (level + 1 > rates.chatBurst) refuse(((level + 1 - rates.chatBurst) / rates.chatPerSecond) * 1000)
      buckets.set(key, { level: level + 1, at: now })
      minutes.set(key, [...minute, now])
      seconds.set(bot, [...all, now])
    },
  }
}

export type RateKeeper = ReturnType<typeof createRates>
