import { scaledClock } from './clock.ts'
import { createFaults, type Fault, type Fixture } from './faults.ts'
import { RATES, type Rates } from './limits.ts'
import { setMember } from './methods/members.ts'
import { detect, memberOf, move, type Said, say, spread } from './people.ts'
import { createRates } from './rates.ts'
import { type ApiServer, listen } from './server.ts'
import type { Button, Call, Chat, Clock, Message, Rights, Seen, User } from './types.ts'
import { createWebhooks } from './webhooks.ts'
import { addMessage, type BotState, type ChatState, chatKey, emit, liveActions, seen, type World } from './world.ts'

export interface KitOptions {
  /** Real time when absent; `scaledClock(50)` makes tests fast. The bot must use the same clock. */
  clock?: Clock
  /** false: no sending rates. */
  rates?: false | Partial<Rates>
  /** What the server offers beyond Bot API 7.1; an absent one is offered. */
  features?: Partial<World['features']>
}

export interface KitBot {
  id: number
  token: string
  username: string
}

export interface GroupOptions {
  title?: string
  type?: 'group' | 'supergroup'
  members?: readonly User[]
  admins?: readonly User[]
  bots?: readonly KitBot[]
}

/** A message as the user-side functions name it. */
export interface Where {
  chat: number
  message: number
}

/** How long `until` waits for real before it gives up, in milliseconds. */
const PATIENCE_MS = 10_000

/**
 * A strict Bot API server on loopback with people that act in it.
 * @example
 * const kit = await startTelegramKit()
 * const bot = kit.bot({ username: 'petrel_bot' })
 * const ann = kit.user('Ann')
 * // start the bot with apiRoot kit.url and bot.token
 * kit.say(kit.direct(ann, bot), ann, 'hello')
 * await kit.until(() => kit.visible(ann.id, bot).some(({ from }) => from === bot.id))
 */
