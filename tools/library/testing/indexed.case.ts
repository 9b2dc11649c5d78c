import { openIndexer } from '../../../chain/index/open-indexer.ts'
import { createRegistry } from '../../../chain/registry/registry.ts'
import { type OpenWarehouse, openWarehouse } from '../../../chain/warehouse/open.ts'
import { createLedger, type Ledger } from '../../../core/ledger.ts'
import type { ModelPort } from '../../../core/model.ts'
import type { Asker, ToolContext } from '../../../core/tool.ts'
import { openTestDemo } from '../../../test/kits/demo.ts'
import { demoChains, quiet } from '../../../test/kits/indexing.ts'
import type { Handles } from '../../define.ts'

export interface Indexed {
  warehouse: OpenWarehouse
  /** A context like the agent's; each has its own ledger. */
  context(more?: {
    asker?: Partial<Asker>
    locale?: string
    model?: ModelPort
    handles?: Partial<Handles>
  }): ToolContext<Handles> & { ledger: Ledger }
  close(): Promise<void>
}

/** The demo chain of two days in a warehouse, for tests of tools that ask it. */
export async function openIndexed(): Promise<Indexed> {
  const demo = await openTestDemo()
  const chains = demoChains(demo)
  const warehouse = await openWarehouse({ file: ':memory:', memoryMb: 512, deadlineMs: 30_000, rows: 1000, silenceMs: 120_000 })
  const labels = demo.deployment.labels
  const indexer = openIndexer({ warehouse, chains, backfillDays: 30, confirmations: 0, now: Date.now, log: quiet, labels })
  await indexer.sync(demo.chainId, {}, new AbortController().signal)
  const resolve = createRegistry({ warehouse, chains, labels })
  return {
    warehouse,
    context: ({ asker = {}, locale = 'en', model, handles = {} } = {}) => ({
      signal: new AbortController().signal,
      progress: () => undefined,
      ledger: createLedger(Date.now),
      handles: { chains, warehouse, indexer, ...handles } as unknown as Handles,
      resolve,
      now: Date.now,
      locale,
      asker: { bot: 'test', chat: 'c', user: 'u', role: 'everyone', place: 'direct', ...asker },
      files: [],
      model,
    }),
    close: async () => {
      await indexer.stop()
      await warehouse.close()
      await demo.stop()
    },
  }
}
