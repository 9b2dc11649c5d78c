import type { Block } from './answer.ts'
import type { Audience } from './tool.ts'

/** Somebody in a chat; the names are a stranger's words: data. */
export interface Member {
  id: string
  /** Display name. */
  name: string
  /** Without "@"; absent when the person has none. */
  username?: string
}

/** What an adapter can have done in a chat when it is asked to. Each call throws PetrelError platform_refused, platform_failed. */
export interface Moderator {
  /** Administrators as the platform names them now (cached by the adapter for a minute at most); they are immune. */
  admins(chat: string): Promise<readonly Member[]>
  /** Which of these the platform lets the bot do in this chat. */
  rights(chat: string): Promise<{ remove: boolean; mute: boolean; ban: boolean }>
  remove(chat: string, message: string): Promise<void>
  /** `until` in Unix milliseconds; undefined means until unmuted. */
  mute(chat: string, user: string, until: number | undefined): Promise<void>
  unmute(chat: string, user: string): Promise<void>
  ban(chat: string, user: string, until: number | undefined): Promise<void>
  unban(chat: string, user: string): Promise<void>
  /** Says something in the chat; `only` shows it to one person where the platform can (else nobody else is bothered: it is sent as a reply). */
  say(chat: string, blocks: readonly Block[], options?: { only?: string; replyTo?: string }): Promise<void>
}

/** A message of a group, addressed to Petrel or not. */
export interface Heard {
  kind: 'message'
  bot: string
  /** The platform's id of the message, as `Moderator.remove` takes it. */
  id: string
  chat: string
  chatTitle: string
  from: Member
  role: Audience
  text: string
  /** Link targets, also those behind other words. */
  links: readonly string[]
  /** Sent on from elsewhere. */
  forwarded: boolean
  /** An edit of an older message with this id. */
  edited: boolean
  /** Unix milliseconds. */
  at: number
}

/** Somebody came into a group. */
export interface Joined {
  kind: 'joined'
  bot: string
  /** The platform's id of the event. */
  id: string
  chat: string
  chatTitle: string
  member: Member
  at: number
}

/** Somebody left a group or was taken out of it. */
export interface Left {
  kind: 'left'
  bot: string
  /** The platform's id of the event. */
  id: string
  chat: string
  chatTitle: string
  member: Member
  at: number
}

/** "handled": Petrel must not also answer it (it was removed, or it was the answer to a captcha). */
export type Verdict = 'pass' | 'handled'

/**
 * Takes everything that happens in a group before the agent does. Called before the update is acknowledged, so a crash repeats it;
 * must be safe to repeat and never throws.
 */
export type Hear = (event: Heard | Joined | Left, moderator: Moderator) => Promise<Verdict>
