import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** The first message of a newcomer is sent on from elsewhere; from others, a forward with a link is evidence. */
export const forward: Rule = {
  id: 'forward',
  title: w(
    'Forwarded message of a newcomer',
    'Mensaje reenviado de un recién llegado',
    '新成员转发的消息',
    'Пересланное сообщение новичка',
    'Yeni gelenin ilettiği mesaj',
    'Tin chuyển tiếp của người mới',
  ),
  severity: 'medium',
  action: 'remove',
  check: (subject, { newcomer }) => {
    if (subject.kind !== 'message' || !subject.event.forwarded) return undefined
    if (newcomer) return { sure: true, evidence: { first: 'yes' } }
    return subject.links.length > 0 ? { sure: false, evidence: { first: 'no', links: String(subject.links.length) } } : undefined
  },
}
