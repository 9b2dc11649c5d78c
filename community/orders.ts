import { createHash } from 'node:crypto'
import type { ChatKey } from '../core/chats.ts'
import type { AuditEntry, Order, OrderResult, Step } from '../core/community.ts'
import { PetrelError } from '../core/errors.ts'
import type { Moderator } from '../core/moderation.ts'
import { carryOut, type Right } from './carry-out.ts'
import { DECAY_MS, ladder, WARN_LIMIT } from './ladder.ts'
import type { CommunityParts } from './parts.ts'

const MINUTE_MS = 60_000

/** The bot's means in a chat. Throws PetrelError cannot_answer. */
export function moderatorFor(chat: ChatKey, { moderatorOf }: CommunityParts): Moderator {
  const moderator = moderatorOf?.(chat.bot)
  if (moderator) return moderator
  throw new PetrelError('cannot_answer', {
    message: 'There is nobody to moderate here: this works in groups of Telegram and Discord.',
    hint: 'Give the order in the group itself.',
    facts: { bot: chat.bot },
  })
}

/** The same warning given twice within a minute (a repeated delivery, a double tap) is one; the other orders may be repeated freely. */
const eventOf = ({ by, kind, user, reason }: Order, { now, newId }: CommunityParts): string => {
  if (kind !== 'warn') return `order:${newId()}`
  const same = JSON.stringify([by, kind, user, reason, Math.floor(now() / MINUTE_MS)])
  return `order:${createHash('sha256').update(same).digest('hex').slice(0, 32)}`
}

function stepsOf({ kind, lasts }: Order, at: number): Step[] {
  if (kind === 'warn' || kind === 'unwarn') return []
  return [{ do: kind, ...(lasts === undefined || kind === 'unmute' || kind === 'unban' ? {} : { until: at + lasts }) }]
}

/** Carries out an admin's order and writes it down. Throws PetrelError as `Community.order` says. */
export async function giveOrder(order: Order, parts: CommunityParts): Promise<OrderResult> {
  const { store, chats, now } = parts
  const moderator = moderatorFor(order.chat, parts)
  const chat = { bot: order.chat.bot, chat: order.chat.chat }
  if ((await moderator.admins(chat.chat)).some(({ id }) => id === order.user)) throw immune(order)
  const limit = (await chats.get(chat)).warnLimit ?? WARN_LIMIT
  const at = now()
  if (order.kind === 'unwarn' && !(await store.unwarn(chat, order.user, { newestBefore: at }))) throw noWarning(order)
  const reason = order.reason ?? ''
  const warning = { reason, expiresAt: at + DECAY_MS, leadsTo: (active: number) => ladder(active, limit, at) }
  const { entry } = await store.decide({
    chat,
    user: order.user,
    event: eventOf(order, parts),
    by: order.by,
    kind: order.kind,
    findings: [],
    steps: stepsOf(order, at),
    state: 'planned',
    at,
    ...(reason === '' ? {} : { reason }),
    ...(order.kind === 'warn' ? { warning } : {}),
  })
  const done = entry.state === 'planned' ? await carryOut(entry, moderator, store) : { entry, missing: [] }
  if (order.kind !== 'warn') mustBeDone(done.entry, done.missing)
  // A person who is let speak again needs no button either.
  if (order.kind === 'unmute') await store.setCaptcha(chat, order.user, undefined)
  return { entry: done.entry, warnings: (await store.warnings(chat, order.user, now())).length, limit }
}

function mustBeDone(entry: AuditEntry, missing: readonly Right[]): void {
  if (entry.state === 'done') return
  if (missing.length > 0)
    throw new PetrelError('platform_refused', {
      message: `This chat does not let me ${missing.join(' or ')}.`,
      hint: 'Make me an admin with that right, then give the order again.',
      facts: { missing },
    })
  if (entry.state === 'planned')
    throw new PetrelError('platform_failed', {
      message: 'The platform did not take the order this time; I keep trying.',
      hint: '/shield log shows how it went.',
      facts: { entry: entry.id },
    })
  throw new PetrelError('platform_refused', {
    message: 'The platform refused the order.',
    hint: 'The person may have left, or stand above me in the chat.',
    facts: { entry: entry.id },
  })
}

const immune = ({ kind, user }: Order): PetrelError =>
  new PetrelError('not_allowed', {
    message: `Admins are immune: there is no ${kind} for them.`,
    hint: 'Take their admin rights first.',
    facts: { user },
  })

const noWarning = ({ user }: Order): PetrelError =>
  new PetrelError('not_found', { message: 'This person has no warning that counts.', hint: '/warns shows them.', facts: { user } })

/** What takes a decision back: the mutes and bans that were carried out. */
const backOf = ({ steps }: AuditEntry): Step[] =>
  steps.flatMap((step): Step[] =>
    step.outcome !== 'done' ? [] : step.do === 'mute' ? [{ do: 'unmute' }] : step.do === 'ban' ? [{ do: 'unban' }] : [],
  )

/** Takes back what can be taken back. Throws PetrelError not_found, input_invalid when nothing was done. */
export async function undo(target: ChatKey & { id: number; by: string }, parts: CommunityParts): Promise<AuditEntry> {
  const { store, now } = parts
  const chat = { bot: target.bot, chat: target.chat }
  const entry = await store.entry(chat, target.id)
  if (!entry) throw new PetrelError('not_found', { message: `The log has no entry ${target.id}.`, hint: '/shield log lists them.' })
  if (entry.state === 'undone') return entry
  if (entry.state === 'reported' || entry.user === undefined)
    throw new PetrelError('input_invalid', {
      message: `Nothing was done to anybody in entry ${entry.id}: there is nothing to take back.`,
      hint: '/shield log lists what was done.',
    })
  await store.unwarn(chat, entry.user, { action: entry.id })
  const steps = backOf(entry)
  const { entry: back } = await store.decide({
    chat, user: entry.user, event: `undo:${entry.id}`, by: target.by, kind: 'unwarn', findings: [], steps, state: 'planned', at: now(),
    reason: `undo ${entry.id}`,
  }) // biome-ignore format: short
  if (back.state === 'planned') {
    const done = await carryOut(back, moderatorFor(chat, parts), store)
    mustBeDone(done.entry, done.missing)
  }
  if (steps.some((step) => step.do === 'unmute')) await store.setCaptcha(chat, entry.user, undefined)
  await store.settle(entry.id, 'undone', entry.steps)
  return { ...entry, state: 'undone' }
}
