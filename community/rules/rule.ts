import type { Finding } from '../../core/community.ts'
import type { Heard, Joined, Member } from '../../core/moderation.ts'
import type { Link } from '../domains/links.ts'
import type { PhishingList } from '../domains/phishing-list.ts'
import type { SecretKind } from '../secrets/redact.ts'
import type { Words } from '../words.ts'

/** What happened, as rules see it: secrets are taken out of the text already. */
export type Subject =
  | { kind: 'message'; event: Heard; member: Member; links: readonly Link[]; secrets: readonly SecretKind[] }
  | { kind: 'join'; event: Joined; member: Member }

/** What is known of the chat at this moment. */
export interface RuleContext {
  admins: readonly Member[]
  phishing: PhishingList
  /** Came in while Petrel watched, and this is the first message. */
  newcomer: boolean
  /** Earlier messages of this person in the last minute; `same` is equal for equal texts. */
  recent: readonly { at: number; same: string }[]
  /** What `same` is for this message. */
  same: string
  /** Times at which people came in during the last minute, this one included. */
  joins: readonly number[]
  /** The raid brake is on. */
  raiding: boolean
  /** Unix milliseconds. */
  now: number
}

/** What a rule saw. Unsure findings change nothing alone: two of them, of different rules, remove the message. */
export interface Seen {
  sure: boolean
  /** Names of hosts, counts, lengths: never words of the message. */
  evidence: Readonly<Record<string, string>>
}

/** One rule of the shield: a pure function and what follows when it is sure. One file a rule. */
export interface Rule {
  id: string
  title: Words
  severity: Finding['severity']
  /** note: only ever evidence · remove: the message goes · warn: and a warning is given · mute: silent for ten minutes · hold: newcomers press a button. */
  action: Finding['action']
  check(subject: Subject, context: RuleContext): Seen | undefined
}

/** A rule that looks at each link of a message; the first hit is the finding, sure ones first. */
export const eachLink =
  (check: (link: Link, context: RuleContext) => Seen | undefined): Rule['check'] =>
  (subject, context) => {
    if (subject.kind !== 'message') return undefined
    const seen = subject.links.flatMap((link) => check(link, context) ?? [])
    return seen.find(({ sure }) => sure) ?? seen[0]
  }
