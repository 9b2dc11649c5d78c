import { w } from '../words.ts'
import type { Rule } from './rule.ts'

const MOST = 4
const WITHIN_MS = 60_000
/** "gm", "ok", a sticker's empty text: repeating these is no spam. */
const SHORTEST = 12

/** One person writes the same text again and again. */
export const repeat: Rule = {
  id: 'repeat',
  title: w(
    'The same message again and again',
    'El mismo mensaje una y otra vez',
    '反复发送相同消息',
    'Одно и то же сообщение снова и снова',
    'Aynı mesaj tekrar tekrar',
    'Lặp lại cùng một tin nhắn',
  ),
  severity: 'medium',
  action: 'warn',
  check: (subject, { recent, same, now }) => {
    if (subject.kind !== 'message' || subject.event.edited || subject.event.text.trim().length < SHORTEST) return undefined
    const count = recent.filter((other) => other.same === same && now - other.at < WITHIN_MS).length + 1
    return count >= MOST ? { sure: true, evidence: { times: String(count), seconds: String(WITHIN_MS / 1000) } } : undefined
  },
}
