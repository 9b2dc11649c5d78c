import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { cleanEnv } from './petrel.ts'

/** A start of the real program that is meant to be killed at any moment, ready or not. */
export interface Program {
  child: ChildProcess
  /** Resolves when the process is gone, killed or not. */
  gone: Promise<void>
  output(): string
  kill(): Promise<void>
}

/** Starts the real program and returns at once. */
export function launch(settings: Record<string, string>): Program {
  const child = spawn(process.execPath, [resolve('bin/petrel.js'), 'start'], { env: cleanEnv(settings), stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  const gone = once(child, 'exit').then(() => undefined)
  return {
    child,
    gone,
    output: () => printed,
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** Resolves once GET `path` has the wanted status; throws when the program ends first. */
export async function until({ child, output }: Program, url: string, wanted: (status: number) => boolean): Promise<void> {
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`petrel ended early:\n${output()}`)
    const status = await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
      (response) => response.status,
      () => 0,
    )
    if (wanted(status)) return
    await sleep(50)
  }
}

/** Processes whose command line names this folder: the node of the demo chain and the warehouse's process do. */
export function processesOf(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,stat=,args='], { encoding: 'utf8' }).split('\n')
  return all.filter((line) => line.includes(folder) && !/^\s*\d+\s+Z/.test(line))
}

/** Resolves when no process of the folder is left; throws after `ms` with those that are. */
export async function noProcessOf(folder: string, ms: number): Promise<void> {
  for (let waited = 0; processesOf(folder).length > 0; waited += 100) {
    if (waited >= ms) throw new Error(`still there ${ms} ms later:\n${processesOf(folder).join('\n')}`)
    await sleep(100)
  }
}

/** A port that nobody listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
