import { text as textBlock, warning } from '../core/answer.ts'
import type { ChatKey, ChatSettings } from '../core/chats.ts'
import type { Step } from '../core/community.ts'
import type { Heard, Joined, Left, Member, Moderator, Verdict } from '../core/moderation.ts'
import type { Decision } from '../store/community.ts'
import { CAPTCHA, holdNewcomer, pressed } from './captcha.ts'
import { readLinks } from './domains/links.ts'
import { eventKey, sameText } from './event-key.ts'
import { type Judgement, judge } from './judge.ts'
import { BRAKE_MS, DECAY_MS, ladder, WARN_LIMIT } from './ladder.ts'
import { type CommunityParts, localeOf, once, settleDecision } from './parts.ts'
import type { Recent } from './recent.ts'
import type { RuleContext, Subject } from './rules/rule.ts'
import { redact } from './secrets/redact.ts'
import { scopeOf } from './server-wide.ts'
import { reasonOf } from './tell.ts'
import { SECRETS, TEXTS } from './texts.ts'
import type { Verdicts } from './verdicts.ts'
import { fill, shown } from './words.ts'

/** How long somebody who came in counts as new. */
const NEW_MS = 7 * 86_400_000

export interface Watching {
  parts: CommunityParts
  recent: Recent
  verdicts: Verdicts
  moderator: Moderator
  settings: ChatSettings
}

const keyOf = ({ bot, chat }: ChatKey): ChatKey => ({ bot, chat })
/** What the brakes count together: a group, or all channels of a server. */
const placeOf = (key: ChatKey, { serverOf }: CommunityParts): string => {
  const { bot, chat } = scopeOf(key, serverOf)
  return `${bot} ${chat}`
}

/** A message of a group. Its secrets are taken out before anything else looks at it. */
export async function onMessage(raw: Heard, watching: Watching): Promise<Verdict> {
  const { parts, moderator, settings } = watching
  const { text, secrets } = redact(raw.text)
  const event: Heard = { ...raw, text, links: raw.links.map((link) => redact(link).text) }
  const chat = keyOf(event)
  if (CAPTCHA.test(event.text.trim())) {
    await pressed(event, { parts, moderator, settings })
    return 'handled'
  }
  if (await parts.store.captcha(chat, event.from.id)) return await stillHeld(event, watching)
  if ((settings.shield ?? 'off') === 'off') return 'pass'
  await parts.store.see(chat, event.from, event.at)
  const subject: Subject = { kind: 'message', event, member: event.from, links: readLinks(event.text, event.links), secrets }
  const context = await contextOf(subject, watching)
  const judgement = judge(subject, context)
  if (immune(event, context.admins)) return await passes(event, watching, judgement)
  if (settings.shield === 'report') return await reports(event, judgement, watching)
  if (!judgement.remove && !judgement.mute) return await passes(event, watching)
  await settleDecision(decisionOf(event, judgement, settings, parts), { parts, moderator, name: event.from.name, settings })
  return 'handled'
}

const immune = (event: Heard, admins: readonly Member[]): boolean =>
  event.role !== 'everyone' || admins.some(({ id }) => id === event.from.id)

/** Somebody who has not pressed the button yet wrote all the same (the mute came late, or an admin lifted it). */
async function stillHeld(event: Heard, { parts, moderator }: Watching): Promise<Verdict> {
  const admins = await moderator.admins(event.chat)
  const { remove } = await moderator.rights(event.chat)
  if (immune(event, admins)) await parts.store.setCaptcha(keyOf(event), event.from.id, undefined)
  if (immune(event, admins) || !remove) return 'pass'
  await moderator.remove(event.chat, event.id)
  return 'handled'
}

async function contextOf(subject: Subject, { parts, recent, moderator }: Watching): Promise<RuleContext> {
  const { event, member } = subject
  const [now, place] = [parts.now(), placeOf(event, parts)]
  const same = event.kind === 'message' ? sameText(event.text) : ''
  const known = await parts.store.member(keyOf(event), member.id)
  const isNew = known?.joinedAt !== undefined && event.at - known.joinedAt < NEW_MS
  return {
    admins: await moderator.admins(event.chat),
    phishing: parts.phishing,
    newcomer: event.kind === 'message' && isNew && (known.firstMessage === undefined || known.firstMessage === event.id),
    recent:
      event.kind === 'message' && !event.edited ? recent.message({ chat: place, user: member.id, id: event.id, same, at: event.at }) : [],
    same,
    joins: event.kind === 'joined' ? recent.join({ chat: place, id: event.id, at: event.at, event }).map(({ at }) => at) : [],
    raiding: recent.braked(place, now),
    now: event.at,
  }
}

