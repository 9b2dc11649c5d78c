import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import autocannon from 'autocannon'
import Database from 'better-sqlite3'
import { createHttpAdapter } from '../adapters/http/http.ts'
import { type Answer, figure, text } from '../core/answer.ts'
import { createLedger } from '../core/ledger.ts'
import { openLog } from '../core/log.ts'
import { createTurns } from '../core/turns.ts'
import { openStore } from '../store/open.ts'
import { createTurnStore } from '../store/turns.ts'
import type { BenchOptions, Figure } from './figures.ts'

/**
 * The whole HTTP path with real parts: Fastify, the durable inbox in SQLite, the queue, the stored answer. Only the turn itself is
 * scripted, so that neither a model nor a chain is measured. Peer: a bare node:http server that writes one row a request.
 */

const QUESTION = JSON.stringify({ text: 'what is the latest block' })
const CONNECTIONS = 50
/** Well under saturation: the rate at which latency is promised. */
const STEADY_PER_S = 50

interface Server {
  url: string
  close(): Promise<void>
}

function answerOf(id: string): Answer {
  const ledger = createLedger(Date.now)
  const block = ledger.measured({
    name: 'latest block',
    value: 20_412,
    unit: 'block',
    source: 'eth_blockNumber',
    chain: 31337,
    block: 20_412,
  })
  const blocks = [text('The latest block is ', figure('20,412', block.id), '.')]
  return { id, rung: 'reader', tool: 'ask', input: {}, locale: 'en', blocks, records: ledger.all(), at: Date.now() }
}

async function petrel(folder: string): Promise<Server> {
  const log = openLog('error')
  const store = createTurnStore(openStore(join(folder, 'petrel.db')), Date.now)
  const turns = createTurns({
    store,
    answer: async (turn) => answerOf(turn),
    giveUp: (turn) => answerOf(turn),
    settings: { parallel: 8, waiting: 10_000, waitingPerChat: 10_000, deadlineS: 30 },
    log,
    now: Date.now,
  })
  const http = createHttpAdapter({
    settings: { host: '127.0.0.1', port: 0, apiKeys: [], cors: [], bodyLimit: 262_144, ratePerMinute: 1_000_000 },
    turns,
    tools: [],
    state: () => ({ model: { phase: 'off' }, chains: [], parts: [], questions: [] }),
    log,
    webDir: fileURLToPath(new URL('../web', import.meta.url)),
    uploadsDir: join(folder, 'uploads'),
    version: 'bench',
  })
  turns.attach(http)
  await http.start(turns.receive)
  return {
    url: `${http.address()}/v1/ask`,
    close: async () => {
      await http.stop()
      await turns.stop(1000)
      await store.close()
    },
  }
}

async function bare(folder: string): Promise<Server> {
  const db = new Database(join(folder, 'bare.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('create table inbox (id text primary key, body text)')
  const insert = db.prepare('insert into inbox values (?, ?)')
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (data) => {
      body += data
    })
    request.on('end', () => {
      const id = randomUUID()
      insert.run(id, body)
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ answer: answerOf(id) }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      db.close()
    },
  }
}

async function load(url: string, duration: number, rate?: number) {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: QUESTION,
    connections: rate === undefined ? CONNECTIONS : 10,
    duration,
    workers: 1,
    ...(rate === undefined ? {} : { overallRate: rate }),
  })
  if (result.errors + result.non2xx > 0) throw new Error(`${result.errors} errors and ${result.non2xx} refusals at ${url}`)
  return result
}

interface Measured {
  perS: number
  p99: number
}

async function measure(open: () => Promise<Server>, seconds: number): Promise<Measured> {
  const server = await open()
  try {
    await load(server.url, 1)
    const full = await load(server.url, seconds)
    const steady = await load(server.url, seconds, STEADY_PER_S)
    return { perS: full.requests.average, p99: steady.latency.p99 }
  } finally {
    await server.close()
  }
}

/** requests_per_s at 50 connections, p99_ms at a steady 50 requests a second. */
export async function run({ quick, log }: BenchOptions): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'petrel-bench-http-'))
  const seconds = quick ? 3 : 15
  try {
    log(`Two servers, ${seconds} s at full load and ${seconds} s at ${STEADY_PER_S} requests a second each.`)
    const ours = await measure(() => petrel(folder), seconds)
    const peer = await measure(() => bare(folder), seconds)
    const name = 'bare node:http with one row a request'
    return [
      { id: 'requests_per_s', value: ours.perS, unit: '1/s', better: 'higher', peer: { name, value: peer.perS } },
      { id: 'p99_ms', value: ours.p99, unit: 'ms', better: 'lower', peer: { name, value: peer.p99 } },
    ]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
