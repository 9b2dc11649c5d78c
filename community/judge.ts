import type { Finding } from '../core/community.ts'
import { RULES } from './rules/index.ts'
import type { RuleContext, Subject } from './rules/rule.ts'

/** What all rules together ask for. */
export interface Judgement {
  findings: readonly Finding[]
  /** The message goes. */
  remove: boolean
  /** A warning is given, which may lead to a mute or a ban. */
  warn: boolean
  /** Silent for ten minutes. */
  mute: boolean
  /** A newcomer is held until the button is pressed. */
  hold: boolean
  /** The writer is the victim: said to that person, not held against them. */
  secret: boolean
}

/** What every rule found; `action` is note where the rule is not sure. */
export const findingsOf = (subject: Subject, context: RuleContext): Finding[] =>
  RULES.flatMap(({ id, severity, action, check }) => {
    const seen = check(subject, context)
    return seen ? [{ rule: id, severity, action: seen.sure ? action : ('note' as const), evidence: seen.evidence }] : []
  })

/** Rules whose unsure findings speak of the same thing count once. */
const FAMILY: Readonly<Record<string, string>> = {
  'lookalike-link': 'link',
  'userinfo-link': 'link',
  'disguised-link': 'link',
  'ip-link': 'link',
  shortener: 'link',
}

/** Unsure findings of two kinds ("a short link" and "claim your airdrop") remove the message, and no more than that. */
const addsUp = (findings: readonly Finding[]): boolean => new Set(findings.map(({ rule }) => FAMILY[rule] ?? rule)).size >= 2

/** Rules into one decision. Pure: the same subject and context always give the same. No model is asked. */
export function judge(subject: Subject, context: RuleContext): Judgement {
  const findings = findingsOf(subject, context)
  const asks = (action: Finding['action']): boolean => findings.some((finding) => finding.action === action)
  const message = subject.kind === 'message'
  const secret = message && subject.secrets.length > 0
  return {
    findings,
    remove: message && (asks('remove') || asks('warn') || asks('mute') || addsUp(findings)),
    // A phrase that was asked for by a scammer's form must not cost its owner a warning.
    warn: asks('warn') && !secret,
    mute: asks('mute'),
    hold: asks('hold'),
    secret,
  }
}
