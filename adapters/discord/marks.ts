import type { Log } from '../../core/log.ts'
import type { Seen } from './options.ts'
import { laterOf } from './route.ts'

/** How far each channel of one bot has been handled; written behind, since a mark that is too old only makes Petrel look twice. */
export interface Marks {
  /** Reads what an earlier process noted. */
  load(): Promise<void>
  get(channel: string): string | undefined
  /** The latest mark of all: until when an earlier process listened. */
  latest(): string | undefined
  channels(): readonly string[]
  /** Everything up to this message is handled. */
  note(channel: string, message: string): void
  flush(): Promise<void>
  close(): Promise<void>
}

const FLUSH_MS = 2000

export function createMarks(bot: string, { seen, log }: { seen: Seen; log: Log }): Marks {
  const marks = new Map<string, string>()
  const changed = new Set<string>()
  let latest: string | undefined
  let writing: Promise<void> | undefined
  const set = (channel: string, message: string): boolean => {
    const old = marks.get(channel)
    if (old !== undefined && laterOf(old, message) === old) return false
    marks.set(channel, message)
    latest = latest === undefined ? message : laterOf(latest, message)
    return true
  }
  const write = async (): Promise<void> => {
    for (const channel of [...changed]) {
      changed.delete(channel)
      try {
        await seen.note(bot, channel, marks.get(channel) ?? '0')
      } catch (error) {
        changed.add(channel)
        log.warn({ bot, reason: String(error) }, 'how far a channel was read could not be noted')
        return
      }
    }
  }
  const flush = async (): Promise<void> => {
    await writing
    writing = write().finally(() => {
      writing = undefined
    })
    await writing
  }
  const timer = setInterval(() => void flush(), FLUSH_MS)
  timer.unref()
  return {
    load: async () => {
      for (const [channel, message] of Object.entries(await seen.last(bot))) set(channel, message)
    },
    get: (channel) => marks.get(channel),
    latest: () => latest,
    channels: () => [...marks.keys()],
    note: (channel, message) => {
      if (set(channel, message)) changed.add(channel)
    },
    flush,
    close: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
