import type { Inbound, TurnEvent, Turns } from '../../core/adapter.ts'
import type { Account } from './account.ts'
import { placeOf, routeOf } from './place.ts'
import { resolvePlace, sendOptions } from './post.ts'
import { bodyOf, draftId, type Shown, showSign } from './signs.ts'
import { EMPTY } from './styled.ts'

/** A quick answer needs no sign of life. */
const FIRST_MS = 400
const TICK_MS = 1000
/** A turn that was left for the next start ends nowhere. */
const LONGEST_MS = 15 * 60_000

/** What a person sees while a turn runs. Best effort: nothing here is waited for by a turn. */
export interface Live {
  begin(turn: string, inbound: Inbound): void
  event(turn: string, event: TurnEvent, inbound: Inbound): void
  /** Ends the showing. Resolves once nothing of it is on its way, with the message that the answer may take the place of. */
  end(turn: string, inbound: Inbound): Promise<number | undefined>
  /** The answer is delivered, or never will be. */
  over(turn: string): void
  /** Says something that is not worth keeping; left out when the chat has no room for it. */
  notice(inbound: Inbound, text: string): void
  /** The stop button of a draft was pressed. */
  stopDraft(stopped: { chat: { id: number }; draft_id: number }): void
  inboundOf(turn: string): Inbound | undefined
  close(): void
}

const previewOf = (inbound: Inbound): number | undefined => Number(routeOf(inbound).preview) || undefined

const shownFrom = (turn: string, inbound: Inbound, account: Account): Shown => ({
  turn,
  inbound,
  place: resolvePlace(account, placeOf(inbound.chat)),
  began: account.clock.now(),
  drafts: true,
  body: EMPTY,
  sent: undefined,
  sentAt: Number.NEGATIVE_INFINITY,
  typedAt: Number.NEGATIVE_INFINITY,
  end: new AbortController(),
  flight: Promise.resolve(),
  // One that an earlier process left goes on.
  ...(previewOf(inbound) === undefined ? {} : { placeholder: previewOf(inbound) as number }),
})

/** The turns of one bot that are shown, from their beginning until their answer is delivered. */
export function createLive(account: Account, { cancel, shows }: Pick<Turns, 'cancel' | 'shows'>): Live {
  const { clock, log } = account
  const turns = new Map<string, Shown>()
  const running = (turn: string): Shown | undefined => {
    const shown = turns.get(turn)
    return shown?.end.signal.aborted ? undefined : shown
  }
  const isFirst = (shown: Shown): boolean => {
    for (const other of turns.values()) if (other.inbound.chat === shown.inbound.chat) return other === shown
    return true
  }
  const forgetOld = (): void => {
    for (const { turn, began } of turns.values()) if (clock.now() - began > LONGEST_MS) turns.delete(turn)
  }
  const run = async (shown: Shown): Promise<void> => {
    const { signal } = shown.end
    await clock.sleep(FIRST_MS, signal)
    while (!signal.aborted && clock.now() - shown.began < LONGEST_MS) {
      shown.flight = showSign(account, shown, () => isFirst(shown))
      await shown.flight
      await clock.sleep(TICK_MS, signal)
    }
  }
  const begin = (turn: string, inbound: Inbound): void => {
    if (turns.has(turn) || inbound.route === undefined || routeOf(inbound).inline) return
    forgetOld()
    const shown = shownFrom(turn, inbound, account)
    shown.keep = async (message) => {
      await shows?.(turn, String(message)).catch((error: unknown) => log.debug({ turn, reason: String(error) }, 'a preview was not noted'))
    }
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
    end: async (turn, inbound) => {
      const shown = turns.get(turn)
      shown?.end.abort()
      await shown?.flight
      return shown ? shown.placeholder : previewOf(inbound)
    },
    over: (turn) => void turns.delete(turn),
    notice: (inbound, text) => notice(account, inbound, text),
    stopDraft: ({ chat, draft_id }) => {
      const meant = [...turns.keys()].filter((turn) => running(turn)?.place.chat === chat.id && draftId(turn) === draft_id)
      for (const turn of meant)
        cancel(turn).catch((error: unknown) => log.warn({ turn, reason: String(error) }, 'a turn could not be stopped'))
    },
    inboundOf: (turn) => running(turn)?.inbound,
    close: () => {
      for (const { end } of turns.values()) end.abort()
    },
  }
}

function notice({ api, limiter, log, name, moved }: Account, inbound: Inbound, text: string): void {
  if (routeOf(inbound).inline) return
  const place = resolvePlace({ moved }, placeOf(inbound.chat))
  if (!limiter.tryTake(place.chat)) return
  api.call('sendMessage', { ...sendOptions(place, routeOf(inbound).reply), text }).catch((error: unknown) => {
    log.debug({ bot: name, reason: String(error) }, 'a notice was not shown')
  })
}
