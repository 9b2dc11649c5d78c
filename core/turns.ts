import { type Adapter, adapterOf, type Halt, type Inbound, type Receipt, type TurnEvent, type Turns } from './adapter.ts'
import type { Answer } from './answer.ts'
import { PetrelError, toPetrelError } from './errors.ts'
import { GATHER_MS, gathered } from './gather.ts'
import { linkSignals, longLivedAbort } from './linked-signal.ts'
import type { Log } from './log.ts'
import { createOutbox } from './outbox.ts'
import { pause } from './pause.ts'
import { createQueue } from './queue.ts'
import type { TurnStore } from './store.ts'

export interface TurnParts {
  store: TurnStore
  /** Answers one message; throws only when the signal says that the process is stopping. */
  answer(turn: string, inbound: Inbound, context: { signal: AbortSignal; emit(event: TurnEvent): void }): Promise<Answer>
  /** An answer for a turn that cannot be worked on (given up after crashes). */
  giveUp(turn: string, inbound: Inbound, reason: PetrelError): Answer
  settings: { parallel: number; waiting: number; waitingPerChat: number; deadlineS: number }
  /** True for a message that must not wait behind the thing that it stops. */
  immediate?(inbound: Inbound): boolean
  log: Log
  /** Unix milliseconds. */
  now(): number
  /** Waits on the clock of `now`, for the parts of a message and before a failed delivery is tried again. Default: the machine's timers. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>
}

export interface RunningTurns extends Turns, Halt {
  /** Connects an adapter by the prefix of its bots' names and begins to deliver what waits for it. */
  attach(adapter: Adapter): void
  /** Takes messages but works on none before the promise ends, well or not. */
  hold(ready: Promise<unknown>): void
  /** Takes up the turns that an earlier process left unanswered; before new messages come, so that a chat keeps its order. */
  resume(): Promise<number>
  /** Delivers the answers that an earlier process could not, and from now on new ones; once the adapters run. */
  redeliver(): Promise<void>
  /** Answers that wait for a platform. */
  undelivered(): number
  waiting(): number
  running(): number
  /** Stops taking messages, gives running turns `graceMs`, then aborts them; they are answered after the next start. */
  stop(graceMs: number): Promise<void>
}

/** How often work on a turn may begin before it is taken for one that kills the process. */
const MOST_ATTEMPTS = 10

interface Live {
  inbound: Inbound
  controller: AbortController
  listeners: Set<(event: TurnEvent) => void>
  done: Promise<Answer>
  /** When its newest part came, in Unix milliseconds. */
  partAt: number
  /** Ends the waiting for a turn that this process will not answer. */
  leave(reason: PetrelError): void
}

