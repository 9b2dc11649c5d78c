import { cpSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Demo, startDemo } from '../../chain/demo/demo.ts'
import { PLAN } from '../../chain/demo/state.ts'

export interface TestDemo extends Demo {
  /** Folder of this chain's state; removed by stop(). */
  dir: string
}

export interface TestDemoOptions {
  seed?: number
  /** Days of history. */
  days?: number
}

const PREFIX = 'petrel-test-demo-'
const FILES = ['state.json', 'deployment.json']

/**
 * A running demo chain of its own for a test file, two days long unless told. The first caller of a day builds it (some
 * seconds), later ones load a copy of what it saved. Call stop() in afterAll.
 */
export async function openTestDemo(options: TestDemoOptions = {}): Promise<TestDemo> {
  const dir = mkdtempSync(join(tmpdir(), 'petrel-demo-'))
  await prepareTestDemo(dir, options)
  const demo = await start(dir, options)
  return {
    ...demo,
    dir,
    stop: async () => {
      await demo.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Puts a saved demo chain into a folder (`<dataDir>/demo-chain` of a Petrel under test), building it when today has none yet. */
export async function prepareTestDemo(dir: string, options: TestDemoOptions = {}): Promise<void> {
  const cache = cacheOf(options)
  if (!existsSync(cache)) await build(cache, options)
  cpSync(cache, dir, { recursive: true })
}

const start = (dir: string, { seed = 1, days = 2 }: TestDemoOptions) =>
  startDemo({ dir, seed, days, port: 0, now: () => Date.now(), signal: new AbortController().signal })

const today = () => new Date().toISOString().slice(0, 10)

const cacheOf = ({ seed = 1, days = 2 }: TestDemoOptions) => join(tmpdir(), `${PREFIX}${PLAN}-${seed}-${days}-${today()}`)

async function build(cache: string, options: TestDemoOptions): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'petrel-demo-build-'))
  try {
    const demo = await start(dir, options)
    await demo.stop()
    const beside = mkdtempSync(join(tmpdir(), 'petrel-demo-cache-'))
    for (const file of FILES) cpSync(join(dir, file), join(beside, file))
    keep(beside, cache)
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function keep(beside: string, cache: string): void {
  for (const old of readdirSync(tmpdir())) {
    if (old.startsWith(PREFIX) && !old.endsWith(today())) rmSync(join(tmpdir(), old), { recursive: true, force: true })
  }
  try {
    renameSync(beside, cache)
  } catch {
    // Another test file was first; its copy is as good.
    rmSync(beside, { recursive: true, force: true })
  }
}
