import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { PetrelError } from '../../core/errors.ts'
import { actors } from './actors.ts'
import { type Anvil, CHAIN_ID, startAnvil } from './anvil.ts'
import type { Deployment } from './deployment.ts'
import { type Report, settle, trade } from './history.ts'
import { type Market, mineBlock } from './market.ts'
import { takeOver } from './owner.ts'
import { openRpc, type Rpc } from './rpc.ts'
import { type StateFolder, stateFolder } from './state.ts'
import { openWriter } from './writer.ts'

export interface DemoOptions {
  /** Folder for the saved chain; created. One process at a time. */
  dir: string
  seed: number
  /** TCP port of the node on 127.0.0.1; 0 lets the system choose. */
  port: number
  /** Unix milliseconds. */
  now: () => number
  report?: Report
  signal: AbortSignal
  /** Days of history that a first start makes; 16 fill this week and the last one, calendar or rolling. */
  days?: number
  /** Seconds between the history's blocks on average. */
  interval?: number
  /** Milliseconds between the live market's blocks. */
  liveBlockMs?: number
}

export interface Demo {
  rpcUrl: string
  chainId: number
  deployment: Deployment
  /** Process id of the node. */
  pid: number
  /** Resolves when the node has ended, wanted or not. */
  ended: Promise<void>
  /** Starts the live market: a block about every 12 seconds, the state saved every ten minutes. */
  follow(): void
  /** Writes the state to disk now. */
  save(): Promise<void>
  /** Stops the market, saves, and ends the node. */
  stop(): Promise<void>
}

const DAYS = 16
const INTERVAL_S = 900
const LIVE_BLOCK_MS = 12_000
const SAVE_MS = 600_000
const DAY_S = 86_400
// While the market was asleep: the last day as dense as ever, the time before it in at most so many blocks.
const CATCH_UP_BLOCKS = 150

/**
 * Starts the demo chain: the first time it deploys and trades `days` of history, later it loads the saved state and lets the
 * market catch up with the clock. Throws PetrelError demo_chain.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
  options.signal.throwIfAborted()
  // The signal ends the start only: when Petrel stops, the state must still be saved.
  const starting = new AbortController()
  const abort = () => starting.abort(options.signal.reason)
  options.signal.addEventListener('abort', abort)
  try {
    return await start({ ...options, signal: starting.signal })
  } finally {
    options.signal.removeEventListener('abort', abort)
  }
}

async function start(options: DemoOptions): Promise<Demo> {
  const folder = stateFolder(options.dir)
  await takeOver(folder.pidFile)
  const days = options.days ?? DAYS
  const saved = folder.load(options.seed, days)
  const running = (saved && (await again(options, folder, saved))) ?? (await first(options, folder))
  return live(running, { folder, days, options })
}

interface Running {
  anvil: Anvil
  rpc: Rpc
  market: Market
}

async function launch(
  options: DemoOptions,
  folder: StateFolder,
  from: { genesis: number; load?: string },
): Promise<{ anvil: Anvil; rpc: Rpc }> {
  const anvil = await startAnvil({ port: options.port, signal: options.signal, ...from })
  folder.claim(anvil.pid)
  return { anvil, rpc: openRpc(anvil.port, options.signal) }
}

async function first(options: DemoOptions, folder: StateFolder): Promise<Running> {
  folder.discard()
  const days = options.days ?? DAYS
  const until = Math.floor(options.now() / 1000)
  const genesis = until - Math.ceil(days * DAY_S) - 3600
  options.report?.('Demo chain: deploying contracts', 0)
  const node = await launch(options, folder, { genesis })
  const deployment = await orStop(node, async () => {
    const market = await settle(node.rpc, options.seed, genesis)
    await trade(market, { until, interval: options.interval ?? INTERVAL_S, report: options.report })
    await folder.save(node.rpc, market.known, days)
    return market.known
  })
  // A node that made the history holds its call traces as well; one that loads it needs half the memory and saves in a third of the time.
  node.rpc.close()
  await node.anvil.stop()
  const running = await again(options, folder, { deployment, state: folder.state })
  if (running === undefined) throw new PetrelError('demo_chain', { message: 'The demo chain could not load what it had just saved.' })
  return running
}

/** The saved chain, caught up; undefined when the node cannot read what was saved. */
async function again(
  options: DemoOptions,
  folder: StateFolder,
  saved: { deployment: Deployment; state: string },
): Promise<Running | undefined> {
  const { deployment, state } = saved
  options.report?.('Demo chain: loading', 0)
  const node = await launch(options, folder, { genesis: deployment.genesis, load: state }).catch((error: unknown) => {
    options.signal.throwIfAborted()
    if (error instanceof PetrelError && error.code === 'port_taken') throw error
    options.report?.(
      `Demo chain: the saved state cannot be used and is made anew (${error instanceof Error ? error.message : String(error)})`,
    )
    return undefined
  })
  if (node === undefined) return undefined
  return orStop(node, async () => {
    const market: Market = { rpc: node.rpc, writer: await openWriter(node.rpc, actors().all), known: deployment, approved: new Set() }
    await catchUp(market, options)
    options.report?.('Demo chain: ready', 1)
    return { ...node, market }
  })
}

/** Runs something on a node, which must not outlive a failure of it. */
async function orStop<T>({ anvil, rpc }: { anvil: Anvil; rpc: Rpc }, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    rpc.close()
    await anvil.stop()
    throw error
  }
}

async function catchUp(market: Market, { now, report, interval = INTERVAL_S }: DemoOptions): Promise<void> {
  const until = Math.floor(now() / 1000)
  const asleep = until - DAY_S - market.writer.head.timestamp
  if (asleep > 0) await trade(market, { until: until - DAY_S, interval: Math.max(interval, asleep / CATCH_UP_BLOCKS), report })
  if (until > market.writer.head.timestamp) await trade(market, { until, interval, report })
}

interface Keeping {
  folder: StateFolder
  days: number
  options: DemoOptions
}

function live({ anvil, rpc, market }: Running, { folder, days, options }: Keeping): Demo {
  const stopping = new AbortController()
  let trading: Promise<void> = Promise.resolve()
  let stopped: Promise<void> | undefined
  const save = () => folder.save(rpc, market.known, days)
  const stop = async () => {
    stopping.abort()
    await trading.catch(() => undefined)
    // A node that was killed has nothing to save; the last saved state stands.
    await save().catch(() => undefined)
    rpc.close()
    await anvil.stop()
    rmSync(folder.pidFile, { force: true })
  }
  return {
    rpcUrl: `http://127.0.0.1:${anvil.port}`,
    chainId: CHAIN_ID,
    deployment: market.known,
    pid: anvil.pid,
    ended: anvil.ended,
    save,
    follow: () => {
      trading = followMarket(market, { now: options.now, save, signal: stopping.signal, everyMs: options.liveBlockMs ?? LIVE_BLOCK_MS })
      trading.catch((error: unknown) => options.report?.(`Demo market stopped: ${error instanceof Error ? error.message : String(error)}`))
    },
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}

interface Following {
  now: () => number
  save: () => Promise<void>
  signal: AbortSignal
  everyMs: number
}

async function followMarket(market: Market, { now, save, signal, everyMs }: Following): Promise<void> {
  let savedAt = now()
  while (!signal.aborted) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    const seconds = Math.max(market.writer.head.timestamp + 1, Math.floor(now() / 1000))
    await mineBlock(market, seconds, { trades: 0.35, movements: 0.15, provisions: 0.004 })
    if (now() - savedAt < SAVE_MS) continue
    savedAt = now()
    await save()
  }
}
