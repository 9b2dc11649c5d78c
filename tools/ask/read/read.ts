import type { TokenMatch } from '../../../core/resolve.ts'
import type { Candidate, ReadContext } from '../../../core/tool.ts'
import { cleanText } from '../../format.ts'
import { metricOf } from '../layer/index.ts'
import { type QueryInput, querySchema } from '../query.ts'
import { askedAbout } from './about.ts'
import { asFile } from './as-file.ts'
import { type Decision, decide } from './decide.ts'
import { describe } from './describe.ts'
import { listOrCount } from './doubt.ts'
import { type Features, features } from './features.ts'
import { dangling } from './fit.ts'
import { asEdit } from './follow/idioms.ts'
import { follow } from './follow.ts'
import { readOwnEvent } from './own-events.ts'
import { type Scan, scan } from './scan.ts'
import { asSql } from './sql.ts'
import { lostStep, readSteps } from './steps.ts'

/** Score by the number of content words that found no place. One is enough to be unsure; below the first the message is another's. */
const BY_UNEXPLAINED = [0.96, 0.48, 0.35]
const FOLLOW = 0.01
const RESPELT = 0.01
/** Every word of both steps found its place. */
const TWO_STEPS = 0.95

function scoreOf(decision: Decision, corrections: number, isFollowUp: boolean): number {
  const base = BY_UNEXPLAINED[decision.unexplained.length] ?? 0
  return Math.max(0, base - Math.min(corrections, 5) * RESPELT - (isFollowUp ? FOLLOW : 0))
}

const optionsOf = (matches: readonly TokenMatch[]) =>
  matches
    .slice(0, 6)
    .map((match) => ({ label: `${cleanText(match.symbol, 24)} (${cleanText(match.name)}) ${match.address}`, value: match.address }))

/** The one word that was not understood looks like a token: asked, never assumed. */
function nearToken(seen: Features, decision: Decision): Candidate['ambiguous'] | undefined {
  const { near } = seen
  const takesToken = metricOf(decision.query.metric ?? '')?.subject.filters.token !== undefined
  if (!near || !takesToken || decision.query.token || decision.unexplained.length !== 1 || decision.unexplained[0] !== near.words)
    return undefined
  return [
    {
      field: 'token',
      question: `No token is called "${cleanText(near.words)}". Did you mean one of these?`,
      options: optionsOf(near.matches),
    },
  ]
}

function ambiguities(seen: Features): Candidate['ambiguous'] {
  return seen.tokens.flatMap((token, index) => {
    if (token.matches.length < 2) return []
    const options = optionsOf(token.matches)
    return [
      { field: index === 0 ? 'token' : 'token2', question: `Several tokens are called "${cleanText(token.words)}". Which one?`, options },
    ]
  })
}

function missing(query: QueryInput): Candidate['missing'] {
  const found = metricOf(query.metric ?? '')
  if (!found) return []
  return (found.metric.needs ?? []).flatMap((need) => {
    if (need === 'token' && !query.token && !query.by?.includes('token'))
      return [{ field: 'token', question: `Which token do you mean for "${found.metric.title.en}"?` }]
    if (need === 'address' && !query.address && !query.by?.some((id) => id === 'address' || id === 'label'))
      return [{ field: 'address', question: 'Which address do you mean?' }]
    return []
  })
}

/** A verb of trade, an amount and a token at the beginning: the amount is none of a year, "swap 2000 ETH". */
const ORDER =
  /^\s*(?:please |can you |i want to )?(?:swap|exchange|convert|trade|buy|sell|send|cambia|compra|vende|troca|compre|venda|обменяй|купи|продай|takas et|al|sat|换|买|卖)\s*\d[\d.,]*\s*[km]?\s*\$?[a-z]/iu

/** What asks to be told later; after a chart it would else be read as an edit of it. */
const WATCH =
  /^\s*(?:please )?(?:(?:tell|warn|remind|notify|ping|alert) me (?:when|if|once)|let me know (?:when|if|once)|watch\s|av[ií]same (?:cuando|si)|сообщи|уведоми|предупреди|báo cho tôi|nhắc tôi)|提醒我|通知我|haber ver/iu