/** Nothing is done about it. An admin who shows a secret is told all the same. */
async function passes(event: Heard, { parts, verdicts, moderator, settings }: Watching, judgement?: Judgement): Promise<Verdict> {
  if (judgement?.secret && settings.shield === 'on') {
    const kind = judgement.findings.some(({ rule }) => rule === 'seed-phrase') ? ('seed phrase' as const) : ('private key' as const)
    const values = { name: shown(event.from.name), kind: fill(SECRETS[kind], localeOf(settings)) }
    const blocks = [warning(fill(TEXTS.secretStays, localeOf(settings), values))]
    if (await parts.store.notice(keyOf(event), `secret:${eventKey(event)}`, { now: parts.now(), after: 0 }))
      await moderator.say(event.chat, blocks, { only: event.from.id })
  }
  await parts.store.wrote(keyOf(event), event.from.id, event.id)
  if (settings.shield === 'on') verdicts.consider(event, moderator, localeOf(settings))
  return 'pass'
}

/** The dry run: written down, told to the admins once a day, nothing done. */
async function reports(event: Heard, judgement: Judgement, { parts, moderator, settings }: Watching): Promise<Verdict> {
  if (judgement.remove || judgement.mute) {
    const { warning: _none, ...decision } = decisionOf(event, judgement, settings, parts)
    const { fresh } = await parts.store.decide({ ...decision, state: 'reported' })
    if (fresh) {
      const blocks = [textBlock(fill(TEXTS.wouldHave, localeOf(settings)))]
      await once('report', keyOf(event), { parts, moderator, blocks })
    }
  }
  await parts.store.wrote(keyOf(event), event.from.id, event.id)
  return 'pass'
}

function decisionOf(event: Heard, judgement: Judgement, settings: ChatSettings, { now }: CommunityParts): Decision {
  const at = now()
  const steps: Step[] = [
    ...(judgement.remove ? [{ do: 'remove', message: event.id } as const] : []),
    ...(judgement.mute ? [{ do: 'mute', until: at + BRAKE_MS } as const] : []),
  ]
  const reason = reasonOf({ findings: judgement.findings }, 'en')
  const base = { chat: keyOf(event), user: event.from.id, event: eventKey(event), by: 'shield', kind: 'shield', findings: judgement.findings } as const // biome-ignore format: short
  const leadsTo = (active: number): Step[] => ladder(active, settings.warnLimit ?? WARN_LIMIT, at)
  const warned = judgement.warn ? { warning: { reason, expiresAt: at + DECAY_MS, leadsTo } } : {}
  return { ...base, steps, state: 'planned', at, ...warned }
}

/** Somebody came in: noted, held where the chat asks for it or a raid does. */
export async function onJoin(event: Joined, watching: Watching): Promise<Verdict> {
  const { parts, recent, moderator, settings } = watching
  const shield = settings.shield ?? 'off'
  if (shield === 'off' && settings.captcha !== true) return 'pass'
  const chat = keyOf(event)
  await parts.store.see(chat, event.member, event.at, event.at)
  const context = await contextOf({ kind: 'join', event, member: event.member }, watching)
  if (context.admins.some(({ id }) => id === event.member.id)) return 'pass'
  const judgement = judge({ kind: 'join', event, member: event.member }, context)
  if (shield !== 'off') await noteJoin(event, judgement, watching)
  const raid = shield === 'on' && judgement.hold
  if (raid && !context.raiding) await brake(event, watching)
  // When the brake goes on, those who came in just before are held as well.
  const held = raid && !context.raiding ? recent.joined<Joined>(placeOf(event, parts), parts.now()) : [event]
  if (raid || settings.captcha === true)
    for (const newcomer of held) await holdNewcomer(newcomer, { parts, moderator, settings, findings: judgement.findings, shared: raid ? recent : undefined }) // biome-ignore format: short
  return 'pass'
}

/** The raid brake goes on: everybody is told once. */
async function brake(event: Joined, { parts, recent, moderator, settings }: Watching): Promise<void> {
  recent.brake(placeOf(event, parts), parts.now() + BRAKE_MS)
  await moderator.say(event.chat, [warning(fill(TEXTS.raid, localeOf(settings)))]).catch(() => {})
}

/** What a report would say of somebody who came in; admins hear of one who wears an admin's name. */
async function noteJoin(event: Joined, { findings, hold }: Judgement, { parts, moderator, settings }: Watching): Promise<void> {
  const impostor = findings.some(({ rule, action }) => rule === 'impersonation' && action !== 'note')
  const report = settings.shield === 'report'
  if (!impostor && !(report && hold)) return
  const chat = keyOf(event)
  const steps: Step[] = hold ? [{ do: 'mute' }] : []
  const state = report ? 'reported' : 'done'
  const row = { chat, user: event.member.id, event: eventKey(event), by: 'shield', kind: 'shield', findings, steps: report ? steps : [], state, at: parts.now() } as const // biome-ignore format: short
  await parts.store.decide(row)
  const blocks = [warning(fill(TEXTS.impostor, localeOf(settings), { name: shown(event.member.name) }))]
  if (impostor) await once(`impostor:${event.member.id}`, chat, { parts, moderator, blocks })
}

/** Somebody left: what waited for them is forgotten. Warnings stay, so that leaving does not wash them off. */
export async function onLeft(event: Left, { parts: { store } }: Watching): Promise<Verdict> {
  await store.setCaptcha(keyOf(event), event.member.id, undefined)
  await store.forgetMember(keyOf(event), event.member.id)
  return 'pass'
}
