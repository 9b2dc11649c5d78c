import { PetrelError } from '../../core/errors.ts'
import type { Account } from './account.ts'
import { laneOf, type Update } from './wire.ts'

export type Handle = (update: Update) => Promise<void>

/** Updates on their way to being stored. */
export interface Intake {
  /** Takes what is new of a batch. */
  push(updates: readonly Update[]): void
  /** Resolves when nothing is on its way, or after `ms`. */
  settled(ms: number): Promise<void>
  /** What the next poll may confirm: everything before it is stored. */
  offset(): number
  /** Whether an update could not be stored and will be tried again. */
  failed(): boolean
}

/**
 * Handles updates, chats side by side and each in order. A chat whose update takes long holds up nobody: polling goes on, and since only
 * what lies before the oldest unfinished update is confirmed, the platform shows the others again, which are known here and passed over.
 */
export function createIntake(account: Account, handle: Handle): Intake {
  const lanes = new Map<string, Update[]>()
  const busy = new Set<number>()
  // Stored but not confirmed yet, and shown again until then.
  const done = new Set<number>()
  // Not stored; the platform shows them again.
  const left = new Set<number>()
  let next = 0
  let wake = () => {}

  const run = async (lane: string, queue: Update[]): Promise<void> => {
    for (let update = queue[0]; update; update = queue[0]) {
      if (!(await take(account, handle, update))) {
        // The rest of the chat waits for it: the platform shows all of them again.
        for (const { update_id: id } of queue.splice(0)) {
          busy.delete(id)
          left.add(id)
        }
        break
      }
      queue.shift()
      busy.delete(update.update_id)
      done.add(update.update_id)
    }
    lanes.delete(lane)
    if (busy.size === 0) wake()
  }
  return {
    push: (updates) => {
      for (const update of updates) {
        const { update_id: id } = update
        next = Math.max(next, id + 1)
        if (busy.has(id) || done.has(id)) continue
        left.delete(id)
        busy.add(id)
        const lane = laneOf(update)
        const queue = lanes.get(lane)
        if (queue) queue.push(update)
        else {
          const started = [update]
          lanes.set(lane, started)
          void run(lane, started)
        }
      }
    },
    settled: async (ms) => {
      if (busy.size === 0) return
      const end = new AbortController()
      wake = () => end.abort()
      await account.clock.sleep(ms, end.signal)
    },
    offset: () => {
      const unfinished = [...busy, ...left]
      const offset = unfinished.length === 0 ? next : Math.min(...unfinished)
      for (const id of done) if (id < offset) done.delete(id)
      return offset
    },
    failed: () => left.size > 0,
  }
}

/** Whether an update is done with. One that a fault of ours cannot handle is told and let go: it would stop the bot for ever. */
export async function take(account: Account, handle: Handle, update: Update): Promise<boolean> {
  try {
    await handle(update)
    return true
  } catch (error) {
    const again = error instanceof PetrelError && error.retryable
    const facts = { bot: account.name, update: update.update_id, err: error }
    account.log.error(facts, again ? 'an update could not be stored; trying again' : 'an update could not be read')
    return !again
  }
}
