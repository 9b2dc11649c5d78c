import { PetrelError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { Api } from './api.ts'
import type { Clock } from './clock.ts'
import type { ChatMember } from './wire.ts'

const FRESH_MS = 60_000
/** A message must not wait long for this: without an answer nobody is an administrator. */
const PATIENCE_MS = 5000
const MOST_CHATS = 2000

export interface Admins {
  /** Administrators of a group, a minute old at most. Throws PetrelError. */
  of(chat: number): Promise<readonly ChatMember[]>
  /** Whether a person is one; false when the platform does not say. */
  includes(chat: number, user: number): Promise<boolean>
  /** The bot's own rights in a group. */
  self(chat: number): Promise<ChatMember | undefined>
  forget(chat: number): void
}

/** Who administers which group, as the platform says it: Petrel keeps no list of its own. */
export function createAdmins({ api, clock, log, self }: { api: Api; clock: Clock; log: Log; self: number }): Admins {
  const known = new Map<number, { at: number; admins: Promise<readonly ChatMember[]> }>()

  const of = (chat: number): Promise<readonly ChatMember[]> => {
    const cached = known.get(chat)
    if (cached && clock.now() - cached.at < FRESH_MS) return cached.admins
    const admins = api.call<readonly ChatMember[]>('getChatAdministrators', { chat_id: chat }, { timeoutMs: PATIENCE_MS })
    known.delete(chat)
    if (known.size >= MOST_CHATS) known.delete(known.keys().next().value ?? 0)
    known.set(chat, { at: clock.now(), admins })
    admins.catch(() => {
      if (known.get(chat)?.admins === admins) known.delete(chat)
    })
    return admins
  }
  return {
    of,
    includes: async (chat, user) => {
      try {
        return (await of(chat)).some((member) => member.user.id === user)
      } catch (error) {
        log.warn(
          { chat, reason: error instanceof PetrelError ? error.message : String(error) },
          'the administrators of a group are not known',
        )
        return false
      }
    },
    self: async (chat) => (await of(chat)).find((member) => member.user.id === self),
    forget: (chat) => void known.delete(chat),
  }
}
