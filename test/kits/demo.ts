import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Demo, startDemo } from '../../chain/demo/demo.ts'
import { PLAN } from '../../chain/demo/state.ts'

export interface TestDemo extends Demo {
  /** Folder of this chain's state; removed by stop(). */
  dir: string
}

/**
 * A running demo chain of its own for a test file, two days long unless told. The first caller of a day builds it (some
 * seconds), later ones load a copy of what it saved. Call stop() in afterAll.
 */
export async function openTestDemo({ seed = 1, days = 2 }: { seed?: number; days?: number } = {}): Promise<TestDemo> {
  const signal = new AbortController().signal
  const start = (dir: string) => startDemo({ dir, seed, days, port: 0, now: () => Date.now(), signal })
  const cache = join(tmpdir(), `petrel-test-demo-${PLAN}-${seed}-${days}-${new Date().toISOString().slice(0, 10)}`)
  const dir = mkdtempSync(join(tmpdir(), 'petrel-demo-'))
  if (existsSync(cache)) cpSync(cache, dir, { recursive: true })
  const demo = await start(dir)
  if (!existsSync(cache)) await keep(demo, dir, cache)
  return {
    ...demo,
    dir,
    stop: async () => {
      await demo.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

async function keep(demo: Demo, dir: string, cache: string): Promise<void> {
  await demo.save()
  const beside = mkdtempSync(join(tmpdir(), 'petrel-demo-cache-'))
  for (const file of ['state.json', 'deployment.json']) cpSync(join(dir, file), join(beside, file))
  try {
    renameSync(beside, cache)
  } catch {
    // Another test file was first; its copy is as good.
    rmSync(beside, { recursive: true, force: true })
  }
}
