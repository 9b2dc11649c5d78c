import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Coverage, HeardMessage, HistoryStore } from '../../store/history.ts'
import type { Handles } from '../define.ts'
import { everyDay } from '../summarize/daily.ts'
import { type Gathered, gather, pieceOf, type Reading } from '../summarize/evidence.ts'
import { compose, type Part } from '../summarize/forms.ts'
import { type SummarizeInput, summarizeInput } from '../summarize/input.ts'
import { assemble, counter, type ShownPart } from '../summarize/run.ts'
import type { Unit } from '../summarize/text/document.ts'
import { dayStart } from './day.ts'
import type { CatchupInput } from './input.ts'
import { hasSubject, matterOf, topicsOf } from './matter.ts'
import { spanOf } from './phrases.ts'
import { said } from './subject.ts'
import { mentions, talkMaterial } from './talk.ts'

type Fact = { id: string; value: number }

export interface TalkResult {
  kind: 'talk'
  form: CatchupInput['form']
  evidence: string
  parts: readonly ShownPart[]
  /** What was said to the asker. */
  forYou: readonly ShownPart[]
  messages: Fact
  people: Fact
  from: Fact
  /** Since when Petrel listens here, when that is later than what was asked for. */
  hearsSince?: Fact
  /** How the beginning was found. */
  since: 'own' | 'hours' | 'default'
  dropped?: Fact
}

export type CatchupResult =
  | TalkResult
  | { kind: 'nothing'; why: 'off' | 'empty' | 'place'; since?: Fact; from?: Fact }
  | { kind: 'left'; count: Fact }
  | { kind: 'joined' }
  | { kind: 'daily'; number: Fact; at: string }

const HOUR_MS = 3_600_000
/** How far back when the asker has said nothing that is kept. */
const DEFAULT_HOURS = 24
/** How far back a search or a question of views goes: as far as is kept. */
const ALL_HOURS = 24 * 365
/** Most messages that are read. */
const MOST = 3000
/** What the asker said this shortly before asking is the question itself. */
const JUST_NOW_MS = 30_000

const historyOf = ({ history }: Handles): HistoryStore => {
  if (history) return history
  throw new PetrelError('cannot_answer', {
    message: 'This Petrel keeps no history of chats.',
    hint: 'It does so as a server with Telegram or Discord.',
  })
}

/** Where the span begins, and why there. */
async function begin(input: CatchupInput, context: ToolContext<Handles>): Promise<{ from: number; since: TalkResult['since'] }> {
  const now = context.now()
  if (input.since) {
    const { timeZone } = await context.handles.chats.get(context.asker)
    return { from: dayStart(now, timeZone ?? 'UTC', input.since === 'yesterday' ? 1 : 0), since: 'hours' }
  }
  if (input.hours !== undefined) return { from: now - input.hours * HOUR_MS, since: 'hours' }
  if (input.form !== 'catchup' || input.about !== undefined) return { from: now - ALL_HOURS * HOUR_MS, since: 'default' }
  const own = await historyOf(context.handles).lastOf(context.asker, now - JUST_NOW_MS)
  return own === undefined ? { from: now - DEFAULT_HOURS * HOUR_MS, since: 'default' } : { from: own, since: 'own' }
}

/** Names by which the asker goes in this chat. */
function namesOf(messages: readonly HeardMessage[], user: string): string[] {
  return [...new Set(messages.filter((message) => message.user === user).map(({ name }) => name))]
}

const formsOf = (input: CatchupInput): SummarizeInput[] => {
  // What is of the subject was chosen before: people do not name it in every message.
  const base = summarizeInput.parse({ length: input.length, ...(input.about && input.form === 'search' ? { focus: input.about } : {}) })
  if (input.form === 'views') return [{ ...base, form: 'views' }]
  if (input.form === 'search') return [{ ...base, form: 'bullets', length: 'long' }]
  if (input.form === 'decisions') return [{ ...base, form: 'decisions', length: input.length === 'medium' ? 'long' : input.length }]
  return [{ ...base, form: 'decisions' }, base]
}

async function consent(keep: 'leave' | 'join', { asker, handles, ledger }: ToolContext<Handles>): Promise<CatchupResult> {
  const history = historyOf(handles)
  if (keep === 'join') {
    await history.welcome(asker)
    return { kind: 'joined' }
  }
  const value = await history.forget(asker, true)
  return { kind: 'left', count: { id: ledger.measured({ name: 'messages deleted', value, source: 'history of this chat' }).id, value } }
}

/** The command's bare word: "24h" is a span, "leave" and "join" are consent, "daily 09:00" a digest; all else is a subject. */
export function plainly(input: CatchupInput): CatchupInput {
  const { about, ...rest } = input
  const words = (about ?? '').trim().toLowerCase()
  if (words === 'leave' || words === 'join') return { ...rest, keep: words }
  const time = /^(?:daily|every day)(?: at)? (\d{1,2}:\d{2})$/.exec(words)?.[1]
  if (time) return { ...rest, daily: time.padStart(5, '0') }
  if (words.length >= 24 || !/^[\d\s]*(?:last|past|since|today|this)?[\d\s]*\w+$/.test(words)) return input
  const { span } = spanOf(words)
  return Object.keys(span).length > 0 ? { ...rest, ...span } : input
}

