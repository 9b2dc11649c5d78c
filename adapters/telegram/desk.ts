import type { FileRef, Inbound, Receipt } from '../../core/adapter.ts'
import type { Hear, Moderator } from '../../core/moderation.ts'
import type { Audience } from '../../core/tool.ts'
import type { Account } from './account.ts'
import type { Ears } from './addressed.ts'
import type { Live } from './live.ts'
import type { TelegramOptions } from './options.ts'
import { createRecent, type Recent } from './recent.ts'

/** What handling the updates of one bot needs. */
export interface Desk {
  account: Account
  options: TelegramOptions
  receive(message: Inbound): Promise<Receipt>
  hear: Hear | undefined
  live: Live
  /** Aborted when the adapter stops. */
  closing: AbortSignal
  moderator: Moderator
  /** Words and links of messages that were received: an edit that changes none is none. */
  contents: Recent<string>
  /** Who came or went lately: it is told twice, by a message and by a member update. */
  moves: Recent<number>
  /** Ends the newest inline query of a person: older ones are not worth an answer. */
  inline: Recent<AbortController>
  /** Albums of groups: whether a part of it was meant for the bot, and the files of those before. */
  albums: Recent<{ addressed: boolean; files: readonly FileRef[] }>
}

const REMEMBERED = 5000

export const openDesk = (parts: Omit<Desk, 'contents' | 'moves' | 'inline' | 'albums'>): Desk => ({
  ...parts,
  contents: createRecent(REMEMBERED),
  moves: createRecent(REMEMBERED),
  inline: createRecent(REMEMBERED),
  albums: createRecent(REMEMBERED),
})

/** Commands that a person may type without the bot's name. */
export const earsOf = ({ account, options }: Pick<Desk, 'account' | 'options'>): Ears => ({
  id: account.id,
  username: account.me?.username ?? '',
  commands: new Set(['start', 'stop', 'help', ...options.tools.map(({ name }) => name)]),
})

/** Operators by setting, administrators by what the platform says, everyone else. */
export async function roleOf({ account, options }: Desk, user: number, chat: number): Promise<Audience> {
  if (options.settings.operators.includes(String(user))) return 'operator'
  if (chat > 0) return 'everyone'
  return (await account.admins.includes(chat, user)) ? 'admin' : 'everyone'
}
