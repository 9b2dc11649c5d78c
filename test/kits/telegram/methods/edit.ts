import { LIMITS } from '../limits.ts'
import { bad, type Message } from '../types.ts'
import { type ChatState, findChat } from '../world.ts'
import { rightsOf } from './members.ts'
import { type Method, number, type Request, readCaption, readKeyboard, readText } from './read.ts'

/** The bot's own message that a request names. */
function own(request: Request): { state: ChatState; message: Message } {
  const { world, bot, params } = request
  const state = findChat(world, bot, params.chat_id)
  const message = state.messages.get(number(params, 'message_id'))?.message
  if (!message) throw bad('message to edit not found')
  if (message.from?.id !== bot.user.id) throw bad("message can't be edited")
  return { state, message }
}

/** Bot API: an edit that changes nothing is an error. */
function change(request: Request, message: Message, next: Partial<Message>): Message {
  const before = JSON.stringify([message.text, message.entities, message.caption, message.caption_entities, message.reply_markup])
  const { reply_markup: _, ...rest } = message
  const changed: Message = { ...rest, ...next }
  const after = JSON.stringify([changed.text, changed.entities, changed.caption, changed.caption_entities, changed.reply_markup])
  if (before === after)
    throw bad(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  changed.edit_date = Math.floor(request.world.clock.now() / 1000)
  const state = findChat(request.world, request.bot, request.params.chat_id)
  state.messages.set(message.message_id, { ...state.messages.get(message.message_id), message: changed })
  request.world.changed()
  return changed
}

export const editMessageText: Method = (request) => {
  const { message } = own(request)
  if (message.text === undefined) throw bad('there is no text in the message to edit')
  const { text, entities } = readText(request.params)
  const { entities: _, ...rest } = message
  const next = { text, ...(entities.length > 0 ? { entities } : {}), ...readKeyboard(request.params) }
  return change(
    request,
    message,
    entities.length > 0 ? next : ({ ...rest, reply_markup: undefined, entities: undefined, ...next } as Partial<Message>),
  )
}

export const editMessageCaption: Method = (request) => {
  const { message } = own(request)
  if (!message.photo && !message.document) throw bad('there is no caption in the message to edit')
  return change(request, message, { ...readCaption(request.params), ...readKeyboard(request.params) })
}

export const editMessageReplyMarkup: Method = (request) => change(request, own(request).message, readKeyboard(request.params))

export const deleteMessage: Method = ({ world, bot, params }) => {
  const state = findChat(world, bot, params.chat_id)
  const entry = state.messages.get(number(params, 'message_id'))
  if (!entry) throw bad('message to delete not found')
  const mine = entry.message.from?.id === bot.user.id
  if (!mine && !state.bot && rightsOf(state, bot.user.id).can_delete_messages !== true) throw bad("message can't be deleted")
  if (world.clock.now() / 1000 - entry.message.date > LIMITS.deleteHours * 3600) throw bad("message can't be deleted for everyone")
  state.messages.delete(entry.message.message_id)
  world.changed()
  return true
}

export const deleteMessages: Method = (request) => {
  const ids = request.params.message_ids as number[]
  for (const id of ids) {
    try {
      void deleteMessage({ ...request, params: { ...request.params, message_id: id } })
    } catch {
      // Bot API, deleteMessages: messages that cannot be found are skipped.
    }
  }
  return true
}
