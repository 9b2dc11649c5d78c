import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Demo, startDemo } from './demo.ts'

const T0 = Date.UTC(2026, 4, 20, 12)
const dirs: string[] = []
const running: Demo[] = []

/** A saved chain that most tests begin from a copy of, and what it holds. */
const base = { dir: '', head: 0, root: '', blocks: [] as unknown[] }

beforeAll(async () => {
  base.dir = mkdtempSync(join(tmpdir(), 'petrel-life-'))
  const demo = await start(base.dir)
  const latest = await block(demo, 'latest')
  base.head = Number(latest.number)
  base.root = latest.stateRoot
  base.blocks = await everything(demo, base.head)
  await stopAll()
}, 120_000)

async function stopAll(): Promise<void> {
  for (const demo of running.splice(0)) await demo.stop()
}

afterEach(async () => {
  await stopAll()
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

afterAll(() => rmSync(base.dir, { recursive: true, force: true }))

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'petrel-life-'))
  dirs.push(dir)
  return dir
}

function copy(): string {
  const dir = folder()
  cpSync(base.dir, dir, { recursive: true })
  return dir
}

async function start(dir: string, { at = T0, seed = 7, liveBlockMs = 12_000 } = {}): Promise<Demo> {
  const demo = await startDemo({
    dir,
    seed,
    port: 0,
    days: 0.25,
    interval: 1200,
    now: () => at,
    liveBlockMs,
    signal: new AbortController().signal,
  })
  running.push(demo)
  return demo
}

async function rpc<T>(demo: Demo, method: string, ...params: unknown[]): Promise<T> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  const reply = await fetch(demo.rpcUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return ((await reply.json()) as { result: T }).result
}

interface Block {
  number: string
  hash: string
  stateRoot: string
  timestamp: string
  transactions: { hash: string; from: string }[]
}

const block = (demo: Demo, tag: string) => rpc<Block>(demo, 'eth_getBlockByNumber', tag, true)

/** Everything that an indexer reads, block by block. */
async function everything(demo: Demo, last: number): Promise<unknown[]> {
  const all: unknown[] = []
  for (let n = 0; n <= last; n++) {
    const tag = `0x${n.toString(16)}`
    all.push(await block(demo, tag), await rpc(demo, 'eth_getBlockReceipts', tag))
  }
  all.push(await rpc(demo, 'eth_getLogs', { fromBlock: '0x0', toBlock: `0x${last.toString(16)}` }))
  return all
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    // A dead child that nobody has waited for is still listed.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function gone(pid: number): Promise<boolean> {
  for (let waited = 0; waited < 5000 && isAlive(pid); waited += 25) await sleep(25)
  return !isAlive(pid)
}

test('another seed makes another chain', { timeout: 120_000 }, async () => {
  const demo = await start(copy(), { seed: 8 })
  expect((await block(demo, 'latest')).stateRoot).not.toBe(base.root)
})

test('a state file that is cut short is made anew, and the same seed and time make the same state', { timeout: 120_000 }, async () => {
  const dir = copy()
  const path = join(dir, 'state.json')
  const whole = readFileSync(path)
  writeFileSync(path, `${whole.subarray(0, whole.length / 2).toString()}}`)
  const demo = await start(dir)
  const { stateRoot, timestamp } = await block(demo, 'latest')
  expect([stateRoot, Number(timestamp)]).toEqual([base.root, T0 / 1000])
})

test('a reload keeps every block, receipt and log, and the market goes on', { timeout: 120_000 }, async () => {
  const hours = 30
  const demo = await start(copy(), { at: T0 + hours * 3_600_000 })
  expect(await everything(demo, base.head)).toEqual(base.blocks)
  const head = await block(demo, 'latest')
  expect(Number(head.timestamp)).toBe(T0 / 1000 + hours * 3600)
  const recent = await rpc<unknown[]>(demo, 'eth_getLogs', { fromBlock: `0x${(base.head + 1).toString(16)}`, toBlock: 'latest' })
  expect(recent.length).toBeGreaterThan(100)
  await demo.stop()
  expect(await gone(demo.pid)).toBe(true)
})

test('after kill -9 of the node the last saved state is loaded', { timeout: 120_000 }, async () => {
  const dir = copy()
  const first = await start(dir)
  const saved = await block(first, 'latest')
  await rpc(first, 'evm_mine', { timestamp: Number(saved.timestamp) + 12 })
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  await first.stop()
  const second = await start(dir)
  expect((await block(second, 'latest')).hash).toBe(saved.hash)
})

test('the live market mines until it is stopped, and what it mined is saved', { timeout: 120_000 }, async () => {
  const dir = copy()
  const first = await start(dir, { liveBlockMs: 20 })
  first.follow()
  while (Number((await block(first, 'latest')).number) < base.head + 5) await sleep(20)
  await first.stop()
  const second = await start(dir)
  expect(Number((await block(second, 'latest')).number)).toBeGreaterThanOrEqual(base.head + 5)
})

test('an aborted start ends with the reason and leaves no node', { timeout: 120_000 }, async () => {
  const dir = folder()
  const stop = new AbortController()
  const reason = new Error('Ctrl-C')
  const starting = startDemo({
    dir,
    seed: 7,
    port: 0,
    days: 5,
    now: () => T0,
    report: (_, done) => (done ?? 0) > 0 && stop.abort(reason),
    signal: stop.signal,
  })
  await expect(starting).rejects.toBe(reason)
  const { pid } = JSON.parse(readFileSync(join(dir, 'anvil.pid'), 'utf8')) as { pid: number }
  expect(await gone(pid)).toBe(true)
})

test('a folder is run by one process at a time', { timeout: 120_000 }, async () => {
  const dir = copy()
  await start(dir)
  await expect(start(dir)).rejects.toMatchObject({ code: 'demo_chain' })
})

test('kill -9 of the parent leaves no node behind', { timeout: 120_000 }, async () => {
  const dir = copy()
  const script = join(dir, 'parent.mts')
  const module = new URL('./demo.ts', import.meta.url).href
  writeFileSync(
    script,
    `import { startDemo } from ${JSON.stringify(module)}
    const demo = await startDemo({ dir: ${JSON.stringify(dir)}, seed: 7, port: 0, days: 0.25, interval: 1200, now: () => ${T0}, signal: new AbortController().signal })
    process.send?.(demo.pid)
    setInterval(() => {}, 1000)`,
  )
  const tsx = import.meta.resolve('tsx')
  const parent = fork(script, { execArgv: ['--import', tsx], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [pid] = (await once(parent, 'message')) as [number]
  expect(isAlive(pid)).toBe(true)
  parent.kill('SIGKILL')
  expect(await gone(pid)).toBe(true)
})
