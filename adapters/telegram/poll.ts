import { PetrelError } from '../../core/errors.ts'
import { type Account, meet } from './account.ts'
import { backOff } from './backoff.ts'
import { ALLOWED_UPDATES, laneOf, type Update } from './wire.ts'

const POLL_S = 50
/** Longer than a poll takes, so that a dead connection is noticed. */
const POLL_MS = 70_000
const STORE_WAIT_MS = 1000

export type Handle = (update: Update) => Promise<void>

/**
 * Long polling of one bot until the signal. The next offset confirms only what was stored: telegraf's own loop moves on when a handler
 * fails, and would lose the message. Failures of the platform are waited out; none ends the loop.
 */
export async function poll(
  account: Account,
  handle: Handle,
  { signal, ready }: { signal: AbortSignal; ready(): Promise<void> },
): Promise<void> {
  let offset = 0
  let attempt = 0
  let begun = false
  while (!signal.aborted) {
    try {
      if (!begun) await begin(account, { signal, ready })
      begun = true
      const payload = { offset, timeout: POLL_S, allowed_updates: ALLOWED_UPDATES }
      const updates = await account.api.call<Update[]>('getUpdates', payload, { signal, timeoutMs: POLL_MS })
      account.phase('running')
      attempt = 0
      offset = await takeAll(account, handle, { updates, offset, signal })
    } catch (error) {
      if (signal.aborted) return
      await backOff(account, error, { attempt: attempt++, signal })
    }
  }
}

async function begin(account: Account, { signal, ready }: { signal: AbortSignal; ready(): Promise<void> }): Promise<void> {
  await meet(account, signal)
  await account.api.call('deleteWebhook', {}, { signal })
  await ready()
}

/** Handles a batch, chats side by side, each in order. Returns the offset that confirms what is stored and nothing more. */
async function takeAll(
  account: Account,
  handle: Handle,
  { updates, offset, signal }: { updates: readonly Update[]; offset: number; signal: AbortSignal },
): Promise<number> {
  const lanes = new Map<string, Update[]>()
  for (const update of updates) lanes.set(laneOf(update), [...(lanes.get(laneOf(update)) ?? []), update])
  const stuck = await Promise.all([...lanes.values()].map((lane) => takeLane(account, handle, lane)))
  const first = Math.min(...stuck)
  if (Number.isFinite(first)) {
    await account.clock.sleep(STORE_WAIT_MS, signal)
    return first
  }
  return Math.max(offset, ...updates.map(({ update_id }) => update_id + 1))
}

/** The first update of the lane that could not be stored, Infinity when all were. */
async function takeLane(account: Account, handle: Handle, lane: readonly Update[]): Promise<number> {
  for (const update of lane) if (!(await take(account, handle, update))) return update.update_id
  return Number.POSITIVE_INFINITY
}

/** Whether an update is done with. One that a fault of ours cannot handle is told and let go: it would stop the bot for ever. */
export async function take(account: Account, handle: Handle, update: Update): Promise<boolean> {
  try {
    await handle(update)
    return true
  } catch (error) {
    const again = error instanceof PetrelError && error.retryable
    account.log.error(
      { bot: account.name, update: update.update_id, err: error },
      again ? 'an update could not be stored; trying again' : 'an update could not be read',
    )
    return !again
  }
}
