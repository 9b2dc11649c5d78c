import type { Inbound, TurnEvent } from '../../core/adapter.ts'
import type { Block } from '../../core/answer.ts'
import { cleanLine } from '../render/clean-text.ts'
import type { Account } from './account.ts'
import { statusOf } from './api.ts'
import { blockText } from './blocks.ts'
import { isGroup, type Place, placeOf, routeOf } from './place.ts'
import { resolvePlace, retryAfter, sendOptions } from './post.ts'
import { STOP } from './press.ts'
import { quiet } from './quiet.ts'
import { split } from './split.ts'
import { EMPTY, join, type Styled, styled } from './styled.ts'
import { word } from './words.ts'

/** A quick answer needs no sign of life. */
const FIRST_MS = 400
const TICK_MS = 1000
/** The sign "is typing" lasts 5 s on the platform, a draft 30 s. */
const TYPING_MS = 4500
const DRAFT_MS = 20_000
/** A group is not told about turns that end sooner. */
const PLACEHOLDER_MS = 4000
const EDIT_MS = 3000
/** A turn that was left for the next start ends nowhere. */
const LONGEST_MS = 15 * 60_000
const DRAFT_TEXT = 4096

/** What a person sees while a turn runs. Best effort: nothing here is waited for by a turn. */
export interface Live {
  begin(turn: string, inbound: Inbound): void
  event(turn: string, event: TurnEvent, inbound: Inbound): void
  /** Ends the showing. Resolves once nothing of it is on its way, with the message that the answer may take the place of. */
  end(turn: string): Promise<number | undefined>
  /** The answer is delivered, or never will be. */
  over(turn: string): void
  /** Says something that is not worth keeping; left out when the chat has no room for it. */
  notice(inbound: Inbound, text: string): void
  /** The stop button of a draft was pressed. */
  stopDraft(stopped: { chat: { id: number }; draft_id: number }): void
  inboundOf(turn: string): Inbound | undefined
  close(): void
}

interface Shown {
  turn: string
  inbound: Inbound
  place: Place
  began: number
  /** Until the platform refuses one of this chat. */
  drafts: boolean
  body: Styled
  /** What was sent last, and when. */
  sent: string | undefined
  sentAt: number
  typedAt: number
  placeholder?: number
  end: AbortController
  /** The call that is on its way. */
  flight: Promise<unknown>
}

/** A number of its own for each turn; not zero. */
const draftId = (turn: string): number => {
  let hash = 2_166_136_261
  for (const character of turn) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 1) | 1
}

