/** How long until Petrel answers: from nothing, and again later, with the real program, no model and the demo chain. Page: docs/bench.md. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../core/answer.ts'
import type { PetrelRecord } from '../core/record.ts'
import { openOracle } from '../test/kits/oracle.ts'
import { freePort, launch, type Program, until } from '../test/kits/program.ts'
import type { BenchOptions, Figure } from './figures.ts'

const QUESTION = 'how many swaps in the last 24 hours'
const DAYS = 16
const QUICK_DAYS = 2

interface Place {
  folder: string
  address: string
  rpcUrl: string
  settings: Record<string, string>
}

/**
 * `first_answer_s`: an empty data folder, from the start of the process to the first right answer over HTTP, the making of the demo
 * chain included. `later_start_s`: the same folder again, to readiness. `dataDir` is a folder with a saved demo chain, which is then
 * copied instead of made.
 */
export async function run({ quick, dataDir, log }: BenchOptions): Promise<Figure[]> {
  const place = await prepare(quick ? QUICK_DAYS : DAYS, dataDir)
  try {
    log(`a first start with ${place.settings.PETREL_CHAIN_DEMO_DAYS} days of demo market`)
    const first = await firstAnswer(place)
    log('a later start')
    const later = await laterStart(place)
    return [
      { id: 'first_answer_s', value: first, unit: 's', better: 'lower' },
      { id: 'later_start_s', value: later, unit: 's', better: 'lower' },
    ]
  } finally {
    rmSync(place.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function prepare(days: number, dataDir: string | undefined): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-bench-start-'))
  const [port, demoPort] = [await freePort(), await freePort()]
  if (dataDir !== undefined) for (const file of SAVED) cpSync(join(dataDir, file), join(folder, 'demo-chain', file))
  const made = dataDir === undefined ? { days, seed: 1 } : savedChain(dataDir)
  return {
    folder,
    address: `http://127.0.0.1:${port}`,
    rpcUrl: `http://127.0.0.1:${demoPort}`,
    settings: {
      PETREL_DATA_DIR: folder,
      PETREL_MODEL_NAME: 'none',
      PETREL_HTTP_PORT: String(port),
      PETREL_HTTP_RATE_PER_MINUTE: '1000000',
      PETREL_CHAIN_DEMO_PORT: String(demoPort),
      PETREL_CHAIN_DEMO_DAYS: String(made.days),
      PETREL_CHAIN_DEMO_SEED: String(made.seed),
    },
  }
}

const SAVED = ['state.json', 'deployment.json'] as const

/** A saved chain is only loaded by who asks for its length and seed. */
function savedChain(dir: string): { days: number; seed: number } {
  const made = JSON.parse(readFileSync(join(dir, 'deployment.json'), 'utf8')) as { days: number; deployment: { seed: number } }
  return { days: made.days, seed: made.deployment.seed }
}

async function firstAnswer({ address, rpcUrl, settings }: Place): Promise<number> {
  const from = performance.now()
  const program = launch(settings)
  try {
    const answer = await ask(program, address)
    const seconds = (performance.now() - from) / 1000
    await check(answer, rpcUrl)
    return seconds
  } finally {
    await stop(program)
  }
}

async function laterStart({ address, settings }: Place): Promise<number> {
  const from = performance.now()
  const program = launch(settings)
  try {
    await until(program, `${address}/readyz`, (status) => status === 200)
    return (performance.now() - from) / 1000
  } finally {
    await stop(program)
  }
}

async function stop({ child, gone }: Program): Promise<void> {
  child.kill('SIGINT')
  await gone
}

/** Asks from the first moment on, as somebody does who reloads a page until it is there. */
async function ask(program: Program, address: string): Promise<Answer> {
  const body = JSON.stringify({ text: QUESTION })
  const headers = { 'content-type': 'application/json', 'idempotency-key': 'first' }
  for (;;) {
    if (program.child.exitCode !== null) throw new Error(`petrel ended early:\n${program.output()}`)
    const reply = await fetch(`${address}/v1/ask`, { method: 'POST', headers, body }).catch(() => undefined)
    if (reply?.status === 200) return ((await reply.json()) as { answer: Answer }).answer
    await sleep(20)
  }
}

/** The answer counts only when the chain itself says the same. */
async function check(answer: Answer, rpcUrl: string): Promise<void> {
  const scalar = (name: string) => Number(answer.records.find(isScalar(name))?.value)
  const [from, to, block] = [scalar('start of the period'), scalar('end of the period'), scalar('last indexed block')]
  const table = answer.records.find((record) => record.kind === 'table')
  const told = Number(table?.rows[0]?.[0])
  const { swaps } = await openOracle(rpcUrl, BigInt(block))
  const real = swaps.filter(({ time }) => time >= from && time < to).length
  if (told !== real) throw new Error(`The first answer was ${told} swaps, the chain holds ${real}.`)
}

const isScalar =
  (name: string) =>
  (record: PetrelRecord): record is Extract<PetrelRecord, { kind: 'scalar' }> =>
    record.kind === 'scalar' && record.name === name
