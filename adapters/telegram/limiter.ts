import { PetrelError } from '../../core/errors.ts'
import type { Clock } from './clock.ts'

/**
 * Telegram's hints (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this): one message a second in a chat with
 * short bursts, 20 a minute in a group, 30 a second for the bot. Edits count like sends. We stay below each.
 */
const CHAT_PER_S = 1
const CHAT_BURST = 2
const GROUP_PER_MINUTE = 19
/** Of these, what live edits must leave for answers. */
const RESERVE = 7
const BOT_PER_S = 25
/** A little more than the platform's windows: its clock is not ours. */
const MINUTE_MS = 61_000
const SECOND_MS = 1050
const SWEEP = 500

export interface Limiter {
  /** Waits for its turn in the chat's line and takes it. Throws PetrelError cancelled. */
  take(chat: number, signal: AbortSignal): Promise<void>
  /** Takes a turn for something that may be left out: only when it is free at once, nobody waits and the reserve stays. */
  tryTake(chat: number): boolean
  /** The platform named a time to wait for this chat. */
  penalty(chat: number, ms: number): void
}

interface Lane {
  /** Level of the burst bucket at `at`. */
  level: number
  at: number
  sent: number[]
  blockedUntil: number
  waiting: number
  line: Promise<void>
}

/** The sending rates of one bot. Sends and edits share it. */
export function createLimiter(clock: Clock): Limiter {
  const lanes = new Map<number, Lane>()
  let all: number[] = []

  const laneOf = (chat: number): Lane => {
    const now = clock.now()
    if (lanes.size > SWEEP) for (const [key, one] of lanes) if (idle(one, now)) lanes.delete(key)
    const lane = lanes.get(chat) ?? { level: 0, at: now, sent: [], blockedUntil: 0, waiting: 0, line: Promise.resolve() }
    lanes.set(chat, lane)
    return lane
  }
  /** Milliseconds until one more may go; 0 means now. */
  const waitFor = (lane: Lane, room: number): number => {
    const now = clock.now()
    lane.sent = lane.sent.filter((at) => at > now - MINUTE_MS)
    all = all.filter((at) => at > now - SECOND_MS)
    const level = Math.max(0, lane.level - ((now - lane.at) / 1000) * CHAT_PER_S)
    return Math.max(
      lane.blockedUntil - now,
      ((level + 1 - CHAT_BURST) / CHAT_PER_S) * 1000,
      lane.sent.length < room ? 0 : (lane.sent[lane.sent.length - room] ?? now) + MINUTE_MS - now,
      all.length < BOT_PER_S ? 0 : (all[0] ?? now) + SECOND_MS - now,
      0,
    )
  }
  const note = (lane: Lane, group: boolean): void => {
    const now = clock.now()
    lane.level = Math.max(0, lane.level - ((now - lane.at) / 1000) * CHAT_PER_S) + 1
    lane.at = now
    if (group) lane.sent.push(now)
    all.push(now)
  }
  const pass = async (lane: Lane, group: boolean, signal: AbortSignal): Promise<void> => {
    for (let wait = waitFor(lane, GROUP_PER_MINUTE); wait > 0; wait = waitFor(lane, GROUP_PER_MINUTE)) {
      if (signal.aborted) throw stopped()
      await clock.sleep(Math.ceil(wait), signal)
    }
    if (signal.aborted) throw stopped()
    note(lane, group)
  }
  return {
    take: async (chat, signal) => {
      const lane = laneOf(chat)
      lane.waiting += 1
      const turn = lane.line.then(() => pass(lane, chat < 0, signal))
      lane.line = turn
        .catch(() => {})
        .finally(() => {
          lane.waiting -= 1
        })
      await turn
    },
    tryTake: (chat) => {
      const lane = laneOf(chat)
      if (lane.waiting > 0 || waitFor(lane, GROUP_PER_MINUTE - RESERVE) > 0) return false
      note(lane, chat < 0)
      return true
    },
    penalty: (chat, ms) => {
      const lane = laneOf(chat)
      lane.blockedUntil = Math.max(lane.blockedUntil, clock.now() + ms)
    },
  }
}

const idle = (lane: Lane, now: number): boolean => lane.waiting === 0 && now - lane.at > MINUTE_MS && lane.blockedUntil < now

const stopped = (): PetrelError => new PetrelError('cancelled', { message: 'Sending was stopped while it waited for its turn.' })
