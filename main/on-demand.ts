import type { Client, Question } from '../adapters/cli/client.ts'
import type { LoadedConfig } from '../config/load.ts'
import { splitCommand } from '../core/command.ts'
import { openLog } from '../core/log.ts'
import type { ModelSource } from '../core/model.ts'
import { createShutdown, type Shutdown } from '../core/shutdown.ts'
import { isLocalAudit } from '../tools/audit/local.ts'
import { tools } from '../tools/index.ts'
import { localClient } from './local-client.ts'
import { takeLock } from './lock.ts'
import { type Reporter, reportModel } from './reporter.ts'
import { type ChainParts, makeKey, noChainParts, openChainParts, openServices, type ServiceContext } from './services.ts'

export interface OnDemand {
  loaded: LoadedConfig
  reporter: Reporter
  /** Milliseconds that one part may take to stop. */
  stepMs: number
  /** Where chains and warehouse come from; from the settings unless told. */
  openChain?: (context: ServiceContext) => Promise<ChainParts>
}

/**
 * An agent in this process, opened by the first question. A model takes part only when the settings name one: a download or a load
 * in the background of a single command would be thrown away with it.
 */
export function onDemand({ loaded, reporter, stepMs, openChain }: OnDemand): Client {
  const shutdown = createShutdown({ stepMs, log: openLog('error') })
  let opened: Promise<Client> | undefined
  const close = () => shutdown.stop('answered')
  return {
    ask: async (question, options) => {
      opened ??= open(loaded, { shutdown, reporter, close, openChain: openChain ?? (needsChain(question) ? openChainParts : noChainParts) })
      return (await opened).ask(question, options)
    },
    close,
  }
}

/** These read files of this machine and write what they read into the warehouse. */
const FILES_INTO_WAREHOUSE = new Set(['import', 'abi'])

const toolOf = (question: Question): string | undefined => ('tool' in question ? question.tool : splitCommand(question.text)?.name)

/** Whether a question is for a tool that brings files of this machine into the warehouse. */
export const bringsFiles = (question: Question): boolean => FILES_INTO_WAREHOUSE.has(toolOf(question) ?? '')

/** A command of a tool that reads no chain (help, config, models) starts none. */
function needsChain(question: Question): boolean {
  if (isLocalAudit(question)) return false
  const name = toolOf(question)
  const tool = tools.find((candidate) => candidate.name === name)
  return tool === undefined || tool.reach === 'chain' || tool.reach === 'store' || FILES_INTO_WAREHOUSE.has(tool.name)
}

interface Opening {
  shutdown: Shutdown
  reporter: Reporter
  close(): Promise<void>
  openChain(context: ServiceContext): Promise<ChainParts>
}

async function open({ config, view }: LoadedConfig, { shutdown, reporter, close, openChain }: Opening): Promise<Client> {
  const lock = takeLock(config.dataDir, makeKey().key)
  shutdown.onStop('lock', lock.release)
  const model = config.model.name === 'auto' ? { ...config.model, name: 'none' } : config.model
  const context = { config: { ...config, model }, settings: view, log: openLog('error'), shutdown, report: reporter.report }
  const { turns, indexer, demo, models, adapters } = await openServices(context, openChain)
  if (demo) await indexer.sync(demo.chainId, { report: reporter.report }, shutdown.signal)
  await settled(models, reporter)
  reporter.clear()
  return localClient(turns, adapters.others, close)
}

/** Resolves when the model is there, or will not be. */
function settled(models: ModelSource, reporter: Reporter): Promise<void> {
  const isSettled = () => ['off', 'ready', 'failed'].includes(models.state().phase)
  return new Promise((resolve) => {
    if (isSettled()) return resolve()
    const unwatch = models.watch((state) => {
      reportModel(state, reporter)
      if (!isSettled()) return
      unwatch()
      resolve()
    })
  })
}
