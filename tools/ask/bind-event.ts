import type { Chains } from '../../chain/clients/chains.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { PetrelError } from '../../core/errors.ts'
import type { OwnEvent, Resolve } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'
import { ADDRESS, bindChain, bindToken } from './bind.ts'
import type { Bound, BoundChain, BoundToken } from './compile/bound.ts'
import type { Condition } from './compile/conditions.ts'
import { amountSql, argumentDimension, type EventMetric, eventSubject, isInteger, type Scale, tokenField } from './layer/own-events.ts'
import type { Caveat } from './layer/types.ts'
import type { Query } from './query.ts'
import { amountField } from './read/own-event-words.ts'

export interface EventWorld {
  chains: Chains
  resolve: Resolve
  warehouse: Warehouse
  now: number
  signal: AbortSignal
}

const declined = (message: string, hint: string): PetrelError => new PetrelError('cannot_answer', { message, hint })

async function eventOf({ event }: Query, resolve: Resolve): Promise<OwnEvent> {
  const known = (await resolve.events?.()) ?? []
  const found = known.find(({ view }) => view === event || view === `contracts.${event}`)
  if (found) return found
  const names = known.slice(0, 12).map(({ view }) => view)
  throw declined(
    event === undefined ? 'The events of which contract?' : `No event is called "${cleanText(event)}".`,
    names.length > 0 ? `Known: ${names.join(', ')}.` : 'The operator adds contracts with "petrel abi add NAME ADDRESS FILE".',
  )
}

function fieldOf(event: OwnEvent, name: string): OwnEvent['fields'][number] {
  const found = event.fields.find(({ column }) => column === name.toLowerCase())
  if (found) return found
  throw declined(
    `"${cleanText(name)}" is no argument of ${event.view}.`,
    `It has ${event.fields.map(({ column }) => column).join(', ') || 'none that can be read'}.`,
  )
}

/** Newest events that are compared with the transfers of their transactions. */
const SAMPLE = 200
/** Share of them that must agree. */
const AGREE = 0.9

/** The token, or the coin, of which the same amounts moved to or from the contract in the same transactions. */
async function movedToken(event: OwnEvent, argument: string, { warehouse, signal }: EventWorld): Promise<string | 'native' | undefined> {
  const sql = `WITH s AS (SELECT tx_hash, block_number, "${argument}" AS amount FROM ${event.view} WHERE "${argument}" > 0 ORDER BY block_number DESC LIMIT ${SAMPLE}),
    moved AS (SELECT DISTINCT s.tx_hash, s.amount, t.token_address FROM s JOIN main.token_transfers AS t ON t.chain_id = $1 AND t.block_number = s.block_number
      AND t.transaction_hash = s.tx_hash AND t.value = s.amount AND (t.from_address = $2 OR t.to_address = $2)
      UNION SELECT DISTINCT s.tx_hash, s.amount, '' FROM s JOIN main.transactions AS t ON t.chain_id = $1 AND t.block_number = s.block_number
      AND t.hash = s.tx_hash AND t.value = s.amount AND t.to_address = $2)
    SELECT token_address, count(*), (SELECT count(DISTINCT (tx_hash, amount)) FROM s) FROM moved GROUP BY 1 ORDER BY 2 DESC LIMIT 2`
  const [first, second] = (await warehouse.query(sql, [event.chain, event.address], { signal })).rows
  if (!first || second || Number(first[1]) < AGREE * Number(first[2])) return undefined
  return first[0] === '' ? 'native' : String(first[0])
}

async function knownToken(address: string, { chain }: OwnEvent, { warehouse, signal }: EventWorld): Promise<BoundToken | undefined> {
  const sql = 'SELECT symbol, decimals FROM tokens.erc20 WHERE chain_id = $1 AND contract_address = $2'
  const [row] = (await warehouse.query(sql, [chain, address], { signal })).rows
  if (!row || row[1] === null) return undefined
  return { chain, address, symbol: cleanText(String(row[0] ?? ''), 24) || address, decimals: Number(row[1]) }
}

interface Scaled {
  scale: Scale
  token?: BoundToken
  caveats: Caveat[]
}

/** The one token that all rows name; undefined for none or several. */
async function soleToken(event: OwnEvent, field: string, world: EventWorld): Promise<{ only?: string; several: boolean }> {
  const sql = `SELECT DISTINCT "${field}" FROM ${event.view} LIMIT 2`
  const { rows } = await world.warehouse.query(sql, [], { signal: world.signal })
  return { several: rows.length > 1, ...(rows.length === 1 ? { only: String(rows[0]?.[0]) } : {}) }
}

