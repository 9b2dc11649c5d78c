import type { Inbound, TurnEvent } from '../../core/adapter.ts'
import type { Block } from '../../core/answer.ts'
import { cleanLine } from '../render/clean-text.ts'
import type { Account } from './account.ts'
import { statusOf } from './api.ts'
import { blockText } from './blocks.ts'
import { isGroup, type Place, routeOf } from './place.ts'
import { retryAfter, sendOptions } from './post.ts'
import { STOP } from './press.ts'
import { quiet } from './quiet.ts'
import { split } from './split.ts'
import { EMPTY, join, type Styled, styled } from './styled.ts'
import { word } from './words.ts'

/** A sign of life that comes later than this is none. */
const SIGN_MS = 10_000
/** The sign "is typing" lasts 5 s on the platform, a draft 30 s. */
const TYPING_MS = 4500
const DRAFT_MS = 20_000
/** A group is not told about turns that end sooner. */
const PLACEHOLDER_MS = 4000
const EDIT_MS = 3000
const DRAFT_TEXT = 4096

/** A running turn as its asker sees it. */
export interface Shown {
  turn: string
  inbound: Inbound
  place: Place
  began: number
  /** Until the platform refuses one in this chat. */
  drafts: boolean
  body: Styled
  /** What was sent last, and when. */
  sent: string | undefined
  sentAt: number
  typedAt: number
  /** The message in a group that says what is done. */
  placeholder?: number
  /** Notes it, so that the next process finds it after a crash. */
  keep?(message: number): Promise<void>
  end: AbortController
  /** The call that is on its way. */
  flight: Promise<unknown>
}

/** A number of its own for each turn; not zero. */
export function draftId(turn: string): number {
  let hash = 2_166_136_261
  for (const character of turn) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 1) | 1
}

/**
 * Shows once what there is to show now: a draft in a private chat, else "is typing", and in a group after a while one message.
 * `first`: no other turn of the chat is before this one, whose answer would stand below the message. Never rejects.
 */
export async function showSign(account: Account, shown: Shown, first: () => boolean): Promise<void> {
  const group = isGroup(shown.inbound.chat)
  if (!group && shown.drafts && account.features.drafts !== false) return await draft(account, shown)
  await type(account, shown)
  const late = account.clock.now() - shown.began >= PLACEHOLDER_MS
  if (group && late && !shown.end.signal.aborted && first()) await placeholder(account, shown)
}

async function call<T>(account: Account, shown: Shown, { method, payload }: { method: string; payload: object }): Promise<T | undefined> {
  try {
    return await account.api.call<T>(method, payload, { timeoutMs: SIGN_MS })
  } catch (error) {
    const status = statusOf(error)
    if (method === 'sendMessageDraft' && status === 404) account.features.drafts = false
    if (method === 'sendMessageDraft' && status === 400) shown.drafts = false
    if (status === 429) account.limiter.penalty(shown.place.chat, retryAfter(error))
    account.log.debug({ bot: account.name, turn: shown.turn, reason: String(error) }, 'a sign of life was not shown')
    return undefined
  }
}

async function type(account: Account, shown: Shown): Promise<void> {
  const now = account.clock.now()
  if (now - shown.typedAt < TYPING_MS) return
  shown.typedAt = now
  await call(account, shown, { method: 'sendChatAction', payload: { ...sendOptions(shown.place), action: 'typing' } })
}

async function draft(account: Account, shown: Shown): Promise<void> {
  const { text, entities } = shown.body
  const now = account.clock.now()
  if (shown.sent === text && now - shown.sentAt < DRAFT_MS) return
  shown.sent = text
  shown.sentAt = now
  const payload = { chat_id: shown.place.chat, draft_id: draftId(shown.turn), text, entities, can_stop: true }
  await call(account, shown, { method: 'sendMessageDraft', payload })
}

async function placeholder(account: Account, shown: Shown): Promise<void> {
  const { locale } = shown.inbound
  const text = shown.body.text || word('working', locale)
  const now = account.clock.now()
  if (shown.sent === text || now - shown.sentAt < EDIT_MS || !account.limiter.tryTake(shown.place.chat)) return
  shown.sent = text
  shown.sentAt = now
  const reply_markup = { inline_keyboard: [[{ text: word('stop', locale), callback_data: `${STOP}${shown.turn}` }]] }
  if (shown.placeholder !== undefined) {
    const payload = { chat_id: shown.place.chat, message_id: shown.placeholder, text, reply_markup }
    await call(account, shown, { method: 'editMessageText', payload })
    return
  }
  const payload = { ...sendOptions(shown.place, routeOf(shown.inbound).reply), text, reply_markup }
  const sent = await call<{ message_id: number }>(account, shown, { method: 'sendMessage', payload })
  if (!sent) return
  shown.placeholder = sent.message_id
  await shown.keep?.(sent.message_id)
}

type Words = Exclude<Block, { kind: 'buttons' | 'chart' | 'picture' }>
const isWords = (block: Block): block is Words => !['buttons', 'chart', 'picture'].includes(block.kind)

/** An event in words; a draft without any is shown as "Thinking…" by the platform. */
export function bodyOf(event: Exclude<TurnEvent, { kind: 'answer' }>, { locale = 'en' }: Inbound): Styled {
  if (event.kind === 'waiting') return styled(`${word('waiting', locale)} ${event.position}.`)
  if (event.kind === 'progress') return styled(quiet(cleanLine(event.message)))
  const words = event.blocks.filter(isWords).map((block) => blockText(block, locale))
  return split(join(words, '\n\n'), DRAFT_TEXT)[0] ?? EMPTY
}
