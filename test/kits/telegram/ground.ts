import type { Chat, Clock, Message } from './types.ts'
import { type BotState, type ChatState, chatKey, type World } from './world.ts'

export interface KitBot {
  id: number
  token: string
  username: string
}

/** A chat as the functions of the kit take it: its state, or its id. */
export type ChatLike = number | ChatState

/** Finding and opening things in the world. Throws Error when a test names what is not there. */
export interface Ground {
  world: World
  newId(): number
  bot(bot: KitBot): BotState
  chat(chat: ChatLike, bot?: KitBot): ChatState
  message(state: ChatState, id: number): Message
  open(chat: Chat, rest?: Partial<ChatState>): ChatState
}

const FEATURES = { drafts: true, rich: true, ephemeral: true }

export const emptyWorld = (clock: Clock, features: Partial<World['features']> | undefined, changed: () => void): World => ({
  clock,
  features: { ...FEATURES, ...features },
  bots: new Map(),
  users: new Map(),
  chats: new Map(),
  files: new Map(),
  callbacks: new Map(),
  inline: new Map(),
  calls: [],
  counter: 0,
  changed,
})

export function createGround(world: World): Ground {
  const privateChat = (id: number, bot: KitBot | undefined): ChatState | undefined =>
    [...world.chats.values()].find((one) => one.chat.id === id && (!bot || one.bot?.user.id === bot.id))
  return {
    world,
    newId: () => ++world.counter,
    bot: ({ token, username }) => {
      const state = world.bots.get(token)
      if (!state) throw new Error(`the kit has no bot ${username}`)
      return state
    },
    chat: (chat, bot) => {
      if (typeof chat !== 'number') return chat
      const found = chat < 0 ? world.chats.get(String(chat)) : privateChat(chat, bot)
      if (!found) throw new Error(`the kit has no chat ${chat}`)
      return found
    },
    message: (state, id) => {
      const message = state.messages.get(id)?.message
      if (!message) throw new Error(`chat ${state.chat.id} has no message ${id}`)
      return message
    },
    open: (chat, rest = {}) => {
      const state: ChatState = { chat, members: new Map(), messages: new Map(), topics: new Map(), nextId: 1, actions: [], ...rest }
      world.chats.set(rest.bot ? chatKey(rest.bot, chat.id) : String(chat.id), state)
      return state
    },
  }
}
