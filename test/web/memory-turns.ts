import type { Inbound, TurnEvent, Turns } from '../../core/adapter.ts'
import type { Answer } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'

/** What a turn of the test does: it may report, must end, and hears when it is cancelled. */
export type Script = (turn: string, message: Inbound, life: { emit: (event: TurnEvent) => void; signal: AbortSignal }) => Promise<Answer>

interface Running {
  message: Inbound
  answer: Promise<Answer>
  ended?: Answer
  stop: AbortController
  listeners: Set<(event: TurnEvent) => void>
}

/** The Turns port in memory: each message is worked on once, by the script. For the shape of surfaces; the real one is core's. */
export function createMemoryTurns(script: Script) {
  const turns = new Map<string, Running>()
  const byMessage = new Map<string, string>()
  const received: Inbound[] = []
  const cancelled: string[] = []

  const get = (turn: string): Running => {
    const found = turns.get(turn)
    if (found) return found
    throw new PetrelError('not_found', { message: `There is no turn "${turn}".` })
  }

  function begin(turn: string, message: Inbound): void {
    const listeners = new Set<(event: TurnEvent) => void>()
    const stop = new AbortController()
    const emit = (event: TurnEvent) => {
      for (const listener of listeners) listener(event)
    }
    const gone = new Promise<never>((_, reject) =>
      stop.signal.addEventListener('abort', () => reject(new PetrelError('cancelled', { message: `The turn ${turn} was stopped.` }))),
    )
    const answer = Promise.race([Promise.resolve().then(() => script(turn, message, { emit, signal: stop.signal })), gone])
    const running: Running = { message, answer, stop, listeners }
    turns.set(turn, running)
    answer.then(
      (ended) => {
        running.ended = ended
        emit({ kind: 'answer', answer: ended })
      },
      () => undefined,
    )
  }

  const port: Turns = {
    receive: async (message) => {
      const key = `${message.bot}\n${message.id}`
      const seen = byMessage.get(key)
      if (seen !== undefined) {
        const before = get(seen).message
        if (before.text === message.text && before.chat === message.chat) return { status: 'seen', turn: seen }
        throw new PetrelError('idempotency_mismatch', { message: `The id ${message.id} came with another text before.` })
      }
      const turn = `t${turns.size + 1}`
      byMessage.set(key, turn)
      received.push(message)
      begin(turn, message)
      return { status: 'new', turn }
    },
    wait: async (turn, signal) => {
      const aborted = new Promise<never>((_, reject) => {
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      return await Promise.race([get(turn).answer, aborted])
    },
    find: async (turn) => get(turn).ended,
    watch: (turn, listener) => {
      const { listeners } = get(turn)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    cancel: async (turn) => {
      cancelled.push(turn)
      get(turn).stop.abort()
    },
  }
  return { port, received, cancelled }
}
