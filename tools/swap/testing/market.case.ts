import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Chain } from '../../../chain/clients/chains.ts'
import { openChains } from '../../../chain/clients/open-chains.ts'
import { demoToken } from '../../../chain/demo/deployment.ts'
import { openIndexer } from '../../../chain/index/open-indexer.ts'
import { createRegistry } from '../../../chain/registry/registry.ts'
import { openWarehouse } from '../../../chain/warehouse/open.ts'
import { createLedger, type Ledger } from '../../../core/ledger.ts'
import type { Resolve } from '../../../core/resolve.ts'
import type { ToolContext } from '../../../core/tool.ts'
import { openTestDemo, type TestDemo } from '../../../test/kits/demo.ts'
import { quiet } from '../../../test/kits/indexing.ts'
import type { Handles, RiskOf } from '../../define.ts'

export interface SwapMarket {
  demo: TestDemo
  chain: Chain
  resolve: Resolve
  /** A context as main.ts would give it; `wallet` is what the person asked to remember. */
  context(options?: {
    locale?: string
    wallet?: string
    bot?: string
    place?: 'direct' | 'group'
    riskOf?: RiskOf
  }): ToolContext<Handles> & { ledger: Ledger }
  key(symbol: string): string
  close(): Promise<void>
}

/** The demo chain with its real index, registry and warehouse. */
export async function openSwapMarket(): Promise<SwapMarket> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-swap-'))
  const demo = await openTestDemo()
  const chains = openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment })
  const warehouse = await openWarehouse({ file: join(folder, 'swap.duckdb'), memoryMb: 256, deadlineMs: 20_000, rows: 1000 })
  const indexer = openIndexer({
    chains,
    warehouse,
    backfillDays: 3,
    confirmations: 0,
    now: Date.now,
    log: quiet,
    labels: demo.deployment.labels,
  })
  await indexer.sync(chains.main.id, {}, new AbortController().signal)
  const resolve = createRegistry({ warehouse, chains, labels: demo.deployment.labels })
  const added: unknown[] = []
  return {
    demo,
    chain: chains.main,
    resolve,
    key: (symbol) => (symbol === 'ETH' ? 'native' : demoToken(demo.deployment, symbol).address),
    context: ({ locale = 'en', wallet, bot = 'telegram:1', place = 'direct', riskOf } = {}) => {
      const add = async (request: { spec: unknown }) => {
        added.push(request)
        return { title: JSON.stringify(request.spec), number: added.length }
      }
      const alerts = { add }
      const people = { wallet: async () => wallet, setWallet: async () => undefined }
      const handles = { chains, warehouse, indexer, people, alerts, riskOf } as unknown as Handles
      const asker = { bot, chat: 'chat', user: 'user', role: 'everyone' as const, place }
      return {
        ...{ signal: new AbortController().signal, progress: () => undefined, ledger: createLedger(Date.now), handles, resolve },
        ...{ asker, files: [], now: Date.now, locale, model: undefined },
      }
    },
    close: async () => {
      await indexer.stop()
      await warehouse.close()
      await demo.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
