import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type CliOptions, createCli } from './adapters/cli/cli.ts'
import type { Client } from './adapters/cli/client.ts'
import { remoteClient } from './adapters/cli/remote.ts'
import { renderPlain } from './adapters/render/plain.ts'
import { type LoadedConfig, loadConfig } from './config/load.ts'
import { openLog } from './core/log.ts'
import { createShutdown } from './core/shutdown.ts'
import { findRunning } from './main/lock.ts'
import { createReporter } from './main/reporter.ts'
import { tools } from './tools/index.ts'

const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8')) as { version: string }

/** Milliseconds that one part may take to stop. */
const STEP_MS = 4000

/**
 * The program: reads the command line and the environment, resolves with the exit code.
 * @example process.exitCode = await main(process.argv.slice(2), process.env)
 */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  // Whoever reads the output may have read enough ("| head").
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  const load = ({ file, args }: CliOptions): LoadedConfig => loadConfig({ file, args, env, cwd: process.cwd() })
  const cli = createCli({
    version,
    tools,
    start: (options) => start(load(options)),
    connect: (options) => connect(options, load(options)),
    render: renderPlain,
    parquet: async (record, signal) => (await import('./chain/export/parquet.ts')).encodeParquet(record, signal),
    io: {
      stdin: process.stdin,
      stdout: process.stdout,
      stderr: process.stderr,
      noColor: (env.NO_COLOR ?? '') !== '',
      onInterrupt: (listener) => {
        process.on('SIGINT', listener)
        return () => process.off('SIGINT', listener)
      },
    },
  })
  return await cli.run(argv)
}

// The parts are loaded where they are needed: help and a question to a running server take no model, chain or database.

/** Runs the server until the first signal; a second one ends it at once. */
async function start(loaded: LoadedConfig): Promise<number> {
  const log = openLog('warn')
  const shutdown = createShutdown({ stepMs: STEP_MS, log })
  const reporter = createReporter(process.stderr, () => performance.now())
  const stopped = new Promise<void>((resolve) => {
    const onSignal = (signal: NodeJS.Signals): void => {
      if (shutdown.signal.aborted) process.exit(1)
      reporter.clear()
      process.stdout.write('\nStopping…\n')
      void shutdown.stop(signal).then(resolve)
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal)
  })
  try {
    const { serve } = await import('./main/serve.ts')
    await serve({ loaded, shutdown, version, reporter, print: (text) => process.stdout.write(text) })
  } catch (error) {
    await shutdown.stop('start failed')
    if (shutdown.signal.aborted && (error as Error).name === 'AbortError') return 0
    throw error
  }
  await stopped
  return 0
}

/** A running Petrel answers for its folder; else one is opened in this process for the question. */
async function connect({ url, key }: CliOptions, loaded: LoadedConfig): Promise<Client> {
  const newId = randomUUID
  if (url !== undefined) return remoteClient({ url, key, newId })
  const running = findRunning(loaded.config.dataDir)
  const parts = { loaded, reporter: createReporter(process.stderr, () => performance.now()), stepMs: STEP_MS }
  if (running?.address) {
    const { besideServer } = await import('./main/beside-server.ts')
    const door = running.door === undefined ? undefined : { path: running.door, key: running.key }
    return besideServer(remoteClient({ url: running.address, key: running.key, newId }), parts, door)
  }
  const { onDemand } = await import('./main/on-demand.ts')
  return onDemand(parts)
}
