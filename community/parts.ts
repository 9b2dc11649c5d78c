import type { ChatKey, ChatSettings, ChatStore } from '../core/chats.ts'
import { toPetrelError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { Moderator } from '../core/moderation.ts'
import type { CommunityStore, Decision } from '../store/community.ts'
import { type CarriedOut, carryOut } from './carry-out.ts'
import type { PhishingList } from './domains/phishing-list.ts'
import type { ServerOf } from './server-wide.ts'
import { lacksRight, tell } from './tell.ts'
import type { VerdictOf } from './verdicts.ts'

export interface CommunityParts {
  chats: ChatStore
  store: CommunityStore
  phishing: PhishingList
  /** Unix milliseconds. */
  now(): number
  /** A fresh id that nobody can guess. */
  newId(): string
  log: Log
  /** What may be done in the chats of a bot; for orders and for what is done later. */
  moderatorOf?(bot: string): Moderator | undefined
  /** Where a chat is a channel of a server: what people do there counts in all of it. Absent: each chat for itself. */
  serverOf?: ServerOf
  /** One line about a pasted contract, for example from the risk tool; undefined when there is nothing to say. */
  verdictOf?: VerdictOf
}

const DAY_MS = 86_400_000

export const localeOf = (settings: ChatSettings): string => settings.locale ?? 'en'

/** Tells admins what the bot may not do here, once a day for each right. */
export async function tellMissing(
  { missing, entry }: CarriedOut,
  { parts, moderator, locale }: { parts: CommunityParts; moderator: Moderator; locale: string },
): Promise<void> {
  for (const right of missing) await once(`right:${right}`, entry.chat, { parts, moderator, blocks: lacksRight(right, locale) })
}

/** Says something to a chat's admins unless it was said within a day: to the one who set the shield up, where the platform can. */
export async function once(
  kind: string,
  chat: ChatKey,
  { parts: { store, now }, moderator, blocks }: { parts: CommunityParts; moderator: Moderator; blocks: ReturnType<typeof lacksRight> },
): Promise<void> {
  if (!(await store.notice(chat, kind, { now: now(), after: now() - DAY_MS }))) return
  const admins = await moderator.admins(chat.chat)
  const by = (await store.last(chat, 'settings'))?.by
  const to = admins.find(({ id }) => id === by) ?? admins[0]
  await moderator.say(chat.chat, blocks, to ? { only: to.id } : {}).catch(() => {})
}

/**
 * Writes a decision down, does it, tells those concerned. What was done before is not done again;
 * what the platform does not take this time stays planned for `sweep`.
 */
export async function settleDecision(
  decision: Decision,
  { parts, moderator, name, settings }: { parts: CommunityParts; moderator: Moderator; name: string; settings: ChatSettings },
): Promise<CarriedOut> {
  const { store, now, log } = parts
  const { entry } = await store.decide(decision)
  if (entry.state !== 'planned') return { entry, missing: [] }
  const result = await carryOut(entry, moderator, store)
  log.info({ chat: entry.chat.chat, action: entry.id, kind: entry.kind, state: result.entry.state, rules: entry.findings.map(({ rule }) => rule) }, 'moderated') // biome-ignore format: short
  const locale = localeOf(settings)
  const warnings = entry.user === undefined ? [] : await store.warnings(entry.chat, entry.user, now())
  const immune = result.entry.steps.some(({ outcome }) => outcome === 'immune')
  if (result.entry.state !== 'planned' && !immune)
    await tell(moderator, { entry: result.entry, name, locale, warnings: warnings.length, limit: settings.warnLimit ?? 3 })
  await tellMissing(result, { parts, moderator, locale })
  return result
}

/** Runs a step that must stop nothing; its failure is logged by code, never by content. */
export async function quietly<T>(log: Log, what: string, step: () => Promise<T>): Promise<T | undefined> {
  try {
    return await step()
  } catch (error) {
    log.warn({ reason: toPetrelError(error).code }, what)
    return undefined
  }
}
