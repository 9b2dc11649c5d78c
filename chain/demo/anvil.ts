import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { PetrelError } from '../../core/errors.ts'
import { ACCOUNTS, DEV_MNEMONIC } from './actors.ts'

export const CHAIN_ID = 31_337

export interface AnvilOptions {
  /** 0 lets the system choose. */
  port: number
  /** Unix seconds of the genesis block. */
  genesis: number
  /** State file to begin from. */
  load?: string
  signal: AbortSignal
}

/** A running node. */
export interface Anvil {
  pid: number
  port: number
  /** Resolves when the process has ended, for whatever reason. */
  ended: Promise<void>
  stop(): Promise<void>
}

// Whole states only matter for eth_call at old blocks; blocks, transactions, receipts and logs are kept for ever.
const STATES_KEPT = 128
const START_MS = 30_000

/** Path of anvil's real binary. The package's own launcher would be one more process between us and it. */
export function anvilBinary(): string {
  const system = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform as string]
  const cpu = { x64: 'amd64', arm64: 'arm64' }[process.arch as string]
  const name = `@foundry-rs/anvil-${system}-${cpu}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json'))
    return require.resolve(`${name}/bin/anvil${system === 'win32' ? '.exe' : ''}`)
  } catch (cause) {
    const message = `The demo chain's node is not installed for ${process.platform} ${process.arch} (${name}).`
    throw new PetrelError('demo_chain', { message, hint: 'Run npm install, or set chain.use to a public chain.', cause })
  }
}

/** Starts anvil and waits until it answers. Throws PetrelError demo_chain with what it printed. */
export async function startAnvil(options: AnvilOptions): Promise<Anvil> {
  const port = await freePort(options.port)
  const child = spawn(anvilBinary(), flags(options, port), {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own group: Ctrl-C in a terminal must reach us first, so that the state is saved before the node ends.
    detached: process.platform !== 'win32',
  })
  let printed = ''
  child.stderr?.on('data', (part: Buffer) => {
    printed = (printed + part.toString('utf8')).slice(-2000)
  })
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      printed += error.message
      resolve()
    })
  })
  const guard = child.pid === undefined ? undefined : guardAgainstOrphan(child.pid)
  const stop = () => stopBoth({ child, ended, guard })
  try {
    await untilReady({ port, ended, printed: () => printed, signal: options.signal })
  } catch (error) {
    await stop()
    throw error
  }
  void ended.then(() => guard?.kill('SIGKILL'))
  return { pid: child.pid ?? 0, port, ended, stop }
}

function flags({ genesis, load }: AnvilOptions, port: number): string[] {
  const pairs = {
    host: '127.0.0.1',
    port,
    'chain-id': CHAIN_ID,
    mnemonic: DEV_MNEMONIC,
    accounts: ACCOUNTS,
    balance: 20_000,
    order: 'fifo',
    // Later hard forks write every block hash into one contract's storage, and the node hashes all storage for every block.
    hardfork: 'cancun',
    timestamp: genesis,
    'prune-history': STATES_KEPT,
    ...(load === undefined ? {} : { 'load-state': load }),
  }
  return ['--quiet', '--no-mining', '--no-request-size-limit', ...Object.entries(pairs).flatMap(([key, value]) => [`--${key}`, `${value}`])]
}

/**
 * Kills the node when we are gone, even by kill -9: a shell waits for the end of a pipe whose other end only we hold.
 * Windows has no such shell; there the pid file cleans up at the next start.
 */
function guardAgainstOrphan(pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const guard = spawn('/bin/sh', ['-c', 'read _; kill -9 "$0" 2>/dev/null', `${pid}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  guard.on('error', () => undefined)
  guard.stdin?.on('error', () => undefined)
  guard.unref()
  return guard
}

async function stopBoth({ child, ended, guard }: { child: ChildProcess; ended: Promise<void>; guard: ChildProcess | undefined }) {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), 2000)
    await ended
    clearTimeout(timer)
  }
  guard?.kill('SIGKILL')
}

interface Waiting {
  port: number
  ended: Promise<void>
  printed: () => string
  signal: AbortSignal
}

async function untilReady({ port, ended, printed, signal }: Waiting): Promise<void> {
  let gone = false
  void ended.then(() => {
    gone = true
  })
  for (let waited = 0; waited < START_MS; waited += 25) {
    signal.throwIfAborted()
    if (gone)
      throw new PetrelError('demo_chain', { message: `The demo chain's node ended at once: ${printed().trim() || 'no reason given'}` })
    if (await answers(port)) return
    await sleep(25)
  }
  throw new PetrelError('demo_chain', { message: `The demo chain's node did not answer within ${START_MS / 1000} s.` })
}

async function answers(port: number): Promise<boolean> {
  try {
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] })
    const reply = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    return ((await reply.json()) as { result?: string }).result === `0x${CHAIN_ID.toString(16)}`
  } catch {
    return false
  }
}

/** The port if nobody listens there, a free one for 0. Throws PetrelError port_taken. */
async function freePort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    const message = `Port ${wanted} of 127.0.0.1, meant for the demo chain, is in use.`
    throw new PetrelError('port_taken', { message, hint: 'Set chain.demoPort to another port, or to 0 for any.', cause })
  }
  const address = server.address()
  server.close()
  await once(server, 'close')
  return address !== null && typeof address === 'object' ? address.port : wanted
}
