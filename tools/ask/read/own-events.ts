import type { OwnEvent } from '../../../core/resolve.ts'
import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { cleanText } from '../../format.ts'
import { type EventMetric, isEventMetric, spokenName } from '../layer/own-events.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { describe } from './describe.ts'
import { type Moment, moments } from './moments.ts'
import { pieces, scaled, type Word } from './normalise.ts'
import { EVENT_WORD, isNumeric, type Match, type Seen, type Walk, walkOver } from './own-event-walk.ts'
import { amountField, isDoer, peopleField, root, wordsOf } from './own-event-words.ts'
import { cutHan } from './vocabulary.ts'
import { without } from './without.ts'

/** Score by the number of words that found no place, as of other questions. */
const BY_UNEXPLAINED = [0.95, 0.47, 0.34]
const indexesOf = (times: readonly Moment[]): number[] =>
  times.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, index) => start + index))

/** Every word of the event's name stands in the message; the contract's make it surer. */
function match(event: OwnEvent, words: readonly Word[], free: (index: number) => boolean): Match | undefined {
  const find = (name: string, used: readonly number[]): number =>
    words.findIndex((word, index) => word.kind === 'word' && free(index) && !used.includes(index) && root(word.text) === root(name))
  const names = wordsOf(event.event)
  const at: number[] = []
  for (const name of names) {
    const index = find(name, at)
    if (index < 0) return undefined
    at.push(index)
  }
  if (at.length === 0) return undefined
  const contract = wordsOf(event.contract)
    .map((name) => find(name, at))
    .filter((index) => index >= 0)
  const said = words.some(({ text }) => EVENT_WORD.test(text))
  const doer = at.find((index) => isDoer(words[index]?.text ?? '', names))
  return { event, at: [...at, ...contract], doer, explicit: said || contract.length === wordsOf(event.contract).length }
}

/** The events that a message names best; several when it does not tell them apart. */
function matches(events: readonly OwnEvent[], words: readonly Word[], free: (index: number) => boolean): Match[] {
  const found = events.flatMap((event) => match(event, words, free) ?? [])
  const most = Math.max(0, ...found.map(({ at }) => at.length))
  return found.filter(({ at }) => at.length === most)
}

/** Which measure, of which argument, by which: from all that was said. */
function settle(walk: Walk, seen: Seen, event: OwnEvent): QueryInput {
  const { draft } = seen
  const named = walk.named.map((each) => ({ ...each, column: each.column === '' ? (peopleField(event) ?? '') : each.column }))
  const numbers = named.filter(({ column, grouped }) => isNumeric(event, column) && !(grouped && walk.largest === undefined && !walk.count))
  const places = named.filter(({ column }) => column !== '' && !numbers.some((each) => each.column === column))
  const measured = numbers[0]?.column ?? (walk.sum || walk.average || (walk.largest && !walk.count) ? amountField(event) : undefined)
  const sums = walk.sum || (measured !== undefined && !walk.count && walk.largest !== undefined && places.length > 0)
  // "how many stakers", "unique users": people are counted, each once.
  const people = places.find(({ distinct, grouped }) => distinct || (walk.count && !grouped))
  const groups = [...new Set(places.filter((each) => each !== people).map(({ column }) => column))].slice(0, 3)
  const ranked = walk.largest !== undefined
  const single = ranked && groups.length === 0 && draft.per === undefined
  let metric: EventMetric = 'events'
  if (people && !sums && !walk.average) metric = 'event_distinct'
  else if (walk.average) metric = 'event_average'
  else if (walk.newest && draft.per === undefined && groups.length === 0) metric = 'event_rows'
  else if (walk.list && groups.length === 0 && draft.per === undefined && !sums && !walk.count) metric = 'event_rows'
  else if (single && measured !== undefined)
    metric = walk.limit === undefined ? (walk.largest === 'least' ? 'event_smallest' : 'event_largest') : 'event_rows'
  else if (sums || (numbers.length > 0 && !walk.count)) metric = 'event_sum'
  const of = metric === 'event_distinct' ? people?.column : metric === 'events' ? undefined : measured
  if (metric !== 'events' && metric !== 'event_rows' && of === undefined) {
    metric = 'events'
    if (walk.average) seen.unexplained.push('average')
  }
  const order = draft.order ?? (ranked ? (walk.largest as 'most' | 'least') : undefined)
  const shown = metric === 'event_largest' || metric === 'event_smallest' ? undefined : order
  const { byArgument: _, where, ...rest } = draft
  return {
    ...rest,
    metric,
    ...(of === undefined ? {} : { argument: of }),
    ...(groups.length > 0 && metric !== 'event_rows' ? { byArgument: groups } : {}),
    ...(where.length > 0 ? { where } : {}),
    ...(shown === undefined ? {} : { order: shown }),
    ...(walk.limit === undefined ? {} : { limit: walk.limit }),
  }
}

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)
const cut = (word: Word): Word[] =>
  word.kind === 'word' && isHan(word.text) ? cutHan(word.text).map((text) => ({ ...word, text, raw: text })) : [word]

