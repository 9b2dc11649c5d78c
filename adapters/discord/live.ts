import type { Inbound, TurnEvent } from '../../core/adapter.ts'
import type { Log } from '../../core/log.ts'
import { type Api, type Body, nonceOf } from './api.ts'
import { stopRow } from './components.ts'
import { createMemory } from './memory.ts'
import { isCode } from './platform-error.ts'
import { escapeText } from './render/escape.ts'
import { renderPreview } from './render/render.ts'
import { HANDOVER_MS, routeOf, tokenAlive } from './route.ts'
import { say } from './words.ts'

/** The message that shows a turn while it runs. */
export interface Shown {
  channel: string
  message: string
}

/** Turns that run, as people see them: typing, a preview that is edited at a measured pace, a stop button. All of it best effort. */
export interface Live {
  /** A message comes in: its turn is one of this process, and may end before `begin` is called. */
  expect(message: string): void
  /** Its turn begins. */
  begin(turn: string, inbound: Inbound): void
  event(turn: string, event: TurnEvent, inbound: Inbound): void
  /**
   * Ends the preview; the message that it left, which the answer takes over, and whether the message came in this process. Resolves when no
   * edit is on its way any more.
   */
  end(turn: string, inbound: Inbound): Promise<{ shown: Shown | undefined; known: boolean }>
  /** The answer was sent, or could not be: other turns of its chat may show messages again. */
  release(inbound: Inbound): void
  close(): void
}

/** Edits of one message at most this often: practice on Discord is 1.5 to 2 seconds. */
const PACE_MS = 1700
/** An answer that comes sooner than this needs no preview. */
const QUIET_MS = 1200
const TYPING_MS = 8000
/** No turn takes longer; the settings allow an hour, and some may wait in line. */
const LONGEST_MS = 6 * 3_600_000
/** Turns and messages whose end or coming is remembered. */
const REMEMBERED = 20_000

interface Run {
  inbound: Inbound
  startedAt: number
  text: string
  shownText: string
  shown: Shown | undefined
  moved: boolean
  editedAt: number
  busy: Promise<void> | undefined
  ended: boolean
}

export interface LiveParts {
  api: Api
  log: Log
  /** Unix milliseconds. */
  now(): number
  /** Resolves when Discord has taken the first answer to an interaction, well or not. */
  ready(inbound: Inbound): Promise<unknown>
}

/** What a turn says of itself, as the text of its preview. */
export function previewText(event: TurnEvent, locale: string | undefined): string | undefined {
  switch (event.kind) {
    case 'waiting':
      return `⏳ ${say('position', locale)} ${event.position}`
    case 'progress': {
      const share = event.done === undefined ? '' : ` (${Math.round(Math.min(1, Math.max(0, event.done)) * 100)} %)`
      return `⏳ ${escapeText(event.message).slice(0, 300)}${share}`
    }
    case 'blocks':
      return renderPreview(event.blocks, locale ?? 'en') || undefined
    case 'answer':
      return undefined
    default:
      return event satisfies never
  }
}