/** The turns of all surfaces: durable on the way in, in order within a chat, cancellable, delivered through the outbox. */
export function createTurns({
  store,
  answer,
  giveUp,
  settings,
  immediate = () => false,
  log,
  now,
  sleep = pause,
}: TurnParts): RunningTurns {
  // receive() keeps the bound: what is stored already must never be turned away.
  const queue = createQueue({ parallel: settings.parallel, limit: Number.POSITIVE_INFINITY })
  const outbox = createOutbox({ store, log, now, sleep })
  const live = new Map<string, Live>()
  const adapters = new Map<string, Adapter>()
  const stopping = longLivedAbort()
  let held: Promise<unknown> | undefined

  const emit = (turn: string, event: TurnEvent, inbound: Inbound): void => {
    for (const listener of live.get(turn)?.listeners ?? []) listener(event)
    adapters.get(adapterOf(inbound.bot))?.preview?.(turn, event, inbound)
  }
  /** An adapter that is not attached now may be at the next start: its answers are kept for it. */
  const pushes = (bot: string): boolean => !adapters.get(adapterOf(bot))?.pull
  const work = async (turn: string, inbound: Inbound, attempts: number, controller: AbortController): Promise<Answer> => {
    if (held && !immediate(inbound)) await untilReady(held, [controller.signal, stopping.signal])
    if (inbound.part) await allParts(turn, controller.signal)
    if (stopping.signal.aborted) throw stopped()
    await store.begin(turn)
    const { signal, end } = linkSignals([controller.signal, stopping.signal], settings.deadlineS * 1000)
    const reason = controller.signal.aborted ? stoppedByAsker() : attempts < MOST_ATTEMPTS ? undefined : poison(attempts)
    const result = reason
      ? giveUp(turn, inbound, reason)
      : await answer(turn, inbound, { signal, emit: (event) => emit(turn, event, inbound) }).finally(end)
    await store.finish(turn, result, pushes(inbound.bot))
    return result
  }
  const allParts = async (turn: string, cancelled: AbortSignal): Promise<void> => {
    const { signal, end } = linkSignals([cancelled, stopping.signal])
    const left = (): number => (live.get(turn)?.partAt ?? 0) + GATHER_MS - now()
    for (let wait = left(); wait > 0 && !signal.aborted; wait = left()) await sleep(wait, signal)
    end()
  }
  const enqueue = (turn: string, given: Inbound, attempts: number): void => {
    // Further parts are put into it until work begins.
    const inbound = { ...given }
    const controller = new AbortController()
    const listeners: Live['listeners'] = new Set()
    let leave: Live['leave'] = () => {}
    let begin = () => {}
    const done = new Promise<Answer>((resolve, reject) => {
      leave = reject
      const job = async () => {
        try {
          const result = await work(turn, inbound, attempts, controller)
          emit(turn, { kind: 'answer', answer: result }, inbound)
          resolve(result)
          if (pushes(inbound.bot)) outbox.push({ turn, bot: inbound.bot, chat: inbound.chat })
        } catch (error) {
          // The turn stays in the inbox and is taken up by the next start.
          log.warn({ turn, reason: toPetrelError(error).message }, 'a turn was left for the next start')
          reject(toPetrelError(error))
        } finally {
          live.delete(turn)
        }
      }
      // Behind the promise's own start: `live` knows the turn before its job runs.
      begin = () => (immediate(inbound) ? void job() : position(turn, inbound, queue.push(laneOf(inbound), job, inbound.bot)))
    })
    done.catch(() => {})
    live.set(turn, { inbound, controller, listeners, done, leave, partAt: now() })
    begin()
  }
  const joinLive = (turn: string, part: Inbound): void => {
    const running = live.get(turn)
    if (!running) return
    running.partAt = now()
    Object.assign(running.inbound, gathered(running.inbound, part))
  }
  const position = (turn: string, inbound: Inbound, place: number): void => {
    if (place > 0) emit(turn, { kind: 'waiting', position: place }, inbound)
  }
  const full = (message: Inbound): boolean =>
    !immediate(message) && (queue.waiting() >= settings.waiting || queue.waitingOf(laneOf(message)) >= settings.waitingPerChat)

  return {
    receive: async (message: Inbound): Promise<Receipt> => {
      if (stopping.signal.aborted || full(message)) throw busy(queue.waiting())
      const receipt = await store.receive(message)
      if (receipt.status === 'new') enqueue(receipt.turn, message, 0)
      else if (message.part) joinLive(receipt.turn, message)
      return receipt
    },
    busy: (message) => stopping.signal.aborted || full(message),
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
    shows: (turn, message) => store.shows(turn, message),
    cancel: async (turn) => live.get(turn)?.controller.abort(stoppedByAsker()),
    halt: async ({ bot, chat, user }) => {
      const meant = [...live.values()].filter(
        ({ inbound }) =>
          !immediate(inbound) && inbound.bot === bot && inbound.chat === chat && (user === undefined || inbound.user === user),
      )
      for (const { controller } of meant) controller.abort(stoppedByAsker())
      return meant.length
    },
    attach: (adapter) => {
      adapters.set(adapter.name, adapter)
      if (!adapter.pull) outbox.attach(adapter)
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
    redeliver: outbox.open,
    undelivered: outbox.waiting,
    waiting: queue.waiting,
    running: queue.running,
    stop: async (graceMs) => {
      const ended = queue.close()
      const timer = setTimeout(() => stopping.abort(stopped()), graceMs)
      await ended
      clearTimeout(timer)
      stopping.abort(stopped())
      await outbox.stop()
      for (const { leave } of live.values()) leave(stopped())
    },
  }
}

const laneOf = ({ bot, chat }: Inbound): string => `${bot}/${chat}`

const stoppedByAsker = (): PetrelError => new PetrelError('cancelled', { message: 'Stopped by the asker.', forUser: 'Stopped.' })

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

/** Resolves when the promise has ended, well or not, or one of the signals aborts. */
async function untilReady(ready: Promise<unknown>, signals: readonly AbortSignal[]): Promise<void> {
  const { signal, end } = linkSignals(signals)
  await raceAbort(ready, signal)
    .catch(() => {})
    .finally(end)
}

/** The promise, or the abort reason as an error when the signal comes first. */
async function raceAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw toPetrelError(signal.reason)
  return await new Promise<T>((resolve, reject) => {
    const onAbort = () => reject(toPetrelError(signal.reason))
    signal.addEventListener('abort', onAbort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