/** What was said in the asker's own chat. Throws PetrelError cannot_answer, store_failed. */
export async function run(asked: CatchupInput, context: ToolContext<Handles>): Promise<CatchupResult> {
  const input = plainly(asked)
  if (input.keep) return consent(input.keep, context)
  if (input.daily)
    return {
      kind: 'daily',
      ...(await everyDay(
        'catchup',
        { input: { ...input, ...(input.since ? {} : { hours: input.hours ?? DEFAULT_HOURS }) }, at: input.daily },
        context,
      )),
    }
  const { asker, handles, ledger } = context
  const history = historyOf(handles)
  const key = { bot: asker.bot, chat: asker.chat }
  const fact = (name: string, value: number): Fact => ({ id: ledger.measured({ name, value, source: 'history of this chat' }).id, value })
  const coverage = await history.coverage(key)
  if ((await handles.chats.get(key)).history !== true && coverage.messages === 0)
    return { kind: 'nothing', why: asker.place === 'direct' ? 'place' : 'off' }
  const { from, since } = await begin(input, context)
  const messages = (await history.read(key, { from, to: context.now() - 1, limit: MOST })).filter(
    ({ user, at }) => user !== asker.user || at < context.now() - JUST_NOW_MS,
  )
  const others = input.form === 'catchup' && !input.about ? messages.filter(({ user }) => user !== asker.user) : messages
  const start = fact('begin of the span, ms since 1970, UTC', Math.max(from, coverage.first ?? from))
  const listens = heardSince(coverage, from, fact)
  if (others.length === 0) return { kind: 'nothing', why: 'empty', from: start, ...(listens ? { since: listens } : {}) }
  return { ...(await talk(input, { others, messages }, context)), since, from: start, ...(listens ? { hearsSince: listens } : {}) }
}

const heardSince = ({ since }: Coverage, from: number, fact: (name: string, value: number) => Fact): Fact | undefined =>
  since !== undefined && since > from ? fact('first message that Petrel heard here, ms since 1970, UTC', since) : undefined

/** Main points of a catch-up by length. */
const MAIN = { short: 3, medium: 6, long: 12 } as const

/** What the chat was about: the messages on its subjects. */
function mainOf(reading: Reading, most: number): Part {
  const { units } = reading.doc
  return { kind: 'main', pieces: matterOf(units, most).map((index) => pieceOf(reading, 0, units[index] as Unit, index)) }
}

/** Open questions without those that nobody else's words come near: small talk asks much. */
function worthAsking(part: Part, { readings }: Gathered): Part {
  const units = readings[0]?.doc.units ?? []
  if (part.kind !== 'open' || units.length < SMALL_TALK) return part
  const topics = topicsOf(units)
  const asked = (index: number): Unit | undefined => units[index]
  return {
    ...part,
    pieces: part.pieces.filter(({ index, text }) => {
      const unit = asked(index)
      return !/[?？]["'”)]*\s*$/.test(text) || (unit !== undefined && hasSubject(unit, topics))
    }),
  }
}
/** Fewest sentences of a chat in which subjects can be told from small talk. */
const SMALL_TALK = 40

async function talk(
  input: CatchupInput,
  { others, messages }: { others: readonly HeardMessage[]; messages: readonly HeardMessage[] },
  context: ToolContext<Handles>,
): Promise<Omit<TalkResult, 'since' | 'from' | 'hearsSince'>> {
  const count = counter(context.ledger)
  const chosen = input.about ? said(others, input.about, input.form === 'views') : others
  const gathered = gather([talkMaterial(chosen, '')], context.locale)
  const [reading] = gathered.readings
  const names = namesOf(messages, context.asker.user)
  const mine: Part[] =
    input.form === 'catchup' && reading
      ? [
          {
            kind: 'main',
            pieces: reading.doc.units
              .flatMap((unit, index) => (mentions(unit.text, names) ? [pieceOf(reading, 0, unit, index)] : []))
              .slice(-5),
          },
        ]
      : []
  const told = new Set(mine.flatMap(({ pieces }) => pieces.map(({ index }) => index)))
  const parts: Part[] = []
  const add = (part: Part): void => {
    const pieces = part.pieces.filter(({ index }) => !told.has(index))
    for (const { index } of pieces) told.add(index)
    if (pieces.length > 0) parts.push({ ...part, pieces })
  }
  const busy = input.form === 'catchup' && !input.about && reading !== undefined && reading.doc.units.length >= SMALL_TALK
  for (const form of formsOf(input))
    for (const part of compose(gathered.readings, form))
      add(busy && part.kind === 'main' ? mainOf(reading, MAIN[input.length]) : worthAsking(part, gathered))
  const forYou = mine.filter(({ pieces }) => pieces.length > 0)
  const [input0] = formsOf(input)
  const shown = await assemble([...forYou, ...parts], gathered, { input: input0 ?? summarizeInput.parse({}), context })
  return {
    kind: 'talk',
    form: input.form,
    evidence: shown.evidence,
    forYou: shown.parts.slice(0, forYou.length),
    parts: shown.parts.slice(forYou.length),
    messages: count('messages read', others.length),
    people: count('people who wrote them', new Set(others.map(({ user }) => user)).size),
    ...(gathered.dropped > 0 ? { dropped: count('sentences that address a machine', gathered.dropped) } : {}),
  }
}
