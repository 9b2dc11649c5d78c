import type { Upload } from '../body.ts'
import { checkUrl, formatted } from '../entities.ts'
import { LIMITS } from '../limits.ts'
import { bad, type Entity, type Keyboard, type Message } from '../types.ts'
import type { BotState, ChatState, World } from '../world.ts'

/** What a method is called with. */
export interface Request {
  world: World
  bot: BotState
  params: Record<string, unknown>
  files: Map<string, Upload>
  /** Ends when the client goes away or the kit stops. */
  signal: AbortSignal
}

export type Method = (request: Request) => unknown

export const number = (params: Record<string, unknown>, name: string): number => {
  const value = Number(params[name])
  if (params[name] === undefined || !Number.isFinite(value)) throw bad(`parameter "${name}" is required and must be a number`)
  return value
}

export const string = (params: Record<string, unknown>, name: string): string => {
  const value = params[name]
  if (value === undefined || value === null) return ''
  if (typeof value === 'object') throw bad(`parameter "${name}" must be a string`)
  return String(value)
}

export const flag = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1'

/** Message text with its entities. */
export function readText(params: Record<string, unknown>): { text: string; entities: Entity[] } {
  const read = formatted({ text: string(params, 'text'), mode: params.parse_mode, entities: params.entities }, LIMITS.text, 'message')
  if (read.text === '') throw bad('message text is empty')
  return read
}

export function readCaption(params: Record<string, unknown>): Partial<Message> {
  const caption = string(params, 'caption')
  if (caption === '') return {}
  const read = formatted({ text: caption, mode: params.parse_mode, entities: params.caption_entities }, LIMITS.caption, 'message caption')
  return { caption: read.text, ...(read.entities.length > 0 ? { caption_entities: read.entities } : {}) }
}

/** An inline keyboard within its limits; other keyboards are passed by. */
export function readKeyboard(params: Record<string, unknown>): { reply_markup?: Keyboard } {
  const markup = params.reply_markup as Keyboard | undefined
  if (!markup?.inline_keyboard) return {}
  const buttons = markup.inline_keyboard.flat()
  if (buttons.length > LIMITS.buttons) throw bad('REPLY_MARKUP_TOO_LONG')
  for (const button of buttons) {
    if (typeof button.text !== 'string' || button.text.trim() === '') throw bad('inline keyboard button text must be non-empty')
    const { callback_data: data } = button
    const kinds = ['callback_data', 'url', 'switch_inline_query', 'switch_inline_query_current_chat'].filter((kind) => kind in button)
    if (kinds.length !== 1) throw bad('inline keyboard button must have exactly one of the optional fields')
    if (data !== undefined && (data === '' || Buffer.byteLength(data) > LIMITS.callbackBytes)) throw bad('BUTTON_DATA_INVALID')
    if (button.url !== undefined) checkUrl(button.url)
  }
  return buttons.length === 0 ? {} : { reply_markup: markup }
}

/** The message that a new one replies to, and its topic. */
export function readPlace(state: ChatState, params: Record<string, unknown>): Partial<Message> {
  const reply = params.reply_parameters as { message_id?: number; allow_sending_without_reply?: boolean } | undefined
  const original = reply?.message_id === undefined ? undefined : state.messages.get(reply.message_id)?.message
  if (reply?.message_id !== undefined && !original && !flag(reply.allow_sending_without_reply)) throw bad('message to be replied not found')
  const named = params.message_thread_id === undefined ? undefined : Number(params.message_thread_id)
  const thread = named ?? original?.message_thread_id
  if (
    named !== undefined &&
    !state.topics.has(named) &&
    ![...state.messages.values()].some(({ message }) => message.message_thread_id === named)
  )
    throw bad('message thread not found')
  return {
    ...(original ? { reply_to_message: bare(original) } : {}),
    ...(thread === undefined ? {} : { message_thread_id: thread }),
    ...(thread !== undefined && state.topics.has(thread) ? { is_topic_message: true as const } : {}),
  }
}

/** A message as it stands inside a reply. */
export const bare = ({ reply_to_message: _, ...message }: Message): Message => message
