/** How often one host may be asked. */
export interface Pace {
  /** Requests at once. */
  burst: number
  /** Requests a second after that. */
  perSecond: number
}

export const PACE: Pace = { burst: 8, perSecond: 2 }

/** For tests and benchmarks of one's own server. */
export const UNPACED: Pace = { burst: 1e6, perSecond: 1e6 }

/** Takes the next turn at a host. */
export interface Pacer {
  /** Milliseconds until the turn that was taken; `delayMs` is what the host's robots.txt asks for between two pages. Nothing is taken when it is more than `mostMs`. */
  turn(host: string, options: { delayMs?: number | undefined; mostMs: number }): number
}

interface Bucket {
  /** Unix milliseconds at which the host has all its requests at once again. */
  full: number
}

const MOST_HOSTS = 2000

/** A leaky bucket a host (GCRA, ITU-T I.371): one number each, and no timer. */
export function createPacer(now: () => number, { burst, perSecond }: Pace = PACE): Pacer {
  const buckets = new Map<string, Bucket>()
  return {
    turn: (host, { delayMs, mostMs }) => {
      const gap = Math.max(1000 / perSecond, delayMs ?? 0)
      const room = delayMs === undefined || delayMs <= 1000 / perSecond ? (burst - 1) * gap : 0
      const at = now()
      const full = Math.max(buckets.get(host)?.full ?? 0, at)
      const wait = Math.max(0, full - room - at)
      if (wait > mostMs) return wait
      buckets.delete(host)
      buckets.set(host, { full: full + gap })
      if (buckets.size > MOST_HOSTS) for (const [name, bucket] of buckets) if (bucket.full < at) buckets.delete(name)
      return wait
    },
  }
}
