import { LIMITS } from './limits.ts'

/** topics/rate-limits. Discord does not publish the numbers of routes ("should not be hard coded"): these are the kit's own. */
export interface Rates {
  /** Requests of one route (method, path with its channel, guild or webhook) in a window. */
  route: { limit: number; windowMs: number }
  /** Requests a second of one bot over all routes but interactions and webhooks; 0 turns the limit off. */
  globalPerSecond: number
}

export const RATES: Rates = { route: { limit: 50, windowMs: 1000 }, globalPerSecond: LIMITS.globalPerSecond }

export interface RateVerdict {
  headers: Record<string, string>
  /** Milliseconds to wait; undefined when the request may go on. */
  waitMs: number | undefined
  scope: 'user' | 'global'
}

interface Window {
  startedAt: number
  used: number
}

/** Counts requests in real time; `bot` is undefined for routes that carry an interaction's token. */
export function createTraffic(rates: Rates): { take(route: string, bot: string | undefined): RateVerdict } {
  const windows = new Map<string, Window>()
  const count = (key: string, lengthMs: number): Window => {
    const now = Date.now()
    const found = windows.get(key)
    const window = found && now - found.startedAt < lengthMs ? found : { startedAt: now, used: 0 }
    window.used += 1
    windows.set(key, window)
    return window
  }
  return {
    take: (route, bot) => {
      const { limit, windowMs } = rates.route
      const now = Date.now()
      if (bot !== undefined && rates.globalPerSecond > 0) {
        const window = count(`global ${bot}`, 1000)
        if (window.used > rates.globalPerSecond)
          return { headers: { 'x-ratelimit-global': 'true' }, waitMs: window.startedAt + 1000 - now, scope: 'global' }
      }
      const window = count(route, windowMs)
      const resetMs = Math.max(1, window.startedAt + windowMs - now)
      const headers = {
        'x-ratelimit-limit': String(limit),
        'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
        'x-ratelimit-reset': ((now + resetMs) / 1000).toFixed(3),
        'x-ratelimit-reset-after': (resetMs / 1000).toFixed(3),
        'x-ratelimit-bucket': Buffer.from(route.replace(/\d{15,}/g, ':id'))
          .toString('hex')
          .slice(0, 32),
      }
      return { headers, waitMs: window.used > limit ? resetMs : undefined, scope: 'user' }
    },
  }
}

/** A fault that the kit is asked to make. */
export interface Fault {
  /** Part of "METHOD /path" that it fits; absent: every request. */
  match?: string | RegExp
  /** How many requests it hits; 1 by default. */
  times?: number
  /**
   * error: an HTTP status (500, 502, 403 …) instead of the effect · limit: 429 with retry_after · before: the line is cut and nothing happened ·
   * after: it happened, and the line is cut before the answer · slow: the answer comes later.
   */
  kind: 'error' | 'limit' | 'before' | 'after' | 'slow'
  status?: number
  code?: number
  /** For limit and slow. */
  afterMs?: number
  global?: boolean
}

export interface Faults {
  /** Asks for one; those asked for earlier come first. */
  next(fault: Fault): void
  /** One in so many requests fails, drawn from `random` (0 to 1), with the fault that it returns. */
  sometimes(share: number, random: () => number, fault: () => Fault): void
  clear(): void
  take(request: string): Fault | undefined
}

export function createFaults(): Faults {
  let asked: { fault: Fault; left: number }[] = []
  let chance: { share: number; random: () => number; fault: () => Fault } | undefined
  const fits = ({ match }: Fault, request: string): boolean =>
    match === undefined || (typeof match === 'string' ? request.includes(match) : match.test(request))
  return {
    next: (fault) => {
      asked.push({ fault, left: fault.times ?? 1 })
    },
    sometimes: (share, random, fault) => {
      chance = { share, random, fault }
    },
    clear: () => {
      asked = []
      chance = undefined
    },
    take: (request) => {
      const found = asked.find(({ fault }) => fits(fault, request))
      if (found) {
        found.left -= 1
        if (found.left <= 0) asked = asked.filter((one) => one !== found)
        return found.fault
      }
      if (!chance || chance.random() >= chance.share) return undefined
      const fault = chance.fault()
      return fits(fault, request) ? fault : undefined
    },
  }
}
