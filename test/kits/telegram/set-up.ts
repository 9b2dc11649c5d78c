import type { ChatLike, Ground, KitBot } from './ground.ts'
import { setMember } from './methods/members.ts'
import { memberOf, spread } from './people.ts'
import type { Chat, Rights, User } from './types.ts'
import { addMessage, type BotState, type ChatState, chatKey, emit } from './world.ts'

export interface GroupOptions {
  title?: string
  type?: 'group' | 'supergroup'
  members?: readonly User[]
  /** The first is the creator. */
  admins?: readonly User[]
  bots?: readonly KitBot[]
}

const freshBot = (user: BotState['user'], given: { token: string; readsAll: boolean; nextUpdate: number }): BotState => ({
  ...given,
  user,
  queue: [],
  allowed: undefined,
  webhook: undefined,
  poll: undefined,
  commands: new Map(),
  revoked: false,
  blockedBy: new Set(),
})

/** Who is there: bots, people, chats and their rights. */
export function createSetUp(ground: Ground) {
  const { world, newId } = ground
  const addBot = (chat: ChatLike, bot: KitBot, rights?: Rights): void =>
    setMember(world, ground.chat(chat), memberOf(ground.bot(bot).user, rights ? 'administrator' : 'member', rights))
  return {
    /** A new bot; privacy mode is on unless `readsAll`. */
    bot(given: { username: string; readsAll?: boolean; token?: string }): KitBot {
      const { username, readsAll = false } = given
      const id = given.token ? Number(given.token.split(':')[0]) : 7_000_000_000 + newId()
      const token = given.token ?? `${id}:AA${String(id).padEnd(33, 'k')}`
      const user = { id, is_bot: true, first_name: username, username }
      world.users.set(id, user)
      world.bots.set(token, freshBot(user, { token, readsAll, nextUpdate: 1000 * newId() }))
      return { id, token, username }
    },
    user(name: string, more: Partial<User> = {}): User {
      const user: User = { id: 1000 + newId(), is_bot: false, first_name: name, language_code: 'en', ...more }
      world.users.set(user.id, user)
      return user
    },
    /** The private chat of a person with a bot; opening it is pressing Start, so the bot may write. */
    direct(user: User, bot: KitBot): ChatState {
      const state = ground.bot(bot)
      const chat: Chat = { id: user.id, type: 'private', first_name: user.first_name }
      const known = world.chats.get(chatKey(state, user.id))
      return known ?? ground.open(chat, { bot: state, members: new Map([[user.id, memberOf(user, 'member')]]) })
    },
    group({ title = 'Group', type = 'supergroup', members = [], admins = [], bots = [] }: GroupOptions = {}): ChatState {
      const id = type === 'group' ? -(5000 + newId()) : -(1_000_000_000_000 + newId())
      const state = ground.open({ id, type, title })
      for (const [index, user] of admins.entries()) state.members.set(user.id, memberOf(user, index === 0 ? 'creator' : 'administrator'))
      for (const user of members) state.members.set(user.id, memberOf(user, 'member'))
      for (const bot of bots) addBot(state, bot)
      return state
    },
    /** Adds a bot, or changes its rights: with `rights` it is an administrator. */
    addBot,
    admin: (chat: ChatLike, user: User, rights: Rights = {}): void =>
      setMember(world, ground.chat(chat), memberOf(user, 'administrator', rights)),
    topic(chat: ChatLike, name: string): number {
      const state = ground.chat(chat)
      state.chat.is_forum = true
      const id = state.nextId++
      state.topics.set(id, name)
      return id
    },
    kick: (chat: ChatLike, bot: KitBot): void => setMember(world, ground.chat(chat), memberOf(ground.bot(bot).user, 'kicked')),
    /** A person blocks the bot, or with `false` takes that back. */
    block(user: User, bot: KitBot, blocked = true): void {
      const state = ground.bot(bot)
      if (blocked) state.blockedBy.add(user.id)
      else state.blockedBy.delete(user.id)
      const { chat } = ground.chat(user.id, bot)
      const change = (status: string) => ({ user: state.user, status })
      const [from, to] = blocked ? ['member', 'kicked'] : ['kicked', 'member']
      const date = Math.floor(world.clock.now() / 1000)
      const update = { chat, from: user, date, old_chat_member: change(from ?? ''), new_chat_member: change(to ?? '') }
      emit(world, state, { lane: String(user.id), payload: { my_chat_member: update } })
    },
    /** The group becomes a supergroup with a new id; what is sent to the old one is refused with the new id. */
    migrate(chat: ChatLike): ChatState {
      const old = ground.chat(chat)
      const next = ground.open({ ...old.chat, id: -(1_000_000_000_000 + newId()), type: 'supergroup' }, { members: new Map(old.members) })
      const [first] = [...old.members.values()]
      const from = first ? { from: first.user } : {}
      spread(world, old, 'message', addMessage(world, old, { ...from, migrate_to_chat_id: next.chat.id }))
      spread(world, next, 'message', addMessage(world, next, { ...from, migrate_from_chat_id: old.chat.id }))
      old.migratedTo = next.chat.id
      return next
    },
    /** From now on the token is refused with 401, until it is called with false. */
    revoke(bot: KitBot, revoked = true): void {
      const state = ground.bot(bot)
      state.revoked = revoked
      state.poll?.wake()
    },
  }
}
