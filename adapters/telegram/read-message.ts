import type { FileRef, Inbound } from '../../core/adapter.ts'
import type { Heard, Joined, Left, Member } from '../../core/moderation.ts'
import type { Audience } from '../../core/tool.ts'
import { type Ears, linksOf, wordsFor } from './addressed.ts'
import { chatName, type Place } from './place.ts'
import { type Message, nameOf, type User } from './wire.ts'

/** The account behind which anonymous administrators write (Bot API, Message.sender_chat). */
const GROUP_ANONYMOUS = 1087968824

export interface Sender {
  member: Member
  /** Id for role questions; 0 for chats that write. */
  user: number
  language: string | undefined
  /** An administrator who writes in the group's own name. */
  anonymous: boolean
}

/** Who wrote, undefined for messages that nobody answers: of bots, of channels by themselves, of the service. */
export function senderOf(message: Message, self: number): Sender | undefined {
  const { from, sender_chat: chat } = message
  // What a person sent through our inline mode is our own answer.
  if (message.is_automatic_forward || message.via_bot?.id === self) return undefined
  if (chat && from?.id === GROUP_ANONYMOUS && chat.id === message.chat.id) return asChat(chat, true)
  if (chat && chat.id !== message.chat.id) return asChat(chat, false)
  if (!from || from.is_bot) return undefined
  return { member: memberOf(from), user: from.id, language: from.language_code, anonymous: false }
}

const asChat = (chat: { id: number; title?: string }, anonymous: boolean): Sender => ({
  member: { id: String(chat.id), name: chat.title ?? '' },
  user: 0,
  language: undefined,
  anonymous,
})

export const memberOf = (user: User): Member => ({
  id: String(user.id),
  name: nameOf(user),
  ...(user.username === undefined ? {} : { username: user.username }),
})

export const placeOfMessage = (message: Message): Place => ({
  chat: message.chat.id,
  ...(message.is_topic_message && message.message_thread_id !== undefined ? { thread: message.message_thread_id } : {}),
})

/** Largest picture last, as the platform lists them. */
export function filesOf({ document, photo }: Message): FileRef[] {
  if (document) {
    const { file_id: ref, file_name: name = 'file', mime_type: mime = 'application/octet-stream', file_size: size = 0 } = document
    return [{ name, mime, size, ref }]
  }
  const largest = photo?.at(-1)
  return largest ? [{ name: 'photo.jpg', mime: 'image/jpeg', size: largest.file_size ?? 0, ref: largest.file_id }] : []
}

const EDITED = ':e'

/** The platform sends each file of an album as a message; an edited one stands for itself. */
export const albumOf = (message: Message): string | undefined =>
  message.media_group_id === undefined || message.edit_date !== undefined ? undefined : `${message.chat.id}/album/${message.media_group_id}`

/** Unique for a bot: numbers of messages are only so within their chat. All parts of an album are one message. */
export const messageId = (message: Message): string =>
  albumOf(message) ?? `${message.chat.id}/${message.message_id}${message.edit_date === undefined ? '' : `${EDITED}${message.edit_date}`}`

export interface Reading {
  bot: string
  ears: Ears
  role: Audience
  sender: Sender
}

/** A message for Petrel. */
export function toInbound(message: Message, { bot, ears, role, sender }: Reading): Inbound {
  const files = filesOf(message)
  const direct = message.chat.type === 'private'
  const quoted = quotedOf(message, ears)
  return {
    bot,
    id: messageId(message),
    chat: chatName(placeOfMessage(message)),
    user: sender.member.id,
    role,
    text: wordsFor(message, ears),
    place: direct ? 'direct' : 'group',
    ...(sender.language === undefined ? {} : { locale: sender.language }),
    ...(quoted ? { quoted } : {}),
    ...(files.length > 0 ? { files } : {}),
    ...(albumOf(message) === undefined ? {} : { part: true }),
    route: direct ? {} : { reply: message.message_id },
    at: (message.edit_date ?? message.date) * 1000,
  }
}

function quotedOf({ reply_to_message: original }: Message, { id }: Ears): Inbound['quoted'] {
  const text = original?.text ?? original?.caption
  if (!original || text === undefined) return undefined
  return { user: String(original.from?.id ?? original.sender_chat?.id ?? ''), text, own: original.from?.id === id }
}

/** The same message for those who keep order in the group. */
export const toHeard = (message: Message, { bot, role, sender }: Reading): Heard => ({
  kind: 'message',
  bot,
  id: String(message.message_id),
  // Order is kept in the group as a whole, whatever its topics.
  chat: String(message.chat.id),
  chatTitle: message.chat.title ?? '',
  from: sender.member,
  role,
  text: message.text ?? message.caption ?? '',
  links: linksOf(message),
  forwarded: message.forward_origin !== undefined,
  edited: message.edit_date !== undefined,
  at: (message.edit_date ?? message.date) * 1000,
})

/** Somebody came into a group or left it; `at` in Unix seconds. */
export const toMove = (bot: string, kind: 'joined' | 'left', { chat, user, at }: Moved): Joined | Left => ({
  kind,
  bot,
  id: `${kind}:${chat.id}/${user.id}/${at}`,
  chat: String(chat.id),
  chatTitle: chat.title ?? '',
  member: memberOf(user),
  at: at * 1000,
})

export interface Moved {
  chat: { id: number; title?: string; type: string }
  user: User
  at: number
}
