import { LIMITS } from '../limits.ts'
import { ApiError, bad } from '../types.ts'
import type { BotState, Update } from '../world.ts'
import { type Method, string } from './read.ts'

const CONFLICT = 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running'

export const bare = ({ update_id, payload }: Update): Record<string, unknown> => ({ update_id, ...payload })

function confirm(bot: BotState, offset: number): void {
  if (offset > 0) bot.queue = bot.queue.filter(({ update_id }) => update_id >= offset)
  if (offset < 0) bot.queue = bot.queue.slice(offset)
}

/** Long polling: the offset confirms what lies before it; a second poll ends the first with 409. */
export const getUpdates: Method = async ({ world, bot, params, signal }) => {
  if (bot.webhook)
    throw new ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
  const { offset = 0, limit = LIMITS.updates, timeout = 0, allowed_updates: allowed } = params
  if (Number(limit) < 1 || Number(limit) > LIMITS.updates) throw bad('limit must be from 1 to 100')
  // Bot API: "If not specified, the previous setting will be used"; an empty list is the default.
  if (Array.isArray(allowed)) bot.allowed = allowed.length === 0 ? undefined : (allowed as string[])
  bot.poll?.conflict()
  confirm(bot, Number(offset))
  if (bot.queue.length === 0 && Number(timeout) > 0)
    await waitForUpdate(bot, { signal, sleep: world.clock.sleep, ms: Number(timeout) * 1000 })
  return bot.queue.slice(0, Number(limit)).map(bare)
}

async function waitForUpdate(
  bot: BotState,
  { signal, sleep, ms }: { signal: AbortSignal; ms: number; sleep(ms: number, signal?: AbortSignal): Promise<void> },
): Promise<void> {
  const end = new AbortController()
  let conflict = false
  const poll = {
    conflict: () => {
      conflict = true
      end.abort()
    },
    wake: () => end.abort(),
  }
  bot.poll = poll
  try {
    await sleep(ms, AbortSignal.any([signal, end.signal]))
  } finally {
    if (bot.poll === poll) bot.poll = undefined
  }
  if (conflict) throw new ApiError(409, CONFLICT)
  if (bot.revoked) throw new ApiError(401, 'Unauthorized')
}

export const setWebhook: Method = ({ world, bot, params }) => {
  const url = string(params, 'url')
  if (url === '') return deleteWebhook({ world, bot, params, files: new Map(), signal: new AbortController().signal })
  if (!URL.canParse(url)) throw bad('bad webhook: invalid URL')
  const { protocol, port, hostname } = new URL(url)
  const local = hostname === '127.0.0.1' || hostname === 'localhost'
  // Bot API: HTTPS on ports 443, 80, 88, 8443. Loopback over HTTP is the kit's own exception, so that it can be used without a certificate.
  if (!local && (protocol !== 'https:' || !['', '443', '80', '88', '8443'].includes(port)))
    throw bad('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443 over HTTPS')
  const secret = params.secret_token === undefined ? undefined : string(params, 'secret_token')
  if (secret !== undefined && !LIMITS.secret.test(secret)) throw bad('secret token contains unallowed characters')
  if (Array.isArray(params.allowed_updates))
    bot.allowed = params.allowed_updates.length === 0 ? undefined : (params.allowed_updates as string[])
  if (params.drop_pending_updates === true) bot.queue = []
  bot.webhook = { url, secret }
  bot.poll?.conflict()
  world.changed()
  return true
}

export const deleteWebhook: Method = ({ world, bot, params }) => {
  bot.webhook = undefined
  if (params.drop_pending_updates === true) bot.queue = []
  world.changed()
  return true
}

export const getWebhookInfo: Method = ({ bot }) => ({
  url: bot.webhook?.url ?? '',
  has_custom_certificate: false,
  pending_update_count: bot.queue.length,
  ...(bot.webhook?.lastError
    ? { last_error_date: Math.floor(bot.webhook.lastError.at / 1000), last_error_message: bot.webhook.lastError.message }
    : {}),
})
