import type { AuditEntry, Step } from '../core/community.ts'
import { toPetrelError } from '../core/errors.ts'
import type { Moderator } from '../core/moderation.ts'
import type { CommunityStore, StoredEntry } from '../store/community.ts'

export type Right = 'remove' | 'mute' | 'ban'

const NEEDS: Readonly<Record<Step['do'], Right>> = { remove: 'remove', mute: 'mute', unmute: 'mute', ban: 'ban', unban: 'ban' }
/** Tries before a decision that the platform does not take is given up. */
const MOST_TRIES = 5

export interface CarriedOut {
  entry: StoredEntry
  /** Rights that the bot lacks here. */
  missing: readonly Right[]
}

/**
 * Does what was decided, in order, and keeps how each step went. Admins are looked up again here: the last place before
 * anything happens. Safe to repeat; a step that the platform did not take this time is left for the next try.
 */
export async function carryOut(entry: StoredEntry, moderator: Moderator, store: CommunityStore): Promise<CarriedOut> {
  const { chat } = entry.chat
  const immune = entry.user !== undefined && (await moderator.admins(chat)).some(({ id }) => id === entry.user)
  const rights = await moderator.rights(chat)
  const steps: Step[] = []
  let waits = false
  for (const step of entry.steps) {
    const outcome: Step['outcome'] = step.outcome ?? (waits ? undefined : await attemptStep(step, entry, { moderator, immune, rights }))
    waits ||= outcome === undefined
    steps.push(outcome ? { ...step, outcome } : step)
  }
  const state = stateOf(steps, waits && entry.tries + 1 < MOST_TRIES)
  await store.settle(entry.id, state, steps)
  return { entry: { ...entry, steps, state }, missing: missing(steps) }
}

interface Means {
  moderator: Moderator
  immune: boolean
  rights: { remove: boolean; mute: boolean; ban: boolean }
}

/** Undefined when the platform did not take it this time. */
async function attemptStep(step: Step, entry: StoredEntry, { moderator, immune, rights }: Means): Promise<Step['outcome']> {
  if (immune) return 'immune'
  if (!rights[NEEDS[step.do]]) return 'no_right'
  try {
    await perform(step, entry, moderator)
    return 'done'
  } catch (error) {
    return toPetrelError(error).retryable ? undefined : 'refused'
  }
}

async function perform({ do: what, message, until }: Step, { chat: { chat }, user }: StoredEntry, moderator: Moderator): Promise<void> {
  if (what === 'remove') return message === undefined ? undefined : await moderator.remove(chat, message)
  if (user === undefined) return
  if (what === 'mute') return await moderator.mute(chat, user, until)
  if (what === 'unmute') return await moderator.unmute(chat, user)
  return what === 'ban' ? await moderator.ban(chat, user, until) : await moderator.unban(chat, user)
}

const stateOf = (steps: readonly Step[], waits: boolean): AuditEntry['state'] =>
  waits ? 'planned' : steps.every(({ outcome }) => outcome === 'done') ? 'done' : 'failed'

const missing = (steps: readonly Step[]): Right[] => [
  ...new Set(steps.flatMap((step) => (step.outcome === 'no_right' ? [NEEDS[step.do]] : []))),
]
