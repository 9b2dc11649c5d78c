import { officialOf } from '../domains/brands.ts'
import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** The first message of somebody who just came in brings a link to somewhere. Invitations to other chats count. */
export const firstMessage: Rule = {
  id: 'first-message',
  title: w(
    'First message of a newcomer with a link',
    'Primer mensaje de un recién llegado con enlace',
    '新成员的首条消息带链接',
    'Первое сообщение новичка со ссылкой',
    'Yeni gelenin bağlantılı ilk mesajı',
    'Tin nhắn đầu tiên của người mới có liên kết',
  ),
  severity: 'medium',
  action: 'remove',
  check: (subject, { newcomer, phishing }) => {
    if (subject.kind !== 'message' || !newcomer) return undefined
    const honest = (host: string): boolean => (officialOf(host) !== undefined && !invites(host)) || phishing.trusts(host)
    const link = subject.links.find(({ host }) => !honest(host))
    return link && { sure: true, evidence: { host: link.host } }
  },
}

const invites = (host: string): boolean => /^(?:t\.me|telegram\.me|discord\.gg|chat\.whatsapp\.com|wa\.me)$/.test(host)
