import { PetrelError } from '../../core/errors.ts'
import type { Account } from './account.ts'
import { statusOf } from './api.ts'

const SHORT_MS = 1000
const LONG_MS = 60_000
/** Only a person can mend a bad token. */
const TOKEN_MS = 300_000

/**
 * Notes why a bot cannot work and waits before the next try: longer each time, as the platform says when it names a time. The operator is
 * told once about each state.
 */
export async function backOff(
  account: Account,
  error: unknown,
  { attempt, signal }: { attempt: number; signal: AbortSignal },
): Promise<void> {
  const reason = error instanceof PetrelError ? error.message : String(error)
  const status = statusOf(error)
  const phase = status === 401 || status === 404 ? 'unauthorized' : status === 409 ? 'conflict' : 'retrying'
  if (account.status().phase !== phase) tell(account, phase, reason)
  account.phase(phase, reason)
  const named = error instanceof PetrelError ? error.facts.retryAfterMs : undefined
  const wait = phase === 'unauthorized' ? TOKEN_MS : typeof named === 'number' ? named : Math.min(LONG_MS, SHORT_MS * 2 ** attempt)
  await account.clock.sleep(wait, signal)
}

function tell({ log, name }: Account, phase: 'unauthorized' | 'conflict' | 'retrying', reason: string): void {
  if (phase === 'unauthorized')
    log.error({ bot: name, reason }, 'Telegram refuses the token of this bot: get a new one from @BotFather and set telegram.tokens')
  else if (phase === 'conflict')
    log.error({ bot: name, reason }, 'another program takes the updates of this bot: stop it, or give Petrel a bot of its own')
  else log.warn({ bot: name, reason }, 'Telegram cannot be reached; trying again')
}
