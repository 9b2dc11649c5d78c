import type { Step } from '../core/community.ts'

const HOUR_MS = 3_600_000
/** A warning counts for thirty days. */
export const DECAY_MS = 30 * 24 * HOUR_MS
/** A mute for warnings lasts a day. */
export const MUTE_MS = 24 * HOUR_MS
/** A mute for writing too fast lasts ten minutes. */
export const BRAKE_MS = HOUR_MS / 6
/** Warnings before a mute, where the chat has not chosen. */
export const WARN_LIMIT = 3

/**
 * What a number of warnings leads to: nothing, a mute of a day from `limit` on, a ban from twice as many on.
 * @example ladder(3, 3, now) // [{ do: 'mute', until: now + MUTE_MS }]
 */
export function ladder(active: number, limit: number, now: number): Step[] {
  if (active >= 2 * limit) return [{ do: 'ban' }]
  return active >= limit ? [{ do: 'mute', until: now + MUTE_MS }] : []
}
