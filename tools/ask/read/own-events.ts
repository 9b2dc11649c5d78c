import type { OwnEvent } from '../../../core/resolve.ts'
import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { cleanText } from '../../format.ts'
import { type EventMetric, isEventMetric, spokenName } from '../layer/own-events.ts'
import { type Grain, type QueryInput, querySchema } from '../query.ts'
import { describe } from './describe.ts'
import { type Moment, moments } from './moments.ts'
import { pieces, scaled, type Word } from './normalise.ts'
import { AMOUNTS, amountField, isDoer, PEOPLE, peopleField, root, wordsOf } from './own-event-words.ts'
import { cutHan, vocabulary } from './vocabulary.ts'

/** Score by the number of words that found no place, as of other questions. */
const BY_UNEXPLAINED = [0.95, 0.47, 0.34]
const EVENT_WORD = /^(?:events?|logs?|emitted|eventos?|emitidos?|事件|событи\p{L}*|olay\p{L}*|su kien)$/u
const FILLER =
  /^(?:were|was|is|are|did|do|does|got|been|be|have|has|had|there|in|on|at|of|to|for|with|the|an?|and|please|me|us|my|contract|contracts|so|far|made|done|that|it|its|happened|occurred|el|la|los|las|de|del|en|se|fueron|ha|han|que|contrato|的|了|被|是|有|在|были|было|в|на|из|для|контракт\p{L}*|da|ve|sozlesme\p{L}*)$/u

/** What a question about an event has said so far. */
interface Seen {
  words: readonly Word[]
  times: readonly Moment[]
  /** Indexes that are spoken for. */
  taken: Set<number>
  draft: QueryInput & { byArgument: string[]; where: string[] }
  metric: EventMetric | undefined
  unexplained: string[]
}

interface Match {
  event: OwnEvent
  /** Indexes of the words that name the event or its contract. */
  at: number[]
  /** The word for those who did it, when it was said. */
  doer: number | undefined
  /** Its contract, or that it is an event, was said too. */
  explicit: boolean
}

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

/** The argument that a word means: by its own name, by what people call an amount or a person. */
function argumentAt(event: OwnEvent, words: readonly Word[], index: number): { column: string; length: number } | undefined {
  for (const { column } of [...event.fields].sort((a, b) => b.column.length - a.column.length)) {
    const parts = wordsOf(column)
    const said = words.slice(index, index + parts.length)
    if (parts.length > 0 && said.length === parts.length && parts.every((part, i) => root(part) === root(said[i]?.text ?? '')))
      return { column, length: parts.length }
    if (parts.length > 1 && words[index]?.text === column) return { column, length: 1 }
  }
  const text = words[index]?.text ?? ''
  const meant = AMOUNTS.test(text) ? amountField(event) : PEOPLE.test(text) ? peopleField(event) : undefined
  return meant === undefined ? undefined : { column: meant, length: 1 }
}

const typeOf = (event: OwnEvent, column: string): string => event.fields.find((field) => field.column === column)?.type ?? ''
const isNumeric = (event: OwnEvent, column: string): boolean => /^u?int/.test(typeOf(event, column))

type Pending = 'by' | 'most' | 'least' | 'newest' | 'over' | 'under' | 'unique' | undefined

/** One walk over the words that are left, from left to right. */
class Walk {
  pending: Pending
  bound: '>' | '>=' | '<' | '<=' = '>'
  limit: number | undefined
  count = false
  sum = false
  average = false
  unique = false
  largest: 'most' | 'least' | undefined
  newest = false
  list = false
  /** Arguments that were named, in order, and whether a word groups by them. */
  named: { column: string; grouped: boolean; ranked: boolean; distinct: boolean }[] = []
}

const STRICT = /more|over|above|greater|exceed|bigger|larger|than|superior|大于|超过|выше|больше|более|ustunde|fazla/
const GRAIN = /^(?:minute|hour|day|week|month|year)$/

