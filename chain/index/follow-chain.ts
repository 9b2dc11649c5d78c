import { setTimeout as sleep } from 'node:timers/promises'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { IndexStatus } from '../../core/operator.ts'
import type { Chain } from '../clients/chains.ts'
import type { Batch, Warehouse } from '../warehouse/warehouse.ts'
import { type Assembled, assemble, type ChainFacts, type Known } from './assemble.ts'
import { poolRow, timeOf } from './decode.ts'
import { each, reserveRows, tokenRows, verifyPools } from './discover.ts'
import { missing, nextSize, type Range } from './ranges.ts'
import { commonAncestor, Forked } from './reorg.ts'
import { type Full, openSource, type Source } from './rpc.ts'
import { firstBlockAt, registryBatches } from './start.ts'
import { orphans, poolsTouchedSince, stalePools, storedBlock, storedKnown, storedParent, storedRanges } from './stored.ts'
import { loadTraces } from './traces.ts'

/** A name for an address, given by the operator or by the demo chain. */
export interface Label {
  /** The main chain unless told. */
  chain?: number
  address: string
  name: string
  category: string
  source?: string
}

export interface IndexOptions {
  warehouse: Warehouse
  /** Days of history at the first start; a chain shorter than `WHOLE_CHAIN` blocks is indexed whole. */
  backfillDays: number
  /** Also read what happened inside transactions, where the node gives it. */
  traces?: boolean
  /** Blocks to stay behind the head. */
  confirmations: number
  /** Unix milliseconds. */
  now: () => number
  log: Log
  labels?: readonly Label[]
  /** Id of the chain that labels without one are for. */
  main: number
}

interface Options {
  fromBlock?: number
  report?: Report
  /** Fails where the node gives no traces, instead of going on without. */
  traces?: boolean
}

type Report = (message: string, done?: number) => void

/** Blocks asked for at once inside a range, and ranges at once. */
const BLOCKS_AT_ONCE = 64
const RANGES_AT_ONCE = 3
const RETRIES_MS = [200, 500, 1000, 2000, 4000]
/** Longer than this, catching up is called a backfill. */
const BACKFILL_BLOCKS = 50
const POOLS_AT_ONCE = 200

/** The index of one chain: what it knows, how far it is, and how it goes on. One sync at a time. */
export class ChainIndex {
  readonly status: IndexStatus
  readonly #chain: Chain
  readonly #options: IndexOptions
  readonly #facts: ChainFacts
  #known: Known | undefined
  #dirty = new Set<string>()
  #ranges: Range[] = []
  #size = 20
  /** First block whose traces have not been asked for; undefined once the node has refused. */
  #tracesFrom: number | undefined = 0
  #turn: Promise<unknown> = Promise.resolve()
  following = false

