import type { Reword } from './alert.ts'

/**
 * Pure helpers for conditions that watch one figure. Each takes what the last check left and gives what to leave for the next,
 * and the number of the event when one happened: it grows by one, so that an event keeps its identity over a restart.
 */
export type Level =
  | { op: 'above' | 'below' | 'cross'; level: number }
  /** Change in percent against the figure at which it was last armed; `any` is up or down. */
  | { op: 'change'; percent: number; direction: 'any' | 'up' | 'down' }

export interface LevelMemory {
  /** Figure of the last check. */
  last: number
  /** Figure that a change is measured against. */
  anchor: number
  /** Above and below: false between firing and coming back over the level. */
  armed: boolean
  /** Events so far. */
  count: number
}

/** Share of the level that a figure must come back by before it can fire again: no storm of alerts around the level. */
const HYSTERESIS = 0.005

/** A level with other words put in: a share makes it a change, a figure alone takes the place of the one that it has. */
export function rewordLevel(rule: Level, { op, value, percent = false, direction }: Reword): Level | undefined {
  if (value === undefined) return op !== undefined && op !== 'change' && rule.op !== 'change' ? { op, level: rule.level } : undefined
  const share = percent || op === 'change' || (op === undefined && rule.op === 'change')
  if (!share) return { op: op ?? (rule.op === 'change' ? 'above' : rule.op), level: value }
  return value > 0 ? { op: 'change', percent: value, direction: direction ?? (rule.op === 'change' ? rule.direction : 'any') } : undefined
}

/** Checks a level; `fired` is the event's number. A level that holds at the first check fires at once, a cross and a change do not. */
export function checkLevel(rule: Level, value: number, memory: LevelMemory | undefined): { memory: LevelMemory; fired?: number } {
  const before = memory ?? { last: value, anchor: value, armed: true, count: 0 }
  const fired = isMet(rule, value, before)
  const count = before.count + (fired ? 1 : 0)
  const next: LevelMemory = {
    last: value,
    anchor: fired && rule.op === 'change' ? value : before.anchor,
    armed: fired ? false : before.armed || cameBack(rule, value),
    count,
  }
  return { memory: next, ...(fired ? { fired: count } : {}) }
}

function isMet(rule: Level, value: number, { last, anchor, armed }: LevelMemory): boolean {
  if (rule.op === 'change') {
    const change = changePercent(anchor, value)
    const size = rule.direction === 'up' ? change : rule.direction === 'down' ? -change : Math.abs(change)
    return size >= rule.percent
  }
  if (rule.op === 'cross') return last > rule.level !== value > rule.level
  return armed && (rule.op === 'above' ? value > rule.level : value < rule.level)
}

const cameBack = (rule: Level, value: number): boolean =>
  rule.op === 'above'
    ? value <= rule.level - Math.abs(rule.level) * HYSTERESIS
    : rule.op === 'below' && value >= rule.level + Math.abs(rule.level) * HYSTERESIS

/** (to - from) / from, in percent; from 0 to anything but 0 is infinite. */
export function changePercent(from: number, to: number): number {
  if (from === to) return 0
  return ((to - from) / Math.abs(from)) * 100
}

/** How far a value is from the mean of earlier ones, in standard deviations; 0 with fewer than `least` or without spread. */
export function zScore(value: number, earlier: readonly number[], least = 8): number {
  if (earlier.length < least) return 0
  const mean = earlier.reduce((sum, one) => sum + one, 0) / earlier.length
  const deviation = Math.sqrt(earlier.reduce((sum, one) => sum + (one - mean) ** 2, 0) / earlier.length)
  return deviation === 0 ? 0 : (value - mean) / deviation
}

/** Keys that were not there before; the first check only learns what there is. `kept` bounds the memory. */
export function newKeys(keys: readonly string[], known: readonly string[] | undefined, kept = 2000): { known: string[]; fresh: string[] } {
  const seen = new Set(known ?? keys)
  const fresh = keys.filter((key) => !seen.has(key))
  return { known: [...(known ?? []), ...(known ? fresh : keys)].slice(-kept), fresh }
}
