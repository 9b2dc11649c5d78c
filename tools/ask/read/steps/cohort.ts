import { metricOf } from '../../layer/index.ts'
import type { QueryInput, WithinInput } from '../../query.ts'
import { type Clause, clausesOf, peopleClause } from './clauses.ts'
import { folded, type ReadPart, tidy } from './part.ts'
import { TONGUES, type Tongue } from './tongues.ts'

type By = NonNullable<WithinInput['by']>

/** What counts people, and the groups whose number it is. */
const COUNTS: Readonly<Record<string, { metric: string; by: By }>> = {
  traders: { metric: 'trades', by: 'trader' },
  senders: { metric: 'transfers', by: 'sender' },
  receivers: { metric: 'transfers', by: 'receiver' },
  active_addresses: { metric: 'transactions', by: 'sender' },
  receiving_addresses: { metric: 'transactions', by: 'receiver' },
  holders: { metric: 'holders', by: 'address' },
}

const FILTERS = [
  ...['token', 'token2', 'pool', 'side', 'dex', 'version', 'address', 'other', 'direction', 'exclude', 'block', 'method', 'outcome'],
  ...['minUsd', 'minAmount', 'maxUsd', 'maxAmount', 'strict', 'n', 'unit', 'from', 'to'],
] as const
const ELSE = new Set(['metric', 'by', 'transform', 'atLeast', 'atMost', 'period', ...FILTERS])

/** People as a first step, from a question that counts them; undefined when it counts anything else. */
export function setOf(query: QueryInput): WithinInput | undefined {
  const grouped = query.transform === 'groups' && query.by?.length === 1
  const found = grouped ? { metric: query.metric ?? '', by: query.by?.[0] as By } : COUNTS[query.metric ?? '']
  if (!found || (!grouped && (query.by?.length || query.transform))) return undefined
  if (grouped && !/^(trader|sender|receiver|address)$/.test(found.by)) return undefined
  if (Object.entries(query).some(([key, value]) => value !== undefined && !ELSE.has(key))) return undefined
  const kept = Object.fromEntries(Object.entries(query).filter(([key]) => (FILTERS as readonly string[]).includes(key)))
  return {
    metric: found.metric,
    by: found.by,
    ...kept,
    ...(query.atLeast === undefined ? {} : { atLeast: query.atLeast }),
    ...(query.atMost === undefined ? {} : { atMost: query.atMost }),
    ...((query.period ?? 'all') === 'all' ? {} : { period: query.period as NonNullable<WithinInput['period']> }),
  } as WithinInput
}

const SECONDS: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86_400, week: 604_800 }
const WITHIN =
  /[\s,]+(?:with)?in(?:side)? (?:the next |a |an |one |the same )?(?:(\d+) )?(minute|hour|day|week)s?(?: (?:of|after|from) (?:buying|selling|that|it|doing so|their (?:buy|purchase|sale)|the (?:buy|purchase|sale)|the first (?:buy|trade)|receiving|trading)(?: (?:it|them))?| later| afterwards?)?$/

/** "within an hour of buying": taken off the end. */
function timed(text: string): { text: string; seconds?: number } {
  const found = WITHIN.exec(folded(text))
  if (!found || /the same /.test(found[0])) return { text }
  return { text: tidy(text.slice(0, found.index)), seconds: Number(found[1] ?? 1) * (SECONDS[found[2] ?? ''] ?? 0) }
}

/** "bought and sold USDT": the object stands behind the last verb. */
function objects(tongue: Tongue, clauses: readonly Clause[]): Clause[] {
  const verb = new RegExp(`^(?:${tongue.verbs})`, 'u')
  return clauses.map((clause, index) => {
    const next = clauses[index + 1]
    const [own, other] = [clause, next].map((each) => (each ? (verb.exec(folded(each.text))?.[0] ?? '') : ''))
    if (index > 0 || !next || !own || own.length < clause.text.length || !other) return clause
    return { ...clause, text: `${clause.text} ${next.text.slice(other.length).trim()}` }
  })
}

interface Told {
  base: QueryInput
  set: WithinInput
  clause: Clause & { seconds?: number }
}

/** "and nowhere else", "and only there". */
const NOWHERE = /[\s,]+and (?:nowhere|on no other dex|no other dex|nothing) ?(?:else)?$/

/** "only traded on sushiswap": there, and nowhere else. */
const ONLY =
  /(?<![\p{L}])(?:only|exclusively|solely) (?=traded|used|swapped|using|trading)|(?<=(?:traded|used|swapped|trading|using)(?: on)?) (?:only|exclusively|solely)(?= )/u

