import type { Alert, Cadence, Reword } from '../../core/alert.ts'
import { ALWAYS } from '../../core/alerts.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'

export interface EditInput {
  action: string
  op?: Reword['op'] | undefined
  value?: number | undefined
  percent?: boolean | undefined
  direction?: Reword['direction'] | undefined
  number?: number | undefined
  which?: string | undefined
  at?: string | undefined
  zone?: string | undefined
  every?: number | undefined
}

type Context = ToolContext<Handles>

/** The alerts of this chat that are meant; those of the asker before others. Throws PetrelError input_invalid, not_found. */
export async function find({ action, number, which }: EditInput, { asker, handles }: Context): Promise<[Alert, ...Alert[]]> {
  const { bot, chat, user } = asker
  const all = await handles.alerts.list({ bot, chat })
  if (number === undefined && which === undefined)
    throw new PetrelError('input_invalid', { message: `Which alert should I ${action}?`, hint: 'Give its number; /alerts lists them.' })
  const meant = all.filter((alert) => (number === undefined ? isCalled(alert, which ?? '') : alert.number === number))
  const own = meant.filter(({ owner }) => owner.user === user)
  const [first, ...more] = own.length > 0 ? own : meant
  if (first) return [first, ...more]
  throw new PetrelError('not_found', {
    message: number === undefined ? `No alert of this chat is called "${which}".` : `This chat has no alert ${number}.`,
    hint: 'See /alerts for those it has.',
    facts: { number: number ?? null, which: which ?? null },
  })
}

function isCalled({ title, kind }: Alert, which: string): boolean {
  if (which.toLowerCase() === 'digest') return kind === ALWAYS
  return title.toLowerCase().includes(which.toLowerCase())
}

/** The alerts that could be meant, with records of their titles. */
export function choose(alerts: readonly Alert[], { which: _, ...input }: EditInput, { ledger }: Context) {
  const titles = alerts.map(({ title }) => ledger.user({ name: 'alert', value: title, words: title }).id)
  return { alerts, titles, input: Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) }
}

/** Changes what an alert waits for, or when it looks. Throws PetrelError input_invalid. */
export async function edit(alert: Alert, input: EditInput, context: Context) {
  const { asker, handles, ledger } = context
  const { op, value, percent, direction } = input
  const words: Reword = {
    ...(op ? { op } : {}),
    ...(value === undefined ? {} : { value }),
    ...(percent ? { percent } : {}),
    ...(direction ? { direction } : {}),
  }
  const cadence = await cadenceOf(alert, input, context)
  if (!cadence && op === undefined && value === undefined) throw nothing(alert.number)
  const reworded = op !== undefined || value !== undefined
  const after = await handles.alerts.change(asker, alert.number, { ...(reworded ? { words } : {}), ...(cadence ? { cadence } : {}) })
  const titleOf = (title: string): string => ledger.user({ name: 'alert', value: title, words: title }).id
  return { alert: after, before: alert.title, title: titleOf(after.title), was: titleOf(alert.title) }
}

async function cadenceOf({ cadence }: Alert, { at, zone, every }: EditInput, { asker, handles }: Context): Promise<Cadence | undefined> {
  if (every !== undefined) return { everyMs: every * 60_000 }
  const old = 'at' in cadence ? cadence : undefined
  if (at === undefined && (zone === undefined || !old)) return undefined
  const where = zone ?? old?.zone ?? (await handles.chats.get(asker)).timeZone ?? 'UTC'
  return { at: at ?? old?.at ?? '09:00', zone: where, ...(old?.days ? { days: old.days } : {}) }
}

const nothing = (number: number): PetrelError =>
  new PetrelError('input_invalid', {
    message: `To what should I change alert ${number}?`,
    hint: 'For example: above 4,000; 5 %; at 9:00.',
  })
