import { isAdmin, setMember } from './methods/members.ts'
import { bare } from './methods/read.ts'
import { checkPhoto } from './methods/send.ts'
import type { Entity, Member, Message, Rights, User } from './types.ts'
import { addMessage, type BotState, type ChatState, emit, storeFile, type World } from './world.ts'

export interface Said {
  replyTo?: number
  thread?: number
  entities?: readonly Entity[]
  /** Sent on from this person. */
  forwardedFrom?: User
  file?: { name: string; mime: string; bytes: Buffer }
  /** Sent as a photo, not as a document. */
  asPhoto?: boolean
  /** Written in the name of the group itself. */
  anonymous?: boolean
  /** Written in the name of a channel of this person's. */
  asChannel?: { id: number; title: string }
  /** Sent through the inline mode of this bot. */
  via?: User
  /** One of several files sent together. */
  album?: string
  /** A post of the linked channel that the platform forwards by itself. */
  automatic?: boolean
}

const URLS = /https?:\/\/[^\s<>"]+/g
const marks = (text: string, pattern: RegExp, type: string): Entity[] =>
  [...text.matchAll(pattern)].map((match) => ({ type, offset: match.index, length: match[0].length }))

/** What the platform marks by itself in people's messages. */
export const detect = (text: string): Entity[] => [
  ...marks(text, URLS, 'url'),
  ...marks(text, /(?<![\w/])\/[a-z0-9_]{1,32}(?:@\w{3,})?/gi, 'bot_command'),
  ...marks(text, /(?<!\w)@\w{3,32}/g, 'mention'),
]

/** https://core.telegram.org/bots/features#privacy-mode: what a bot in privacy mode gets of a group. */
function reaches(bot: BotState, state: ChatState, message: Message): boolean {
  if (state.bot) return state.bot === bot
  const member = state.members.get(bot.user.id)
  if (!member || member.status === 'left' || member.status === 'kicked') return false
  const service = message.new_chat_members ?? message.left_chat_member ?? message.migrate_to_chat_id ?? message.migrate_from_chat_id
  if (bot.readsAll || isAdmin(member) || service !== undefined) return true
  const text = (message.text ?? message.caption ?? '').toLowerCase()
  const name = bot.user.username.toLowerCase()
  if (message.reply_to_message?.from?.id === bot.user.id || new RegExp(`@${name}(?!\\w)`).test(text)) return true
  return /^\/[a-z0-9_]+(\s|$)/.test(text) && (state.lastBot === undefined || state.lastBot === bot.user.id)
}

/** Hands a message to the bots that may see it; a bot never sees what a bot wrote. */
export function spread(world: World, state: ChatState, kind: 'message' | 'edited_message', message: Message): void {
  const anonymous = message.sender_chat !== undefined
  if (message.from?.is_bot && !anonymous) return
  for (const bot of world.bots.values())
    if (reaches(bot, state, message)) emit(world, bot, { lane: String(state.chat.id), payload: { [kind]: message } })
}

/** GroupAnonymousBot and Telegram's service account, as the platform names the senders of anonymous and automatic posts. */
const ANONYMOUS: User = { id: 1087968824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
const CHANNEL_BOT: User = { id: 136817688, is_bot: true, first_name: 'Channel', username: 'Channel_Bot' }
const SERVICE: User = { id: 777000, is_bot: false, first_name: 'Telegram' }

function sender(state: ChatState, user: User, said: Said): Partial<Message> {
  if (said.anonymous) return { from: ANONYMOUS, sender_chat: state.chat }
  if (said.automatic) return { from: SERVICE, sender_chat: { id: -1009999, type: 'channel', title: 'News' }, is_automatic_forward: true }
  if (said.asChannel) return { from: CHANNEL_BOT, sender_chat: { ...said.asChannel, type: 'channel' } }
  return { from: user }
}

function attachment(world: World, said: Said): Partial<Message> {
  if (!said.file) return {}
  if (said.asPhoto) return { photo: [storeFile(world, said.file, checkPhoto(said.file)).info] }
  return { document: storeFile(world, said.file).info }
}

/** A person writes in a chat. Throws when the person is muted or not there. */
export function say(world: World, state: ChatState, what: { user: User; text: string; said: Said }): Message {
  const { user, text, said } = what
  if (said.asChannel && state.bannedSenders?.has(said.asChannel.id))
    throw new Error(`${said.asChannel.title} cannot write in chat ${state.chat.id}`)
  const member = state.members.get(user.id)
  if (!state.bot && !said.automatic && (!member || ['left', 'kicked', 'restricted'].includes(member.status)))
    throw new Error(`${user.first_name} cannot write in chat ${state.chat.id}: ${member?.status ?? 'not a member'}`)
  const original = said.replyTo === undefined ? undefined : state.messages.get(said.replyTo)?.message
  const thread = said.thread ?? original?.message_thread_id
  const entities = said.entities ?? detect(text)
  const marked = entities.length > 0 ? [...entities] : undefined
  const words = said.file ? { caption: text, caption_entities: marked } : { text, entities: marked }
  const message = addMessage(world, state, {
    ...sender(state, user, said),
    ...(text === '' ? {} : (JSON.parse(JSON.stringify(words)) as Partial<Message>)),
    ...attachment(world, said),
    ...(said.via ? { via_bot: said.via } : {}),
    ...(said.album ? { media_group_id: said.album } : {}),
    ...(original ? { reply_to_message: bare(original) } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(thread !== undefined && state.topics.has(thread) ? { is_topic_message: true as const } : {}),
    ...(said.forwardedFrom ? { forward_origin: { type: 'user' as const, date: 0, sender_user: said.forwardedFrom } } : {}),
  })
  spread(world, state, 'message', message)
  return message
}

/** Somebody comes in or goes. */
export function move(world: World, state: ChatState, user: User, way: 'in' | 'out'): Message {
  setMember(world, state, { user, status: way === 'in' ? 'member' : 'left' })
  const note = way === 'in' ? { new_chat_members: [user] } : { left_chat_member: user }
  const message = addMessage(world, state, { from: user, ...note })
  spread(world, state, 'message', message)
  return message
}

export const memberOf = (user: User, status: Member['status'], rights?: Rights): Member => ({ user, status, ...(rights ? { rights } : {}) })