function begin(text: string, now: number): Omit<Seen, 'draft' | 'unexplained'> {
  const words = scaled(pieces(text)).flatMap(cut)
  const times = moments(words, now)
  return { words, times, taken: new Set(indexesOf(times)) }
}

const candidate = (query: QueryInput, unexplained: number): Candidate => ({
  tool: 'ask',
  score: BY_UNEXPLAINED[unexplained] ?? 0,
  input: query as Record<string, unknown>,
  missing: [],
  ambiguous: [],
  reading: describe(query),
})

/** "per week", "top five", "only last month" after a question about an event. */
async function followed(text: string, { previous, event }: { previous: QueryInput; event: OwnEvent }, context: ReadContext) {
  const started = begin(text, context.now)
  const draft = { event: event.view, byArgument: [] as string[], where: [] as string[] }
  const seen: Seen = { ...started, draft, unexplained: [] }
  const walk = await walkOver(seen, { event, at: [], doer: undefined, explicit: true }, context)
  const [moment] = seen.times
  const said = settle(walk, seen, event)
  const measured = walk.sum || walk.average || walk.count || walk.unique || walk.list || walk.newest
  const kept = measured ? { ...previous, argument: undefined } : previous
  const edit: QueryInput = {
    ...kept,
    ...Object.fromEntries(Object.entries(said).filter(([key]) => (key !== 'metric' && key !== 'argument') || measured)),
    ...(walk.limit !== undefined && said.order === undefined && previous.order === undefined ? { order: 'most' as const } : {}),
    ...(draft.where.length > 0 ? { where: [...new Set([...(previous.where ?? []), ...draft.where])].slice(0, 6) } : {}),
  }
  const timed = moment ? { ...without(edit, 'period', 'n', 'unit', 'from', 'to'), ...moment.period } : edit
  const query = Object.fromEntries(Object.entries(timed).filter(([, value]) => value !== undefined)) as QueryInput
  const changed = JSON.stringify(querySchema.parse(query)) !== JSON.stringify(querySchema.parse(previous))
  return changed && seen.unexplained.length === 0 ? candidate(query, 0) : undefined
}

/** A reading, and whether the message itself says that it is about an own contract. */
export interface EventReading {
  candidate: Candidate
  explicit: boolean
}

/** A question about the events of an operator's own contract; undefined when it is none. */
export async function readOwnEvent(text: string, context: ReadContext, before: QueryInput | undefined): Promise<EventReading | undefined> {
  const events = (await context.resolve.events?.()) ?? []
  if (events.length === 0) return undefined
  const started = begin(text, context.now)
  const found = matches(events, started.words, (index) => !started.taken.has(index))
  const [best] = found
  if (!best) {
    const event = isEventMetric(before?.metric) ? events.find(({ view }) => view === before?.event) : undefined
    const edited = event && before ? await followed(text, { previous: before, event }, context) : undefined
    return edited ? { candidate: edited, explicit: true } : undefined
  }
  const draft = { event: best.event.view, byArgument: [] as string[], where: [] as string[] }
  const seen: Seen = { ...started, draft, unexplained: [] }
  const query = settle(await walkOver(seen, best, context), seen, best.event)
  const [moment, second] = seen.times
  if (second) seen.unexplained.push('second period')
  const whole = { ...query, ...(moment?.period ?? {}) }
  if (!querySchema.safeParse(whole).success) return undefined
  const made = candidate(whole, seen.unexplained.length)
  if (found.length === 1) return { candidate: made, explicit: best.explicit }
  const options = found
    .slice(0, 6)
    .map(({ event }) => ({ label: `${cleanText(event.contract)}: ${spokenName(event.event)}`, value: event.view }))
  return {
    candidate: { ...made, ambiguous: [{ field: 'event', question: 'Which contract do you mean?', options }] },
    explicit: best.explicit,
  }
}