/** Nouns of platforms where any would do: "on a dex". */
const ANYWHERE = /\s+(?:on|in) (?:a|any|the|some) (?:dex|dexe?s|exchange)$/

async function tell(
  tongue: Tongue,
  clause: Clause & { seconds?: number },
  first: WithinInput | undefined,
  read: ReadPart,
): Promise<Told | undefined> {
  const low = folded(clause.text)
  const cut = ANYWHERE.exec(low)
  const verb = new RegExp(`^(?:${tongue.verbs})`, 'u').exec(low)?.[0] ?? ''
  const rest = tidy((cut ? clause.text.slice(0, cut.index) : clause.text).slice(verb.length))
  const it = new RegExp(`^(?:(?:${tongue.it})(?![\\p{L}\\p{N}])\\s*)?`, 'u').exec(folded(rest))?.[0] ?? ''
  const after = tidy(rest.slice(it.length))
  // "sold it", "also sold": the token of the clause before.
  const bare = it !== '' || after === ''
  if (bare && first?.token === undefined) return undefined
  const said = bare ? `${verb} ${first?.token} ${after}` : tidy(`${verb} ${rest}`)
  // "used sushiswap": one trades on a place.
  const placed = said
    .replace(/^(?:used|using|use) /i, 'traded on ')
    .replace(/^(?:aped into) /i, 'bought ')
    .replace(/^dumped /i, 'sold ')
  const base = (await read(tongue.ask(placed))) ?? (placed === said ? undefined : await read(tongue.ask(said)))
  const set = base ? setOf(base) : undefined
  return base && set ? { base, set, clause } : undefined
}

/** People of whom several things are said: each as a set; undefined unless all are understood. */
export async function toldOf(tongue: Tongue, text: string, read: ReadPart, least = 1): Promise<Told[] | undefined> {
  const only = ONLY.exec(folded(text))
  const elsewhere = NOWHERE.exec(folded(text)) ?? only
  const cutAt = only ? `${text.slice(0, only.index)}${text.slice(only.index + only[0].length)}` : text.slice(0, elsewhere?.index)
  const { text: body, seconds } = timed(elsewhere ? tidy(cutAt) : text)
  const cut = clausesOf(tongue, body)
  const noun = peopleClause(tongue, cut?.people ?? body)
  if (noun === undefined) return undefined
  const clauses = [...(noun ? [{ text: noun, not: false, later: false, also: false }] : []), ...objects(tongue, cut?.clauses ?? [])].map(
    (clause, index, all): Clause & { seconds?: number } =>
      seconds !== undefined && index === all.length - 1 ? { ...clause, later: true, also: true, seconds } : clause,
  )
  if (clauses.length + (elsewhere ? 1 : 0) < least) return undefined
  const told: Told[] = []
  for (const clause of clauses) {
    const one = await tell(tongue, clause, told.find((each) => each.set.token)?.set, read)
    if (!one) return undefined
    told.push(one)
  }
  const dex = told[0]?.set.dex
  if (elsewhere) {
    if (told.length !== 1 || !dex) return undefined
    const other = { text: '', not: true, later: false, also: true }
    told.push({ base: { metric: 'traders', exclude: [dex] }, set: { metric: 'trades', by: 'trader', exclude: [dex] }, clause: other })
  }
  return told
}

/** Everybody who ever traded is no set to speak of. */
export const isNarrow = ({ metric: _, by: __, ...rest }: WithinInput): boolean => Object.values(rest).some((value) => value !== undefined)

/** A told set as a first step. */
export const stepOf = ({ set, clause }: Told): WithinInput => ({ ...set, ...(clause.not ? { not: true } : {}) })

/** The rows of the last clause, narrowed to the people of the others. */
export function joined(told: readonly Told[], as: 'count' | 'list' | 'share'): QueryInput | undefined {
  const positive = told.filter(({ clause }) => !clause.not)
  const main = as === 'share' ? told[0] : (positive.at(-1) ?? undefined)
  if (!main || main.clause.not) return undefined
  const later = main.clause.later ? { later: true, ...(main.clause.seconds ? { seconds: main.clause.seconds } : {}) } : {}
  const others = told.filter((each) => each !== main)
  if (others.length === 0 || others.length > 3 || !others.every(({ set }) => isNarrow(set))) return undefined
  // Only the last one may come later, and only than one other.
  if (others.some(({ clause }) => clause.later) || (main.clause.later && (others.length > 1 || as === 'share' || others[0]?.clause.not)))
    return undefined
  const within = others.map((each) => ({ ...stepOf(each), ...later }))
  if (as === 'count') return { ...main.base, within }
  if (as === 'list') return listOf(main, within)
  const whole = (['token', 'token2', 'dex', 'version', 'pool', 'address', 'minUsd', 'minAmount'] as const).filter(
    (field) => main.base[field] !== undefined,
  )
  if (main.base.transform || metricOf(main.base.metric ?? '')?.metric.kind !== 'aggregate' || whole.length > 4) return undefined
  return { ...main.base, transform: 'part', whole, within }
}

