import type { Hex } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { Amm } from '../../routing/amm.ts'
import type { TokenKey } from '../../routing/pool.ts'
import type { Chain } from '../clients/chains.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { discoverPools, type Pair, wantedOf } from './discover-pools.ts'
import { type Announced, readAnnouncements } from './exchanges/announcements.ts'
import { askExchanges } from './exchanges/ask-exchanges.ts'
import type { Exchange, Finds } from './exchanges/exchange.ts'
import { findBalancer } from './exchanges/find-balancer.ts'
import { applyEvents, readEvents } from './follow-events.ts'
import { identify, type Known, type PoolFacts } from './identity.ts'
import { indexedPools } from './indexed-pools.ts'
import { type Loaded, loadPools } from './load-pools.ts'
import type { LeftOut } from './market.ts'
import { type Answers, prefetch } from './prefetch.ts'
import { readCalls } from './read-calls.ts'

/** What is known of a chain's pools; all states are those of the end of `at`. */
export interface Book {
  known: Map<string, Known>
  pools: Map<string, Loaded>
  leftOut: Map<string, LeftOut>
  /** Pools whose state changed since the last snapshot. */
  changed: Set<string>
  at: { number: bigint; hash: string } | undefined
  /** Pairs that the factories were asked for, and the block of it. */
  asked: Map<string, bigint>
  /** Tokens of questions and main tokens: announced pools between them are taken in. */
  tokens: Set<string>
  /** First block whose announcements of new pools were read; lower with each question, 0 when no more will be asked for. */
  heardFrom: bigint | undefined
  line: Promise<unknown>
}

export interface Update {
  chain: Chain
  kinds: ReadonlyMap<string, Amm>
  warehouse: Pick<Warehouse, 'query'> | undefined
  block: { number: bigint; hash: string }
  tokens: readonly TokenKey[]
  exchanges: readonly Exchange[]
  signal: AbortSignal
}

export const emptyBook = (): Book => ({
  known: new Map(),
  pools: new Map(),
  leftOut: new Map(),
  changed: new Set(),
  at: undefined,
  asked: new Map(),
  tokens: new Set(),
  heardFrom: undefined,
  line: Promise.resolve(),
})

/** Events of more blocks than this are not asked for; the pools are read again. */
const MOST_BLOCKS = 300n
/** Pools of one chain that are kept; the index names the most used first. */
const MOST_POOLS = 400
/** A pair is asked for again after so many blocks. */
const ASK_AGAIN = 600n
/** Blocks further back for which each question reads what factories announced: what even strict endpoints give in one request. */
const LOOK_BACK = 1_999n
/** Kinds whose events tell every change of their state; the others are read again with each new block. */
const FOLLOWED = new Set(['constant-product', 'concentrated', 'uniswap-v4'])

/** Moves a book to a block: what happened since, pools not met before, and their states. Throws PetrelError rpc_failed, cancelled; the book then keeps its old block. */
export async function bringUpToDate(book: Book, update: Update): Promise<void> {
  const { again, moved } = await catchUp(book, update)
  const answers = await lookFor(book, update)
  const unseen = [...book.known.keys()].filter((id) => !book.pools.has(id) && !book.leftOut.has(id))
  const wanted = [...new Set([...again, ...unseen])].flatMap((id) => book.known.get(id) ?? [])
  const { chain, kinds, block, signal } = update
  const loaded = await loadPools(wanted, { target: { ...chain, answers }, kinds, block: block.number, signal })
  signal.throwIfAborted()
  // From here on nothing waits: a book is at one block or at the other, never in between.
  for (const [id, state] of [...moved, ...loaded]) settle(book, id, state)
  book.at = { number: block.number, hash: block.hash }
  for (const [id, { pool, ...rest }] of book.pools) book.pools.set(id, { pool: { ...pool, block: Number(block.number) }, ...rest })
}

function settle(book: Book, id: string, state: Loaded | string): void {
  book.changed.add(id)
  if (typeof state !== 'string') {
    book.pools.set(id, state)
    book.leftOut.delete(id)
    return
  }
  book.pools.delete(id)
  const { identity } = book.known.get(id) as Known
  const dex = identity.dex === undefined ? {} : { dex: identity.dex }
  book.leftOut.set(id, { pool: id, tokens: identity.tokens, ...dex, reason: 'unread', detail: state })
}

interface Since {
  /** Ids of pools that must be read again. */
  again: readonly string[]
  moved: readonly [string, Loaded][]
}

