import { type Adapter, adapterOf, type Inbound, type Outbound, type Receipt, type TurnEvent, type Turns } from './adapter.ts'
import type { Answer } from './answer.ts'
import { PetrelError, toPetrelError } from './errors.ts'
import type { Log } from './log.ts'
import { createQueue } from './queue.ts'
import type { TurnStore } from './store.ts'

export interface TurnParts {
  store: TurnStore
  /** Answers one message; throws only when the signal says that the process is stopping. */
  answer(turn: string, inbound: Inbound, context: { signal: AbortSignal; emit(event: TurnEvent): void }): Promise<Answer>
  /** An answer for a turn that cannot be worked on (given up after crashes). */
  giveUp(turn: string, inbound: Inbound, reason: PetrelError): Answer
  settings: { parallel: number; waiting: number; deadlineS: number }
  log: Log
  /** Unix milliseconds. */
  now(): number
}

export interface RunningTurns extends Turns {
  /** Connects an adapter by the prefix of its bots' names and begins to deliver what waits for it. */
  attach(adapter: Adapter): void
  /** Takes messages but works on none before the promise ends, well or not. */
  hold(ready: Promise<unknown>): void
  /** Takes up the turns that an earlier process left unanswered; before new messages come, so that a chat keeps its order. */
  resume(): Promise<number>
  /** Delivers the answers that an earlier process could not; once the adapters run. */
  redeliver(): Promise<void>
  waiting(): number
  running(): number
  /** Stops taking messages, gives running turns `graceMs`, then aborts them; they are answered after the next start. */
  stop(graceMs: number): Promise<void>
}

/** How often work on a turn may begin before it is taken for one that kills the process. */
const MOST_ATTEMPTS = 10

interface Live {
  controller: AbortController
  listeners: Set<(event: TurnEvent) => void>
  done: Promise<Answer>
  /** Ends the waiting for a turn that this process will not answer. */
  leave(reason: PetrelError): void
}

