import { w } from '../words.ts'
import type { Rule } from './rule.ts'

/** People coming in within a minute that are a raid. */
export const RAID = 10

/** Many come in at once: they are held until they press a button. */
export const raid: Rule = {
  id: 'raid',
  title: w(
    'Many people coming in at once',
    'Entrada masiva de miembros',
    '短时间内大量成员加入',
    'Массовый вход участников',
    'Aynı anda çok sayıda katılım',
    'Nhiều người vào cùng lúc',
  ),
  severity: 'medium',
  action: 'hold',
  check: (subject, { joins, raiding }) =>
    subject.kind === 'join' && (raiding || joins.length >= RAID)
      ? { sure: true, evidence: { joins: String(joins.length), seconds: '60' } }
      : undefined,
}