/** "swap ETH for USDC" orders a swap; it does not ask about swaps. */
function isOrder({ atoms }: Scan, text: string): boolean {
  if (ORDER.test(text) || WATCH.test(text)) return true
  const [first, second] = atoms.filter((atom) => atom.kind !== 'filler')
  const verb =
    (first?.kind === 'noun' && first.id === 'trade' && first.singular) ||
    (first?.kind === 'role' && (first.role === 'buy' || first.role === 'sell' || first.role === 'send'))
  // "买入LINK最多的地址": the verb tells what the people asked for did.
  const asks = atoms.some((atom) => atom.kind === 'role' && /^(count|sup|who|which|over)$/.test(atom.role)) && /\p{Script=Han}/u.test(text)
  return verb && !asks && (second?.kind === 'token' || second?.kind === 'number' || second?.kind === 'money')
}

/** A row of one token, or the count of one address, answers nobody: "token info USDC" and "my wallet is 0x…" are meant for other tools. */
function isOneThing({ metric, token, address, ...rest }: QueryInput): boolean {
  const alone = Object.values(rest).every((value) => value === undefined)
  return alone && ((metric === 'token_rows' && token !== undefined) || (metric === 'active_addresses' && address !== undefined))
}

/** Whether a message says anything about the query before it: it changes it, or names a part of it. */
function isSaid(seen: Features, edited: QueryInput, previous: QueryInput): boolean {
  // "what is the difference in percent?" after a comparison: it stands in the answer.
  const compared = previous.compare === true && (seen.transform === 'share' || seen.roles.has('change'))
  // "who sent it?" after one row: it stands there.
  const pointed = seen.roles.has('anaphora') && (seen.roles.has('who') || seen.roles.has('when'))
  const named =
    compared ||
    pointed ||
    seen.nouns.length + seen.tokens.length + seen.metrics.length > 0 ||
    seen.roles.has('chart') ||
    seen.roles.has('table')
  const same = (query: QueryInput): string => JSON.stringify(Object.entries(query).sort(([a], [b]) => a.localeCompare(b)))
  return named || same(edited) !== same(previous)
}

/** The query before, if it was ours; a question in words is read again. */
async function before(context: ReadContext): Promise<QueryInput | undefined> {
  if (context.previous?.tool !== 'ask') return undefined
  const parsed = querySchema.safeParse(context.previous.input)
  if (!parsed.success) return undefined
  if (parsed.data.metric) return context.previous.input as QueryInput
  if (!parsed.data.question) return undefined
  const [best] = await readQuestion(parsed.data.question, { ...context, previous: undefined })
  return best?.input as QueryInput | undefined
}

/** "And in november" after "in october 2021" is of the same year: the end of the year that was asked before. */
function yearOf(previous: QueryInput | undefined, now: number): number | undefined {
  const from = previous?.period === 'range' ? (previous.from ?? previous.to) : undefined
  return from === undefined ? undefined : Math.min(now, Date.UTC(Number(from.slice(0, 4)), 11, 31))
}

/** "What is 0x…": what is held of an address; a token's is described by the tool of tokens. */
async function aboutAddress(text: string, { resolve }: ReadContext): Promise<Candidate | undefined> {
  const address = askedAbout(text)
  if (!address || (await resolve.tokens(address)).some((match) => match.match === 'address' && match.symbol !== '')) return undefined
  const input = { metric: 'label_rows', address } as const
  return { tool: 'ask', score: BY_UNEXPLAINED[0] ?? 0, input, missing: [], ambiguous: [], reading: describe(input) }
}

