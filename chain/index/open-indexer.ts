import { setTimeout as sleep } from 'node:timers/promises'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import type { Chain, Chains } from '../clients/chains.ts'
import { each } from './discover.ts'
import { ChainIndex, type IndexOptions } from './follow-chain.ts'
import type { Indexer } from './indexer.ts'
import { missing } from './ranges.ts'
import { openSource } from './rpc.ts'
import { storedRanges } from './stored.ts'

export type { Label } from './follow-chain.ts'

/** Blocks that an estimate reads. */
const SAMPLE = 48
const AT_ONCE = 64
const LONGEST_WAIT_MS = 30_000

/** Milliseconds between two looks at the head. */
const pollMs = (chain: Chain): number => Math.min(6000, Math.max(500, chain.blockTime * 500))

async function estimate(chain: Chain, { options, fromBlock, signal }: { options: IndexOptions; fromBlock: number; signal: AbortSignal }) {
  const source = openSource(chain.client, signal)
  const head = await source.head()
  const gaps = missing({ from: fromBlock, to: head - options.confirmations }, await storedRanges(options.warehouse, chain.id))
  const blocks = gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0)
  if (blocks === 0) return { blocks: 0, requests: 0, seconds: 0 }
  const count = Math.min(SAMPLE, blocks)
  const last = head - options.confirmations
  const numbers = Array.from({ length: count }, (_, index) => fromBlock + Math.floor(((last - fromBlock) * index) / Math.max(1, count - 1)))
  const [before, startedAt] = [source.requests(), performance.now()]
  await each(numbers, AT_ONCE, (number) => source.full(number))
  const share = blocks / count
  return {
    blocks,
    requests: Math.ceil((source.requests() - before) * share),
    seconds: Math.ceil(((performance.now() - startedAt) / 1000) * share),
  }
}

/** Follows one chain until the signal fires; errors are logged, shown in the status, and tried again with growing pauses. */
async function followChain(
  index: ChainIndex,
  { chain, options, signal }: { chain: Chain; options: IndexOptions; signal: AbortSignal },
): Promise<void> {
  let failures = 0
  while (!signal.aborted) {
    try {
      await index.sync({}, signal)
      failures = 0
    } catch (error) {
      const { code, message } = toPetrelError(error)
      if (code !== 'cancelled') options.log.warn({ chain: chain.name, code, message }, 'indexing failed')
      failures++
    }
    const pause = failures === 0 ? pollMs(chain) : Math.min(LONGEST_WAIT_MS, 500 * 2 ** failures)
    await sleep(pause, undefined, { signal }).catch(() => undefined)
  }
}

/**
 * The indexer of all configured chains; it begins nothing by itself: call sync() or follow().
 * @example const indexer = openIndexer({ chains, warehouse, backfillDays: 7, confirmations: 0, now: Date.now, log })
 */
export function openIndexer({ chains, ...rest }: Omit<IndexOptions, 'main'> & { chains: Chains }): Indexer {
  const options: IndexOptions = { ...rest, main: chains.main.id }
  const indexes = new Map(chains.all.map((chain) => [chain.id, new ChainIndex(chain, options)]))
  const stopping = new AbortController()
  let loops: Promise<unknown> | undefined
  const of = (id: number): { chain: Chain; index: ChainIndex } => {
    const chain = chains.get(id)
    const index = indexes.get(chain.id)
    if (!index) throw new PetrelError('chain_unknown', { message: `Chain ${id} is not indexed.`, hint: 'Add it to chain.use.' })
    return { chain, index }
  }
  return {
    status: () => [...indexes.values()].map(({ status }) => ({ ...status })),
    estimate: async (id, fromBlock, signal) => estimate(of(id).chain, { options, fromBlock, signal }),
    sync: async (id, how, signal) => of(id).index.sync(how, AbortSignal.any([signal, stopping.signal])),
    follow: () => {
      if (loops || stopping.signal.aborted) return
      for (const index of indexes.values()) index.following = true
      const each = chains.all.map((chain) => followChain(of(chain.id).index, { chain, options, signal: stopping.signal }))
      loops = Promise.all(each)
    },
    stop: async () => {
      stopping.abort()
      await loops
      for (const index of indexes.values()) await index.settled()
    },
  }
}
