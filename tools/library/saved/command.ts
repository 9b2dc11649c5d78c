import type { Cadence } from '../../../core/alert.ts'
import { PetrelError } from '../../../core/errors.ts'
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

/** "every hour", "every 15 minutes", "every day at 09:00", "at 09:00"; what is left of the text without it. */
export function readCadence(text: string): { cadence: Cadence | undefined; rest: string } {
  const at = /\s*\b(?:every day |daily )?at (\d{1,2}:\d{2})\b/i.exec(text)
  if (at) return { cadence: { at: (at[1] ?? '').padStart(5, '0'), zone: 'UTC' }, rest: text.replace(at[0], '') }
  const every = /\s*\bevery (?:(\d{1,4}) )?(minute|hour|day|week)s?\b/i.exec(text)
  if (!every) return { cadence: undefined, rest: text }
  return {
    cadence: { everyMs: Number(every[1] ?? 1) * (EVERY[(every[2] ?? '').toLowerCase()] ?? 3_600_000) },
    rest: text.replace(every[0], ''),
  }
}

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

function timed(action: 'alert' | 'schedule', text: string): Command {
  const { cadence, rest } = readCadence(` ${text}`)
  const column = /\s*\bcolumn\s*=\s*("[^"]+"|\S+)/i.exec(rest)
  const named = column ? rest.replace(column[0], '') : rest
  if (action === 'schedule') return { action, name: named.trim(), cadence: cadence ?? { at: '09:00', zone: 'UTC' } }
  const { rule, rest: name } = readRule(` ${named.trim()}`)
  if (!rule)
    throw bad('What should the alert wait for?', 'Write /queries alert NAME above 100, change 5%, new rows, or zscore 3; then every hour.')
  return {
    action,
    name: name.trim(),
    rule,
    cadence: cadence ?? { everyMs: EVERY.hour as number },
    ...(column ? { column: (column[1] ?? '').replaceAll('"', '') } : {}),
  }
}

/** What stands after /queries. Throws PetrelError input_invalid. */
export function readCommand(text: string): Command {
  const said = text.trim()
  if (said === '') return { action: 'list' }
  if (said.startsWith('{')) return { action: 'import', json: said }
  const [, word = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(said) ?? []
  const action = SYNONYMS[word.toLowerCase()] ?? ACTIONS.find((each) => each === word.toLowerCase())
  if (!action) return { action: 'show', name: said }
  if (action === 'alert' || action === 'schedule') return timed(action, rest)
  if (action === 'import') return { action, json: rest }
  if (action === 'diff') {
    const [, name = rest, from, until] = /^(.*?)(?:\s+v?(\d+))?(?:\s+(?:to |and )?v?(\d+))?$/i.exec(rest) ?? []
    return { action, name, ...(from ? { from: Number(from) } : {}), ...(until ? { until: Number(until) } : {}) }
  }
  const [, name = rest, to] = /^(.*?)\s+(?:as|to|→)\s+(.+)$/i.exec(rest) ?? []
  return { action, ...(name.trim() ? { name: name.trim() } : {}), ...(to ? { to: to.trim() } : {}) }
}
