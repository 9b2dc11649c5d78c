import type { ChatSettings, ChatStore } from '../../core/chats.ts'
import type { Log } from '../../core/log.ts'
import type { Heard, Joined, Left, Verdict } from '../../core/moderation.ts'
import { createCommunityStore } from '../../store/community.ts'
import { openStore, type Store } from '../../store/open.ts'
import { createCommunity, type RunningCommunity } from '../community.ts'
import { bundledList, createPhishingList } from '../domains/phishing-list.ts'
import type { ServerOf } from '../server-wide.ts'
import type { VerdictOf } from '../verdicts.ts'
import { createPlatform, type Platform } from './platform.ts'

export const BOT = 'test:1'
export const CHAT = '-100'
export const PLACE = { bot: BOT, chat: CHAT }
export const START = Date.UTC(2026, 0, 5, 12)

const PHISHING = createPhishingList([bundledList()])

/** A community over a real database, an in-memory platform and a clock that the test moves. */
export interface World {
  platform: Platform
  community: RunningCommunity
  store: Store
  /** Everything that was logged, as JSON lines. */
  logged: string[]
  settings: ChatSettings
  clock: { at: number }
  /** Says which server a chat is of, from now on; none at first. */
  servers(serverOf: ServerOf): void
  write(message: Partial<Omit<Heard, 'kind'>>): Promise<Verdict>
  join(user: string, more?: Partial<Joined>): Promise<Verdict>
  leave(user: string): Promise<Verdict>
  /** The same store and platform under a new process. */
  restart(): void
  close(): void
}

export function createWorld(file: string, settings: ChatSettings, verdictOf?: VerdictOf): World {
  const platform = createPlatform()
  const store = openStore(file)
  const clock = { at: START }
  const logged: string[] = []
  let ids = 0
  let serverOf: ServerOf = () => undefined
  const line = (...parts: unknown[]): void => void logged.push(JSON.stringify(parts))
  const log: Log = { debug: line, info: line, warn: line, error: line }
  const chats: ChatStore = {
    get: async () => world.settings,
    all: async () => [{ key: PLACE, settings: world.settings }],
    set: async (_key, patch) => {
      world.settings = { ...world.settings, ...(patch as ChatSettings) }
      return world.settings
    },
  }
  const open = (): RunningCommunity =>
    createCommunity({
      chats,
      store: createCommunityStore(store),
      phishing: PHISHING,
      now: () => clock.at,
      newId: () => `id-${ids++}`,
      log,
      moderatorOf: () => platform,
      ...(verdictOf ? { verdictOf } : {}),
      serverOf: (key) => serverOf(key),
    })
  const world: World = {
    platform,
    store,
    logged,
    settings,
    clock,
    servers: (next) => {
      serverOf = next
    },
    community: open(),
    write: async (message) => {
      const id = message.id ?? `m${ids++}`
      platform.messages.add(`${message.chat ?? CHAT} ${id}`)
      const from = message.from ?? { id: '7', name: 'Bob' }
      const event: Heard = { kind: 'message', ...PLACE, chatTitle: 'Petrel', from, role: 'everyone', text: '', links: [], forwarded: false, edited: false, at: clock.at, ...message, id } // biome-ignore format: short
      return await world.community.hear(event, platform)
    },
    join: async (user, more) => {
      const event: Joined = { kind: 'joined', ...PLACE, id: `j${ids++}`, chatTitle: 'Petrel', member: { id: user, name: `User ${user}` }, at: clock.at, ...more } // biome-ignore format: short
      return await world.community.hear(event, platform)
    },
    leave: async (user) => {
      const event: Left = { kind: 'left', ...PLACE, id: `l${ids++}`, chatTitle: 'Petrel', member: { id: user, name: '' }, at: clock.at }
      return await world.community.hear(event, platform)
    },
    restart: () => {
      world.community = open()
    },
    close: store.close,
  }
  return world
}
