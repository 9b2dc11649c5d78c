import type { Amm } from '../../routing/amm.ts'
import type { PoolBase } from '../../routing/pool.ts'
import type { Chain, Chains } from '../clients/chains.ts'
import { endpointsOf } from '../clients/open-chains.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { type Book, bringUpToDate, emptyBook } from './book.ts'
import { exchangesOf } from './exchanges/catalogue.ts'
import type { Exchange } from './exchanges/exchange.ts'
import { gasNow } from './gas-now.ts'
import type { LeftOut, Market, Snapshot, SnapshotRequest } from './market.ts'

export interface MarketOptions {
  chains: Chains
  /** The index, where there is one; without it pools are found at the factories alone. */
  warehouse: Pick<Warehouse, 'query'> | undefined
  /** The engine's kinds of pool. */
  kinds: readonly Amm[]
  /** Exchanges beside the chains' factories, by EIP-155 id; those of the catalogue when left out. */
  exchanges?: (chain: number) => readonly Exchange[]
  log?: { warn(facts: object, message: string): void }
}

const LISTEN_MS = 1000

/**
 * Opens the live pool sets. Nothing is asked before the first snapshot.
 * @example const market = openMarket({ chains, warehouse, kinds: AMMS as unknown as readonly Amm[] })
 */
export function openMarket(options: MarketOptions): Market {
  const kinds = new Map(options.kinds.map((amm) => [amm.kind, amm]))
  const books = new Map<number, Book>()
  const stopping = new AbortController()
  const followers = new Set<() => void>()

  /** One question after the other on a chain: two at once would move the block under each other. */
  const snapshot = (request: SnapshotRequest): Promise<Snapshot> => {
    const chain = options.chains.get(request.chain)
    const book = books.get(chain.id) ?? emptyBook()
    books.set(chain.id, book)
    const exchanges = (options.exchanges ?? exchangesOf)(chain.id)
    const work = () => take({ chain, book, kinds, exchanges, warehouse: options.warehouse }, request)
    const result = book.line.then(work, work)
    book.line = result.catch(() => undefined)
    return result
  }

  const follow = (id: number, listener?: (snapshot: Snapshot) => void): (() => void) => {
    const chain = options.chains.get(id)
    const unwatch = chain.client.watchBlockNumber({
      pollingInterval: Math.max(LISTEN_MS, chain.blockTime * 500),
      onBlockNumber: () => {
        if (books.get(chain.id)?.pools.size === 0 || stopping.signal.aborted) return
        snapshot({ chain: chain.id, tokens: [], signal: stopping.signal }).then(
          (taken) => listener?.(taken),
          (error: unknown) => options.log?.warn({ chain: chain.id, reason: String(error) }, 'the pools could not be brought up to date'),
        )
      },
      onError: () => undefined,
    })
    followers.add(unwatch)
    return () => {
      followers.delete(unwatch)
      unwatch()
    }
  }

  return {
    snapshot,
    follow,
    stop: async () => {
      stopping.abort()
      for (const unwatch of followers) unwatch()
      await Promise.all([...books.values()].map((book) => book.line))
    },
  }
}

interface Taking {
  chain: Chain
  book: Book
  kinds: ReadonlyMap<string, Amm>
  exchanges: readonly Exchange[]
  warehouse: MarketOptions['warehouse']
}

async function take({ chain, book, kinds, exchanges, warehouse }: Taking, request: SnapshotRequest): Promise<Snapshot> {
  const slowed = new Set<string>()
  const since = performance.now()
  const watch = setInterval(() => noticeLimits(chain, { slowed, since }, request), LISTEN_MS)
  try {
    const head = await chain.client.getBlock({ blockTag: 'latest' })
    const block = { number: head.number, hash: head.hash, time: Number(head.timestamp) }
    const [gas] = await Promise.all([
      gasNow({ chain, block: block.number, baseFee: head.baseFeePerGas ?? 0n }),
      bringUpToDate(book, { chain, kinds, exchanges, warehouse, block, tokens: request.tokens, signal: request.signal }),
    ])
    const changed = [...book.changed]
    book.changed.clear()
    noticeLimits(chain, { slowed, since }, request)
    const pools = [...wrapPool(chain), ...[...book.pools.values()].map(({ pool }) => pool)]
    const found = new Map<string, 'index' | 'factory' | 'wrap'>([...book.known.values()].map((known) => [known.identity.id, known.found]))
    for (const { id } of wrapPool(chain)) found.set(id, 'wrap')
    const leftOut: LeftOut[] = [...book.leftOut.values()]
    return {
      chain: chain.id,
      block: block.number,
      hash: block.hash,
      time: block.time,
      pools,
      changed,
      found,
      leftOut,
      gas,
      slowed: [...slowed],
    }
  } finally {
    clearInterval(watch)
  }
}

/** The native coin and its wrapped token change one for one. */
const wrapPool = ({ wrappedNative }: Chain): PoolBase[] => [
  { kind: 'wrap', id: wrappedNative.toLowerCase(), tokens: ['native', wrappedNative.toLowerCase()] },
]

/** Which endpoints asked for patience since the question began; the clock is that of the clients. */
function noticeLimits(chain: Chain, { slowed, since }: { slowed: Set<string>; since: number }, { progress }: SnapshotRequest): void {
  for (const { host, pausedUntil, why } of endpointsOf(chain.client)?.health() ?? []) {
    if (pausedUntil < since || !/slow down/.test(why)) continue
    const words = `${host} ${why}`
    if (!slowed.has(words)) progress?.(`Waiting: ${words}`)
    slowed.add(words)
  }
}
