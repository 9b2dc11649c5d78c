import { type Block, text, warning } from '../core/answer.ts'
import type { Step } from '../core/community.ts'
import type { Moderator } from '../core/moderation.ts'
import type { StoredEntry } from '../store/community.ts'
import { RULES } from './rules/index.ts'
import { RIGHTS, SECRETS, TEXTS } from './texts.ts'
import { fill, shown } from './words.ts'

export interface Telling {
  entry: StoredEntry
  name: string
  locale: string
  /** Warnings that count now. */
  warnings: number
  limit: number
}

/** "2026-01-31 12:00" */
const clock = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** The title of the rule that decided, or the admin's words. */
export function reasonOf({ findings, reason }: Pick<StoredEntry, 'findings' | 'reason'>, locale: string): string {
  const finding = findings.find(({ action }) => action !== 'note') ?? findings[0]
  const rule = RULES.find(({ id }) => id === finding?.rule)
  return rule ? fill(rule.title, locale) : shown(reason ?? '', 200)
}

const done = (steps: readonly Step[], what: Step['do']): Step | undefined =>
  steps.find((step) => step.do === what && step.outcome === 'done')

/** What is said about a decision, and to whom: nobody but the writer, unless others should know. */
export function tellingOf({ entry, name, locale, warnings, limit }: Telling): { blocks: Block[]; toAll: boolean } | undefined {
  const values = { name: shown(name), reason: reasonOf(entry, locale) }
  const secret = entry.findings.find(({ rule }) => rule === 'seed-phrase' || rule === 'private-key')?.evidence.kind
  const removed = done(entry.steps, 'remove') !== undefined
  if (secret === 'seed phrase' || secret === 'private key') {
    const kind = fill(SECRETS[secret], locale)
    return { blocks: [warning(fill(removed ? TEXTS.secretGone : TEXTS.secretStays, locale, { ...values, kind }))], toAll: false }
  }
  const mute = done(entry.steps, 'mute')
  if (done(entry.steps, 'ban')) return { blocks: [warning(fill(TEXTS.banned, locale, values))], toAll: true }
  if (mute?.until !== undefined)
    return { blocks: [warning(fill(TEXTS.muted, locale, { ...values, until: clock(mute.until) }))], toAll: true }
  const warned = entry.findings.some(({ action }) => action === 'warn') || entry.kind === 'warn'
  if (warned && warnings > 0) {
    const numbers = { number: String(warnings), limit: String(limit), ban: String(2 * limit) }
    return { blocks: [warning(fill(TEXTS.warned, locale, { ...values, ...numbers }))], toAll: true }
  }
  return removed ? { blocks: [text(fill(TEXTS.removed, locale, values))], toAll: false } : undefined
}

/** Says it; that it cannot be said stops nothing. */
export async function tell(moderator: Moderator, telling: Telling): Promise<void> {
  const said = tellingOf(telling)
  const { chat, user } = { chat: telling.entry.chat.chat, user: telling.entry.user }
  if (said) await moderator.say(chat, said.blocks, said.toAll || user === undefined ? {} : { only: user }).catch(() => {})
}

export const lacksRight = (right: keyof typeof RIGHTS, locale: string): Block[] => [
  warning(fill(TEXTS.lacks, locale, { right: fill(RIGHTS[right], locale) })),
]
