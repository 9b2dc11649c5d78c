import type { Cadence } from '../../../core/alert.ts'
import { PetrelError } from '../../../core/errors.ts'
import { clockIn, zoneIn } from '../../alerts/clock.ts'
import type { QueryRule } from './condition.ts'

export const ACTIONS = [
  'list',
  'show',
  'versions',
  'diff',
  'share',
  'unshare',
  'fork',
  'rename',
  'delete',
  'export',
  'import',
  'alert',
  'schedule',
  'promote',
  'demote',
] as const
export type Action = (typeof ACTIONS)[number]

export interface Command {
  action: Action
  name?: string
  to?: string
  /** Versions to compare. */
  from?: number
  until?: number
  column?: string
  /** The operator's webhook that is told instead of the chat. */
  webhook?: string
  rule?: QueryRule
  cadence?: Cadence
  json?: string
}

const SYNONYMS: Readonly<Record<string, Action>> = {
  remove: 'delete',
  rm: 'delete',
  ls: 'list',
  open: 'show',
  history: 'versions',
  compare: 'diff',
  copy: 'fork',
  watch: 'alert',
  every: 'schedule',
}
const EVERY: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 }

const bad = (message: string, hint: string): PetrelError => new PetrelError('input_invalid', { message, hint })

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const DAY = `(?:every |on )?(?:days?|daily|weekdays?|(?:${DAYS.join('|')})s?)`
/** A time of day, with the days before it and the zone behind it. */
const AT = new RegExp(
  String.raw`\s*\b((?:${DAY}(?: ?(?:,|and) ?|(?= )))*)\s*at (\d{1,2}(?::\d{2})?(?: ?[ap]m)?)(?!\S)( [A-Za-z_/+]+(?: [A-Z][a-z]+)?(?: time)?)?$`,
  'i',
)
/** A rhythm behind the name that says no time of day. */
const ON_DAYS = new RegExp(String.raw`\s+((?:every |on )(?:weekdays?|${DAYS.join('|')})s?)$`, 'i')

/** Days of the week that words name, 0 for Sunday; undefined for all of them. */
function daysIn(words: string): { days?: number[] } {
  if (/weekday/i.test(words)) return { days: [1, 2, 3, 4, 5] }
  const days = DAYS.flatMap((name, day) => (new RegExp(name, 'i').test(words) ? [day] : []))
  return days.length > 0 ? { days } : {}
}

/** "every hour", "every 15 minutes", "every day at 09:00", "every monday at 9 Europe/Madrid"; what is left of the text without it. */
export function readCadence(text: string, zone = 'UTC'): { cadence: Cadence | undefined; rest: string } {
  const at = AT.exec(text)
  const clock = at && clockIn(`at ${at[2]}`)
  if (at && clock) {
    const named = at[3] ? zoneIn(at[3]) : undefined
    if (at[3] && !named) throw bad(`"${at[3].trim()}" is no time zone.`, 'Write it as Europe/Madrid.')
    return { cadence: { at: clock, zone: named ?? zone, ...daysIn(at[1] ?? '') }, rest: text.slice(0, at.index) }
  }
  const on = ON_DAYS.exec(text)
  if (on) return { cadence: { at: '09:00', zone, ...daysIn(on[1] ?? '') }, rest: text.slice(0, on.index) }
  const every = /\s*\bevery (?:(\d{1,4}) )?(minute|hour|day|week)s?\b/i.exec(text)
  if (!every) return { cadence: undefined, rest: text }
  return {
    cadence: { everyMs: Number(every[1] ?? 1) * (EVERY[(every[2] ?? '').toLowerCase()] ?? 3_600_000) },
    rest: text.replace(every[0], ''),
  }
}

/** "to webhook ops", "to the webhook ops", "webhook=ops". */
const TO_WEBHOOK = /\s*(?:\b(?:and )?(?:send|post|deliver)(?: it)?)?\s*\b(?:(?:to|via) (?:the )?webhook |webhook\s*=\s*)([\w.-]{1,60})/i