/** Readings of a message, best first; [] when it does not ask for chain data. */
export async function readQuestion(text: string, context: ReadContext): Promise<Candidate[]> {
  const sql = asSql(text)
  if (sql !== undefined) return [{ tool: 'ask', score: 0.92, input: { sql }, missing: [], ambiguous: [], reading: 'your own SQL' }]
  if (text.length > 2000 || text.trim() === '') return []
  // "token=UNI" sets a parameter of a saved or verified query (key=value); it is no question.
  if (/^\s*(?:\w+=[^\s=]+\s*)+$/.test(text)) return []
  const previous = await before(context)
  const about = await aboutAddress(text, context)
  if (about) return [about]
  const wanted = asFile(text)
  if (wanted) return inFile(wanted, previous, context)
  const [held, own] = [await readHeld(text, { ...context, before: previous }), await readOwnEvent(text, context, previous)]
  if (!own) return held
  // "how many transfers" is about all tokens, though some contract has an event of that name, unless the contract is named too.
  const first = own.explicit
    ? own.candidate.score >= 0.9 || own.candidate.score > (held[0]?.score ?? 0)
    : own.candidate.score > (held[0]?.score ?? 0) + 0.02
  return first ? [own.candidate, ...held] : held
}

/** The rows of the answer before as a file, or those of a question whose last words ask for one. */
async function inFile(
  { rest, file }: NonNullable<ReturnType<typeof asFile>>,
  previous: QueryInput | undefined,
  context: ReadContext,
): Promise<Candidate[]> {
  if (rest !== '') return (await readQuestion(rest, context)).map((found) => ({ ...found, input: { ...found.input, file } }))
  if (!previous) return []
  const reading = `${describe(previous)}, as ${file.toUpperCase()}`
  return [{ tool: 'ask', score: 0.96, input: { ...previous, file }, missing: [], ambiguous: [], reading }]
}

interface Told {
  scanned: Scan
  seen: Features
  alone: Decision | undefined
}

/** What a message says by itself. */
async function told(text: string, context: ReadContext & { anchor: number | undefined }): Promise<Told> {
  const scanned = await scan(text, context)
  const seen = { ...features(scanned), asks: /[?？]\s*$/.test(text) }
  return { scanned, seen, alone: decide(seen) }
}

/** What a message changes about the query before it; undefined when it changes nothing. */
async function changed(text: string, own: Told, context: ReadContext & { anchor: number | undefined; before: QueryInput }) {
  const previous = context.before
  const change = asEdit(text, previous)
  const { scanned, seen, alone } = change.text === text ? own : await told(change.text, context)
  const edited = follow(seen, { previous, alone, now: context.now, words: scanned.words, change })
  // "ok", "thanks": what changes nothing asks nothing.
  return edited && isSaid(seen, edited.query, previous) ? { edited, seen, scanned } : undefined
}

/** Readings as questions about what the index holds of every chain. */
async function readHeld(
  text: string,
  { before: previous, ...rest }: ReadContext & { before: QueryInput | undefined },
): Promise<Candidate[]> {
  const context = { ...rest, anchor: yearOf(previous, rest.now) }
  const own = await told(text, context)
  const steps = await readSteps(text, context)
  if (steps)
    return [{ tool: 'ask', score: TWO_STEPS, input: { ...steps }, missing: missing(steps), ambiguous: [], reading: describe(steps) }]
  if (isOrder(own.scanned, text)) return []
  const followed = previous ? await changed(text, own, { ...context, before: previous }) : undefined
  const { seen, scanned } = followed ?? own
  const { alone } = own
  const lonely = alone && !previous ? { ...alone, unexplained: [...alone.unexplained, ...dangling(seen)] } : alone
  const decision = followed?.edited ?? lonely
  if (!decision?.query.metric || isOneThing(decision.query)) return []
  if (lostStep(text, decision.query)) return []
  const misspelt = nearToken(seen, decision)
  const known = misspelt ? { ...decision, unexplained: [] } : decision
  const score = scoreOf(known, scanned.corrections, followed !== undefined)
  const checked = querySchema.safeParse(decision.query)
  if (score < 0.3 || !checked.success) return []
  const base = { tool: 'ask', input: decision.query as Record<string, unknown>, reading: describe(decision.query) }
  if (misspelt) return [{ ...base, score, missing: [], ambiguous: misspelt }]
  return [
    {
      ...base,
      score,
      missing: missing(decision.query),
      ambiguous: [...ambiguities(seen), ...(followed ? [] : listOrCount(seen, decision.query))],
    },
  ]
}
