import type { ChatLike, Ground, KitBot } from './ground.ts'
import { LIMITS } from './limits.ts'
import type { Call, Seen, User } from './types.ts'
import { liveActions, seen } from './world.ts'

/** What can be seen, by people and by the test. */
export function createViews(ground: Ground) {
  const { world } = ground
  /** What is in the chat now; with `as`, what this person sees: ephemeral messages for others are left out. */
  const visible = (chat: ChatLike, bot?: KitBot, as?: number): Seen[] =>
    [...ground.chat(chat, bot).messages.values()]
      .filter(({ only }) => as === undefined || only === undefined || only === as)
      .map(({ message, only }) => seen(world, message, only))
  return {
    visible,
    /** What the bot wrote in the chat and is there now. */
    fromBot: (chat: ChatLike, bot: KitBot): Seen[] => visible(chat, bot).filter(({ from }) => from === bot.id),
    /** The draft that a person sees now. */
    draft(user: User, bot: KitBot) {
      const { draft } = ground.chat(user.id, bot)
      return draft && world.clock.now() - draft.at <= LIMITS.draftMs ? draft : undefined
    },
    /** "is typing…" and the like, as far as it is still shown. */
    actions: (chat: ChatLike, bot?: KitBot) => liveActions(world, ground.chat(chat, bot)),
    /** What became of a pressed button. */
    callback: (id: string) => world.callbacks.get(id),
    inlineAnswer: (id: string) => world.inline.get(id),
    commands: (bot: KitBot, scope = 'default', language = '') => ground.bot(bot).commands.get(`${scope}|||${language}`),
    /** Every call of every bot, in order. */
    calls: (method?: string): Call[] => world.calls.filter((call) => method === undefined || call.method === method),
    /** Updates that the bot has not confirmed. */
    pending: (bot: KitBot): number => ground.bot(bot).queue.length,
    webhook: (bot: KitBot) => ground.bot(bot).webhook,
    members: (chat: ChatLike) => ground.chat(chat).members,
  }
}
