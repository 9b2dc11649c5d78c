import type { Chain } from '../clients/chains.ts'
import type { Batch } from '../warehouse/warehouse.ts'
import type { Source } from './rpc.ts'

/** A chain of fewer blocks is indexed from its genesis: then balances are complete. */
export const WHOLE_CHAIN = 50_000

/** Rows that say what the chain is: its name, its dollars, the operator's labels. */
export function registryBatches(
  chain: Chain,
  labels: readonly { address: string; name: string; category: string; source?: string }[],
): Batch[] {
  const { id, name, native, wrappedNative, blockTime } = chain
  return [
    { table: 'chains', rows: [[id, name, native.symbol, native.decimals, wrappedNative.toLowerCase(), blockTime]] },
    { table: 'stables', rows: chain.stables.map((address) => [id, address.toLowerCase()]) },
    {
      table: 'labels',
      rows: labels.map((label) => [id, label.address.toLowerCase(), label.name, label.category, label.source ?? 'operator']),
    },
  ]
}

/** Number of the first block at or after a time (Unix seconds), by halving; 0 for a short chain. */
export async function firstBlockAt(source: Source, head: number, seconds: number): Promise<number> {
  if (head < WHOLE_CHAIN) return 0
  let low = 0
  let high = head
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const block = await source.header(middle)
    if (block && Number(block.timestamp) >= seconds) high = middle
    else low = middle + 1
  }
  return low
}