/** Role of the phrase of the vocabulary that begins here, longest first. */
function roleAt(words: readonly Word[], index: number, free: (at: number) => boolean) {
  for (let length = Math.min(vocabulary.longest, words.length - index); length > 0; length--) {
    const part = words.slice(index, index + length)
    if (!part.every((word, i) => (word.kind === 'word' || word.kind === 'number') && free(index + i))) continue
    const said = part.map(({ text }) => text).join(' ')
    const meaning = vocabulary.phrases.get(said)?.find(({ kind }) => kind === 'role' || kind === 'filler')
    if (meaning) return { meaning, said, length }
  }
  return undefined
}

const SUMS = /^(?:total|sum|overall|combined|altogether|suma|всего|итого|сумма|общая|общее|总|总共|总计|总额|toplam|tong)$/
const LISTS = /^(?:list|show|display|muestra|lista|列出|显示|покажи|listele|goster)$/
const COUNTS = /^(?:count|number|times|cuantos|cuantas|сколько|多少|几|kac|quantos|quantas)$/

function role(walk: Walk, seen: Seen, { role: name, value, said }: { role: string; value: string; said: string }): boolean {
  const { draft } = seen
  switch (name) {
    case 'count':
    case 'times':
      if (SUMS.test(said)) walk.sum = true
      else walk.count = true
      return true
    case 'much':
    case 'amount':
      walk.sum = true
      return true
    case 'average':
      walk.average = true
      return true
    case 'unique':
      walk.unique = true
      walk.pending = 'unique'
      return true
    case 'who':
      walk.named.push({ column: '', grouped: true, ranked: false, distinct: false })
      return true
    case 'which':
      if (said !== 'what') walk.pending = 'by'
      return true
    case 'sup':
      if (value === 'newest' || value === 'oldest') {
        walk.newest = true
        draft.order = value
      } else {
        walk.largest ??= value === 'least' ? 'least' : 'most'
        walk.pending = walk.largest
      }
      return true
    case 'per':
      if (GRAIN.test(value)) draft.per = value as Grain
      else walk.pending = 'by'
      return true
    case 'grain':
      if (walk.pending !== 'by' && walk.pending !== 'most' && walk.pending !== 'least') return false
      draft.per = value as Grain
      walk.pending = undefined
      return true
    case 'by':
    case 'from':
    case 'to':
      walk.pending = name === 'by' ? 'by' : walk.pending
      return true
    case 'over':
    case 'under':
      walk.pending = name
      walk.bound =
        name === 'over' ? (STRICT.test(said) ? '>' : '>=') : STRICT.test(said) || /less|below|under|menos/.test(said) ? '<' : '<='
      return true
    case 'transform':
      if (value !== 'cumulative' && value !== 'share' && value !== 'moving_average') return false
      draft.transform = value
      return true
    case 'chart':
      draft.show = 'chart'
      return true
    case 'table':
      draft.show = 'table'
      return true
    case 'compare':
      draft.compare = true
      return true
    case 'continue':
      return true
    default:
      return false
  }
}

function number(walk: Walk, seen: Seen, { event, value }: { event: OwnEvent; value: number }): void {
  const last = walk.named.at(-1)
  if (walk.pending === 'over' || walk.pending === 'under') {
    const column = last && isNumeric(event, last.column) ? last.column : amountField(event)
    if (column === undefined) seen.unexplained.push(String(value))
    else seen.draft.where.push(`${column}${walk.bound}${value}`)
    if (last && last.column === column && !last.grouped && !last.ranked) walk.named.pop()
    walk.pending = undefined
  } else if (walk.pending === 'most' || walk.pending === 'least' || walk.newest) walk.limit ??= value
  // "kind 3", "where order id is 12": a number after an argument is its value.
  else if (last && isNumeric(event, last.column) && !last.grouped) {
    seen.draft.where.push(`${last.column}=${value}`)
    walk.named.pop()
  } else seen.unexplained.push(String(value))
}

