import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type Demo, startDemo } from './demo.ts'

const T0 = Date.UTC(2026, 4, 20, 12)
const dirs: string[] = []
const running: Demo[] = []

afterEach(async () => {
  for (const demo of running.splice(0)) await demo.stop()
  for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true })
})

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'petrel-life-'))
  dirs.push(dir)
  return dir
}

async function start(dir: string, { at = T0, seed = 7 } = {}): Promise<Demo> {
  const demo = await startDemo({ dir, seed, port: 0, days: 0.25, interval: 1200, now: () => at, signal: new AbortController().signal })
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

test('the same seed and time make the same state; another seed another one', { timeout: 120_000 }, async () => {
  const roots: string[] = []
  for (const seed of [7, 7, 8]) {
    const demo = await start(folder(), { seed })
    roots.push((await block(demo, 'latest')).stateRoot)
    await demo.stop()
  }
  expect(roots[0]).toBe(roots[1])
  expect(roots[0]).not.toBe(roots[2])
})

test('a reload keeps every block, receipt and log, and the market goes on', { timeout: 120_000 }, async () => {
  const dir = folder()
  const first = await start(dir)
  const last = Number((await block(first, 'latest')).number)
  const before = await everything(first, last)
  await first.stop()
  expect(await gone(first.pid)).toBe(true)
  const hours = 30
  const second = await start(dir, { at: T0 + hours * 3_600_000 })
  expect(await everything(second, last)).toEqual(before)
  const head = await block(second, 'latest')
  expect(Number(head.timestamp)).toBe(T0 / 1000 + hours * 3600)
  const recent = await rpc<unknown[]>(second, 'eth_getLogs', { fromBlock: `0x${(last + 1).toString(16)}`, toBlock: 'latest' })
  expect(recent.length).toBeGreaterThan(100)
  expect(second.deployment).toEqual(first.deployment)
})

test('after kill -9 of the node the last saved state is loaded', { timeout: 120_000 }, async () => {
  const dir = folder()
  const first = await start(dir)
  const saved = await block(first, 'latest')
  await rpc(first, 'evm_mine', { timestamp: Number(saved.timestamp) + 12 })
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  await first.stop()
  const second = await start(dir)
  expect((await block(second, saved.number)).hash).toBe(saved.hash)
  expect((await block(second, 'latest')).number).toBe(saved.number)
})

test('a state file that is cut short is made anew', { timeout: 120_000 }, async () => {
  const dir = folder()
  const first = await start(dir)
  await first.stop()
  const path = join(dir, 'state.json')
  const whole = readFileSync(path)
  writeFileSync(path, `${whole.subarray(0, whole.length / 2).toString()}}`)
  const second = await start(dir)
  expect(Number((await block(second, 'latest')).timestamp)).toBe(T0 / 1000)
})

test('a folder is run by one process at a time', { timeout: 120_000 }, async () => {
  const dir = folder()
  await start(dir)
  await expect(start(dir)).rejects.toMatchObject({ code: 'demo_chain' })
})

test('kill -9 of the parent leaves no node behind', { timeout: 120_000 }, async () => {
  const dir = folder()
  const script = join(dir, 'parent.mts')
  const module = new URL('./demo.ts', import.meta.url).href
  writeFileSync(
    script,
    `import { startDemo } from ${JSON.stringify(module)}
    const demo = await startDemo({ dir: ${JSON.stringify(dir)}, seed: 7, port: 0, days: 0.1, interval: 2400, now: () => ${T0}, signal: new AbortController().signal })
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
