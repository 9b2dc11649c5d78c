import { MOST_FILES } from '../../core/gather.ts'
import type { Audience } from '../../core/tool.ts'
import { accept } from './accept.ts'
import { isAddressed, linksOf } from './addressed.ts'
import { type Desk, earsOf, roleOf } from './desk.ts'
import { handleInline } from './inline.ts'
import { onMembership, seeRights } from './membership.ts'
import { handlePress } from './press.ts'
import { albumOf, filesOf, type Moved, type Reading, type Sender, senderOf, toHeard, toInbound, toMove } from './read-message.ts'
import { readStart } from './start-link.ts'
import type { Message, Update } from './wire.ts'

/** Takes one update; resolves once what it asks is durable. Rejects with a retryable PetrelError when it could not be stored. */
export async function handle(desk: Desk, update: Update): Promise<void> {
  const message = update.message ?? update.edited_message
  if (message) return await onMessage(desk, message)
  if (update.callback_query) return await handlePress(desk, update.callback_query)
  if (update.inline_query) return handleInline(desk, update.inline_query)
  if (update.my_chat_member) return await onMembership(desk, update.my_chat_member)
  if (update.chat_member) return await onMember(desk, update.chat_member)
  if (update.stopped_message_generation) desk.live.stopDraft(update.stopped_message_generation)
}

const isOut = ({ status }: { status: string }): boolean => status === 'left' || status === 'kicked'

async function onMember(desk: Desk, update: NonNullable<Update['chat_member']>): Promise<void> {
  const { chat, date, old_chat_member: old, new_chat_member: now } = update
  desk.account.admins.forget(chat.id)
  if (isOut(old) === isOut(now)) return
  await onMove(desk, isOut(now) ? 'left' : 'joined', { chat, user: now.user, at: date })
}

/** Seconds within which two tellings of one coming or going are the same. */
const SAME_MOVE_S = 30

async function onMove(desk: Desk, kind: 'joined' | 'left', { chat, user, at }: Moved): Promise<void> {
  if (user.is_bot || chat.type === 'channel') return
  const key = `${kind} ${chat.id}/${user.id}`
  const last = desk.moves.get(key)
  if (last !== undefined && Math.abs(at - last) < SAME_MOVE_S) return
  await desk.hear?.(toMove(desk.account.name, kind, { chat, user, at }), desk.moderator)
  desk.moves.set(key, at)
}

async function onMessage(desk: Desk, message: Message): Promise<void> {
  const { chat } = message
  if (message.migrate_to_chat_id !== undefined) return await moved(desk, chat.id, message.migrate_to_chat_id)
  if (message.migrate_from_chat_id !== undefined) return await moved(desk, message.migrate_from_chat_id, chat.id)
  for (const user of message.new_chat_members ?? []) await onMove(desk, 'joined', { chat, user, at: message.date })
  if (message.left_chat_member) await onMove(desk, 'left', { chat, user: message.left_chat_member, at: message.date })
  const sender = senderOf(message, desk.account.id)
  if (!sender || chat.type === 'channel' || isService(message)) return
  const key = `${chat.id}/${message.message_id}`
  const content = contentOf(message)
  // The platform also sends an edit when only a link preview or a reaction came.
  if (message.edit_date !== undefined && desk.contents.get(key) === content) return
  if (chat.type === 'private') await onDirect(desk, message, sender)
  else await onGroup(desk, message, sender)
  desk.contents.set(key, content)
}

/** What a message can hold; one with none of these only tells that something happened in the chat. */
const CONTENT = [
  'text', 'caption', 'document', 'photo', 'audio', 'voice', 'video', 'video_note', 'animation', 'sticker', 'location', 'venue', 'contact',
  'poll', 'dice', 'story', 'rich_message',
] as const // biome-ignore format: short
const isService = (message: Message): boolean => !CONTENT.some((field) => field in message)

/** What an edit may change: the words, and where links behind them lead. */
const contentOf = (message: Message): string => [message.text ?? message.caption ?? '', ...linksOf(message)].join(' ')

async function moved({ account, options }: Desk, from: number, to: number): Promise<void> {
  if (account.moved.get(from) === to) return
  account.moved.set(from, to)
  account.log.info({ bot: account.name, from, to }, 'a group became a supergroup')
  await options.migrated?.(account.name, String(from), String(to))
}

async function onDirect(desk: Desk, message: Message, sender: Sender): Promise<void> {
  const inbound = toInbound(message, await reading(desk, message, sender))
  await accept(desk, { ...inbound, text: await readStart(desk, inbound.text) })
}

async function onGroup(desk: Desk, message: Message, sender: Sender): Promise<void> {
  const album = albumOf(message)
  const before = album === undefined ? undefined : desk.albums.get(album)
  const addressed = before?.addressed === true || isAddressed(message, earsOf(desk))
  // One file of an album bears the words; those before it may be meant as well.
  if (album !== undefined) desk.albums.set(album, { addressed, files: [...(before?.files ?? []), ...filesOf(message)].slice(-MOST_FILES) })
  if (!addressed && !desk.hear) return
  const read = await reading(desk, message, sender)
  if (desk.hear) seeRights(desk.account, message.chat.id)
  const verdict = await desk.hear?.(toHeard(message, read), desk.moderator)
  if (verdict === 'handled' || !addressed) return
  const inbound = toInbound(message, read)
  const files = before?.addressed === false ? { files: [...before.files, ...(inbound.files ?? [])].slice(0, MOST_FILES) } : {}
  await accept(desk, { ...inbound, ...files, text: await readStart(desk, inbound.text) })
}

async function reading(desk: Desk, message: Message, sender: Sender): Promise<Reading> {
  const role: Audience = sender.anonymous ? 'admin' : await roleOf(desk, sender.user, message.chat.id)
  return { bot: desk.account.name, ears: earsOf(desk), role, sender }
}
