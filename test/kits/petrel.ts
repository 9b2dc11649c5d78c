import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface RunningPetrel {
  address: string
  dataDir: string
  child: ChildProcess
  /** What it printed so far, both streams. */
  output(): string
  /** SIGINT, then waits for the end; returns milliseconds and exit code. */
  stop(): Promise<{ ms: number; code: number | null }>
  /** SIGKILL to the process alone: its helpers must notice by themselves. */
  kill(): Promise<void>
}

const BIN = resolve('bin/petrel.js')

/** Environment of a stranger: none of our settings but the given ones. */
export function cleanEnv(settings: Record<string, string> = {}): NodeJS.ProcessEnv {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(PETREL_|TELEGRAM|DISCORD|VITEST|NODE_ENV|CI$)/.test(name)),
  )
  return { ...env, ...settings }
}

/** Starts the real program on a free port and waits until it is ready. Throws with what it printed when it ends early. */
export async function startPetrel(dataDir: string, settings: Record<string, string> = {}, waitMs = 240_000): Promise<RunningPetrel> {
  const env = cleanEnv({ PETREL_DATA_DIR: dataDir, PETREL_HTTP_PORT: '0', PETREL_MODEL_NAME: 'none', ...settings })
  const child = spawn(process.execPath, [BIN, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  const running: RunningPetrel = {
    address: '',
    dataDir,
    child,
    output: () => printed,
    stop: async () => {
      const from = performance.now()
      child.kill('SIGINT')
      const code = await ended
      return { ms: performance.now() - from, code }
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
  const until = Date.now() + waitMs
  for (;;) {
    if (child.exitCode !== null) throw new Error(`petrel ended early:\n${printed}`)
    if (Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`petrel was not ready after ${waitMs} ms:\n${printed}`)
    }
    const address = addressIn(dataDir, child.pid)
    if (address && (await isReady(address))) return Object.assign(running, { address })
    await sleep(150)
  }
}

/** The address that this process wrote into its lock file. */
function addressIn(dataDir: string, pid: number | undefined): string | undefined {
  try {
    const lock = JSON.parse(readFileSync(join(dataDir, 'petrel.lock'), 'utf8')) as { pid: number; address?: string }
    return lock.pid === pid ? lock.address : undefined
  } catch {
    return undefined
  }
}

const isReady = async (address: string): Promise<boolean> => {
  try {
    return (await fetch(`${address}/readyz`)).status === 200
  } catch {
    return false
  }
}

/** Runs the real command line once; never throws for its exit code. */
export async function runPetrel(
  args: readonly string[],
  dataDir: string,
  settings: Record<string, string> = {},
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: cleanEnv({ PETREL_DATA_DIR: dataDir, ...settings }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  const code = await new Promise<number | null>((done) => child.once('close', done))
  return { code, stdout, stderr }
}

/** A data folder that is gone after the test. */
export function temporaryFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `petrel-${name}-`))
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}
