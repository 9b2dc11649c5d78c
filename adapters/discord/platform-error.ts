import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { PetrelError, toPetrelError } from '../../core/errors.ts'

/** topics/opcodes-and-status-codes, JSON error codes that are told apart. */
export const CODE = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  oldEdits: 30046,
  tooLarge: 40005,
  acknowledged: 40060,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  tokenExpired: 50027,
  invalidForm: 50035,
} as const

export const codeOf = (error: unknown): number | undefined =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : undefined

export const isCode = (error: unknown, ...names: readonly (keyof typeof CODE)[]): boolean => {
  const code = codeOf(error)
  return code !== undefined && names.some((name) => CODE[name] === code)
}

const refused = (error: DiscordAPIError): PetrelError =>
  new PetrelError('platform_refused', {
    message: `Discord refuses this: ${error.message} (${error.code}).`,
    hint: error.status === 403 ? 'Give the bot the permissions that docs/discord.md lists.' : 'Ask again.',
    facts: { code: error.code, status: error.status, route: error.method },
    forUser: 'Discord refused this.',
    cause: error,
  })

const failed = (message: string, { retryAfterMs, cause }: { retryAfterMs?: number; cause: unknown }): PetrelError =>
  new PetrelError('platform_failed', {
    message,
    hint: 'It is tried again.',
    facts: retryAfterMs === undefined ? {} : { retryAfterMs },
    forUser: 'Discord did not take this.',
    cause,
  })

/** What discord.js throws as ours: refused for ever (400, 403, 404), or failed this time (429, 401, 5xx, the network). */
export function platformError(error: unknown, signal?: AbortSignal): PetrelError {
  if (error instanceof PetrelError) return error
  if (signal?.aborted) return toPetrelError(signal.reason)
  if (error instanceof RateLimitError) return failed('Discord asks to wait.', { retryAfterMs: error.retryAfter, cause: error })
  if (error instanceof DiscordAPIError) {
    const { status } = error
    // A limit that no header told of: edits of an old message (30046).
    if (status === 429) return failed(`Discord asks to wait: ${error.message}.`, { retryAfterMs: 60_000, cause: error })
    return status === 401 || status >= 500 ? failed(`Discord answered ${status}.`, { cause: error }) : refused(error)
  }
  if (error instanceof HTTPError) return failed(`Discord answered ${error.status}.`, { cause: error })
  return failed(`Discord could not be reached: ${error instanceof Error ? error.message : String(error)}.`, { cause: error })
}