/** What the events since the book's block come to. */
async function catchUp(book: Book, update: Update): Promise<Since> {
  const { chain, kinds, exchanges, block, signal } = update
  if (book.at === undefined || book.at.hash === block.hash) return { again: [], moved: [] }
  const far = block.number <= book.at.number || block.number - book.at.number > MOST_BLOCKS
  const everything = (): Since => {
    const unread = [...book.leftOut.values()].filter(({ reason }) => reason === 'unread').map(({ pool }) => pool)
    return { again: [...book.pools.keys(), ...unread], moved: [] }
  }
  if (far || !(await stillThere(chain, book.at))) return everything()
  const held = [...book.pools.values()]
  const followed = held
    .filter(({ pool }) => FOLLOWED.has(pool.kind))
    .map(({ pool }) => ({ id: pool.id, emitter: emitterOf(book, pool.id) }))
  const range = { pools: followed, kinds: [...kinds.values()], from: book.at.number + 1n, to: block.number, signal }
  const [logs, news] = await Promise.all([
    readEvents(chain, range).catch(unlessRefused(signal)),
    readAnnouncements({ ...chain, exchanges, kinds }, range).catch(unlessRefused(signal)),
  ])
  if (news) await takeIn(book, update, news)
  // An endpoint that gives no events still gives states.
  if (!logs) return everything()
  const again = held.filter(({ pool }) => !FOLLOWED.has(pool.kind)).map(({ pool }) => pool.id)
  const moved: [string, Loaded][] = []
  for (const [id, own] of logs) {
    const loaded = book.pools.get(id)
    const amm = loaded && kinds.get(loaded.pool.kind)
    if (!loaded || !amm) continue
    const next = applyEvents(amm, loaded, own)
    if (next) moved.push([id, next])
    else again.push(id)
  }
  return { again, moved }
}

/** Passes over what an endpoint refuses to answer; throws on when it gave no answer at all, or nobody waits any more. */
const unlessRefused =
  (signal: AbortSignal) =>
  (error: unknown): undefined => {
    signal.throwIfAborted()
    if (error instanceof PetrelError) throw error
  }

/** Who tells what happens to a pool: itself, or the contract that holds it. */
const emitterOf = (book: Book, id: string): Hex => (book.known.get(id)?.identity.fixed['manager'] ?? id) as Hex

/** Notes announced pools between tokens that matter here. */
async function takeIn(book: Book, update: Update, { facts, known, leftOut, balancer }: Announced): Promise<void> {
  const { chain, block, signal } = update
  const ask = (calls: Parameters<typeof readCalls>[1]) => readCalls(chain, calls, { block: block.number, signal })
  const asked = await Promise.all(balancer.map(({ exchange, pool }) => findBalancer(exchange, [pool], { ask })))
  const wrapped = chain.wrappedNative.toLowerCase()
  const matters = ({ tokens }: { tokens: readonly string[] }) =>
    tokens.filter((token) => book.tokens.has(token === 'native' ? wrapped : token)).length > 1
  for (const one of facts) if (matters({ tokens: [one.token0, one.token1] })) note(book, one)
  for (const one of [...known, ...asked.flatMap((finds) => finds.known)]) if (matters(one.identity)) keep(book, one)
  for (const one of leftOut) if (matters(one)) setAside(book, one)
}

function keep(book: Book, known: Known): void {
  const { id } = known.identity
  if (!book.known.has(id) && !book.leftOut.has(id) && book.known.size < MOST_POOLS) book.known.set(id, known)
}

function setAside(book: Book, left: LeftOut): void {
  if (!book.known.has(left.pool)) book.leftOut.set(left.pool, left)
}

async function stillThere(chain: Chain, at: { number: bigint; hash: string }): Promise<boolean> {
  const block = await chain.client.getBlock({ blockNumber: at.number }).catch(() => undefined)
  return block?.hash === at.hash
}

