import { type Adapter, adapterOf } from './adapter.ts'
import { toPetrelError } from './errors.ts'
import { longLivedAbort } from './linked-signal.ts'
import type { Log } from './log.ts'
import { pause } from './pause.ts'
import type { TurnStore, WaitingAnswer } from './store.ts'

export interface OutboxParts {
  store: Pick<TurnStore, 'undelivered' | 'outbound' | 'accepted' | 'delivered' | 'failed'>
  log: Log
  /** Unix milliseconds. */
  now(): number
  /** Milliseconds before try number `attempt` + 1, when the platform named none. Default: 1 s doubling to 5 minutes. */
  backOff?(attempt: number): number
  /** Waits on the clock of `now`: resolves after so many milliseconds, at once when the signal aborts. Default: the machine's timers. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>
}

export interface Outbox {
  /** Connects an adapter; nothing is sent to it before `open`. */
  attach(adapter: Adapter): void
  /** Takes up what an earlier process could not deliver, oldest first, and sends from now on. */
  open(): Promise<void>
  /** An answer is stored: it is sent when those before it in its chat are. */
  push(answer: { turn: string; bot: string; chat: string }): void
  /** Answers that wait for a platform. */
  waiting(): number
  /** Stops between two parts; what was not sent waits for the next start. */
  stop(): Promise<void>
}

/** Tries before an answer becomes a dead letter: with the default back-off about a day. */
const MOST_ATTEMPTS = 300

const backOffDefault = (attempt: number): number => Math.min(300_000, 1000 * 2 ** Math.min(attempt, 20))

interface Waiting {
  turn: string
  notBefore: number
}

/**
 * Delivers answers: one lane a chat, in order; a platform that refuses for now holds its lane, never another.
 * Every accepted part is noted before the next is sent, so a crash repeats one part at most.
 */
export function createOutbox({ store, log, now, backOff = backOffDefault, sleep = pause }: OutboxParts): Outbox {
  const adapters = new Map<string, Adapter>()
  const lanes = new Map<string, Waiting[]>()
  const workers = new Map<string, Promise<void>>()
  const stopping = longLivedAbort()
  let opened = false

  const send = async (adapter: Adapter, { attempts, accepted, ...outbound }: WaitingAnswer): Promise<void> => {
    const ids = [...accepted]
    await adapter.send(outbound, {
      signal: stopping.signal,
      attempt: attempts + 1,
      accepted,
      accept: async (id) => {
        ids.push(id)
        await store.accepted(outbound.id, ids)
      },
    })
    await store.delivered(outbound.id)
  }

  /** Undefined once there is nothing more to do for this answer, else the time of the next try. */
  const tryOnce = async (turn: string): Promise<number | undefined> => {
    const waiting = await store.outbound(turn)
    const adapter = waiting && adapters.get(adapterOf(waiting.inbound.bot))
    if (!waiting || !adapter) return undefined
    try {
      await send(adapter, waiting)
      return undefined
    } catch (thrown) {
      if (stopping.signal.aborted) throw thrown
      const error = toPetrelError(thrown)
      const attempt = waiting.attempts + 1
      const named = error.facts.retryAfterMs
      const retryAt =
        error.retryable && attempt < MOST_ATTEMPTS ? now() + (typeof named === 'number' ? named : backOff(waiting.attempts)) : undefined
      log.warn({ turn, attempt, reason: error.message, dead: retryAt === undefined }, 'an answer could not be delivered')
      await store.failed(turn, error.message, retryAt)
      return retryAt
    }
  }
  const drain = async (key: string): Promise<void> => {
    const queued = lanes.get(key)
    for (let head = queued?.[0]; head && !stopping.signal.aborted; head = queued?.[0]) {
      const wait = head.notBefore - now()
      if (wait > 0) await sleep(wait, stopping.signal)
      if (stopping.signal.aborted) return
      const retryAt = await tryOnce(head.turn)
      if (retryAt === undefined) queued?.shift()
      else head.notBefore = retryAt
    }
    lanes.delete(key)
  }
  const start = (key: string): void => {
    if (!opened || workers.has(key) || stopping.signal.aborted) return
    const work = drain(key)
      .catch((error) => {
        if (!stopping.signal.aborted) log.error({ lane: key, reason: toPetrelError(error).message }, 'the outbox of a chat stopped')
      })
      .finally(() => {
        workers.delete(key)
        if (lanes.get(key)?.length) start(key)
      })
    workers.set(key, work)
  }
  const lane = (bot: string, chat: string): Waiting[] => {
    const found = lanes.get(keyOf(bot, chat)) ?? []
    lanes.set(keyOf(bot, chat), found)
    return found
  }
  return {
    attach: (adapter) => {
      adapters.set(adapter.name, adapter)
    },
    open: async () => {
      for (const name of adapters.keys()) {
        const known = new Set([...lanes.values()].flat().map(({ turn }) => turn))
        const left = (await store.undelivered(name)).filter(({ turn }) => !known.has(turn))
        // Before what was answered since the start: a chat keeps its order.
        for (const { turn, bot, chat, nextAt } of left.reverse()) lane(bot, chat).unshift({ turn, notBefore: nextAt })
      }
      opened = true
      for (const key of lanes.keys()) start(key)
    },
    push: ({ turn, bot, chat }) => {
      if (!adapters.has(adapterOf(bot))) return
      lane(bot, chat).push({ turn, notBefore: 0 })
      start(keyOf(bot, chat))
    },
    waiting: () => [...lanes.values()].reduce((sum, { length }) => sum + length, 0),
    stop: async () => {
      stopping.abort()
      await Promise.all(workers.values())
    },
  }
}

const keyOf = (bot: string, chat: string): string => `${bot}/${chat}`