function address(walk: Walk, seen: Seen, { event, text }: { event: OwnEvent; text: string }): void {
  const last = walk.named.at(-1)
  const named = last && typeOf(event, last.column).startsWith('address') ? last.column : undefined
  if (named !== undefined) walk.named.pop()
  const places = event.fields.filter(({ type }) => type.startsWith('address'))
  seen.draft.where.push(`${named ?? (places.length === 1 ? (places[0]?.column ?? '*') : '*')}=${text}`)
  walk.pending = undefined
}

function argument(walk: Walk, column: string, negated: boolean): void {
  const { pending } = walk
  if (negated) walk.pending = undefined
  walk.named.push({
    column,
    grouped: pending === 'by',
    ranked: pending === 'most' || pending === 'least',
    distinct: pending === 'unique',
  })
  if (pending !== 'over' && pending !== 'under') walk.pending = undefined
}

/** Everything but the names of the event: measures, groups, filters, bounds. */
async function walkOver(seen: Seen, found: Match, context: ReadContext): Promise<Walk> {
  const { words } = seen
  const { event } = found
  const walk = new Walk()
  const free = (index: number): boolean => !seen.taken.has(index) && !found.at.includes(index)
  for (let index = 0; index < words.length; ) {
    const word = words[index] as Word
    if (index === found.doer) argument(walk, peopleField(event) ?? '', false)
    if (!free(index)) {
      index++
      continue
    }
    const place = word.kind === 'word' ? argumentAt(event, words, index) : undefined
    if (word.kind === 'address') address(walk, seen, { event, text: word.text })
    else if (word.kind === 'number') number(walk, seen, { event, value: word.value ?? 0 })
    else if (place) {
      if (typeOf(event, place.column) === 'bool')
        seen.draft.where.push(`${place.column}=${!/^(?:not|no|non|un)$/.test(words[index - 1]?.text ?? '')}`)
      else argument(walk, place.column, false)
      index += place.length
      continue
    } else {
      const taken = await plain(walk, seen, { index, free, context })
      index += taken
      continue
    }
    index++
  }
  return walk
}

/** A word that is neither a name nor a number; gives how many it took. */
async function plain(
  walk: Walk,
  seen: Seen,
  { index, free, context }: { index: number; free: (at: number) => boolean; context: ReadContext },
): Promise<number> {
  const { words } = seen
  const word = words[index] as Word
  const { text } = word
  if (SUMS.test(text)) walk.sum = true
  else if (LISTS.test(text)) walk.list = true
  else if (COUNTS.test(text)) walk.count = true
  else {
    const phrase = roleAt(words, index, free)
    if (phrase?.meaning.kind === 'role' && role(walk, seen, { ...phrase.meaning, said: phrase.said })) return phrase.length
    if (EVENT_WORD.test(text) || FILLER.test(text) || phrase?.meaning.kind === 'filler')
      return phrase?.meaning.kind === 'filler' ? phrase.length : 1
    const tokens = (await context.resolve.tokens(word.raw.replace(/^\$/, ''))).filter(
      ({ match: how }) => how === 'symbol' || how === 'address',
    )
    const [token] = tokens
    if (token && seen.draft.token === undefined) seen.draft.token = tokens.length === 1 ? token.symbol || token.address : word.raw
    else seen.unexplained.push(word.raw)
  }
  return 1
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

function begin(text: string, now: number): Omit<Seen, 'draft' | 'metric' | 'unexplained'> {
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
  const seen: Seen = { ...started, draft, metric: undefined, unexplained: [] }
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
  const timed = moment ? { ...without(edit, ['period', 'n', 'unit', 'from', 'to']), ...moment.period } : edit
  const query = Object.fromEntries(Object.entries(timed).filter(([, value]) => value !== undefined)) as QueryInput
  const changed = JSON.stringify(querySchema.parse(query)) !== JSON.stringify(querySchema.parse(previous))
  return changed && seen.unexplained.length === 0 ? candidate(query, 0) : undefined
}

const without = (query: QueryInput, fields: readonly string[]): QueryInput =>
  Object.fromEntries(Object.entries(query).filter(([key]) => !fields.includes(key)))

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
  const seen: Seen = { ...started, draft, metric: undefined, unexplained: [] }
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
