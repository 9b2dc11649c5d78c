import type { ChatKey, ChatSettings, ChatStore } from '../core/chats.ts'

/** What holds in all channels of a server, from whichever it is set. */
export const SERVER_WIDE = ['shield', 'captcha', 'warnLimit'] as const satisfies readonly (keyof ChatSettings)[]
type Wide = Pick<ChatSettings, (typeof SERVER_WIDE)[number]>

/** Where a chat is one of several in a server (Discord), the id of that server. */
export type ServerOf = (key: ChatKey) => string | undefined

/** Where what is kept about people counts: the server of a channel, or the chat itself. */
export function scopeOf(key: ChatKey, serverOf: ServerOf | undefined): ChatKey {
  const server = serverOf?.(key)
  return server === undefined ? { bot: key.bot, chat: key.chat } : { bot: key.bot, chat: `server:${server}` }
}

const STRICTER = ['off', 'report', 'on'] as const

/** Of two choices the one that guards more: what single channels had chosen before settings held for a server. */
function stricter(one: Wide, other: Wide): Wide {
  const shields = [one.shield, other.shield].filter((mode) => mode !== undefined)
  const shield = STRICTER.filter((mode) => shields.includes(mode)).at(-1)
  const captchas = [one.captcha, other.captcha].filter((choice) => choice !== undefined)
  const limits = [one.warnLimit, other.warnLimit].filter((limit) => limit !== undefined)
  return {
    ...(shield ? { shield } : {}),
    ...(captchas.length > 0 ? { captcha: captchas.includes(true) } : {}),
    ...(limits.length > 0 ? { warnLimit: Math.min(...limits) } : {}),
  }
}

const split = (settings: ChatSettings): { wide: Wide; own: ChatSettings } => {
  const isWide = (name: string): boolean => (SERVER_WIDE as readonly string[]).includes(name)
  const entries = Object.entries(settings)
  return {
    wide: Object.fromEntries(entries.filter(([name]) => isWide(name))),
    own: Object.fromEntries(entries.filter(([name]) => !isWide(name))),
  }
}

const nothing = Object.fromEntries(SERVER_WIDE.map((name) => [name, null]))

/**
 * Settings of chats, of which the guards' hold for a whole server. What a channel had chosen for itself moves to its server when the channel
 * is first looked at, the stricter choice of two; so nothing that guarded stops guarding.
 */
export function createServerWide(chats: ChatStore, serverOf: ServerOf): ChatStore {
  const serverKey = (key: ChatKey): ChatKey | undefined => {
    const scope = scopeOf(key, serverOf)
    return scope.chat === key.chat ? undefined : scope
  }
  // One move after the other: two channels of a server may be looked at in the same instant.
  let moving: Promise<unknown> = Promise.resolve()
  const move = async (key: ChatKey, server: ChatKey): Promise<void> => {
    const { wide: left } = split(await chats.get(key))
    if (Object.keys(left).length === 0) return
    await chats.set(server, stricter(split(await chats.get(server)).wide, left))
    await chats.set(key, nothing)
  }
  const read = async (key: ChatKey, server: ChatKey): Promise<{ own: ChatSettings; wide: Wide }> => {
    const { wide: left, own } = split(await chats.get(key))
    if (Object.keys(left).length > 0) {
      const moved = moving.catch(() => {}).then(() => move(key, server))
      moving = moved
      await moved
    }
    return { own, wide: split(await chats.get(server)).wide }
  }
  return {
    all: chats.all,
    get: async (key) => {
      const server = serverKey(key)
      if (!server) return await chats.get(key)
      const { own, wide } = await read(key, server)
      return { ...own, ...wide }
    },
    set: async (key, patch) => {
      const server = serverKey(key)
      if (!server) return await chats.set(key, patch)
      // What waits to be moved goes first, so that it cannot come back later and undo this choice.
      const before = await read(key, server)
      const { wide, own } = split(patch as ChatSettings)
      const after = Object.keys(own).length > 0 ? await chats.set(key, own) : before.own
      const held = Object.keys(wide).length > 0 ? await chats.set(server, wide) : before.wide
      return { ...split(after).own, ...split(held).wide }
    },
  }
}
