import { type Account, meet } from './account.ts'
import { backOff } from './backoff.ts'
import { createIntake, type Handle } from './intake.ts'
import { ALLOWED_UPDATES, type Update } from './wire.ts'

const POLL_S = 50
/** Longer than a poll takes, so that a dead connection is noticed. */
const POLL_MS = 70_000
/** Storing takes milliseconds. What takes longer must not keep other chats waiting: the next poll goes out meanwhile. */
const PATIENCE_MS = 250
const STORE_WAIT_MS = 1000
const LAST_MS = 1000

/**
 * Long polling of one bot until the signal. An offset confirms only what was stored: telegraf's own loop moves on when a handler fails,
 * and would lose the message. Failures of the platform are waited out; none ends the loop.
 */
export async function poll(
  account: Account,
  handle: Handle,
  { signal, ready }: { signal: AbortSignal; ready(): Promise<void> },
): Promise<void> {
  const intake = createIntake(account, handle)
  let attempt = 0
  let begun = false
  while (!signal.aborted) {
    try {
      if (!begun) await begin(account, { signal, ready })
      begun = true
      const payload = { offset: intake.offset(), timeout: POLL_S, allowed_updates: ALLOWED_UPDATES }
      const updates = await account.api.call<Update[]>('getUpdates', payload, { signal, timeoutMs: POLL_MS })
      account.phase('running')
      attempt = 0
      intake.push(updates)
      await intake.settled(PATIENCE_MS)
      if (intake.failed()) await account.clock.sleep(STORE_WAIT_MS, signal)
    } catch (error) {
      if (!signal.aborted) await backOff(account, error, { attempt: attempt++, signal })
    }
  }
  await intake.settled(LAST_MS)
}

async function begin(account: Account, { signal, ready }: { signal: AbortSignal; ready(): Promise<void> }): Promise<void> {
  await meet(account, signal)
  await account.api.call('deleteWebhook', {}, { signal })
  await ready()
}