export function createLive(account: Account, cancel: (turn: string) => Promise<void>): Live {
  const { api, clock, limiter, log } = account
  const turns = new Map<string, Shown>()

  /** A message for a turn behind another would stand above that one's answer. */
  const isFirst = (shown: Shown): boolean => {
    for (const other of turns.values()) if (other.inbound.chat === shown.inbound.chat) return other === shown
    return true
  }
  const forgetOld = (): void => {
    for (const { turn, began } of turns.values()) if (clock.now() - began > LONGEST_MS) turns.delete(turn)
  }

  const call = async <T>(shown: Shown, method: string, payload: object): Promise<T | undefined> => {
    try {
      return await api.call<T>(method, payload, { timeoutMs: 10_000 })
    } catch (error) {
      const status = statusOf(error)
      if (method === 'sendMessageDraft' && status === 404) account.features.drafts = false
      if (method === 'sendMessageDraft' && status === 400) shown.drafts = false
      if (status === 429) limiter.penalty(shown.place.chat, retryAfter(error))
      log.debug({ bot: account.name, turn: shown.turn, reason: String(error) }, 'a sign of life was not shown')
      return undefined
    }
  }
  const type = async (shown: Shown): Promise<void> => {
    if (clock.now() - shown.typedAt < TYPING_MS) return
    shown.typedAt = clock.now()
    await call(shown, 'sendChatAction', { ...sendOptions(shown.place), action: 'typing' })
  }
  const draft = async (shown: Shown): Promise<void> => {
    const { text, entities } = shown.body
    const same = shown.sent === text && clock.now() - shown.sentAt < DRAFT_MS
    if (same) return
    shown.sent = text
    shown.sentAt = clock.now()
    await call(shown, 'sendMessageDraft', { chat_id: shown.place.chat, draft_id: draftId(shown.turn), text, entities, can_stop: true })
  }
  const placeholder = async (shown: Shown): Promise<void> => {
    const locale = shown.inbound.locale
    const text = shown.body.text || word('working', locale)
    const reply_markup = { inline_keyboard: [[{ text: word('stop', locale), callback_data: `${STOP}${shown.turn}` }]] }
    if (shown.sent === text || clock.now() - shown.sentAt < EDIT_MS || !isFirst(shown)) return
    if (!limiter.tryTake(shown.place.chat)) return
    shown.sent = text
    shown.sentAt = clock.now()
    if (shown.placeholder === undefined) {
      const sent = await call<{ message_id: number }>(shown, 'sendMessage', {
        ...sendOptions(shown.place, routeOf(shown.inbound).reply),
        text,
        reply_markup,
      })
      if (sent) shown.placeholder = sent.message_id
    } else await call(shown, 'editMessageText', { chat_id: shown.place.chat, message_id: shown.placeholder, text, reply_markup })
  }
  const tick = async (shown: Shown): Promise<void> => {
    const group = isGroup(shown.inbound.chat)
    if (!group && shown.drafts && account.features.drafts !== false) return await draft(shown)
    await type(shown)
    if (group && !shown.end.signal.aborted && clock.now() - shown.began >= PLACEHOLDER_MS) await placeholder(shown)
  }
  const run = async (shown: Shown): Promise<void> => {
    await clock.sleep(FIRST_MS, shown.end.signal)
    while (!shown.end.signal.aborted && clock.now() - shown.began < LONGEST_MS) {
      shown.flight = tick(shown)
      await shown.flight
      await clock.sleep(TICK_MS, shown.end.signal)
    }
  }
  const begin = (turn: string, inbound: Inbound): void => {
    if (turns.has(turn) || inbound.route === undefined || routeOf(inbound).inline) return
    const now = clock.now()
    const shown: Shown = {
      turn,
      inbound,
      place: resolvePlace(account, placeOf(inbound.chat)),
      began: now,
      drafts: true,
      body: EMPTY,
      sent: undefined,
      sentAt: Number.NEGATIVE_INFINITY,
      typedAt: Number.NEGATIVE_INFINITY,
      end: new AbortController(),
      flight: Promise.resolve(),
    }
    forgetOld()
    turns.set(turn, shown)
    void run(shown)
  }
  return {
    begin,
    event: (turn, event, inbound) => {
      if (event.kind === 'answer') return turns.get(turn)?.end.abort()
      begin(turn, inbound)
      const shown = turns.get(turn)
      if (shown) shown.body = bodyOf(event, inbound)
    },
    end: async (turn) => {
      const shown = turns.get(turn)
      shown?.end.abort()
      await shown?.flight
      return shown?.placeholder
    },
    over: (turn) => void turns.delete(turn),
    notice: (inbound, text) => {
      if (routeOf(inbound).inline) return
      const place = resolvePlace(account, placeOf(inbound.chat))
      if (!limiter.tryTake(place.chat)) return
      api.call('sendMessage', { ...sendOptions(place, routeOf(inbound).reply), text }).catch((error: unknown) => {
        log.debug({ bot: account.name, reason: String(error) }, 'a notice was not shown')
      })
    },
    stopDraft: ({ chat, draft_id }) => {
      for (const { turn, place, end } of turns.values()) {
        if (end.signal.aborted || place.chat !== chat.id || draftId(turn) !== draft_id) continue
        cancel(turn).catch((error: unknown) => log.warn({ turn, reason: String(error) }, 'a turn could not be stopped'))
      }
    },
    inboundOf: (turn) => {
      const shown = turns.get(turn)
      return shown?.end.signal.aborted ? undefined : shown?.inbound
    },
    close: () => {
      for (const { end } of turns.values()) end.abort()
      turns.clear()
    },
  }
}

/** An event in words; a draft without any is shown as "Thinking…" by the platform. */
function bodyOf(event: Exclude<TurnEvent, { kind: 'answer' }>, { locale }: Inbound): Styled {
  if (event.kind === 'waiting') return styled(`${word('waiting', locale)} ${event.position}.`)
  if (event.kind === 'progress') return styled(quiet(cleanLine(event.message)))
  const blocks = event.blocks.filter(
    (block): block is Exclude<Block, { kind: 'buttons' | 'chart' | 'picture' }> => !['buttons', 'chart', 'picture'].includes(block.kind),
  )
  return (
    split(
      join(
        blocks.map((block) => blockText(block, locale ?? 'en')),
        '\n\n',
      ),
      DRAFT_TEXT,
    )[0] ?? EMPTY
  )
}
