import { createHash } from 'node:crypto'
import type { Heard, Joined } from '../core/moderation.ts'

const digest = (parts: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/**
 * What makes two deliveries of one event the same: an edit is another event, the same edit again is not.
 * The text must be free of secrets: its digest is stored.
 */
export const eventKey = (event: Heard | Joined): string =>
  event.kind === 'joined'
    ? `joined:${digest([event.id, event.member.id])}`
    : `${event.edited ? 'edited' : 'message'}:${digest([event.id, event.from.id, event.edited ? [event.text, event.links] : ''])}`

/** Equal for texts that a reader takes for the same. */
export const sameText = (text: string): string => digest([text.normalize('NFKC').toLowerCase().replace(/[\s\p{P}\p{Cf}]+/gu, ' ').trim()]) // biome-ignore format: short
