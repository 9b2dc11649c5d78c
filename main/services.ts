import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Chains } from '../chain/clients/chains.ts'
import { checkRpc } from '../chain/clients/check-rpc.ts'
import { openChains } from '../chain/clients/open-chains.ts'
import { type Demo, startDemo } from '../chain/demo/demo.ts'
import type { Indexer } from '../chain/index/indexer.ts'
import { openIndexer } from '../chain/index/open-indexer.ts'
import { checkIndex } from '../chain/registry/check-index.ts'
import { createRegistry } from '../chain/registry/registry.ts'
import { openWarehouse } from '../chain/warehouse/open.ts'
import type { Warehouse } from '../chain/warehouse/warehouse.ts'
import type { Config } from '../config/schema.ts'
import { createAgent } from '../core/agent/agent.ts'
import { PetrelError } from '../core/errors.ts'
import type { Log } from '../core/log.ts'
import type { ModelSource } from '../core/model.ts'
import type { SettingsView } from '../core/operator.ts'
import type { Resolve } from '../core/resolve.ts'
import { createSchedule } from '../core/schedule.ts'
import type { Shutdown } from '../core/shutdown.ts'
import type { AnyTool } from '../core/tool.ts'
import { createTurns, type RunningTurns } from '../core/turns.ts'
import { createModelAdmin } from '../models/admin.ts'
import { openModelSource } from '../models/source.ts'
import { createJobStore } from '../store/jobs.ts'
import { createMemory } from '../store/memory.ts'
import { openStore } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import type { Handles } from '../tools/define.ts'
import { tools } from '../tools/index.ts'

/** What reads chains: everything but a command about Petrel itself needs it. */
export interface ChainParts {
  chains: Chains
  warehouse: Warehouse
  indexer: Indexer
  resolve: Resolve
  demo: Demo | undefined
}

/** Everything that runs, wired. */
export interface Services extends ChainParts {
  models: ModelSource
  turns: RunningTurns
  tools: readonly AnyTool[]
}

export interface ServiceContext {
  config: Config
  settings: SettingsView
  log: Log
  shutdown: Shutdown
  report(message: string, done?: number): void
  /** The model is not touched before this resolves. */
  modelAfter?: Promise<unknown>
}

/** Milliseconds that running turns get when Petrel stops. */
const GRACE_MS = 1500

/** Opens the parts in the order in which they need each other, and registers how each one stops. Throws PetrelError. */
export async function openServices(
  context: ServiceContext,
  openChain: (context: ServiceContext) => Promise<ChainParts> = openChainParts,
): Promise<Services> {
  const { config, log, shutdown, settings, modelAfter } = context
  const store = openStore(join(config.dataDir, 'petrel.db'))
  shutdown.onStop('store', () => store.close())
  const parts = await openChain(context)
  const { chains, warehouse, indexer, resolve } = parts
  const models = openModelSource(config.model, {
    dataDir: config.dataDir,
    now: Date.now,
    log,
    ...(modelAfter ? { after: modelAfter } : {}),
  })
  shutdown.onStop('model', () => models.close())
  const admin = createModelAdmin(models, config.model, { now: Date.now })
  const checks = [(signal: AbortSignal) => checkRpc(chains, signal), (signal: AbortSignal) => checkIndex({ indexer, warehouse }, signal)]
  const handles: Handles = { chains, warehouse, indexer, models: admin, settings, tools, checks }
  const agent = createAgent({
    tools,
    handles,
    resolve,
    memory: createMemory(store),
    models,
    settings: { ...config.turn, comment: config.model.comment },
    log,
    now: Date.now,
  })
  const turns = createTurns({
    store: createTurnStore(store, Date.now),
    answer: agent.answer,
    giveUp: agent.giveUp,
    settings: config.turn,
    log,
    now: Date.now,
  })
  const schedule = createSchedule({ jobs: createJobStore(store), kinds: {}, now: Date.now, log })
  schedule.start(15_000)
  shutdown.onStop('schedule', () => schedule.stop())
  shutdown.onStop('turns', () => turns.stop(GRACE_MS))
  return { ...parts, models, turns, tools }
}

export async function openChainParts(context: ServiceContext): Promise<ChainParts> {
  const { config, log, shutdown } = context
  const [warehouse, demo] = await Promise.all([openAnalytics(context), openDemo(context)])
  const chains = openChains(config.chain, demo ? { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment, log } : { log })
  const labels = demo?.deployment.labels ?? []
  const { backfillDays, confirmations } = config.chain
  const indexer = openIndexer({ chains, warehouse, backfillDays, confirmations, now: Date.now, log, labels })
  shutdown.onStop('indexer', () => indexer.stop())
  return { chains, warehouse, indexer, resolve: createRegistry({ warehouse, chains, labels }), demo }
}

/** For commands about Petrel itself: no chain is opened, and a tool that reaches for one after all says so. */
export async function noChainParts(): Promise<ChainParts> {
  const absent = new Proxy({}, { get: (_, name) => () => notOpen(String(name)) })
  const nothing: Resolve = { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] }
  return { chains: absent as Chains, warehouse: absent as Warehouse, indexer: absent as Indexer, resolve: nothing, demo: undefined }
}

const notOpen = (name: string): never => {
  throw new PetrelError('internal', { message: `A tool that says it reaches no chain asked one for "${name}".` })
}

async function openAnalytics({ config, log, shutdown }: ServiceContext): Promise<Warehouse> {
  const { memoryMb, deadlineS, rows } = config.warehouse
  const file = join(config.dataDir, 'warehouse.duckdb')
  const warehouse = await openWarehouse({
    file,
    memoryMb,
    deadlineMs: deadlineS * 1000,
    rows,
    log: (message, facts) => log.warn(facts ?? {}, message),
  })
  shutdown.onStop('warehouse', () => warehouse.close())
  return warehouse
}

async function openDemo({ config, shutdown, report }: ServiceContext): Promise<Demo | undefined> {
  if (!config.chain.use.includes('demo')) return undefined
  const { demoSeed: seed, demoPort: port, demoDays: days } = config.chain
  const demo = await startDemo({
    dir: join(config.dataDir, 'demo-chain'),
    seed,
    port,
    days,
    now: Date.now,
    report,
    signal: shutdown.signal,
  })
  shutdown.onStop('demo chain', () => demo.stop())
  return demo
}

/** A key of this run, for the command line beside a running server. */
export function makeKey(): { key: string; hash: string } {
  const key = `petrel_${randomBytes(24).toString('base64url')}`
  return { key, hash: createHash('sha256').update(key).digest('hex') }
}
