import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWarehouse } from '../../chain/warehouse/open.ts'
import { TABLES } from '../../chain/warehouse/schema.ts'
import { prepareTestDemo } from '../kits/demo.ts'
import { openOracle } from '../kits/oracle.ts'
import { temporaryFolder } from '../kits/petrel.ts'
import { freePort, launch, noProcessOf, type Program, processesOf, until } from '../kits/program.ts'
import { type Asked, askUntilAnswered, startAsking } from './asker.ts'
import { seeded } from './seeded.ts'

/** Full size: npm run chaos. One failure again: PETREL_CHAOS_SEED=… npx vitest run test/chaos/kill */
const KILLS = Number(process.env.PETREL_CHAOS_KILLS ?? 4)
const SEED = Number(process.env.PETREL_CHAOS_SEED ?? Date.now() % 1_000_000)
const DAYS = 2

const folder = temporaryFolder('chaos')
const next = seeded(SEED)
const settings: Record<string, string> = {}
let address = ''
let rpcUrl = ''
let program: Program | undefined

beforeAll(async () => {
  const [port, demoPort] = [await freePort(), await freePort()]
  address = `http://127.0.0.1:${port}`
  rpcUrl = `http://127.0.0.1:${demoPort}`
  Object.assign(settings, {
    PETREL_DATA_DIR: folder.path,
    PETREL_MODEL_NAME: 'none',
    PETREL_HTTP_PORT: String(port),
    PETREL_HTTP_RATE_PER_MINUTE: '1000000',
    PETREL_CHAIN_DEMO_PORT: String(demoPort),
    PETREL_CHAIN_DEMO_DAYS: String(DAYS),
  })
  await prepareTestDemo(join(folder.path, 'demo-chain'), { days: DAYS })
}, 120_000)

afterAll(async () => {
  await program?.kill()
  folder.remove()
})

const MOMENTS = ['starting', 'indexing', 'answering'] as const

/** Waits for a moment of the wanted kind, drawn by the seed. */
async function moment(kind: (typeof MOMENTS)[number], running: Program): Promise<void> {
  if (kind === 'starting') return await sleep(next() * 5000)
  if (kind === 'indexing') await until(running, `${address}/healthz`, (status) => status === 200)
  else await until(running, `${address}/readyz`, (status) => status === 200)
  await sleep(next() * (kind === 'indexing' ? 1000 : 3000))
}

