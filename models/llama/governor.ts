export interface GovernorOptions {
  /** Thread counts that may be used, rising. */
  levels: readonly number[]
  /** The one to begin with. */
  start: number
  /** Milliseconds a token took at `start` when it was measured. */
  expectedMs: number
  /** Whether other programs want the cores too. Without them a slow step has another cause (weights read from disk for the first time). */
  busy(): boolean
  /** Unix time in milliseconds. */
  now(): number
  apply(threads: number): void
}

/** So many slow tokens in a row mean that the machine became busy, not that one token was unlucky. */
const PATIENCE = 3
const SLOW = 2.5
const PROBE_TOKENS = 4
/** Reading a token is at least so many times faster than writing one. */
const PROMPT_GAIN = 2
const FIRST_PROBE_MS = 15_000
const LAST_PROBE_MS = 300_000

/**
 * Follows how long tokens take and changes the number of threads while the program runs. The threads of llama.cpp wait for each other
 * several hundred times a token; if another program takes one of their cores, every wait lasts a time slice, and one thread is far
 * faster than two. So it steps down after a few slow tokens, and from time to time tries one step up again.
 */
export class Governor {
  private readonly options: GovernorOptions
  private index: number
  private reference: number
  private slow = 0
  private seen: number[] = []
  private home: { index: number; ms: number } | undefined
  private wait = FIRST_PROBE_MS
  private nextProbe: number

  constructor(options: GovernorOptions) {
    this.options = options
    this.index = Math.max(0, options.levels.indexOf(options.start))
    this.reference = options.expectedMs
    this.nextProbe = options.now() + this.wait
    options.apply(this.threads)
  }

  get threads(): number {
    return this.options.levels[this.index] ?? 1
  }

  /** Tells how many milliseconds one token took, divided by the chats that shared the step. */
  token(ms: number): void {
    this.seen.push(ms)
    if (this.seen.length > 16) this.seen.shift()
    if (this.home) this.judge(ms, this.home)
    else if (this.tooSlow(ms)) this.move(this.index - 1)
    else if (this.index < this.options.levels.length - 1 && this.seen.length >= PROBE_TOKENS && this.options.now() >= this.nextProbe) {
      this.home = { index: this.index, ms: median(this.seen) }
      this.go(this.index + 1)
    } else if (this.seen.length === 16) this.reference = Math.min(this.reference, median(this.seen))
  }

  /** Tells how many milliseconds a token of a prompt took. Prompts are read in big steps, so one slow step is reason enough. */
  prompt(ms: number): void {
    if (this.index > 0 && ms * PROMPT_GAIN > this.reference * SLOW && this.options.busy()) this.move(this.home?.index ?? this.index - 1)
  }

  private tooSlow(ms: number): boolean {
    this.slow = ms > this.reference * SLOW ? this.slow + 1 : 0
    return this.index > 0 && this.slow >= PATIENCE && this.options.busy()
  }

  private judge(ms: number, home: { index: number; ms: number }): void {
    const tried = this.seen.length
    if (ms > home.ms * SLOW || (tried >= PROBE_TOKENS && median(this.seen) > home.ms * 0.97)) {
      this.wait = Math.min(this.wait * 2, LAST_PROBE_MS)
      this.move(home.index)
    } else if (tried >= PROBE_TOKENS) {
      this.wait = FIRST_PROBE_MS
      this.reference = median(this.seen)
      this.home = undefined
      this.nextProbe = this.options.now() + this.wait
    }
  }

  private move(index: number): void {
    this.home = undefined
    this.nextProbe = this.options.now() + this.wait
    this.go(index)
  }

  private go(index: number): void {
    this.index = Math.max(0, index)
    this.slow = 0
    this.seen = []
    this.options.apply(this.threads)
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
