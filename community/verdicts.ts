import type { Block } from '../core/answer.ts'
import type { Heard, Moderator } from '../core/moderation.ts'

/** A short verdict on a contract, in the chat's language; undefined when there is no contract or nothing to say. */
export type VerdictOf = (
  subject: { chain?: string; address: string; locale: string },
  signal: AbortSignal,
) => Promise<readonly Block[] | undefined>

export interface Verdicts {
  /** Looks up the addresses of a message without making it wait; says what was found as a reply. */
  consider(event: Heard, moderator: Moderator, locale: string): void
  /** Resolves when nothing is being looked up. */
  idle(): Promise<void>
}

/** The same address in the same chat is not spoken of again within this time. */
const AGAIN_MS = 3_600_000
const MOST = 2
const TIMEOUT_MS = 20_000
/** Look-ups at once in the whole process: a flood of addresses must not become a flood of calls. */
const AT_ONCE = 4
const REMEMBERED = 5000

/** Addresses in a text, each once, lower case. */
export const addressesIn = (text: string): string[] => [
  ...new Set((text.match(/(?<![0-9a-zA-Z])0x[0-9a-fA-F]{40}(?![0-9a-zA-Z])/g) ?? []).map((address) => address.toLowerCase())),
]

/** Verdicts on pasted contract addresses; without `verdictOf` it does nothing. */
export function createVerdicts({ verdictOf, now }: { verdictOf?: VerdictOf | undefined; now(): number }): Verdicts {
  const spoken = new Map<string, number>()
  const running = new Set<Promise<void>>()
  const due = (key: string): boolean => {
    if (now() - (spoken.get(key) ?? 0) < AGAIN_MS) return false
    spoken.delete(key)
    spoken.set(key, now())
    if (spoken.size > REMEMBERED) spoken.delete(spoken.keys().next().value ?? '')
    return true
  }
  const look = async (address: string, event: Heard, { moderator, locale }: { moderator: Moderator; locale: string }): Promise<void> => {
    const blocks = await verdictOf?.({ address, locale }, AbortSignal.timeout(TIMEOUT_MS))
    if (blocks && blocks.length > 0) await moderator.say(event.chat, blocks, { replyTo: event.id })
  }
  return {
    consider: (event, moderator, locale) => {
      // A command is answered by its tool.
      if (!verdictOf || event.text.trimStart().startsWith('/')) return
      for (const address of addressesIn(event.text).slice(0, MOST)) {
        if (running.size >= AT_ONCE || !due(`${event.bot} ${event.chat} ${address}`)) continue
        const looking: Promise<void> = look(address, event, { moderator, locale })
          .catch(() => {})
          .finally(() => running.delete(looking))
        running.add(looking)
      }
    },
    idle: async () => {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
