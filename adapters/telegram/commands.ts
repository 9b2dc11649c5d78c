import { LOCALES } from '../../core/locale.ts'
import { inLocale } from '../../core/title.ts'
import type { AnyTool, Audience } from '../../core/tool.ts'
import type { Account } from './account.ts'
import type { TelegramOptions } from './options.ts'

/** Bot API, BotCommand: 100 commands in a scope, names of 32 and descriptions of 256 characters. */
const MOST = 100
const NAME = /^[a-z0-9_]{1,32}$/
const DESCRIPTION = 256

interface Scope {
  scope: { type: string; chat_id?: number }
  audiences: readonly Audience[]
}

const SCOPES: readonly Scope[] = [
  { scope: { type: 'all_private_chats' }, audiences: ['everyone'] },
  { scope: { type: 'all_group_chats' }, audiences: ['everyone'] },
  { scope: { type: 'all_chat_administrators' }, audiences: ['everyone', 'admin'] },
]

interface Command {
  command: string
  description: string
}

const shorten = (text: string): string => (text.length > DESCRIPTION ? `${text.slice(0, DESCRIPTION - 1).trimEnd()}…` : text)

/** The tools of some audiences as a list of commands; tools that read files work in the terminal only. */
export function commandList(tools: readonly AnyTool[], audiences: readonly Audience[], describe: (tool: AnyTool) => string): Command[] {
  return tools
    .filter(({ name, audience, reach }) => NAME.test(name) && audiences.includes(audience) && reach !== 'files')
    .map((tool) => ({ command: tool.name, description: shorten(describe(tool)) || tool.name }))
    .slice(0, MOST)
}

const wordsOf = (tool: AnyTool, locale: string): string =>
  tool.descriptions ? inLocale({ ...tool.descriptions, en: tool.description }, locale) : tool.description

/** Makes the platform's lists of commands ours, in every scope and language; lists that are right already are left alone. */
export async function publishCommands(
  account: Account,
  { tools, settings, describe = wordsOf }: TelegramOptions,
  signal: AbortSignal,
): Promise<void> {
  const operators = settings.operators.map((id) => ({
    scope: { type: 'chat', chat_id: Number(id) },
    audiences: ['everyone', 'admin', 'operator'] as const,
  }))
  for (const { scope, audiences } of [...SCOPES, ...operators]) {
    for (const language of [undefined, ...LOCALES.filter((locale) => locale !== 'en')]) {
      const commands = commandList(tools, audiences, (tool) => describe(tool, language ?? 'en'))
      if (!(await publish(account, { scope, ...(language ? { language_code: language } : {}), commands }, signal))) break
    }
  }
}

async function publish(
  { api, log, name }: Account,
  list: { scope: object; language_code?: string; commands: Command[] },
  signal: AbortSignal,
): Promise<boolean> {
  const { commands, ...place } = list
  try {
    const now = await api.call<Command[]>('getMyCommands', place, { signal })
    const same = JSON.stringify(now.map(({ command, description }) => [command, description]))
    if (same === JSON.stringify(commands.map(({ command, description }) => [command, description]))) return true
    await api.call('setMyCommands', list, { signal })
    return true
  } catch (error) {
    // An operator who never wrote to the bot has no chat with it yet.
    if (!signal.aborted) log.warn({ bot: name, ...place, reason: String(error) }, 'a list of commands could not be set')
    return false
  }
}