const number = (text: string): number => Number(text.replaceAll(/[,_$%]/g, ''))

/** "above 100", "change 5%", "new row", "zscore 3" at the end; what is left of the text without it. */
export function readRule(text: string): { rule: QueryRule | undefined; rest: string } {
  const found = (match: RegExpExecArray, rule: QueryRule) => ({ rule, rest: text.slice(0, match.index).trim() })
  const level = /\s(above|below|over|under|cross(?:es)?|>|<)\s+(\$?-?[\d.,_]+)$/i.exec(text)
  if (level && Number.isFinite(number(level[2] ?? ''))) {
    const word = (level[1] ?? '').toLowerCase()
    const op = word.startsWith('cross') ? 'cross' : ['above', 'over', '>'].includes(word) ? 'above' : 'below'
    return found(level, { op, level: number(level[2] ?? '') })
  }
  const change = /\s(change|changes|up|down|rises|falls)(?:\s+by)?\s+([\d.]+)\s*%?$/i.exec(text)
  if (change && Number(change[2]) > 0) {
    const word = (change[1] ?? '').toLowerCase()
    return found(change, {
      op: 'change',
      percent: Number(change[2]),
      direction: /up|rises/.test(word) ? 'up' : /down|falls/.test(word) ? 'down' : 'any',
    })
  }
  const fresh = /\s(?:new|new rows?)$/i.exec(text)
  if (fresh) return found(fresh, { op: 'new_row' })
  const far = /\s(?:zscore|z-score|z|unusual)(?:\s+([\d.]+))?$/i.exec(text)
  return far ? found(far, { op: 'zscore', score: Number(far[1] ?? 3) }) : { rule: undefined, rest: text }
}

function timed(action: 'alert' | 'schedule', given: string, zone: string | undefined): Command {
  const webhook = TO_WEBHOOK.exec(given)
  const without = webhook ? given.replace(webhook[0], '') : given
  const column = /\s*\bcolumn\s*=\s*("[^"]+"|\S+)/i.exec(without)
  const { cadence, rest } = readCadence(` ${(column ? without.replace(column[0], '') : without).trim()}`, zone)
  const to = webhook ? { webhook: webhook[1] ?? '' } : {}
  if (action === 'schedule') return { action, name: rest.trim(), cadence: cadence ?? { at: '09:00', zone: zone ?? 'UTC' }, ...to }
  const { rule, rest: name } = readRule(` ${rest.trim()}`)
  if (!rule)
    throw bad('What should the alert wait for?', 'Write /queries alert NAME above 100, change 5%, new rows, or zscore 3; then every hour.')
  return {
    action,
    name: name.trim(),
    rule,
    cadence: cadence ?? { everyMs: EVERY.hour as number },
    ...to,
    ...(column ? { column: (column[1] ?? '').replaceAll('"', '') } : {}),
  }
}

/** What stands after /queries; a time without a zone is of `zone`. Throws PetrelError input_invalid. */
export function readCommand(text: string, zone?: string): Command {
  const said = text.trim()
  if (said === '') return { action: 'list' }
  if (said.startsWith('{')) return { action: 'import', json: said }
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(said) ?? []
  const action = SYNONYMS[word.toLowerCase()] ?? ACTIONS.find((each) => each === word.toLowerCase())
  if (!action) return { action: 'show', name: said }
  if (action === 'alert' || action === 'schedule') return timed(action, rest, zone)
  if (action === 'import') return { action, json: rest }
  if (action === 'diff') {
    const [, name = rest, from, until] = /^(.*?)(?:\s+v?(\d+))?(?:\s+(?:to |and )?v?(\d+))?$/i.exec(rest) ?? []
    return { action, name, ...(from ? { from: Number(from) } : {}), ...(until ? { until: Number(until) } : {}) }
  }
  const [, name = rest, to] = /^(.*?)\s+(?:as|to|→)\s+(.+)$/i.exec(rest) ?? []
  return { action, ...(name.trim() ? { name: name.trim() } : {}), ...(to ? { to: to.trim() } : {}) }
}
