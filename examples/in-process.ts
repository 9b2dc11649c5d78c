/**
 * Petrel's tools without a server or a model: a demo chain, its index, one question, one answer with its SQL.
 *
 *   npx tsx examples/in-process.ts "top 5 tokens by volume in the last 24 hours" [FOLDER]
 *
 * The folder keeps the chain and its index for the next run; without one they are made in a temporary folder (some seconds).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderPlain } from '../adapters/render/plain.ts'
import { openChains } from '../chain/clients/open-chains.ts'
import { startDemo } from '../chain/demo/demo.ts'
import { openIndexer } from '../chain/index/open-indexer.ts'
import { createRegistry } from '../chain/registry/registry.ts'
import { openWarehouse } from '../chain/warehouse/open.ts'
import { configSchema } from '../config/schema.ts'
import { createLedger } from '../core/ledger.ts'
import { openLog } from '../core/log.ts'
import { askTool } from '../tools/ask/ask.ts'
import type { Handles } from '../tools/define.ts'

const [question = 'top 5 tokens by volume in the last 24 hours', given] = process.argv.slice(2)
const folder = given ?? mkdtempSync(join(tmpdir(), 'petrel-example-'))
const { signal } = new AbortController()
const log = openLog('error')

// The chain and its index.
const demo = await startDemo({ dir: join(folder, 'demo-chain'), seed: 1, port: 0, days: 2, now: Date.now, signal })
const warehouse = await openWarehouse({ file: join(folder, 'warehouse.duckdb'), memoryMb: 512, deadlineMs: 10_000, rows: 1000 })
const chains = openChains(configSchema.parse({}).chain, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment, log })
const { labels } = demo.deployment
const indexer = openIndexer({ chains, warehouse, backfillDays: 7, confirmations: 0, now: Date.now, log, labels })
await indexer.sync(demo.chainId, {}, signal)

// The question becomes a structured input; the tool runs it; its answer shows only what stands in a record of the ledger.
const resolve = createRegistry({ warehouse, chains, labels })
const [reading] = await askTool.read(question, { previous: undefined, resolve, locale: 'en', now: Date.now() })
if (!reading) throw new Error(`"${question}" was not understood`)
console.log(`understood as: ${reading.reading}\n`)
const ledger = createLedger(Date.now)
// What this tool reaches; Petrel itself hands all of its tools one full bundle.
const handles = { chains, warehouse, indexer } as Partial<Handles> as Handles
const context = {
  signal,
  progress: () => {},
  ledger,
  handles,
  resolve,
  now: Date.now,
  locale: 'en',
  model: undefined,
  asker: { bot: 'example', chat: 'example', user: 'example', role: 'operator' as const, place: 'direct' as const },
  files: [],
}
const input = askTool.input.parse(reading.input)
const blocks = askTool.answer(await askTool.run(input, context), 'en')
console.log(renderPlain({ blocks, records: ledger.all() }, { width: 100, color: false }))

await indexer.stop()
await warehouse.close()
await demo.stop()
if (given === undefined) rmSync(folder, { recursive: true, force: true })
