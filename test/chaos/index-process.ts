/** A process that indexes a chain into a file and is meant to be killed. Arguments: a JSON file with the demo, the warehouse file. */
import { readFileSync } from 'node:fs'
import { openIndexer } from '../../chain/index/open-indexer.ts'
import { openWarehouse } from '../../chain/warehouse/open.ts'
import { demoChains, quiet } from '../kits/indexing.ts'

const [demoFile = '', file = ''] = process.argv.slice(2)
const demo = JSON.parse(readFileSync(demoFile, 'utf8')) as Parameters<typeof demoChains>[0]
const warehouse = await openWarehouse({ file, memoryMb: 256, deadlineMs: 20_000, rows: 1000 })
const indexer = openIndexer({ warehouse, chains: demoChains(demo), backfillDays: 1, confirmations: 0, now: Date.now, log: quiet })
process.send?.({ warehouse: warehouse.pid() })
await indexer.sync(demo.deployment.chainId, {}, new AbortController().signal)
await indexer.stop()
await warehouse.close()
process.exit(0)
