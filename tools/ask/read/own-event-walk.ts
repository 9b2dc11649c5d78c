import type { OwnEvent } from '../../../core/resolve.ts'
import type { ReadContext } from '../../../core/tool.ts'
import type { Grain, QueryInput } from '../query.ts'
import type { Moment } from './moments.ts'
import type { Word } from './normalise.ts'
import { AMOUNTS, amountField, PEOPLE, peopleField, root, wordsOf } from './own-event-words.ts'
import { vocabulary } from './vocabulary.ts'

export const EVENT_WORD = /^(?:events?|logs?|emitted|eventos?|emitidos?|事件|событи\p{L}*|olay\p{L}*|su kien)$/u
const FILLER =
  /^(?:were|was|is|are|did|do|does|got|been|be|have|has|had|there|in|on|at|of|to|for|with|the|an?|and|please|me|us|my|contract|contracts|so|far|made|done|that|it|its|happened|occurred|el|la|los|las|de|del|en|se|fueron|ha|han|que|contrato|的|了|被|是|有|在|были|было|в|на|из|для|контракт\p{L}*|da|ve|sozlesme\p{L}*)$/u

/** What a question about an event has said so far. */
export interface Seen {
  words: readonly Word[]
  times: readonly Moment[]
  /** Indexes that are spoken for. */
  taken: Set<number>
  draft: QueryInput & { byArgument: string[]; where: string[] }
  unexplained: string[]
}

export interface Match {
  event: OwnEvent
  /** Indexes of the words that name the event or its contract. */
  at: number[]
  /** The word for those who did it, when it was said. */
  doer: number | undefined
  /** Its contract, or that it is an event, was said too. */
  explicit: boolean
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
export const isNumeric = (event: OwnEvent, column: string): boolean => /^u?int/.test(typeOf(event, column))

type Pending = 'by' | 'most' | 'least' | 'newest' | 'over' | 'under' | 'unique' | undefined

/** One walk over the words that are left, from left to right. */
export interface Walk {
  pending: Pending
  bound: '>' | '>=' | '<' | '<='
  limit: number | undefined
  count: boolean
  sum: boolean
  average: boolean
  unique: boolean
  largest: 'most' | 'least' | undefined
  newest: boolean
  list: boolean
  /** Arguments that were named, in order, and whether a word groups by them; '' is whoever did it. */
  named: { column: string; grouped: boolean; ranked: boolean; distinct: boolean }[]
}

const blank = (): Walk => ({
  pending: undefined,
  bound: '>',
  limit: undefined,
  count: false,
  sum: false,
  average: false,
  unique: false,
  largest: undefined,
  newest: false,
  list: false,
  named: [],
})

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
export async function walkOver(seen: Seen, found: Match, context: ReadContext): Promise<Walk> {
  const { words } = seen
  const { event } = found
  const walk = blank()
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
