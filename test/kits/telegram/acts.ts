import type { ChatLike, Ground, KitBot } from './ground.ts'
import { detect, move, type Said, say, spread } from './people.ts'
import type { Button, Message, User } from './types.ts'
import { emit } from './world.ts'

type Sent = { name: string; mime: string; bytes: Buffer }

/** What people do. */
export function createActs(ground: Ground) {
  const { world, newId } = ground
  /** Presses with data that no button need carry, as a changed client can. */
  const pressData = (chat: ChatLike, user: User, message: number, data: string): string => {
    const state = ground.chat(chat)
    const pressed = ground.message(state, message)
    const bot = [...world.bots.values()].find((one) => one.user.id === pressed.from?.id)
    if (!bot) throw new Error(`message ${message} is not of a bot`)
    const id = `query-${newId()}`
    world.callbacks.set(id, { bot: bot.user.id, answered: false })
    const query = { id, from: user, message: pressed, chat_instance: String(state.chat.id), data }
    emit(world, bot, { lane: String(state.chat.id), payload: { callback_query: query } })
    return id
  }
  return {
    say: (chat: ChatLike, user: User, text: string, said: Said = {}): Message => say(world, ground.chat(chat), { user, text, said }),
    sendFile: (chat: ChatLike, user: User, file: Sent, said: Said & { text?: string } = {}): Message =>
      say(world, ground.chat(chat), { user, text: said.text ?? '', said: { ...said, file } }),
    /** A person changes an own message. */
    edit(chat: ChatLike, id: number, text: string): Message {
      const state = ground.chat(chat)
      const { entities: _, ...old } = ground.message(state, id)
      const entities = detect(text)
      const edit_date = Math.floor(world.clock.now() / 1000)
      const message: Message = { ...old, text, edit_date, ...(entities.length > 0 ? { entities } : {}) }
      state.messages.set(id, { message })
      spread(world, state, 'edited_message', message)
      return message
    },
    pressData,
    /** Presses the button with this label; returns the id of the query. */
    press(chat: ChatLike, user: User, message: number, label: string): string {
      const buttons = ground.message(ground.chat(chat), message).reply_markup?.inline_keyboard.flat()
      const button = buttons?.find(({ text }: Button) => text === label)
      if (!button) throw new Error(`message ${message} has no button "${label}"`)
      return pressData(chat, user, message, button.callback_data ?? '')
    },
    /** Types "@bot query" somewhere; returns the id of the query. */
    inline(user: User, bot: KitBot, query: string): string {
      const id = `inline-${newId()}`
      world.inline.set(id, { bot: bot.id })
      emit(world, ground.bot(bot), { lane: `inline ${user.id}`, payload: { inline_query: { id, from: user, query, offset: '' } } })
      return id
    },
    join: (chat: ChatLike, user: User): Message => move(world, ground.chat(chat), user, 'in'),
    leave: (chat: ChatLike, user: User): Message => move(world, ground.chat(chat), user, 'out'),
    /** Presses the stop button of a draft; false when there is none to press. */
    stopDraft(user: User, bot: KitBot): boolean {
      const state = ground.chat(user.id, bot)
      if (!state.draft?.canStop) return false
      const stopped = { chat: state.chat, draft_id: state.draft.id }
      delete state.draft
      emit(world, ground.bot(bot), { lane: String(user.id), payload: { stopped_message_generation: stopped } })
      return true
    },
    /** Delivers the bot's newest update once more, under the same number, as the platform does when it missed the confirmation. */
    duplicate(bot: KitBot): void {
      const state = ground.bot(bot)
      if (!state.last) return
      state.queue.push({ ...state.last })
      state.poll?.wake()
      world.changed()
    },
  }
}