function listOf({ base, set }: Told, within: WithinInput[]): QueryInput {
  const { transform: _, by: __, ...filters } = base
  if (set.metric === 'holders' && base.token) return { ...filters, metric: 'holder_rows', within }
  return { ...filters, metric: set.metric, by: [set.by as By], within }
}

const anchored = (source: string): RegExp => new RegExp(`^(?:${source})(?![\\p{L}\\p{N}])\\s*`, 'u')

/** The head of a question about sets of people, and what stands behind it. */
function headOf(tongue: Tongue, text: string): { as: 'count' | 'list' | 'share'; rest: string } | undefined {
  const low = folded(text)
  for (const as of ['share', 'count', 'list'] as const) {
    const found = anchored(tongue[as]).exec(low)
    if (found) {
      const rest = tidy(text.slice(found[0].length))
      const of = as === 'list' ? undefined : anchored(tongue.of).exec(folded(rest))
      return { as, rest: of ? tidy(rest.slice(of[0].length)) : rest }
    }
  }
  return undefined
}

/** "of those who bought PEPE, how many also sold it" with the question first. */
function turned(tongue: Tongue, text: string): string {
  const low = folded(text)
  const found = anchored(tongue.of).exec(low)
  const comma = low.indexOf(',')
  if (!found || comma < 0) return text
  const [set, question] = [tidy(text.slice(found[0].length, comma)), tidy(text.slice(comma + 1))]
  const head = headOf(tongue, question)
  if (head?.as !== 'count' && head?.as !== 'share') return text
  const asked = question.slice(0, question.length - head.rest.length)
  const about = head.rest.replace(new RegExp(`^(?:(?:${tongue.of}) )?(?:(?:${tongue.people}|${tongue.who})\\s+)*`, 'iu'), '')
  return `${asked} ${set} ${tongue.also.split('|')[0]} ${about}`
}

/** "had traded before": people of the period who were there earlier. */
const BEFORE = /^(.*?)[\s,]+(?:who |that )?(?:have|had|has)? ?(?:already |also )?(?:traded|swapped) (?:already )?before(?: that| then)?$/

async function earlier(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const found = BEFORE.exec(folded(text))
  const base = found ? await read(tidy(text.slice(0, found[1]?.length ?? 0))) : undefined
  if (base?.metric !== 'traders' || (base.period ?? 'all') === 'all' || base.by?.length) return undefined
  return { ...base, within: [{ metric: 'trades', by: 'trader', period: 'before' }] }
}

/** What counts things, and the groups whose number it is. */
const KINDS: Readonly<Record<string, By>> = { pairs_traded: 'pair', tokens_traded: 'token', pools_traded: 'pool' }

/** "pairs traded on both sushiswap and uniswap": the same question twice, of things that are in both. */
async function both(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const found = /^(.*?)(?: on| in)? both (?:on |in )?(.+?) and (?:on |in )?(\S+(?: v[234])?)(.*)$/.exec(folded(text))
  if (!found) return undefined
  const [before = '', one = '', two = ''] = found.slice(1)
  const start = text.length - (found[4]?.length ?? 0)
  const [head, tail] = [text.slice(0, before.length), text.slice(start)]
  const second = text.slice(start - two.length, start)
  const at = folded(text).indexOf(one, before.length)
  const first = text.slice(at, at + one.length)
  const [a, b] = [await read(tidy(`${head} on ${first}${tail}`)), await read(tidy(`${head} on ${second}${tail}`))]
  const by = KINDS[a?.metric ?? '']
  if (!a || !b || !by || a.metric !== b.metric || a.by?.length || a.per || a.transform) return undefined
  const { metric: _, ...rest } = b
  const step = setOf({ ...rest, metric: 'traders' })
  return step && isNarrow(step) ? { ...a, within: [{ ...step, by }] } : undefined
}

/** A question about people who did several things; undefined when the message is none or is not wholly understood. */
export async function readCohort(text: string, read: ReadPart): Promise<QueryInput | undefined> {
  const before = await earlier(text, read)
  const things = before ?? (await both(text, read))
  if (things) return things
  for (const tongue of TONGUES) {
    const whole = turned(tongue, text)
    const head = headOf(tongue, whole) ?? { as: 'list' as const, rest: whole }
    const told = await toldOf(tongue, head.rest, read, 2)
    const query = told ? joined(told, head.as) : undefined
    if (query) return query
  }
  return undefined
}
