/** Seeded randomness: the same key gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Uniform in [from, to). */
  between(from: number, to: number): number
  /** Whole number in [0, below). */
  below(below: number): number
  /** True with this probability. */
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** Standard normal, by Box and Muller. */
  normal(): number
  /** Log-normal around a median. */
  around(median: number, sigma: number): number
  /** Poisson count with this mean (below about 30), by Knuth. */
  poisson(mean: number): number
}

/** FNV-1a over text, 32 bits. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** One number in [0, 1) for a key; the last steps are murmur3's finaliser, so that near keys give far numbers. */
export function hashUnit(key: string): number {
  let h = hash32(key)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32
}

/** A generator (mulberry32) started from a key. */
export function random(key: string): Random {
  let state = Math.floor(hashUnit(key) * 2 ** 32)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    below,
    normal,
    between: (from, to) => from + (to - from) * next(),
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('pick from an empty list')
      return item
    },
    around: (median, sigma) => median * Math.exp(sigma * normal()),
    poisson: (mean) => {
      const floor = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > floor; product *= next()) count++
      return count
    },
  }
}
