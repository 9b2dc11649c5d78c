import type { LlamaContext, LlamaContextSequence, Token } from 'node-llama-cpp'

/** A sequence lent to one generation. */
export interface Lease {
  sequence: LlamaContextSequence
  /** Tokens at the start of the prompt that are already in its cache. */
  reused: number
  release(): void
}

/** A shared prefix must be this long before copying another chat's cache beats computing it again. */
const WORTH_COPYING = 64

/** A match shorter than this does not decide which sequence is taken. */
const WORTH_REUSING = 16

interface Seat {
  sequence: LlamaContextSequence
  busy: boolean
  /** Serial number of its last use: the smallest was idle the longest. */
  used: number
}

/** The sequences of one context. A prompt goes to the free one whose cache shares the longest beginning with it. */
export class SequencePool {
  private readonly seats: Seat[]
  private readonly waiting: (() => void)[] = []
  private readonly watchers: (() => void)[] = []
  private clock = 0

  constructor(context: LlamaContext) {
    this.seats = Array.from({ length: context.totalSequences }, () => ({ sequence: context.getSequence(), busy: false, used: 0 }))
  }

  /** Waits for a free sequence, first come first served. Throws the signal's reason when it is aborted. */
  async acquire(tokens: Token[], signal: AbortSignal): Promise<Lease> {
    signal.throwIfAborted()
    while (this.waiting.length > 0 || this.seats.every((seat) => seat.busy)) {
      await this.turn(signal)
      if (this.seats.some((seat) => !seat.busy)) break
    }
    const seat = this.best(tokens)
    seat.busy = true
    seat.used = ++this.clock
    try {
      const reused = await this.warm(seat, tokens)
      return { sequence: seat.sequence, reused, release: () => this.release(seat) }
    } catch (error) {
      this.release(seat)
      throw error
    }
  }

  /** Sequences in use. */
  get busy(): number {
    return this.seats.filter((seat) => seat.busy).length
  }

  /** Resolves when no sequence is in use. */
  idle(): Promise<void> {
    if (this.busy === 0) return Promise.resolve()
    return new Promise((resolve) => void this.watchers.push(resolve))
  }

  private best(tokens: Token[]): Seat {
    const free = this.seats.filter((seat) => !seat.busy)
    const rated = free.map((seat) => ({ seat, shared: shared(seat, tokens), held: seat.sequence.contextTokens.length }))
    // A few equal tokens (every prompt begins alike) are worth less than another chat's long cache.
    const value = (entry: (typeof rated)[number]) => (entry.shared >= WORTH_REUSING || entry.shared === entry.held ? entry.shared : 0)
    rated.sort((a, b) => value(b) - value(a) || a.held - b.held || a.seat.used - b.seat.used)
    const first = rated[0]
    if (!first) throw new Error('no free sequence')
    return first.seat
  }

  /** Takes over the common beginning from another chat's cache when that holds much more of it. */
  private async warm(seat: Seat, tokens: Token[]): Promise<number> {
    const own = shared(seat, tokens)
    const donor = this.seats
      .filter((other) => other !== seat)
      .map((other) => ({ other, length: shared(other, tokens) }))
      .sort((a, b) => b.length - a.length)[0]
    if (!donor || donor.length < own + WORTH_COPYING) return own
    return (await copyPrefix(donor.other.sequence, seat.sequence, donor.length)) ? donor.length : 0
  }

  private turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const wake = () => {
        signal.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        this.waiting.splice(this.waiting.indexOf(wake), 1)
        reject(signal.reason)
      }
      signal.addEventListener('abort', stop, { once: true })
      this.waiting.push(wake)
    })
  }

  private release(seat: Seat): void {
    seat.busy = false
    this.waiting.shift()?.()
    if (this.busy === 0) for (const done of this.watchers.splice(0)) done()
  }
}

const shared = (seat: Seat, tokens: Token[]) => Math.min(seat.sequence.compareContextTokens(tokens).firstDifferentIndex, tokens.length - 1)

/**
 * Copies the cache of `length` tokens from one sequence to another. The library has this call but does not document it, so its
 * absence only costs the time to compute the prefix again.
 */
async function copyPrefix(from: LlamaContextSequence, to: LlamaContextSequence, length: number): Promise<boolean> {
  const copy = (to as unknown as { _copyStateFromOtherSequence?: (other: LlamaContextSequence, upTo: number) => Promise<boolean> })
    ._copyStateFromOtherSequence
  if (typeof copy !== 'function') return false
  const copied = await copy.call(to, from, length).catch(() => false)
  if (!copied) await to.clearHistory()
  return copied
}
