import type { Block } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Member, Moderator } from '../../core/moderation.ts'

/** What was done on the platform, in order. */
export interface Deed {
  do: 'remove' | 'mute' | 'unmute' | 'ban' | 'unban'
  chat: string
  target: string
  until?: number | undefined
}

export interface Said {
  chat: string
  blocks: readonly Block[]
  only?: string
  replyTo?: string
}

/** A platform that enforces its rules: rights, admins, messages that exist, people who are there. */
export interface Platform extends Moderator {
  deeds: Deed[]
  said: Said[]
  admins_: Member[]
  rights_: { remove: boolean; mute: boolean; ban: boolean }
  messages: Set<string>
  banned: Set<string>
  muted: Map<string, number | undefined>
  /** Fails the next calls this often, as an overloaded platform does. */
  fail(times: number): void
}

/** Admin names, rights and existing messages are the test's to set; breaking the platform's rules throws. */
export function createPlatform(): Platform {
  let failures = 0
  const busy = (): void => {
    if (failures === 0) return
    failures -= 1
    throw new PetrelError('platform_failed', { message: 'Too many requests.' })
  }
  const refuse = (message: string): never => {
    throw new PetrelError('platform_refused', { message })
  }
  const platform: Platform = {
    deeds: [],
    said: [],
    admins_: [{ id: '1', name: 'Ada Lovelace', username: 'ada_petrel' }],
    rights_: { remove: true, mute: true, ban: true },
    messages: new Set(),
    banned: new Set(),
    muted: new Map(),
    fail: (times) => {
      failures = times
    },
    admins: async () => platform.admins_,
    rights: async () => platform.rights_,
    remove: async (chat, message) => {
      need('remove')
      if (!platform.messages.delete(`${chat} ${message}`)) refuse('message to delete not found')
      deed({ do: 'remove', chat, target: message })
    },
    mute: async (chat, user, until) => {
      need('mute', user)
      platform.muted.set(user, until)
      deed({ do: 'mute', chat, target: user, until })
    },
    unmute: async (chat, user) => {
      need('mute', user)
      platform.muted.delete(user)
      deed({ do: 'unmute', chat, target: user })
    },
    ban: async (chat, user, until) => {
      need('ban', user)
      platform.banned.add(user)
      deed({ do: 'ban', chat, target: user, until })
    },
    unban: async (chat, user) => {
      need('ban', user)
      platform.banned.delete(user)
      deed({ do: 'unban', chat, target: user })
    },
    say: async (chat, blocks, options) => {
      if (blocks.length === 0) refuse('message text is empty')
      platform.said.push({ chat, blocks, ...options })
    },
  }
  const need = (right: keyof Platform['rights_'], user?: string): void => {
    busy()
    if (!platform.rights_[right]) refuse(`not enough rights to ${right}`)
    if (user !== undefined && platform.admins_.some(({ id }) => id === user)) refuse('user is an administrator of the chat')
  }
  const deed = (what: Deed): void => void platform.deeds.push(what)
  return platform
}
