import { LIMITS } from './limits.ts'
import { ApiError, bad, type Call, type Chat, type Clock, type FileInfo, type Member, type Message, type Seen, type User } from './types.ts'

export interface Update {
  update_id: number
  /** Chat that the update is of; updates of one chat keep their order. */
  lane: string
  payload: Record<string, unknown>
}

export interface Webhook {
  url: string
  secret: string | undefined
  lastError?: { at: number; message: string }
}

export interface BotState {
  user: User & { username: string }
  token: string
  /** Privacy mode off: sees all messages of groups. */
  readsAll: boolean
  queue: Update[]
  /** The newest update, delivered or not. */
  last?: Update
  nextUpdate: number
  allowed: readonly string[] | undefined
  webhook: Webhook | undefined
  /** Ends the long poll that is in flight, if one is. */
  poll: { conflict(): void; wake(): void } | undefined
  commands: Map<string, unknown[]>
  revoked: boolean
  blockedBy: Set<number>
}

export interface Draft {
  id: number
  text: string
  canStop: boolean
  at: number
}

export interface ChatState {
  chat: Chat
  /** For private chats: the bot that the person talks with. */
  bot?: BotState
  members: Map<number, Member>
  messages: Map<number, { message: Message; only?: number }>
  topics: Map<number, string>
  nextId: number
  migratedTo?: number
  draft?: Draft
  actions: { bot: number; action: string; thread: number | undefined; at: number }[]
  /** Channels that may not write. */
  bannedSenders?: Set<number>
  /** Last bot that wrote, for commands without a name. */
  lastBot?: number
}

export interface StoredFile {
  info: FileInfo
  name: string
  mime: string
  bytes: Buffer
  path: string
}

/** Everything that the pretended platform knows. */
export interface World {
  clock: Clock
  features: { drafts: boolean; rich: boolean; ephemeral: boolean }
  bots: Map<string, BotState>
  users: Map<number, User>
  chats: Map<string, ChatState>
  files: Map<string, StoredFile>
  callbacks: Map<string, { bot: number; answered: boolean; text?: string; alert?: boolean }>
  inline: Map<string, { bot: number; results?: unknown[]; button?: unknown }>
  calls: Call[]
  counter: number
  changed(): void
}

/** Updates that come only when asked for by name (Bot API, getUpdates, allowed_updates). */
const ON_REQUEST = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export const chatKey = (bot: BotState, id: number): string => (id > 0 ? `${bot.user.id}:${id}` : String(id))

/** Queues an update for a bot that wants this kind, and wakes its poll. */
export function emit(world: World, bot: BotState, update: { lane: string; payload: Record<string, unknown> }): void {
  const kind = Object.keys(update.payload)[0] ?? ''
  const wanted = bot.allowed ? bot.allowed.includes(kind) : !ON_REQUEST.has(kind)
  if (!wanted) return
  bot.last = { update_id: bot.nextUpdate++, ...update }
  bot.queue.push(bot.last)
  bot.poll?.wake()
  world.changed()
}

/** The chat that a bot names, or the platform's refusal: gone up to a supergroup, unknown, blocked, kicked. */
export function findChat(world: World, bot: BotState, id: unknown): ChatState {
  const state = world.chats.get(chatKey(bot, Number(id)))
  if (!state) throw bad('chat not found')
  if (state.migratedTo !== undefined) {
    throw bad('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: state.migratedTo })
  }
  if (state.bot) {
    if (bot.blockedBy.has(state.chat.id)) throw new ApiError(403, 'Forbidden: bot was blocked by the user')
    return state
  }
  const status = state.members.get(bot.user.id)?.status
  if (status === 'kicked') throw new ApiError(403, `Forbidden: bot was kicked from the ${state.chat.type} chat`)
  if (status === undefined || status === 'left') throw new ApiError(403, `Forbidden: bot is not a member of the ${state.chat.type} chat`)
  return state
}

/** A file that is kept; its id is the bot's key to it. */
export function storeFile(
  world: World,
  file: { name: string; mime: string; bytes: Buffer },
  sides: { width?: number; height?: number } = {},
): StoredFile {
  const id = `file-${++world.counter}`
  const info: FileInfo = {
    file_id: id,
    file_unique_id: `u-${id}`,
    file_size: file.bytes.length,
    file_name: file.name,
    mime_type: file.mime,
    ...sides,
  }
  const stored = { ...file, info, path: `documents/${id}` }
  world.files.set(id, stored)
  return stored
}

/** Adds a message to a chat under the chat's next number. */
export function addMessage(world: World, state: ChatState, draft: Partial<Message>, only?: number): Message {
  const message: Message = { message_id: state.nextId++, date: Math.floor(world.clock.now() / 1000), chat: state.chat, ...draft }
  state.messages.set(message.message_id, { message, ...(only === undefined ? {} : { only }) })
  if (draft.from?.is_bot) state.lastBot = draft.from.id
  // Bot API, sendMessageDraft: the draft ends when the bot sends a message.
  if (state.bot) delete state.draft
  world.changed()
  return message
}

/** Marks a chat action, which ends by itself. */
export const liveActions = (world: World, state: ChatState) => state.actions.filter(({ at }) => world.clock.now() - at <= LIMITS.actionMs)

export function seen(world: World, message: Message, only?: number): Seen {
  const file = message.document ?? message.photo?.at(-1)
  const stored = file ? world.files.get(file.file_id) : undefined
  const service = message.new_chat_members ?? message.left_chat_member ?? message.migrate_to_chat_id ?? message.migrate_from_chat_id
  const kind = message.rich_message ? 'rich' : message.document ? 'document' : message.photo ? 'photo' : service ? 'service' : 'text'
  return {
    id: message.message_id,
    from: message.from?.id ?? message.sender_chat?.id ?? 0,
    kind,
    text: message.text ?? message.caption ?? '',
    entities: message.entities ?? message.caption_entities ?? [],
    buttons: message.reply_markup?.inline_keyboard ?? [],
    edited: message.edit_date !== undefined,
    ...(message.reply_to_message ? { replyTo: message.reply_to_message.message_id } : {}),
    ...(message.message_thread_id === undefined ? {} : { thread: message.message_thread_id }),
    ...(only === undefined ? {} : { only }),
    ...(stored ? { file: { name: stored.name, mime: stored.mime, bytes: stored.bytes } } : {}),
    ...(message.rich_message ? { rich: message.rich_message } : {}),
    at: message.date * 1000,
  }
}