export async function startTelegramKit(options: KitOptions = {}) {
  const clock = options.clock ?? scaledClock()
  const watchers = new Set<() => void>()
  const faults = createFaults()
  const hooks = new Set<(call: Call) => Promise<void> | void>()
  const world: World = {
    clock,
    features: { drafts: true, rich: true, ephemeral: true, ...options.features },
    bots: new Map(),
    users: new Map(),
    chats: new Map(),
    files: new Map(),
    callbacks: new Map(),
    inline: new Map(),
    calls: [],
    counter: 0,
    changed: () => {
      webhooks.pump()
      for (const watcher of watchers) watcher()
    },
  }
  const webhooks = createWebhooks(world)
  const rates = options.rates === false ? undefined : createRates({ ...RATES, ...options.rates }, clock)
  const accepted = async (call: Call): Promise<void> => {
    for (const hook of hooks) await hook(call)
  }
  const server: ApiServer = await listen({ world, faults, rates, accepted })

  const newId = (): number => ++world.counter
  const stateOf = (bot: KitBot): BotState => {
    const state = world.bots.get(bot.token)
    if (!state) throw new Error(`the kit has no bot ${bot.username}`)
    return state
  }
  const at = (chat: number | ChatState, bot?: KitBot): ChatState => {
    if (typeof chat !== 'number') return chat
    const found =
      chat < 0
        ? world.chats.get(String(chat))
        : [...world.chats.values()].find((one) => one.chat.id === chat && (!bot || one.bot?.user.id === bot.id))
    if (!found) throw new Error(`the kit has no chat ${chat}`)
    return found
  }
  const open = (chat: Chat, rest: Partial<ChatState> = {}): ChatState => {
    const state: ChatState = { chat, members: new Map(), messages: new Map(), topics: new Map(), nextId: 1, actions: [], ...rest }
    world.chats.set(rest.bot ? chatKey(rest.bot, chat.id) : String(chat.id), state)
    return state
  }
  const messageAt = (state: ChatState, id: number): Message => {
    const message = state.messages.get(id)?.message
    if (!message) throw new Error(`chat ${state.chat.id} has no message ${id}`)
    return message
  }

  const people = {
    /** A new bot; privacy mode is on unless `readsAll`. */
    bot(given: { username: string; readsAll?: boolean; token?: string }): KitBot {
      const id = given.token ? Number(given.token.split(':')[0]) : 7_000_000_000 + newId()
      const token = given.token ?? `${id}:AA${String(id).padEnd(33, 'k')}`
      const user = { id, is_bot: true, first_name: given.username, username: given.username }
      world.users.set(id, user)
      world.bots.set(token, {
        user,
        token,
        readsAll: given.readsAll ?? false,
        queue: [],
        nextUpdate: 1000 * newId(),
        allowed: undefined,
        webhook: undefined,
        poll: undefined,
        commands: new Map(),
        revoked: false,
        blockedBy: new Set(),
      })
      return { id, token, username: given.username }
    },
    user(name: string, more: Partial<User> = {}): User {
      const user: User = { id: 1000 + newId(), is_bot: false, first_name: name, language_code: 'en', ...more }
      world.users.set(user.id, user)
      return user
    },
    /** The private chat of a person with a bot; opening it is pressing Start, so the bot may write. */
    direct(user: User, bot: KitBot): ChatState {
      const state = stateOf(bot)
      const chat: Chat = { id: user.id, type: 'private', first_name: user.first_name }
      return world.chats.get(chatKey(state, user.id)) ?? open(chat, { bot: state, members: new Map([[user.id, memberOf(user, 'member')]]) })
    },
    group({ title = 'Group', type = 'supergroup', members = [], admins = [], bots = [] }: GroupOptions = {}): ChatState {
      const id = type === 'group' ? -(5000 + newId()) : -(1_000_000_000_000 + newId())
      const state = open({ id, type, title })
      for (const [index, user] of admins.entries()) state.members.set(user.id, memberOf(user, index === 0 ? 'creator' : 'administrator'))
      for (const user of members) state.members.set(user.id, memberOf(user, 'member'))
      for (const bot of bots) people.addBot(state, bot)
      return state
    },
    /** Adds a bot, or changes its rights: with `rights` it is an administrator. */
    addBot(chat: number | ChatState, bot: KitBot, rights?: Rights): void {
      setMember(world, at(chat), memberOf(stateOf(bot).user, rights ? 'administrator' : 'member', rights))
    },
    topic(chat: number | ChatState, name: string): number {
      const state = at(chat)
      state.chat.is_forum = true
      const id = state.nextId++
      state.topics.set(id, name)
      return id
    },
    say: (chat: number | ChatState, user: User, text: string, said: Said = {}): Message => say(world, at(chat), { user, text, said }),
    sendFile: (
      chat: number | ChatState,
      user: User,
      file: { name: string; mime: string; bytes: Buffer },
      said: Said & { text?: string } = {},
    ) => say(world, at(chat), { user, text: said.text ?? '', said: { ...said, file } }),
    /** A person changes an own message. */
    edit(chat: number | ChatState, id: number, text: string): Message {
      const state = at(chat)
      const old = messageAt(state, id)
      const entities = detect(text)
      const message: Message = { ...old, text, edit_date: Math.floor(clock.now() / 1000) }
      if (entities.length > 0) message.entities = entities
      else delete message.entities
      state.messages.set(id, { message })
      spread(world, state, 'edited_message', message)
      return message
    },
    /** Presses the button with this label; returns the id of the query. */
    press(chat: number | ChatState, user: User, message: number, label: string): string {
      const state = at(chat)
      const pressed = messageAt(state, message)
      const button = pressed.reply_markup?.inline_keyboard.flat().find(({ text }: Button) => text === label)
      if (!button) throw new Error(`message ${message} has no button "${label}"`)
      return people.pressData(state, user, message, button.callback_data ?? '')
    },
    /** Presses with data that no button need carry, as a changed client can. */
    pressData(chat: number | ChatState, user: User, message: number, data: string): string {
      const state = at(chat)
      const pressed = messageAt(state, message)
      const bot = [...world.bots.values()].find((one) => one.user.id === pressed.from?.id)
      if (!bot) throw new Error(`message ${message} is not of a bot`)
      const id = `query-${newId()}`
      world.callbacks.set(id, { bot: bot.user.id, answered: false })
      const query = { id, from: user, message: pressed, chat_instance: String(state.chat.id), data }
      emit(world, bot, { lane: String(state.chat.id), payload: { callback_query: query } })
      return id
    },
    inline(user: User, bot: KitBot, query: string): string {
      const id = `inline-${newId()}`
      world.inline.set(id, { bot: bot.id })
      emit(world, stateOf(bot), { lane: `inline ${user.id}`, payload: { inline_query: { id, from: user, query, offset: '' } } })
      return id
    },
    join: (chat: number | ChatState, user: User): Message => move(world, at(chat), user, 'in'),
    leave: (chat: number | ChatState, user: User): Message => move(world, at(chat), user, 'out'),
    /** Presses the stop button of a draft; false when there is none to press. */
    stopDraft(user: User, bot: KitBot): boolean {
      const state = at(user.id, bot)
      if (!state.draft?.canStop) return false
      const { id } = state.draft
      delete state.draft
      emit(world, stateOf(bot), { lane: String(user.id), payload: { stopped_message_generation: { chat: state.chat, draft_id: id } } })
      return true
    },
    block: (user: User, bot: KitBot, blocked = true): void => {
      const state = stateOf(bot)
      if (blocked) state.blockedBy.add(user.id)
      else state.blockedBy.delete(user.id)
      const chat = at(user.id, bot)
      const change = (status: string) => ({ user: state.user, status })
      const [from, to] = blocked ? ['member', 'kicked'] : ['kicked', 'member']
      const update = {
        chat: chat.chat,
        from: user,
        date: Math.floor(clock.now() / 1000),
        old_chat_member: change(from),
        new_chat_member: change(to),
      }
      emit(world, state, { lane: String(user.id), payload: { my_chat_member: update } })
    },
    kick: (chat: number | ChatState, bot: KitBot): void => setMember(world, at(chat), memberOf(stateOf(bot).user, 'kicked')),
    admin: (chat: number | ChatState, user: User, rights: Rights = {}): void =>
      setMember(world, at(chat), memberOf(user, 'administrator', rights)),
    /** The group becomes a supergroup with a new id; what is sent to the old one is refused with the new id. */
    migrate(chat: number | ChatState): ChatState {
      const old = at(chat)
      const next = open({ ...old.chat, id: -(1_000_000_000_000 + newId()), type: 'supergroup' }, { members: new Map(old.members) })
      const [from] = [...old.members.values()].map(({ user }) => user)
      spread(world, old, 'message', addMessage(world, old, { ...(from ? { from } : {}), migrate_to_chat_id: next.chat.id }))
      spread(world, next, 'message', addMessage(world, next, { ...(from ? { from } : {}), migrate_from_chat_id: old.chat.id }))
      old.migratedTo = next.chat.id
      return next
    },
  }

  const views = {
    /** What is in the chat now; with `as`, what this person sees (ephemeral messages of others left out). */
    visible(chat: number | ChatState, bot?: KitBot, as?: number): Seen[] {
      return [...at(chat, bot).messages.values()]
        .filter(({ only }) => as === undefined || only === undefined || only === as)
        .map(({ message, only }) => seen(world, message, only))
    },
    /** What the bot wrote in the chat and is there now. */
    fromBot: (chat: number | ChatState, bot: KitBot): Seen[] => views.visible(chat, bot).filter(({ from }) => from === bot.id),
    draft: (user: User, bot: KitBot) => {
      const { draft } = at(user.id, bot)
      return draft && clock.now() - draft.at <= 30_000 ? draft : undefined
    },
    actions: (chat: number | ChatState, bot?: KitBot) => liveActions(world, at(chat, bot)),
    callback: (id: string) => world.callbacks.get(id),
    inlineAnswer: (id: string) => world.inline.get(id),
    commands: (bot: KitBot, scope = 'default', language = '') => stateOf(bot).commands.get(`${scope}|||${language}`),
    calls: (method?: string): Call[] => world.calls.filter((call) => method === undefined || call.method === method),
    pending: (bot: KitBot): number => stateOf(bot).queue.length,
    webhook: (bot: KitBot) => stateOf(bot).webhook,
    members: (chat: number | ChatState) => at(chat).members,
  }

  /** Resolves once the condition holds; it is asked again after everything that happens. Throws after 10 s. */
  const until = (condition: () => boolean, what = 'a condition'): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (error?: Error) => {
        watchers.delete(check)
        clearTimeout(timer)
        clearInterval(poll)
        if (error) reject(error)
        else resolve()
      }
      const check = () => {
        try {
          if (condition()) end()
        } catch (error) {
          end(error instanceof Error ? error : new Error(String(error)))
        }
      }
      const timer = setTimeout(() => end(new Error(`${what} did not come about in ${PATIENCE_MS} ms`)), PATIENCE_MS)
      const poll = setInterval(check, 25)
      watchers.add(check)
      check()
    })

  return {
    /** Give it to the bot as apiRoot. */
    url: server.url,
    clock,
    world,
    ...people,
    ...views,
    until,
    fault: (fault: Fault): Fixture => faults.add(fault),
    clearFaults: (): void => {
      faults.clear()
    },
    /** Called after a method took effect and before it is answered; its promise holds the answer back. Returns how to end it. */
    onAccepted(hook: (call: Call) => Promise<void> | void): () => void {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
    /** Delivers the bot's newest update once more, under the same number, as the platform does when it missed the confirmation. */
    duplicate(bot: KitBot): void {
      const state = stateOf(bot)
      if (!state.last) return
      state.queue.push({ ...state.last })
      state.poll?.wake()
      world.changed()
    },
    /** From now on the token is refused with 401, until it is called with false. */
    revoke(bot: KitBot, revoked = true): void {
      const state = stateOf(bot)
      state.revoked = revoked
      state.poll?.wake()
    },
    async close(): Promise<void> {
      webhooks.close()
      await server.close()
    },
  }
}

export type TelegramKit = Awaited<ReturnType<typeof startTelegramKit>>
export { scaledClock } from './clock.ts'
export type { Said } from './people.ts'
export type { Button, Call, Chat, Clock, Entity, Message, Rights, Seen, User } from './types.ts'
