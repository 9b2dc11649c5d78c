import { PetrelError } from '../../core/errors.ts'
import type { Check } from '../../core/operator.ts'
import type { Account, Me } from './account.ts'
import { statusOf } from './api.ts'
import type { TelegramOptions } from './options.ts'
import { webhookUrl } from './webhook.ts'

/** What `doctor` says about one bot. */
export async function checkBot(account: Account, settings: TelegramOptions['settings'], signal: AbortSignal): Promise<Check[]> {
  try {
    const me = await account.api.call<Me>('getMe', {}, { signal })
    return [tokenCheck(account, me), privacyCheck(account, me), await wayCheck(account, settings, signal), ...rightsCheck(account)]
  } catch (error) {
    signal.throwIfAborted()
    const bad = statusOf(error) === 401 || statusOf(error) === 404
    const hint = bad ? 'Get a new token from @BotFather and set telegram.tokens.' : 'Check the network and telegram.apiRoot.'
    return [{ name: account.name, state: 'fail', found: error instanceof PetrelError ? error.message : String(error), hint }]
  }
}

function tokenCheck(account: Account, me: Me): Check {
  const { phase, reason } = account.status()
  if (phase === 'conflict')
    return { name: account.name, state: 'fail', found: reason ?? 'conflict', hint: 'Stop the other program that uses this token.' }
  return { name: account.name, state: 'ok', found: `@${me.username}`, hint: '' }
}

function privacyCheck(account: Account, me: Me): Check {
  const name = `${account.name} privacy mode`
  if (me.can_read_all_group_messages) return { name, state: 'ok', found: 'off: it reads all messages of its groups', hint: '' }
  return {
    name,
    state: 'warn',
    found: 'on: in groups it reads commands, mentions and replies only',
    hint: 'Enough for questions. For the scam shield and catch-up make it an administrator of the group, or /setprivacy with @BotFather and add it again.',
  }
}

interface WebhookInfo {
  url: string
  pending_update_count: number
  last_error_message?: string
}

async function wayCheck(account: Account, settings: TelegramOptions['settings'], signal: AbortSignal): Promise<Check> {
  const name = `${account.name} updates`
  const info = await account.api.call<WebhookInfo>('getWebhookInfo', {}, { signal })
  const wanted = settings.webhookUrl === '' ? '' : webhookUrl(settings.webhookUrl, account.id)
  if (info.last_error_message !== undefined && info.url !== '')
    return {
      name,
      state: 'warn',
      found: info.last_error_message,
      hint: 'Telegram could not call telegram.webhookUrl lately: check the TLS proxy before the webhook server.',
    }
  if (info.url !== wanted)
    return {
      name,
      state: 'warn',
      found: info.url === '' ? 'no webhook is set' : `a webhook is set to ${info.url}`,
      hint: 'Petrel changes this when it starts.',
    }
  return { name, state: 'ok', found: wanted === '' ? 'long polling' : wanted, hint: '' }
}

const rightsCheck = (account: Account): Check[] =>
  [...account.lacking].map(([chat, words]) => ({
    name: `${account.name} in ${chat}`,
    state: 'warn',
    found: `it may not ${words}`,
    hint: 'Make it an administrator with these rights for the scam shield, or ignore this.',
  }))
