import type { Member } from '../../core/moderation.ts'
import { distance } from '../domains/distance.ts'
import { disguised, plainLetters, skeleton } from '../domains/fold.ts'
import { w } from '../words.ts'
import { drainerWords } from './drainer-words.ts'
import type { Rule, RuleContext, Subject } from './rule.ts'

const bare = (name: string): string => name.replace(/[^\p{L}\p{N}]/gu, '')

/** How a name is like an admin's, or undefined. `trick`: no chance does this. */
export function likeness(member: Member, admin: Member): { how: string; trick: boolean } | undefined {
  if (member.id === admin.id) return undefined
  const [mine, theirs] = [member.username ?? '', admin.username ?? '']
  if (theirs.length >= 5 && mine.toLowerCase() !== theirs.toLowerCase()) {
    const [a, b] = [skeleton(bare(mine)), skeleton(bare(theirs))]
    if (a !== '' && a === b) return { how: 'username looks the same', trick: true }
    if (b.length >= 8 && distance(a, b, 1) <= 1) return { how: 'username differs by one letter', trick: true }
  }
  const [name, known] = [bare(member.name), bare(admin.name)]
  if (known.length < 3 || skeleton(name) !== skeleton(known)) return undefined
  const written = plainLetters(name) !== plainLetters(known) || (disguised(member.name) && !disguised(admin.name))
  return written ? { how: 'name looks the same', trick: true } : { how: 'name is the same', trick: false }
}

/** Wears an admin's name. Two honest people can share one: then it takes a link, a forward or scam words to be sure. */
export const impersonation: Rule = {
  id: 'impersonation',
  title: w(
    'Imitates an admin',
    'Se hace pasar por un administrador',
    '冒充管理员',
    'Выдаёт себя за администратора',
    'Yönetici gibi görünüyor',
    'Giả mạo quản trị viên',
  ),
  severity: 'high',
  action: 'warn',
  check: (subject: Subject, context: RuleContext) => {
    for (const admin of context.admins) {
      const found = likeness(subject.member, admin)
      if (found) return { sure: found.trick || pushes(subject, context), evidence: { admin: admin.id, how: found.how } }
    }
    return undefined
  },
}

const pushes = (subject: Subject, context: RuleContext): boolean =>
  subject.kind === 'message' && (subject.links.length > 0 || subject.event.forwarded || drainerWords.check(subject, context) !== undefined)
