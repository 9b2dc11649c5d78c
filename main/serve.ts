import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHttpAdapter, type HttpAdapter } from '../adapters/http/http.ts'
import type { StatusReport } from '../adapters/http/status.ts'
import { encodeParquet } from '../chain/export/parquet.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { Shutdown } from '../core/shutdown.ts'
import { banner, modelLine } from './banner.ts'
import type { ChannelParts } from './channels.ts'
import { takeLock } from './lock.ts'
import { openProcessLog } from './process-log.ts'
import { type Reporter, reportModel } from './reporter.ts'
import { makeKey, openServices, type Services } from './services.ts'
import { openWarehouseDoor } from './warehouse-door.ts'
import { openWebhooks } from './webhooks.ts'

/** Questions on the empty page and under the banner; each is answered on any chain that has trades. */
export const QUESTIONS = [
  'top 5 tokens by volume this week',
  'who are the biggest holders of UNI',
  'daily volume of WETH as a chart',
] as const

const WEB = fileURLToPath(new URL('../web', import.meta.url))

export interface ServeContext {
  loaded: LoadedConfig
  shutdown: Shutdown
  version: string
  reporter: Reporter
  print(text: string): void
}

/** Starts everything and returns once Petrel is ready; it runs until `shutdown.stop`. Throws PetrelError. */
export async function serve({ loaded, shutdown, version, reporter, print }: ServeContext): Promise<void> {
  shutdown.signal.throwIfAborted()
  const { config, view } = loaded
  const { key, hash } = makeKey()
  const lock = takeLock(config.dataDir, key)
  shutdown.onStop('lock', lock.release)
  const log = openProcessLog(config, shutdown)
  const indexed = deferred()
  const services = await openServices({ config, settings: view, log, shutdown, report: reporter.report, modelAfter: indexed.promise })
  const state = () => statusOf(services, indexed.done)
  const http = createHttpAdapter({
    settings: config.http,
    localKey: hash,
    turns: services.turns,
    tools: services.tools,
    state,
    log,
    webDir: WEB,
    uploadsDir: join(config.dataDir, 'uploads'),
    version,
    parquet: encodeParquet,
  })
  services.turns.attach(http)
  services.adapters.others.set(http.name, http)
  shutdown.onStop('http', () => http.stop())
  // Questions of an earlier process come first; none is answered from an index that is half there.
  services.turns.hold(indexed.promise)
  await services.turns.resume()
  await http.start(services.turns.receive)
  const door = await openWarehouseDoor(services, { key, shutdown })
  lock.update(http.address() ?? '', door.path)
  await firstSync(services, shutdown, reporter)
  indexed.resolve()
  const channels = [
    ...(await openChannels({ ...services, config, log, shutdown })),
    ...openWebhooks({ config, turns: services.turns, shutdown }),
  ]
  await services.turns.redeliver()
  services.startSchedule()
  services.indexer.follow()
  services.demo?.follow()
  reporter.clear()
  print(banner(version, addressOf(http), { adapters: ['http', ...channels], report: state() }))
  announceModel(services, { reporter, print, shutdown })
}

/** telegraf and discord.js are loaded only where a token asks for them. */
async function openChannels(parts: ChannelParts): Promise<string[]> {
  const { telegram, discord } = parts.config
  if (telegram.tokens.length + discord.tokens.length === 0) return []
  const { startChannels } = await import('./channels.ts')
  return await startChannels(parts)
}

/** A promise with its switch, and whether it was thrown. */
function deferred(): { promise: Promise<void>; done: boolean; resolve(): void } {
  let open = () => {}
  const state = {
    promise: new Promise<void>((resolve) => {
      open = resolve
    }),
    done: false,
    resolve: () => {
      state.done = true
      open()
    },
  }
  return state
}

const addressOf = (http: HttpAdapter): string => http.address() ?? 'not listening'

/** The demo chain is indexed whole before Petrel calls itself ready; a real chain may take hours and is followed meanwhile. */
async function firstSync({ indexer, chains, demo }: Services, shutdown: Shutdown, reporter: Reporter): Promise<void> {
  for (const { id, name } of chains.all) {
    if (id !== demo?.chainId) continue
    await indexer.sync(id, { report: (message, done) => reporter.report(`${name}: ${message}`, done) }, shutdown.signal)
  }
}

function statusOf({ models, indexer, warehouse }: Services, indexed: boolean): StatusReport {
  return {
    model: models.state(),
    chains: indexer.status(),
    parts: [
      { name: 'warehouse', up: warehouse.alive() },
      { name: 'index', up: indexed, ...(indexed ? {} : { note: 'the first blocks are being indexed' }) },
    ],
    questions: QUESTIONS,
  }
}

/** The model's way from download to ready, after the banner. */
function announceModel({ models }: Services, { reporter, print, shutdown }: Pick<ServeContext, 'reporter' | 'print' | 'shutdown'>): void {
  const first = models.state().phase
  if (first === 'ready' || first === 'off' || first === 'failed') return
  const unwatch = models.watch((state) => {
    if (reportModel(state, reporter)) return
    reporter.clear()
    print(`Model: ${modelLine(state)}\n`)
    unwatch()
  })
  shutdown.onStop('model news', unwatch)
}
