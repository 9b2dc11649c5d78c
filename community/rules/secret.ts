import type { SecretKind } from '../secrets/redact.ts'
import type { Rule } from './rule.ts'

/** A wallet's secret in front of everybody: the message goes at once. No warning is given: the writer is the victim. */
export const secretRule = ({ id, kind, title }: { id: string; kind: SecretKind; title: Rule['title'] }): Rule => ({
  id,
  title,
  severity: 'high',
  action: 'remove',
  check: (subject) => (subject.kind === 'message' && subject.secrets.includes(kind) ? { sure: true, evidence: { kind } } : undefined),
})
