import type { ChatKey } from '../core/chats.ts'
import type { Community } from '../core/community.ts'
import type { Hear } from '../core/moderation.ts'
import { kick } from './captcha.ts'
import { carryOut } from './carry-out.ts'
import { type CommunityParts, localeOf, quietly, tellMissing } from './parts.ts'
import { createDirectory, createPort } from './port.ts'
import { createRecent } from './recent.ts'
import { createServerRecords } from './server-records.ts'
import { scopeOf } from './server-wide.ts'
import { createVerdicts } from './verdicts.ts'
import { onJoin, onLeft, onMessage } from './watch.ts'

export interface RunningCommunity {
  /** Adapters call it for everything that happens in a group, before the update is acknowledged. Never throws. */
  hear: Hear
  /** For tools: `ctx.handles.community`. */
  port: Community
  /** Ends captchas that nobody answered, tries again what a platform did not take, deletes what is old. Every half minute or so. Never throws. */
  sweep(): Promise<void>
  /** A group got a new id on its platform. */
  migrate(bot: string, move: { from: string; to: string }): Promise<void>
  /** Resolves when no contract is being looked up. */
  idle(): Promise<void>
}

const DAY_MS = 86_400_000
/** The audit log, ended warnings and members not seen are kept this long. */
const KEPT_MS = 90 * DAY_MS
/** A decision is first left to the delivery that made it. */
const OWN_MS = 10_000

/**
 * What a group's admins ask for: scam shield, captcha, warnings, orders. Nothing is asked of a model, and admins are never acted on.
 * @example const community = createCommunity({ chats, store, phishing: openPhishingList(), now: Date.now, newId: randomUUID, log })
 */
export function createCommunity(given: CommunityParts): RunningCommunity {
  const { chats, log, now, serverOf } = given
  const store = serverOf ? createServerRecords(given.store, serverOf) : given.store
  const parts = { ...given, store }
  const recent = createRecent()
  const directory = createDirectory()
  const verdicts = createVerdicts({ verdictOf: parts.verdictOf, now })
  let pruned = 0
  const hear: Hear = async (event, moderator) => {
    const handled = await quietly(log, 'a group event was passed on unchecked', async () => {
      const chat: ChatKey = { bot: event.bot, chat: event.chat }
      const scope = scopeOf(chat, serverOf)
      if (event.kind === 'left') directory.left(scope, event.member.id)
      else directory.heard(scope, event.kind === 'joined' ? event.member : event.from)
      const watching = { parts, recent, verdicts, moderator, settings: await chats.get(chat) }
      if (event.kind === 'message') return await onMessage(event, watching)
      return event.kind === 'joined' ? await onJoin(event, watching) : await onLeft(event, watching)
    })
    return handled ?? 'pass'
  }
  const retry = async (): Promise<void> => {
    for (const entry of await store.planned(now() - OWN_MS, 100)) {
      const moderator = parts.moderatorOf?.(entry.chat.bot)
      // A newcomer is muted together with the buttons, by the delivery of the event.
      if (!moderator || (entry.kind === 'captcha' && entry.steps.some((step) => step.do === 'mute'))) continue
      await quietly(log, 'a decision waits for its platform', async () => {
        const result = await carryOut(entry, moderator, store)
        await tellMissing(result, { parts, moderator, locale: localeOf(await chats.get(entry.chat)) })
      })
    }
  }
  const overdue = async (): Promise<void> => {
    for (const { chat, user, deadline } of await store.overdueCaptchas(now(), 100)) {
      const moderator = parts.moderatorOf?.(chat.bot)
      if (moderator)
        await quietly(log, 'a captcha could not be ended', () => kick(chat, user, { parts, moderator, why: `late:${deadline}` }))
    }
  }
  return {
    hear,
    port: createPort(parts, directory),
    sweep: async () => {
      await quietly(log, 'captchas could not be looked through', overdue)
      await quietly(log, 'waiting decisions could not be looked through', retry)
      if (now() - pruned < DAY_MS) return
      pruned = now()
      await quietly(log, 'old rows could not be deleted', () => store.prune(now() - KEPT_MS))
    },
    migrate: store.migrate,
    idle: verdicts.idle,
  }
}