async function killAtRandom(index: number): Promise<void> {
  const kind = MOMENTS[(index + SEED) % MOMENTS.length] ?? 'starting'
  const running = launch(settings)
  program = running
  await moment(kind, running)
  const ready = await fetch(`${address}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  )
  await running.kill()
  console.info(`kill ${index + 1} of ${KILLS}: ${kind}, ${ready ? 'ready' : 'not ready'}`)
  // Every other time the next start meets what the killed one left running.
  if (index % 2 === 0) await noProcessOf(folder.path, 10_000)
}

interface Counts {
  turns: number
  keys: number
  answers: number
  messages: number
  waiting: number
}

/** The application database is whole, and holds one turn, one answer and two messages for each question. */
function checkDatabase(asked: readonly Asked[]): void {
  const db = new Database(join(folder.path, 'petrel.db'), { readonly: true })
  try {
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(db.pragma('foreign_key_check')).toEqual([])
    const counts = db
      .prepare(
        `select (select count(*) from turns) turns, (select count(distinct external_id) from turns) keys, (select count(*) from answers) answers,
           (select count(*) from messages) messages, (select count(*) from outbox where state <> 'sent') waiting`,
      )
      .get() as Counts
    const all = asked.length
    expect(counts).toEqual({ turns: all, keys: all, answers: all, messages: 2 * all, waiting: 0 })
  } finally {
    db.close()
  }
}

/** Every key has one answer, the same to the last letter however often it was fetched, and no promised turn is missing. */
async function checkAnswers(asked: readonly Asked[]): Promise<void> {
  for (const one of asked) {
    await askUntilAnswered(address, one, false)
    const [first, ...others] = one.answers
    for (const other of others) expect(other, one.key).toEqual(first)
    expect([...one.acknowledged], one.key).toEqual([first?.id])
    expect(first?.rung, `${one.text}: ${JSON.stringify(first?.blocks)}`).toBe('reader')
  }
  expect(new Set(asked.map(({ answers }) => answers[0]?.id)).size).toBe(asked.length)
}

interface Truth {
  head: number
  hashes: string[]
  transactions: number
  logs: number
  swaps: number
}

/** What the chain itself holds up to its head, read without the index. */
async function readChain(): Promise<Truth> {
  const client = createPublicClient({ transport: http(rpcUrl, { batch: { batchSize: 50 }, timeout: 60_000 }) })
  const head = await client.getBlockNumber({ cacheTime: 0 })
  const blocks = await Promise.all(
    Array.from({ length: Number(head) + 1 }, (_, number) => client.getBlock({ blockNumber: BigInt(number) })),
  )
  const logs = await Promise.all(blocks.map(({ number }) => client.getLogs({ fromBlock: number, toBlock: number })))
  return {
    head: Number(head),
    hashes: blocks.map(({ hash }) => hash),
    transactions: blocks.reduce((sum, { transactions }) => sum + transactions.length, 0),
    logs: logs.reduce((sum, { length }) => sum + length, 0),
    swaps: (await openOracle(rpcUrl, head)).swaps.length,
  }
}

const indexedTo = async (block: number): Promise<void> => {
  for (;;) {
    const { chains } = (await (await fetch(`${address}/v1/status`)).json()) as { chains: { to?: number }[] }
    if ((chains[0]?.to ?? -1) >= block) return
    await sleep(200)
  }
}

/** No key stands twice in any raw table, and up to the head every row of the chain is there. */
async function checkWarehouse(truth: Truth): Promise<void> {
  const warehouse = await openWarehouse({
    file: join(folder.path, 'warehouse.duckdb'),
    memoryMb: 512,
    deadlineMs: 60_000,
    rows: 1_000_000,
  })
  try {
    const all = async (sql: string, ...parameters: number[]) => (await warehouse.query(sql, parameters)).rows
    for (const { name, key } of TABLES) {
      const twice = await all(`SELECT ${key.join(', ')}, count(*) FROM main.${name} GROUP BY ALL HAVING count(*) > 1`)
      expect(twice, `keys of ${name} that stand twice`).toEqual([])
    }
    const hashes = await all('SELECT hash FROM main.blocks WHERE number <= $1 ORDER BY number', truth.head)
    expect(hashes.flat()).toEqual(truth.hashes)
    for (const name of ['transactions', 'logs', 'swaps'] as const) {
      const rows = await all(`SELECT count(*) FROM main.${name} WHERE block_number <= $1`, truth.head)
      expect(Number(rows[0]?.[0]), name).toBe(truth[name])
    }
    const stray = `SELECT count(*) FROM main.token_transfers t ANTI JOIN main.logs USING (chain_id, block_number, log_index, transaction_hash)`
    expect(Number((await all(stray))[0]?.[0]), 'transfers without their log').toBe(0)
  } finally {
    await warehouse.close()
  }
}

test(
  `answers every question once when it is killed ${KILLS} times`,
  async () => {
    console.info(`chaos seed ${SEED}`)
    const asker = startAsking(address, seeded(SEED + 1))
    for (let index = 0; index < KILLS; index++) await killAtRandom(index)
    const last = launch(settings)
    program = last
    await until(last, `${address}/readyz`, (status) => status === 200)
    await asker.finish()
    await checkAnswers(asker.asked)
    const truth = await readChain()
    await indexedTo(truth.head)
    last.child.kill('SIGINT')
    await last.gone
    expect(last.child.exitCode, last.output()).toBe(0)
    expect(processesOf(folder.path)).toEqual([])
    const again = asker.asked.filter(({ attempts }) => attempts > 2).length
    console.info(`${asker.asked.length} questions, ${again} of them asked again across a restart`)
    checkDatabase(asker.asked)
    await checkWarehouse(truth)
  },
  60_000 + KILLS * 40_000,
)
