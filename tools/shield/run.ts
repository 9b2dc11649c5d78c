import type { ChatKey } from '../../core/chats.ts'
import type { AuditEntry, Community, ShieldStatus } from '../../core/community.ts'
import type { RecordColumn, Scalar } from '../../core/record.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText } from '../format.ts'
import { where } from '../moderate/where.ts'
import { readWish, type Wish } from './words.ts'

/** A table record with its rows, so that cells can be shown. */
export interface Table {
  record: string
  rows: readonly (readonly Scalar[])[]
}

export interface ShieldResult {
  show: 'status' | 'report' | 'log'
  status: ShieldStatus
  /** Columns: domains on the list, warnings before a mute, days of the report. */
  facts: Table
  /** Columns: rule, acted, would have acted, undone. */
  tally: Table
  /** Columns: entry, time, member, by, what, why, state. */
  log: Table
  /** The entry that was taken back. */
  undone?: Table
  changed: boolean
}

export const DAYS = 7
const MOST = 15
const DAY_MS = 86_400_000

const text = (name: string): RecordColumn => ({ name, unit: '', type: 'text' })
const whole = (name: string, unit = ''): RecordColumn => ({ name, unit, type: 'integer' })

const EVIDENCE = 120

/** Why, in short: the rules and what they saw, or the admin's words. */
const why = ({ findings, reason }: AuditEntry): string =>
  findings.length === 0
    ? cleanText(reason ?? '', EVIDENCE)
    : findings.map(({ rule, evidence }) => cleanText(`${rule} (${[...new Set(Object.values(evidence))].join(', ')})`, EVIDENCE)).join('; ')

const what = ({ kind, steps }: AuditEntry): string => [...new Set(steps.map((step) => `${step.do}${step.outcome === undefined || step.outcome === 'done' ? '' : ` (${step.outcome.replace('_', ' ')})`}`))].join(', ') || kind // biome-ignore format: short

/** Settings, report and log of a group's shield. Throws PetrelError cannot_answer, input_invalid, not_found. */
export async function run(input: Wish & { words?: string | undefined }, context: ToolContext<Handles>): Promise<ShieldResult> {
  const { community, chat } = where(context)
  const { words, ...given } = input
  const wish: Wish = Object.values(given).some((value) => value !== undefined) ? given : readWish(words ?? '')
  const patch = {
    ...(wish.mode === undefined ? {} : { shield: wish.mode }),
    ...(wish.captcha === undefined ? {} : { captcha: wish.captcha }),
    ...(wish.warnLimit === undefined ? {} : { warnLimit: wish.warnLimit }),
  }
  const changed = Object.keys(patch).length > 0
  if (changed) await community.configure(chat, context.asker.user, patch)
  const undone = wish.undo === undefined ? undefined : await community.undo(chat, wish.undo, context.asker.user)
  const show = undone ? 'log' : (wish.show ?? 'status')
  return { show, changed, ...(await look({ community, chat, context })), ...(undone ? { undone: undoneTable(undone, context) } : {}) }
}

const undoneTable = ({ id }: AuditEntry, { ledger }: ToolContext<Handles>): Table => {
  const rows = [[id]]
  return { rows, record: ledger.table({ name: 'entry taken back', source: 'audit log', columns: [whole('entry')], rows }).id }
}

async function look({
  community,
  chat,
  context,
}: {
  community: Community
  chat: ChatKey
  context: ToolContext<Handles>
}): Promise<Pick<ShieldResult, 'status' | 'facts' | 'tally' | 'log'>> {
  // biome-ignore format: short
  const since = context.now() - DAYS * DAY_MS
  const status = await community.status(chat, context.locale)
  const tally = (await community.tally(chat, since)).map(({ rule, acted, reported, undone }) => [
    titleOf(rule, status),
    acted,
    reported,
    undone,
  ])
  const entries = await community.log(chat, { since, limit: MOST })
  const names = await community.names(chat, entries.flatMap(({ user, by }) => (user === undefined ? [by] : [user, by]))) // biome-ignore format: short
  const log = entries.map((entry) => [entry.id, entry.at, entry.user === undefined ? '' : (names.get(entry.user) ?? entry.user), names.get(entry.by) ?? entry.by, what(entry), why(entry), entry.state]) // biome-ignore format: short
  const facts = [[status.list.size, status.settings.warnLimit ?? 0, DAYS]]
  const keep = (name: string, columns: readonly RecordColumn[], rows: readonly (readonly Scalar[])[]): Table => ({ rows, record: context.ledger.table({ name, source: 'audit log of this group', columns, rows }).id }) // biome-ignore format: short
  return {
    status,
    facts: keep('the shield', [whole('domains on the phishing list'), whole('warnings before a mute'), whole('days', 'days')], facts),
    tally: keep(`rules, last ${DAYS} days`, [text('rule'), whole('acted'), whole('would have acted'), whole('undone')], tally),
    log: keep('audit log', [whole('entry'), { name: 'time', unit: 'ms since 1970, UTC', type: 'time' }, text('member'), text('by'), text('what'), text('why'), text('state')], log), // biome-ignore format: short
  }
}

const titleOf = (rule: string, { rules }: ShieldStatus): string => rules.find(({ id }) => id === rule)?.title ?? rule
