import type { Chain, Chains } from '../../../chain/clients/chains.ts'
import type { Warehouse } from '../../../chain/warehouse/warehouse.ts'
import { createLedger, type Ledger } from '../../../core/ledger.ts'
import type { ToolContext } from '../../../core/tool.ts'
import type { Handles } from '../../define.ts'
import { NOW } from './questions.ts'
import { CHAIN, registry, TOKENS } from './registry.ts'

const address = (symbol: string) => (TOKENS.find((token) => token.symbol === symbol)?.address ?? '') as `0x${string}`

/** The chain of the seeded market; nothing here answers RPC calls, so live metrics are tested against a real node elsewhere. */
export const demo = {
  id: CHAIN,
  name: 'demo',
  aliases: [],
  native: { symbol: 'ETH', decimals: 18 },
  wrappedNative: address('WETH'),
  rpc: [],
  blockTime: 12,
  stables: [address('USDC'), address('DAI')],
  factories: [],
} as unknown as Chain

const chains: Chains = { all: [demo], main: demo, get: () => demo }

/** A context over a real warehouse, at the clock of the tests. */
export function contextOf(warehouse: Warehouse, locale = 'en'): ToolContext<Handles> & { ledger: Ledger } {
  const handles = { chains, warehouse, indexer: { status: () => [] } } as unknown as Handles
  return {
    signal: new AbortController().signal,
    progress: () => undefined,
    ledger: createLedger(() => NOW),
    handles,
    resolve: registry,
    now: () => NOW,
    locale,
    asker: { bot: 'test', chat: 'test', user: 'test', role: 'operator', place: 'direct' },
    files: [],
    model: undefined,
  }
}