/** The turns of all surfaces: durable on the way in, in order within a chat, cancellable, delivered through the outbox. */
export function createTurns({ store, answer, giveUp, settings, log, now }: TurnParts): RunningTurns {
  // receive() keeps the bound: what is stored already must never be turned away.
  const queue = createQueue({ parallel: settings.parallel, limit: Number.POSITIVE_INFINITY })
  const live = new Map<string, Live>()
  const adapters = new Map<string, Adapter>()
  const stopping = new AbortController()
  let held: Promise<unknown> | undefined

  const emit = (turn: string, event: TurnEvent, inbound: Inbound): void => {
    for (const listener of live.get(turn)?.listeners ?? []) listener(event)
    adapters.get(adapterOf(inbound.bot))?.preview?.(turn, event, inbound)
  }
  const deliver = async (outbound: Outbound): Promise<void> => {
    const adapter = adapters.get(adapterOf(outbound.inbound.bot))
    if (!adapter) return
    try {
      await adapter.send(outbound, { signal: stopping.signal, attempt: 1, accepted: [], accept: async () => {} })
      await store.delivered(outbound.id)
    } catch (error) {
      const { message, retryable } = toPetrelError(error)
      log.warn({ turn: outbound.id, reason: message }, 'an answer could not be delivered')
      await store.failed(outbound.id, message, retryable ? now() + 5000 : undefined)
    }
  }
  const work = async (turn: string, inbound: Inbound, attempts: number, controller: AbortController): Promise<Answer> => {
    if (held) await raceAbort(held, AbortSignal.any([controller.signal, stopping.signal])).catch(() => {})
    if (stopping.signal.aborted) throw stopped()
    await store.begin(turn)
    const deadline = AbortSignal.timeout(settings.deadlineS * 1000)
    const signal = AbortSignal.any([controller.signal, stopping.signal, deadline])
    const reason = attempts < MOST_ATTEMPTS ? undefined : poison(attempts)
    const result = reason
      ? giveUp(turn, inbound, reason)
      : await answer(turn, inbound, { signal, emit: (event) => emit(turn, event, inbound) })
    await store.finish(turn, result)
    return result
  }
  const enqueue = (turn: string, inbound: Inbound, attempts: number): void => {
    const controller = new AbortController()
    const listeners: Live['listeners'] = new Set()
    let leave: Live['leave'] = () => {}
    const done = new Promise<Answer>((resolve, reject) => {
      leave = reject
      queue.push(`${inbound.bot}/${inbound.chat}`, async () => {
        try {
          const result = await work(turn, inbound, attempts, controller)
          emit(turn, { kind: 'answer', answer: result }, inbound)
          resolve(result)
          await deliver({ id: turn, inbound, answer: result })
        } catch (error) {
          // The turn stays in the inbox and is taken up by the next start.
          log.warn({ turn, reason: toPetrelError(error).message }, 'a turn was left for the next start')
          reject(toPetrelError(error))
        } finally {
          live.delete(turn)
        }
      })
    })
    done.catch(() => {})
    live.set(turn, { controller, listeners, done, leave })
  }

  return {
    receive: async (message: Inbound): Promise<Receipt> => {
      if (stopping.signal.aborted || queue.waiting() >= settings.waiting) throw busy(queue.waiting())
      const receipt = await store.receive(message)
      if (receipt.status === 'new') enqueue(receipt.turn, message, 0)
      return receipt
    },
    wait: async (turn, signal) => {
      const running = live.get(turn)
      if (running) return raceAbort(running.done, signal)
      const found = await store.find(turn)
      if (found?.answer) return found.answer
      throw found ? stopped() : unknownTurn(turn)
    },
    find: async (turn) => {
      const found = await store.find(turn)
      if (!found) throw unknownTurn(turn)
      return found.answer
    },
    watch: (turn, listener) => {
      live.get(turn)?.listeners.add(listener)
      return () => live.get(turn)?.listeners.delete(listener)
    },
    cancel: async (turn) =>
      live.get(turn)?.controller.abort(new PetrelError('cancelled', { message: 'Stopped by the asker.', forUser: 'Stopped.' })),
    attach: (adapter) => {
      adapters.set(adapter.name, adapter)
    },
    hold: (ready) => {
      held = ready
        .catch(() => {})
        .then(() => {
          held = undefined
        })
    },
    resume: async () => {
      const left = (await store.pending(Number.MAX_SAFE_INTEGER)).filter(({ turn }) => !live.has(turn))
      for (const { turn, inbound, attempts } of left) enqueue(turn, inbound, attempts)
      return left.length
    },
    redeliver: async () => {
      for (const bot of adapters.keys()) for (const row of await store.undelivered(bot, 1000)) await deliver({ id: row.turn, ...row })
    },
    waiting: queue.waiting,
    running: queue.running,
    stop: async (graceMs) => {
      const ended = queue.close()
      const timer = setTimeout(() => stopping.abort(stopped()), graceMs)
      await ended
      clearTimeout(timer)
      stopping.abort(stopped())
      for (const { leave } of live.values()) leave(stopped())
    },
  }
}

const busy = (waiting: number): PetrelError =>
  new PetrelError('busy', { message: `${waiting} questions are waiting already.`, hint: 'Try again in a minute.', facts: { waiting } })

const stopped = (): PetrelError =>
  new PetrelError('busy', {
    message: 'Petrel is stopping; the question is kept and answered after the restart.',
    hint: 'Ask for the answer again in a minute.',
  })

const unknownTurn = (turn: string): PetrelError =>
  new PetrelError('not_found', { message: `No turn has the id "${turn}".`, hint: 'Use the id that the request returned.', facts: { turn } })

const poison = (attempts: number): PetrelError =>
  new PetrelError('internal', {
    message: `Work on this question began ${attempts} times and never ended.`,
    hint: 'Ask it in another way.',
    facts: { attempts },
    forUser: 'Petrel stopped several times while it worked on this question, so it gave up. Please ask it in another way.',
  })

/** The promise, or the abort reason as an error when the signal comes first. */
async function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw toPetrelError(signal.reason)
  return await new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(toPetrelError(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
