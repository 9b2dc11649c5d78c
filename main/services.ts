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
import type { RunningCommunity } from '../community/community.ts'
import type { Config } from '../config/schema.ts'
import type { Inbound } from '../core/adapter.ts'
import { createAgent } from '../core/agent/agent.ts'
import { splitCommand } from '../core/command.ts'
import { PetrelError } from '../core/errors.ts'
import { createFetcher } from '../core/fetch.ts'
import type { Log } from '../core/log.ts'
import type { ModelSource } from '../core/model.ts'
import type { Check, SettingsView } from '../core/operator.ts'
import type { Resolve } from '../core/resolve.ts'
import type { Shutdown } from '../core/shutdown.ts'
import type { AnyTool } from '../core/tool.ts'
import { createTurns, type RunningTurns } from '../core/turns.ts'
import { createModelAdmin } from '../models/admin.ts'
import { openModelSource } from '../models/source.ts'
import { filesOf } from '../store/asked-files.ts'
import type { Handles } from '../tools/define.ts'
import { tools } from '../tools/index.ts'
import { type ChatAdapters, chatAdapters, linkJudge, openCommunity, phishingList } from './community.ts'
import { contractVerdicts, riskLines } from './contract-verdicts.ts'
import { deliveriesOf, openState, type State } from './state.ts'
import { openTimed } from './timed.ts'

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
  state: State
  /** What adapters add to the checks of `doctor`; the list is shared with it. */
  checks: ((signal: AbortSignal) => Promise<Check[]>)[]
  adapters: ChatAdapters
  community: RunningCommunity
  /** Begins alerts, digests and pruning; a process that answers one command does not. */
  startSchedule(): void
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
  const state = openState(config, shutdown)
  const parts = await openChain(context)
  const { chains, warehouse, indexer, resolve } = parts
  const models = openModelSource(config.model, {
    dataDir: config.dataDir,
    now: Date.now,
    log,
    ...(modelAfter ? { after: modelAfter } : {}),
  })
  shutdown.onStop('model', () => models.close())
  const checks = [(signal: AbortSignal) => checkRpc(chains, signal), (signal: AbortSignal) => checkIndex({ indexer, warehouse }, signal)]
  // Tools end turns and alerts begin them, and turns run tools: what comes last is reached through `later`.
  const later: { turns?: RunningTurns } = {}
  const { chats, people, memory, queries, history, knowledge } = state
  const adapters = chatAdapters()
  const verdictOf = contractVerdicts({ chains, warehouse, resolve })
  const phishing = phishingList()
  const community = openCommunity(state, { adapters, log, verdictOf, phishing })
  const fetcher = createFetcher({ now: Date.now })
  shutdown.onStop('fetcher', () => fetcher.close())
  const handles: Omit<Handles, 'alerts'> = {
    chains,
    warehouse,
    indexer,
    models: createModelAdmin(models, config.model, { now: Date.now }),
    settings,
    tools,
    checks,
    chats,
    people,
    memory,
    discardFiles: async (asker) => {
      const files = await filesOf(state.store, asker)
      for (const file of files) await adapters.discardFile(asker.bot, file)
      return files.length
    },
    queries,
    history,
    knowledge,
    fetcher,
    links: linkJudge(phishing),
    riskOf: riskLines({ chains, warehouse, resolve }),
    halt: { halt: async (which) => (await later.turns?.halt(which)) ?? 0 },
    deliveries: deliveriesOf(state, () => later.turns),
    community: community.port,
  }
  const timed = openTimed(context, { state, handles, fetcher, resolve, models, receive: (message) => turns.receive(message) })
  const agent = createAgent({
    tools,
    handles: { ...handles, alerts: timed.alerts },
    resolve,
    memory,
    chats,
    openFile: adapters.openFile,
    models,
    settings: { ...config.turn, comment: config.model.comment },
    log,
    now: Date.now,
  })
  const turns = createTurns({
    store: state.turns,
    answer: agent.answer,
    giveUp: agent.giveUp,
    settings: config.turn,
    immediate: isImmediate,
    log,
    now: Date.now,
  })
  later.turns = turns
  shutdown.onStop('turns', () => turns.stop(GRACE_MS))
  return { ...parts, models, turns, tools, state, checks, adapters, community, startSchedule: timed.start }
}

/** A command whose tool must not wait behind what it stops. */
function isImmediate({ text, call }: Inbound): boolean {
  const name = call?.tool ?? splitCommand(text)?.name
  return tools.some((tool) => tool.immediate && tool.name === name)
}

export async function openChainParts(context: ServiceContext): Promise<ChainParts> {
  const { config, log, shutdown } = context
  const [warehouse, demo] = await Promise.all([openAnalytics(context), openDemo(context)])
  const chains = openChains(config.chain, demo ? { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment, log } : { log })
  const labels = demo?.deployment.labels ?? []
  const { backfillDays, confirmations, traces } = config.chain
  const indexer = openIndexer({ chains, warehouse, backfillDays, confirmations, traces, now: Date.now, log, labels })
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
