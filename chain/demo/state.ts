import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Deployment } from './deployment.ts'
import type { Rpc } from './rpc.ts'
import { withoutTraces } from './traces.ts'

/** Raised whenever the market's plan changes: a chain made by another plan is made anew. */
export const PLAN = 1

/** The folder of one demo chain: what it was made from, the node's state, and who runs it. */
export interface StateFolder {
  /** The saved chain, or undefined when there is none for this seed and length. */
  load(seed: number, days: number): { deployment: Deployment; state: string } | undefined
  /** Asks the node for its whole state and puts it in place of the old one at once. */
  save(rpc: Rpc, deployment: Deployment, days: number): Promise<void>
  discard(): void
  /** Notes which node runs here and for whom. */
  claim(pid: number): void
  pidFile: string
  /** Path of the node's state. */
  state: string
}

interface Made {
  plan: number
  days: number
  deployment: Deployment
}

export function stateFolder(dir: string): StateFolder {
  mkdirSync(dir, { recursive: true })
  const made = join(dir, 'deployment.json')
  const state = join(dir, 'state.json')
  return {
    pidFile: join(dir, 'anvil.pid'),
    state,
    claim: (pid) => writeFileSync(join(dir, 'anvil.pid'), JSON.stringify({ pid, owner: process.pid })),
    discard: () => {
      for (const path of [made, state]) rmSync(path, { force: true })
    },
    load: (seed, days) => {
      const known = readJson(made) as Made | undefined
      if (known?.plan !== PLAN || known.days !== days || known.deployment.seed !== seed || !endsWell(state)) return undefined
      return { deployment: known.deployment, state }
    },
    save: async (rpc, deployment, days) => {
      const dumped = (await rpc.call('anvil_dumpState')) as string
      await replace(state, await withoutTraces(await promisify(gunzip)(Buffer.from(dumped.slice(2), 'hex'))))
      await replace(made, JSON.stringify({ plan: PLAN, days, deployment } satisfies Made, null, 1))
    },
  }
}

/** Written aside, flushed, then renamed: whoever is killed at any instant leaves the old file or the new one. */
async function replace(path: string, content: Buffer | string): Promise<void> {
  const beside = `${path}.tmp`
  const file = await open(beside, 'w')
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  renameSync(beside, path)
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function endsWell(path: string): boolean {
  try {
    return readFileSync(path).subarray(-1).toString() === '}'
  } catch {
    return false
  }
}
