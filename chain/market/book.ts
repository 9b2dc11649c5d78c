import type { Hex } from 'viem'
import type { Amm } from '../../routing/amm.ts'
import type { TokenKey } from '../../routing/pool.ts'
import type { Chain } from '../clients/chains.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { discoverPools, type Pair, wantedOf } from './discover-pools.ts'
import { applyEvents, readEvents } from './follow-events.ts'
import { identify, type Known, type PoolFacts } from './identity.ts'
import { indexedPools } from './indexed-pools.ts'
import { type Loaded, loadPools } from './load-pools.ts'
import type { LeftOut } from './market.ts'
import { type Answers, prefetch } from './prefetch.ts'

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
  line: Promise<unknown>
}

export interface Update {
  chain: Chain
  kinds: ReadonlyMap<string, Amm>
  warehouse: Pick<Warehouse, 'query'> | undefined
  block: { number: bigint; hash: string }
  tokens: readonly TokenKey[]
  signal: AbortSignal
}

export const emptyBook = (): Book => ({
  known: new Map(),
  pools: new Map(),
  leftOut: new Map(),
  changed: new Set(),
  at: undefined,
  asked: new Map(),
  line: Promise.resolve(),
})

/** Events of more blocks than this are not asked for; the pools are read again. */
const MOST_BLOCKS = 300n
/** Pools of one chain that are kept; the index names the most used first. */
const MOST_POOLS = 400
/** A pair is asked for again after so many blocks. */
const ASK_AGAIN = 600n

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
async function catchUp(book: Book, { chain, kinds, block, signal }: Update): Promise<Since> {
  if (book.at === undefined || book.at.hash === block.hash) return { again: [], moved: [] }
  const far = block.number <= book.at.number || block.number - book.at.number > MOST_BLOCKS
  if (far || !(await stillThere(chain, book.at))) {
    const unread = [...book.leftOut.values()].filter(({ reason }) => reason === 'unread').map(({ pool }) => pool)
    return { again: [...book.pools.keys(), ...unread], moved: [] }
  }
  const pools = [...book.pools.keys()].filter((id): id is Hex => /^0x[0-9a-f]{40}$/.test(id))
  const range = { pools, kinds: [...kinds.values()], from: book.at.number + 1n, to: block.number, signal }
  const logs = await readEvents(chain, range)
  const again: string[] = []
  const moved: [string, Loaded][] = []
  for (const id of new Set(logs.map(({ address }) => address))) {
    const held = book.pools.get(id)
    const amm = held && kinds.get(held.pool.kind)
    if (!held || !amm) continue
    const next = applyEvents(
      amm,
      held,
      logs.filter(({ address }) => address === id),
    )
    if (next) moved.push([id, next])
    else again.push(id)
  }
  return { again, moved }
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
  const pairs = freshPairs(book, [...new Set([...asked, ...centre])], { asked, block: block.number })
  if (pairs.length === 0) return new Map()
  // One request finds the pools of the pairs and reads them; where that cannot be, the factories are asked first.
  const answers = await prefetch(chain.client, wantedOf(chain, pairs), { block: block.number, signal })
  const [own, listed] = await Promise.all([
    discoverPools({ ...chain, answers }, pairs, { block: block.number, signal }),
    warehouse ? indexedPools(warehouse, { chain: chain.id, tokens: [...asked, ...centre], most: MOST_POOLS, signal }) : [],
  ])
  for (const pair of pairs) book.asked.set(pair.join(), block.number)
  // The factories' pools are of the very pairs, so there is always room for them.
  for (const facts of own) note(book, facts)
  for (const facts of listed) if (book.known.size < MOST_POOLS) note(book, facts)
  return answers
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