  constructor(chain: Chain, options: IndexOptions) {
    this.#chain = chain
    this.#options = options
    this.#facts = {
      id: chain.id,
      wrappedNative: chain.wrappedNative.toLowerCase(),
      factories: new Map(
        chain.factories.map(({ address, project, version }) => [
          address.toLowerCase(),
          { address: address.toLowerCase(), project, version },
        ]),
      ),
    }
    const nothing = { from: undefined, to: undefined, fromTime: undefined, toTime: undefined, head: undefined, lagBlocks: undefined }
    this.status = { chain: chain.id, name: chain.name, ...nothing, phase: 'idle', rowsPerSecond: 0, remainingS: undefined }
  }

  /** Brings the index to the head of this moment. Throws PetrelError rpc_failed, warehouse_down, cancelled. */
  sync(options: Options, signal: AbortSignal): Promise<IndexStatus> {
    const turn = this.#turn.then(() => this.#guarded(options, signal))
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  /** Resolves when nothing of this chain is under way. */
  async settled(): Promise<void> {
    await this.#turn
  }

  async #guarded(options: Options, signal: AbortSignal): Promise<IndexStatus> {
    try {
      await this.#run(options, signal)
      delete this.status.error
      this.status.phase = this.following ? 'following' : 'idle'
      this.status.remainingS = undefined
      return { ...this.status }
    } catch (error) {
      const known = toPetrelError(error)
      // After a failure nothing in memory is trusted: the next turn reads the warehouse again.
      this.#known = undefined
      this.status.phase = known.code === 'cancelled' ? 'idle' : 'failed'
      if (known.code !== 'cancelled') this.status.error = known.message
      throw known
    }
  }

  async #run(options: Options, signal: AbortSignal): Promise<void> {
    const source = openSource(this.#chain.client, signal)
    const head = await this.#retry(() => source.head(), signal)
    const target = head - this.#options.confirmations
    await this.#load()
    this.#see(head)
    if (target < 0) return
    for (let forks = 0; ; forks++)
      try {
        await this.#checkTip(source, head)
        const from = options.fromBlock ?? this.#ranges[0]?.from ?? (await firstBlockAt(source, head, this.#since()))
        for (const gap of missing({ from: Math.max(0, from), to: target }, this.#ranges))
          await this.#fill(source, gap, { signal, report: options.report })
        await this.#refreshPools(source, target)
        await this.#traces(source, options, signal)
        return
      } catch (error) {
        if (!(error instanceof Forked) || forks >= 10) throw error
        await this.#rollback(source)
      }
  }

  /** Unix seconds from which history is wanted. */
  #since(): number {
    return Math.floor(this.#options.now() / 1000 - this.#options.backfillDays * 86_400)
  }

  async #load(): Promise<void> {
    if (this.#known) return
    const { warehouse, labels = [] } = this.#options
    await warehouse.write({ chain: this.#chain.id, batches: registryBatches(this.#chain, this.#mine(labels)) })
    await this.#reload()
    this.#dirty = new Set(await stalePools(warehouse, this.#chain.id))
  }

  #mine(labels: readonly Label[]): Label[] {
    return labels.filter(({ chain }) => chain === this.#chain.id || (chain === undefined && this.#options.main === this.#chain.id))
  }

  async #reload(): Promise<void> {
    this.#known = await storedKnown(this.#options.warehouse, this.#chain.id)
    this.#ranges = await storedRanges(this.#options.warehouse, this.#chain.id)
    await this.#measure()
  }

  async #measure(): Promise<void> {
    const [from, to] = [this.#ranges[0]?.from, this.#ranges.at(-1)?.to]
    const time = async (number: number | undefined) => {
      const block = number === undefined ? undefined : await storedBlock(this.#options.warehouse, this.#chain.id, number)
      return block === undefined ? undefined : Math.floor(block.time / 1000)
    }
    Object.assign(this.status, { from, to, fromTime: await time(from), toTime: await time(to) })
    this.#see(this.status.head)
  }

  #see(head: number | undefined): void {
    this.status.head = head
    this.status.lagBlocks = head === undefined || this.status.to === undefined ? undefined : Math.max(0, head - this.status.to)
  }

  /** Throws Forked when the newest stored block that the node can know is not the node's. A node that is merely behind is no fork. */
  async #checkTip(source: Source, head: number): Promise<void> {
    const tip = this.#ranges.filter(({ from }) => from <= head).at(-1)
    if (!tip) {
      if (this.#ranges.length > 0) throw new Forked()
      return
    }
    const number = Math.min(tip.to, head)
    const stored = await storedBlock(this.#options.warehouse, this.#chain.id, number)
    const header = await source.header(number)
    if (header && stored && header.hash !== stored.hash) throw new Forked()
  }

  async #rollback(source: Source): Promise<void> {
    const { warehouse, log } = this.#options
    const chain = this.#chain.id
    const bounds = { first: this.#ranges[0]?.from ?? 0, last: this.#ranges.at(-1)?.to ?? 0 }
    const ancestor = await commonAncestor({ source, warehouse, chain }, bounds)
    log.info({ chain: this.#chain.name, from: ancestor + 1, to: bounds.last }, 'chain forked; undoing blocks')
    for (const address of await poolsTouchedSince(warehouse, chain, ancestor + 1)) this.#dirty.add(address)
    await warehouse.write({ chain, deleteFrom: ancestor + 1, batches: [] })
    if (this.#tracesFrom !== undefined) this.#tracesFrom = Math.min(this.#tracesFrom, ancestor + 1)
    await this.#reload()
    await this.#heal(source)
  }

  /** Asks again for tokens and pools whose rows went with a rollback though older rows speak of them. */
  async #heal(source: Source): Promise<void> {
    const { warehouse } = this.#options
    const chain = this.#chain.id
    const lost = await orphans(warehouse, chain)
    if (lost.tokens.length + lost.pools.length === 0) return
    const pools = await verifyPools(source, this.#facts.factories, lost.pools)
    const batches: Batch[] = [
      { table: 'tokens', rows: await tokenRows(source, chain, lost.tokens) },
      { table: 'pools', rows: pools.map((pool) => poolRow(chain, pool)) },
    ]
    await warehouse.write({ chain, batches })
    await this.#reload()
  }

  async #fill(source: Source, gap: Range, { signal, report }: { signal: AbortSignal; report: Report | undefined }): Promise<void> {
    const blocks = gap.to - gap.from + 1
    if (blocks > BACKFILL_BLOCKS) this.status.phase = 'backfill'
    const startedAt = this.#options.now()
    let rows = 0
    let next = gap.from
    const flying: { range: Range; full: Promise<Full[]> }[] = []
    while (next <= gap.to || flying.length > 0) {
      while (next <= gap.to && flying.length < RANGES_AT_ONCE) {
        const range = { from: next, to: Math.min(gap.to, next + this.#size - 1) }
        next = range.to + 1
        const full = this.#fetch(source, range, signal)
        full.catch(() => undefined)
        flying.push({ range, full })
      }
      const first = flying.shift()
      if (!first) break
      rows += await this.#store(source, { range: first.range, blocks: await first.full, signal })
      this.#progress({ done: (first.range.to - gap.from + 1) / blocks, rows, startedAt, left: gap.to - first.range.to }, report)
    }
  }

  #progress(
    { done, rows, startedAt, left }: { done: number; rows: number; startedAt: number; left: number },
    report: Report | undefined,
  ): void {
    const seconds = Math.max(0.001, (this.#options.now() - startedAt) / 1000)
    this.status.rowsPerSecond = Math.round(rows / seconds)
    this.status.remainingS = left === 0 ? undefined : Math.ceil((seconds / done) * (1 - done))
    report?.(`Indexing ${this.#chain.name}: ${left} blocks left`, done)
  }

  #fetch(source: Source, range: Range, signal: AbortSignal): Promise<Full[]> {
    const numbers = Array.from({ length: range.to - range.from + 1 }, (_, index) => range.from + index)
    return each(numbers, BLOCKS_AT_ONCE, (number) => this.#retry(() => source.full(number), signal))
  }

  async #store(source: Source, { range, blocks, signal }: { range: Range; blocks: Full[]; signal: AbortSignal }): Promise<number> {
    await this.#checkLinks(range, blocks)
    const known = this.#known
    if (!known) throw new PetrelError('internal', { message: 'The index was not loaded.' })
    const assembled = await this.#retry(() => assemble(source, this.#facts, { known, blocks }), signal)
    const newest = range.to > (this.#ranges.at(-1)?.to ?? -1)
    // Older blocks must not overwrite the newest state of a pool.
    const batches = newest ? assembled.batches : assembled.batches.filter(({ table }) => table !== 'pool_reserves')
    await this.#options.warehouse.write({ chain: this.#chain.id, batches })
    this.#learn(known, assembled)
    this.#extend(range, blocks)
    this.#size = nextSize(blocks.length, assembled.rows)
    return assembled.rows
  }

  #learn(known: Known, { found, touched }: Assembled): void {
    for (const address of found.tokens) known.tokens.add(address)
    for (const pool of found.pools) known.pools.set(pool.address, pool)
    for (const address of found.strangers) known.strangers.add(address)
    for (const address of touched) this.#dirty.add(address)
  }

  #extend(range: Range, blocks: readonly Full[]): void {
    const before = this.#ranges.find(({ to }) => to === range.from - 1)
    const after = this.#ranges.find(({ from }) => from === range.to + 1)
    const joined = { from: before?.from ?? range.from, to: after?.to ?? range.to }
    this.#ranges = [...this.#ranges.filter((each) => each !== before && each !== after), joined].sort((a, b) => a.from - b.from)
    const time = (full: Full | undefined) => (full ? timeOf(full.block) / 1000 : undefined)
    if (this.#ranges[0]?.from === range.from) Object.assign(this.status, { from: range.from, fromTime: time(blocks[0]) })
    if (this.#ranges.at(-1)?.to === range.to) Object.assign(this.status, { to: range.to, toTime: time(blocks.at(-1)) })
    this.#see(this.status.head)
  }

  /** Every block names its predecessor, inside the range and at both seams with what is stored. Throws Forked. */
  async #checkLinks(range: Range, blocks: readonly Full[]): Promise<void> {
    const { warehouse } = this.#options
    let before = (await storedBlock(warehouse, this.#chain.id, range.from - 1))?.hash
    for (const { block } of blocks) {
      if (before !== undefined && block.parentHash !== before) throw new Forked()
      before = block.hash
    }
    const after = await storedParent(warehouse, this.#chain.id, range.to + 1)
    if (after !== undefined && before !== undefined && after !== before) throw new Forked()
  }

  async #refreshPools(source: Source, block: number): Promise<void> {
    const known = this.#known
    const stored = await storedBlock(this.#options.warehouse, this.#chain.id, block)
    if (!known || !stored || this.#dirty.size === 0) return
    const pools = [...this.#dirty].flatMap((address) => known.pools.get(address) ?? [])
    for (let at = 0; at < pools.length; at += POOLS_AT_ONCE) {
      const some = pools.slice(at, at + POOLS_AT_ONCE)
      const rows = await reserveRows(source, this.#chain.id, { pools: some, block, time: stored.time })
      await this.#options.warehouse.write({ chain: this.#chain.id, batches: [{ table: 'pool_reserves', rows }] })
      for (const { address } of some) this.#dirty.delete(address)
    }
  }

  /** Asked for, a node without traces is an error; by the setting, it is only said. */
  async #traces(source: Source, { traces = false, report }: Options, signal: AbortSignal): Promise<void> {
    const { warehouse, log } = this.#options
    if (!traces && (!this.#options.traces || this.#tracesFrom === undefined)) return
    const retry = <R>(task: () => Promise<R>) => this.#retry(task, signal)
    const from = traces ? 0 : (this.#tracesFrom ?? 0)
    try {
      const { without } = await loadTraces({ source, warehouse, chain: this.#chain.id, from, retry, report })
      if (without > 0) log.debug({ chain: this.#chain.name, blocks: without }, 'the node has no traces of these blocks')
      // What has been looked at is not looked at again before the next start.
      this.#tracesFrom = (this.#ranges.at(-1)?.to ?? -1) + 1
    } catch (error) {
      if (traces || !(error instanceof PetrelError) || error.code !== 'rpc_failed') throw error
      this.#tracesFrom = undefined
      log.warn({ chain: this.#chain.name, error: error.message }, 'traces are left out')
    }
  }

  /** Tries again after network and node errors; each block has its own tries. */
  async #retry<R>(task: () => Promise<R>, signal: AbortSignal): Promise<R> {
    for (const wait of RETRIES_MS)
      try {
        return await task()
      } catch (error) {
        if (!(error instanceof PetrelError) || error.code !== 'rpc_failed') throw error
        this.#options.log.debug({ chain: this.#chain.name, error: error.message }, 'chain request failed; trying again')
        await sleep(wait, undefined, { signal })
      }
    return task()
  }
}
