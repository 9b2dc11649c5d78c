import type { Account } from './account.ts'
import type { Desk } from './desk.ts'
import type { ChatMember, ChatMemberUpdate } from './wire.ts'

/** The bot was added, made an administrator, removed or blocked: noted for the operator. */
export async function onMembership({ account, hear }: Desk, { chat, new_chat_member: now }: ChatMemberUpdate): Promise<void> {
  account.admins.forget(chat.id)
  const gone = now.status === 'left' || now.status === 'kicked'
  if (gone) {
    account.lacking.delete(chat.id)
    account.log.info(
      { bot: account.name, chat: chat.id, status: now.status },
      chat.type === 'private' ? 'a person blocked the bot' : 'the bot was removed from a group',
    )
    return
  }
  if (chat.type === 'private' || chat.type === 'channel') return
  account.log.info({ bot: account.name, chat: chat.id, status: now.status }, 'the bot is in a group')
  if (hear) warnRights(account, chat.id, now)
}

/** Keeping order needs the rights to delete and to ban; without them Petrel can only speak. */
export function warnRights(account: Account, chat: number, me: ChatMember | undefined): void {
  const missing = [me?.can_delete_messages ? [] : ['delete messages'], me?.can_restrict_members ? [] : ['ban users']].flat()
  if (missing.length === 0) {
    account.lacking.delete(chat)
    return
  }
  const words = missing.join(' and ')
  if (account.lacking.get(chat) === words) return
  account.lacking.set(chat, words)
  account.log.warn(
    { bot: account.name, chat },
    `the bot may not ${words} in this group: make it an administrator there for the scam shield`,
  )
}

/** Looks once a group whether the bot may do there what keeping order needs. */
export function seeRights(account: Account, chat: number): void {
  if (account.seen.has(chat)) return
  account.seen.add(chat)
  account.admins
    .self(chat)
    .then((me) => warnRights(account, chat, me))
    .catch(() => account.seen.delete(chat))
}
