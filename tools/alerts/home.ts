import { PetrelError } from '../../core/errors.ts'
import type { Asker, ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

/** Surfaces on which nobody can be told something later. */
const SILENT: ReadonlySet<string> = new Set(['cli', 'http'])

/** Whether something can be said in the asker's chat later. */
export const canTell = ({ bot }: Pick<Asker, 'bot'>): boolean => !SILENT.has(bot)

/**
 * Where the alerts of this asker are kept: the chat. The operator has one home at the command line and over the HTTP API, so that an alert
 * set through a running server is found without it too.
 */
export const homeOf = (asker: Asker): { bot: string; chat: string } =>
  !canTell(asker) && asker.role === 'operator' ? { bot: 'cli', chat: 'operator' } : { bot: asker.bot, chat: asker.chat }

/**
 * Where a new alert goes: the chat, or a webhook that the operator named; without a chat it must be a webhook.
 * Throws PetrelError not_allowed.
 */
export function targetOf(to: string | undefined, { asker, handles }: Pick<ToolContext<Handles>, 'asker' | 'handles'>): { to?: string } {
  const named = to !== undefined && to.toLowerCase() !== 'here'
  if (named) {
    onlyOperator(asker)
    return { to }
  }
  if (canTell(asker)) return {}
  const webhooks = asker.role === 'operator' ? handles.alerts.destinations() : []
  throw new PetrelError('not_allowed', {
    message: 'An alert needs somewhere to go, and nobody can be told here later.',
    hint:
      webhooks.length > 0
        ? `Name a webhook with "to" (--to ${webhooks[0]}): ${webhooks.join(', ')}. Or ask in Telegram or Discord.`
        : asker.role === 'operator'
          ? 'Set up a webhook (webhooks.urls) and name it with "to", or ask in Telegram or Discord.'
          : 'Ask in Telegram or Discord.',
  })
}

/** What goes to a URL of the operator, the operator sends. Throws PetrelError not_allowed. */
export function onlyOperator({ role }: Pick<Asker, 'role'>): void {
  if (role !== 'operator') throw new PetrelError('not_allowed', { message: 'Only the operator sends alerts to webhooks.' })
}