/** In what the measured argument is counted, by the first that is known: the asked token, the one each row names, the one that moved along. */
async function scaleOf(
  event: OwnEvent,
  { query, argument }: { query: Query; argument: string | undefined },
  { chain, world }: { chain: BoundChain; world: EventWorld },
): Promise<Scaled> {
  const asked = query.token === undefined ? undefined : await bindToken(query.token, [chain], world.resolve)
  const type = argument === undefined ? undefined : fieldOf(event, argument).type
  // Kinds, flags and times are no amounts.
  const amount = argument !== undefined && isInteger(type) && Number(/\d+/.exec(type ?? '')?.[0] ?? 256) >= 64
  const none: Scaled = { scale: { kind: 'none' }, ...(asked ? { token: asked } : {}), caveats: [] }
  if (!amount) return none
  if (/(^|_)(id|nonce|deadline|time|timestamp|expiry|index|block|epoch|round)s?$/.test(argument)) return none
  const of = (token: BoundToken, caveats: Caveat[] = []): Scaled => ({ scale: { kind: 'token', decimals: token.decimals }, token, caveats })
  if (asked) return of(asked)
  const field = tokenField(event)
  if (field !== undefined) {
    const { only, several } = await soleToken(event, field, world)
    const token = only === undefined ? undefined : await knownToken(only, event, world)
    if (token) return of(token)
    if (several && !query.byArgument.includes(field) && query.metric !== 'event_rows')
      throw declined(`The amounts of ${event.view} are of several tokens.`, `Name one, or ask by ${field}.`)
    return { scale: { kind: 'row', field }, caveats: [] }
  }
  const own = await knownToken(event.address, event, world)
  if (own) return of(own)
  const moved = await movedToken(event, argument, world)
  if (moved === 'native') return { scale: { kind: 'native', decimals: 18 }, caveats: ['event_moved'] }
  const token = moved === undefined ? undefined : await knownToken(moved, event, world)
  return token ? of(token, ['event_moved']) : { scale: { kind: 'none' }, caveats: ['event_units'] }
}

const WHERE = /^\s*(\*|[a-z0-9_]+)\s*(>=|<=|!=|=|>|<)\s*(\S+)\s*$/i

/** A literal of the argument's type: an address, a whole number, true or false, bytes. Nothing else becomes SQL. */
function literal(type: string, value: string): string {
  if (type.startsWith('address') && ADDRESS.test(value)) return `'${value.toLowerCase()}'`
  if (type === 'bool' && /^(true|false)$/i.test(value)) return value.toUpperCase()
  if (/^bytes\d+$/.test(type) && /^0x[0-9a-f]*$/i.test(value)) return `'${value.toLowerCase()}'`
  if (isInteger(type) && /^-?\d+(\.\d+)?$/.test(value)) return value
  throw declined(`"${cleanText(value)}" is no value of the type ${type}.`, 'Give an address, a number, true or false.')
}

/** One filter by an argument's value; "*" stands for any argument that is an address. */
function condition(event: OwnEvent, text: string, { argument, scale }: { argument: string | undefined; scale: Scale }): Condition {
  const [, name = '', operator = '', value = ''] = WHERE.exec(text) ?? []
  if (name === '') throw declined(`"${cleanText(text)}" is no condition.`, 'Write: argument=value.')
  if (name === '*') {
    const places = event.fields.filter(({ type }) => type.startsWith('address'))
    if (places.length === 0) throw declined(`${event.view} has no address.`, 'Leave the address out.')
    return { name: 'where', sql: `(${places.map(({ column, type }) => `x."${column}" = ${literal(type, value)}`).join(' OR ')})` }
  }
  const field = fieldOf(event, name)
  const made = literal(field.type, value)
  const left = field.column === argument && scale.kind !== 'none' ? amountSql(field.column, scale) : `x."${field.column}"`
  return { name: 'where', sql: `${left} ${operator === '!=' ? '<>' : operator} ${made}` }
}

/** A 256-bit value beyond 127 bits has no number in the view. */
async function tooWide(event: OwnEvent, { argument, metric }: Query, { warehouse, signal }: EventWorld): Promise<Caveat[]> {
  if (argument === undefined || metric === 'events' || !isInteger(fieldOf(event, argument).type)) return []
  const sql = `SELECT 1 FROM ${event.view} WHERE "${argument}" IS NULL LIMIT 1`
  return (await warehouse.query(sql, [], { signal })).rows.length > 0 ? ['event_wide'] : []
}

/** The argument in whose unit amounts are given: the measured one, else one that is narrowed by, else what a list would show. */
function amountOf(event: OwnEvent, { argument, where, metric }: Query): string | undefined {
  if (argument !== undefined) return fieldOf(event, argument).column
  const bounded = where.map((text) => WHERE.exec(text)?.[1]?.toLowerCase())
  const narrowed = event.fields.find(({ column, type }) => isInteger(type) && bounded.includes(column))?.column
  return narrowed ?? (metric === 'event_rows' ? amountField(event) : undefined)
}

/** A query about an own contract's event as the compiler takes it. Throws PetrelError cannot_answer, token_unknown, token_ambiguous. */
export async function bindEvent(query: Query, world: EventWorld): Promise<Bound> {
  const event = await eventOf(query, world.resolve)
  const chain = bindChain(world.chains.get(event.chain))
  const metric = query.metric as EventMetric
  if (metric !== 'events' && metric !== 'event_rows' && query.argument === undefined)
    throw declined(`Of which argument of ${event.view}?`, `It has ${event.fields.map(({ column }) => column).join(', ')}.`)
  const argument = amountOf(event, query)
  const { scale, token, caveats } = await scaleOf(event, { query, argument }, { chain, world })
  const { subject, metric: made } = eventSubject({ event, metric, scale, ...(argument === undefined ? {} : { argument }) })
  const by = query.byArgument.map((name) => argumentDimension(fieldOf(event, name).column))
  return {
    query: { ...query, by: metric === 'event_rows' ? [] : by },
    subject: { ...subject, caveats: [...caveats, ...(await tooWide(event, query, world))] },
    metric: made,
    now: world.now,
    chains: [chain],
    ...(token ? { token } : {}),
    excluded: [],
    among: [],
    also: [],
    where: query.where.map((text) => condition(event, text, { scale, argument })),
  }
}