/** Notes pools that were not known before; what was read on the way. */
async function lookFor(book: Book, update: Update): Promise<Answers> {
  const { chain, warehouse, tokens, block, signal } = update
  if (tokens.length === 0) return new Map()
  const centre = [chain.wrappedNative, ...chain.stables].map((address) => address.toLowerCase() as Hex)
  const asked = tokens.map((token) => (token === 'native' ? chain.wrappedNative : token).toLowerCase() as Hex)
  for (const token of [...asked, ...centre]) book.tokens.add(token)
  const pairs = freshPairs(book, [...new Set([...asked, ...centre])], { asked, block: block.number })
  if (pairs.length === 0) return new Map()
  // One request finds the pools of the pairs and reads them; where that cannot be, the factories are asked first.
  const answers = await prefetch(chain.client, wantedOf(chain, pairs), { block: block.number, signal })
  const [own, listed, finds] = await Promise.all([
    discoverPools({ ...chain, answers }, pairs, { block: block.number, signal }),
    warehouse ? indexedPools(warehouse, { chain: chain.id, tokens: [...asked, ...centre], most: MOST_POOLS, signal }) : [],
    lookAround(book, update, { pairs, asked }),
  ])
  for (const pair of pairs) book.asked.set(pair.join(), block.number)
  // The factories' pools are of the very pairs, so there is always room for them.
  for (const facts of own) note(book, facts)
  for (const known of finds.known) keep(book, known)
  for (const left of finds.leftOut) setAside(book, left)
  for (const facts of listed) if (book.known.size < MOST_POOLS) note(book, facts)
  return answers
}

/** Pools of the other exchanges: those listed for the pairs, for the assets of vaults among the tokens, and those announced further back than was read. */
async function lookAround(book: Book, update: Update, { pairs, asked }: { pairs: readonly Pair[]; asked: readonly Hex[] }): Promise<Finds> {
  const { chain, exchanges, block, signal } = update
  if (exchanges.length === 0) return { known: [], leftOut: [] }
  const wrappedNative = chain.wrappedNative.toLowerCase() as Hex
  const ask = (calls: Parameters<typeof readCalls>[1]) => readCalls(chain, calls, { block: block.number, signal })
  const question = { wrappedNative, ask, first: book.heardFrom === undefined }
  const [finds] = await Promise.all([askExchanges(exchanges, { ...question, pairs, asked }), lookBack(book, update)])
  const assets = finds.known.filter(({ kind }) => kind === 'erc4626').flatMap(({ identity }) => identity.tokens.slice(0, 1) as Hex[])
  const fresh = assets.filter((asset) => !book.tokens.has(asset))
  if (fresh.length === 0) return finds
  for (const asset of fresh) book.tokens.add(asset)
  const more = freshPairs(book, [...new Set([...fresh, ...(book.tokens as Set<Hex>)])], { asked: fresh, block: block.number })
  for (const pair of more) book.asked.set(pair.join(), block.number)
  const [others, plain] = await Promise.all([
    askExchanges(exchanges, { ...question, first: false, pairs: more, asked: fresh }),
    discoverPools(chain, more, { block: block.number, signal }),
  ])
  for (const facts of plain) note(book, facts)
  return { known: [...finds.known, ...others.known], leftOut: [...finds.leftOut, ...others.leftOut] }
}

/** Reads announcements of some more of the past. An endpoint that gives no such range costs nothing but the pools in it. */
async function lookBack(book: Book, update: Update): Promise<void> {
  const { chain, exchanges, kinds, block, signal } = update
  if (book.heardFrom === 0n) return
  const to = book.heardFrom === undefined ? block.number : book.heardFrom - 1n
  const from = to > LOOK_BACK ? to - LOOK_BACK : 0n
  book.heardFrom = from
  const news = await readAnnouncements({ client: chain.client, factories: [], exchanges, kinds }, { from, to, signal }).catch(
    () => undefined,
  )
  signal.throwIfAborted()
  if (news) await takeIn(book, update, news)
  // Refused once, it would be refused and waited for with every question.
  else book.heardFrom = 0n
}

/** Pairs of an asked token with another or with a main token, not asked for lately. */
function freshPairs(book: Book, all: readonly Hex[], { asked, block }: { asked: readonly Hex[]; block: bigint }): Pair[] {
  const pairs = all.flatMap((a, index) => all.slice(index + 1).map((b): Pair => (a < b ? [a, b] : [b, a])))
  const meant = pairs.filter(([a, b]) => a !== b && (asked.includes(a) || asked.includes(b) || book.asked.size === 0))
  return meant.filter((pair) => {
    const last = book.asked.get(pair.join())
    return last === undefined || block - last > ASK_AGAIN
  })
}

function note(book: Book, facts: PoolFacts): void {
  const id = facts.address.toLowerCase()
  if (book.known.has(id) || book.leftOut.has(id)) return
  const known = identify(facts)
  if (typeof known !== 'string') {
    book.known.set(id, known)
    return
  }
  const tokens = [facts.token0, facts.token1]
  book.leftOut.set(id, { pool: id, tokens, dex: `${facts.project} v${facts.version}`, reason: 'kind', detail: known })
}
