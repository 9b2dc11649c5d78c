/** The shapes that the kit speaks: the part of the Bot API that it serves. Names are the platform's own. */

export interface User {
  id: number
  is_bot: boolean
  first_name: string
  username?: string
  language_code?: string
}

export interface Chat {
  id: number
  type: 'private' | 'group' | 'supergroup' | 'channel'
  title?: string
  first_name?: string
  username?: string
  is_forum?: true
}

export interface Entity {
  type: string
  offset: number
  length: number
  url?: string
  language?: string
  user?: User
  custom_emoji_id?: string
}

export interface Button {
  text: string
  callback_data?: string
  url?: string
  switch_inline_query?: string
  switch_inline_query_current_chat?: string
}

export interface Keyboard {
  inline_keyboard: Button[][]
}

export interface FileInfo {
  file_id: string
  file_unique_id: string
  file_size: number
  file_name?: string
  mime_type?: string
  width?: number
  height?: number
}

export interface Message {
  message_id: number
  date: number
  chat: Chat
  from?: User
  sender_chat?: Chat
  text?: string
  entities?: Entity[]
  caption?: string
  caption_entities?: Entity[]
  photo?: FileInfo[]
  document?: FileInfo
  rich_message?: { blocks: unknown[] }
  reply_markup?: Keyboard
  reply_to_message?: Message
  message_thread_id?: number
  is_topic_message?: true
  is_automatic_forward?: true
  via_bot?: User
  forward_origin?: { type: 'user'; date: number; sender_user: User }
  edit_date?: number
  media_group_id?: string
  new_chat_members?: User[]
  left_chat_member?: User
  migrate_to_chat_id?: number
  migrate_from_chat_id?: number
  receiver_user?: User
  ephemeral_message_id?: number
}

export type Rights = Partial<
  Record<'can_delete_messages' | 'can_restrict_members' | 'can_promote_members' | 'can_pin_messages' | 'can_invite_users', boolean>
>

export interface Member {
  user: User
  status: 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked'
  rights?: Rights
  /** Unix seconds at which a restriction or a ban ends; 0 means never. */
  until?: number
  canSend?: boolean
}

/** What a person sees in a chat: the last state of each message that is still there. */
export interface Seen {
  id: number
  from: number
  kind: 'text' | 'photo' | 'document' | 'rich' | 'service'
  /** Text or caption. */
  text: string
  entities: readonly Entity[]
  buttons: readonly (readonly Button[])[]
  edited: boolean
  replyTo?: number
  thread?: number
  /** Only this person sees it. */
  only?: number
  file?: { name: string; mime: string; bytes: Buffer }
  rich?: unknown
  /** Unix milliseconds of the kit's clock. */
  at: number
}

/** One call of a bot, in order. */
export interface Call {
  bot: number
  method: string
  params: Record<string, unknown>
  /** HTTP status that was answered; 0 when the connection was cut. */
  status: number
  result?: unknown
  description?: string
  at: number
  /** When it was answered; absent while it runs. */
  endedAt?: number
}

export interface Clock {
  /** Unix milliseconds. */
  now(): number
  /** Resolves after `ms` of this clock, at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** What the platform answers when it refuses. */
export class ApiError extends Error {
  readonly code: number
  readonly parameters: Record<string, unknown> | undefined

  constructor(code: number, description: string, parameters?: Record<string, unknown>) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export const bad = (description: string, parameters?: Record<string, unknown>): ApiError =>
  new ApiError(400, `Bad Request: ${description}`, parameters)
