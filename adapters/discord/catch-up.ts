import type { APIMessage } from 'discord.js'
import type { Log } from '../../core/log.ts'
import type { Api } from './api.ts'
import { persist } from './lanes.ts'
import type { Marks } from './marks.ts'
import { isCode } from './platform-error.ts'
import { laterOf, snowflakeAt, timeOf } from './route.ts'

/** What was said longer ago than this is not answered any more. */
const OLDEST_MS = 24 * 3_600_000
/** Direct channels that were silent for longer are not looked at. */
const QUIET_MS = 7 * 86_400_000
const PAGE = 100
/** Channel Types that hold messages: text, announcements, threads, voice and stage. */
const WITH_TEXT = new Set([0, 2, 5, 10, 11, 12, 13])

export const directKey = (channel: string): string => `@${channel}`

export interface CatchUpParts {
  api: Api
  marks: Marks
  log: Log
  signal: AbortSignal
  /** Unix milliseconds. */
  now(): number
  /** Takes one message that was missed; durable when it resolves. */
  take(message: APIMessage, guild: string | undefined): Promise<void>
}

/** Reads what was said in a channel after its mark, oldest first. Tries until Discord answers, since later marks would hide what is left out. */
export async function catchUp(parts: CatchUpParts, { channel, guild }: { channel: string; guild: string | undefined }): Promise<void> {
  const { api, marks, log, signal, now } = parts
  const key = guild === undefined ? directKey(channel) : channel
  const mark = marks.get(key)
  if (mark === undefined) return
  let after = laterOf(mark, snowflakeAt(now() - OLDEST_MS))
  for (;;) {
    const page = await persist(() => api.history(channel, after, signal), {
      signal,
      isFinal: (error) => isCode(error, 'missingAccess', 'missingPermissions', 'unknownChannel'),
      onError: (error) => log.warn({ channel, reason: String(error) }, 'missed messages could not be read'),
    })
    if (!page || page.length === 0) return
    for (const message of page.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1))) {
      if (signal.aborted) return
      await parts.take(message, guild)
      after = laterOf(after, message.id)
    }
    if (page.length < PAGE) return
  }
}

/** A guild as GUILD_CREATE tells it, as far as this needs it. */
export interface RawGuild {
  id: string
  unavailable?: boolean
  joined_at?: string
  name?: string
  channels?: readonly RawChannel[]
  threads?: readonly RawChannel[]
}

export interface RawChannel {
  id: string
  type: number
  last_message_id?: string | null
}

/**
 * Channels of a guild in which something was said that has not been handled. One that is seen for the first time is marked where things stood
 * when Petrel last listened (`until`) or came into the guild; at the very first start, where they stand now.
 */
export function behind(guild: RawGuild, { marks, until, now }: { marks: Marks; until: string | undefined; now: number }): string[] {
  const joined = guild.joined_at ? snowflakeAt(Date.parse(guild.joined_at)) : '0'
  const channels = [...(guild.channels ?? []), ...(guild.threads ?? [])].filter(({ type }) => WITH_TEXT.has(type))
  return channels
    .filter(({ id, last_message_id: last }) => {
      const since = marks.get(id) ?? (until === undefined ? (last ?? snowflakeAt(now)) : laterOf(until, joined))
      marks.note(id, since)
      return last != null && laterOf(last, since) !== since
    })
    .map(({ id }) => id)
}

/** Direct channels that are worth a look after a lost session: the gateway does not say what was said there. */
export const directBehind = (marks: Marks, now: number): string[] =>
  marks
    .channels()
    .filter((key) => key.startsWith('@') && now - timeOf(marks.get(key) ?? '0') < QUIET_MS)
    .map((key) => key.slice(1))