export function createLive({ api, log, now, ready }: LiveParts): Live {
  const runs = new Map<string, Run>()
  const ended = createMemory(REMEMBERED)
  const expected = createMemory(REMEMBERED)
  const sending = new Map<string, number>()
  const typed = new Map<string, number>()
  const laneOf = ({ bot, chat }: Inbound): string => `${bot}/${chat}`
  /** A preview must not stand above the answer to an earlier question: in a channel only the first turn of it shows one. */
  const isFirst = (turn: string, run: Run): boolean => {
    const lane = laneOf(run.inbound)
    if ((sending.get(lane) ?? 0) > 0) return false
    for (const [other, { inbound }] of runs) if (laneOf(inbound) === lane) return other === turn
    return true
  }

  const body = (turn: string, run: Run): Body => ({
    content: run.text,
    components: [stopRow(turn, { user: run.inbound.user, locale: run.inbound.locale })],
  })
  const publish = async (turn: string, run: Run): Promise<void> => {
    const route = routeOf(run.inbound)
    if (run.shown && (run.moved || route?.kind === 'message')) {
      await api.edit(run.shown.channel, run.shown.message, body(turn, run))
    } else if (route?.kind === 'interaction') {
      if (tokenAlive(route, now())) await api.editAnswer(route, body(turn, run))
    } else if (route?.kind === 'message') {
      // The nonce of the first part: after a crash the answer finds this message instead of making a second one.
      const message = await api.create(run.inbound.chat, { ...body(turn, run), replyTo: route.message, nonce: nonceOf(turn, 0) })
      run.shown = { channel: run.inbound.chat, message: message.id }
    }
  }
  /** Before minute 15 the answer leaves the interaction: a normal message goes on, or a direct one when the answer is private. */
  const move = async (turn: string, run: Run): Promise<void> => {
    const route = routeOf(run.inbound)
    if (route?.kind !== 'interaction') return
    run.moved = true
    const { user, locale } = run.inbound
    const channel = route.ephemeral && route.guild !== undefined ? await api.direct(user) : run.inbound.chat
    const content = `<@${user}> ${run.text || `⏳ ${say('working', locale)}`}`
    const message = await api.create(channel, { ...body(turn, run), content, pings: [user], nonce: nonceOf(turn, 0) })
    run.shown = { channel, message: message.id }
    await api.editAnswer(route, { content: `⏳ ${say(route.ephemeral ? 'movedPrivate' : 'moved', locale)}` })
  }
  const typing = async (run: Run): Promise<void> => {
    const lane = laneOf(run.inbound)
    // Once for a channel, however many wait in it.
    if (routeOf(run.inbound)?.kind !== 'message' || now() - (typed.get(lane) ?? 0) < TYPING_MS) return
    typed.set(lane, now())
    await api.typing(run.inbound.chat)
  }
  const step = async (turn: string, run: Run): Promise<void> => {
    await ready(run.inbound)
    const route = routeOf(run.inbound)
    if (route?.kind === 'interaction' && !run.moved && now() - route.createdAt >= HANDOVER_MS) await move(turn, run)
    else if (run.text === '' && now() - run.startedAt >= QUIET_MS * 2) run.text = `⏳ ${say('working', run.inbound.locale)}`
    if (run.ended || run.text === '' || run.text === run.shownText || now() - run.startedAt < QUIET_MS) return typing(run)
    if (Date.now() - run.editedAt < PACE_MS) return
    if (route?.kind === 'message' && !run.shown && !isFirst(turn, run)) return typing(run)
    run.editedAt = Date.now()
    run.shownText = run.text
    await publish(turn, run)
  }
  const tick = (turn: string, run: Run): void => {
    if (run.busy || run.ended) return
    run.busy = step(turn, run)
      .catch((error: unknown) => {
        // Nothing is owed: the answer itself comes later, by a surer way.
        if (!isCode(error, 'unknownWebhook', 'tokenExpired', 'unknownMessage'))
          log.debug({ turn, reason: String(error) }, 'a preview was not shown')
      })
      .finally(() => {
        run.busy = undefined
      })
  }
  const open = (turn: string, inbound: Inbound): Run | undefined => {
    const found = runs.get(turn)
    if (found || ended.has(turn)) return found
    const run: Run = {
      inbound,
      startedAt: now(),
      text: '',
      shownText: '',
      shown: undefined,
      moved: false,
      editedAt: 0,
      busy: undefined,
      ended: false,
    }
    runs.set(turn, run)
    tick(turn, run)
    return run
  }
  const timer = setInterval(() => {
    for (const [turn, run] of runs) {
      // A turn that was left for the next start never ends here.
      if (now() - run.startedAt > LONGEST_MS) runs.delete(turn)
      else tick(turn, run)
    }
    for (const [lane, at] of typed) if (now() - at > TYPING_MS) typed.delete(lane)
  }, 400)
  timer.unref()

  return {
    begin: (turn, inbound) => {
      open(turn, inbound)
    },
    event: (turn, event, inbound) => {
      const text = previewText(event, inbound.locale)
      if (text === undefined) return
      const run = open(turn, inbound)
      if (!run) return
      run.text = text
      tick(turn, run)
    },
    expect: expected.add,
    end: async (turn, inbound) => {
      ended.add(turn)
      const lane = laneOf(inbound)
      sending.set(lane, (sending.get(lane) ?? 0) + 1)
      const known = expected.has(inbound.id)
      const run = runs.get(turn)
      if (!run) return { shown: undefined, known }
      run.ended = true
      runs.delete(turn)
      await run.busy
      return { shown: run.shown, known }
    },
    release: (inbound) => {
      const lane = laneOf(inbound)
      const left = (sending.get(lane) ?? 1) - 1
      if (left > 0) sending.set(lane, left)
      else sending.delete(lane)
    },
    close: () => {
      clearInterval(timer)
      for (const run of runs.values()) run.ended = true
      runs.clear()
    },
  }
}
