import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** Messages in this time are too many. */
const MOST = 7
const WITHIN_MS = 10_000
/** Buttons are pressed faster than sentences are written; the queue keeps them fair. */
const MOST_COMMANDS = 2 * MOST

/** One person writes faster than anybody can read. */
export const flood: Rule = {
  id: 'flood',
  title: w(
    'Too many messages at once',
    'Demasiados mensajes seguidos',
    '短时间内消息过多',
    'Слишком много сообщений подряд',
    'Art arda çok fazla mesaj',
    'Quá nhiều tin nhắn cùng lúc',
  ),
  severity: 'medium',
  action: 'mute',
  check: (subject, { recent, now }) => {
    if (subject.kind !== 'message' || subject.event.edited) return undefined
    const count = recent.filter(({ at }) => now - at < WITHIN_MS).length + 1
    const most = subject.event.text.startsWith('/') ? MOST_COMMANDS : MOST
    return count >= most ? { sure: true, evidence: { messages: String(count), seconds: String(WITHIN_MS / 1000) } } : undefined
  },
}
