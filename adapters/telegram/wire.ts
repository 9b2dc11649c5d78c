/** The part of the Bot API's objects that the adapter reads; telegraf's own types end at Bot API 7.1. */

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  last_name?: string
  username?: string
  language_code?: string
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
}

export interface MessageEntity {
  type: string
  offset: number
  length: number
  url?: string
  user?: User
}

interface WireFile {
  file_id: string
  file_unique_id: string
  file_size?: number
}

export interface Message {
  message_id: number
  date: number
  chat: Chat
  from?: User
  sender_chat?: Chat
  text?: string
  entities?: readonly MessageEntity[]
  caption?: string
  caption_entities?: readonly MessageEntity[]
  document?: WireFile & { file_name?: string; mime_type?: string }
  photo?: readonly (WireFile & { width: number; height: number })[]
  reply_to_message?: Message
  message_thread_id?: number
  is_topic_message?: boolean
  is_automatic_forward?: boolean
  forward_origin?: unknown
  via_bot?: User
  edit_date?: number
  media_group_id?: string
  new_chat_members?: readonly User[]
  left_chat_member?: User
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
  ephemeral_message_id?: number
  reply_markup?: { inline_keyboard: readonly (readonly { text: string; url?: string }[])[] }
}

export interface CallbackQuery {
  id: string
  from: User
  message?: Message
  data?: string
}

export interface InlineQuery {
  id: string
  from: User
  query: string
}

export interface ChatMember {
  user: User
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  is_anonymous?: boolean
  can_delete_messages?: boolean
  can_restrict_members?: boolean
}

export interface ChatMemberUpdate {
  chat: Chat
  from: User
  date: number
  old_chat_member: ChatMember
  new_chat_member: ChatMember
}

export interface Update {
  update_id: number
  message?: Message
  edited_message?: Message
  callback_query?: CallbackQuery
  inline_query?: InlineQuery
  my_chat_member?: ChatMemberUpdate
  chat_member?: ChatMemberUpdate
  stopped_message_generation?: { chat: Chat; draft_id: number }
}

/** What the bot asks to be told. */
export const ALLOWED_UPDATES = [
  'message',
  'edited_message',
  'callback_query',
  'inline_query',
  'my_chat_member',
  'chat_member',
  'stopped_message_generation',
] as const

/** Updates of one lane are handled in order, lanes side by side. */
export function laneOf(update: Update): string {
  const chat =
    update.message?.chat ??
    update.edited_message?.chat ??
    update.callback_query?.message?.chat ??
    update.my_chat_member?.chat ??
    update.chat_member?.chat
  // A stop must not wait behind what it stops.
  if (chat) return String(chat.id)
  return `${Object.keys(update).at(-1)} ${update.inline_query?.from.id ?? update.stopped_message_generation?.chat.id ?? ''}`
}

export const nameOf = (user: User): string => [user.first_name, user.last_name].filter(Boolean).join(' ')
