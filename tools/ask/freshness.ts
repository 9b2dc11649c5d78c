import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { BoundChain } from './compile/bound.ts'
import type { Freshness } from './result.ts'

const SQL = 'SELECT first_block, last_block, first_time, last_time FROM evm.coverage WHERE chain_id = $1'

/** Where the index of a chain stands, each figure with its record. `from` is the start of the asked period in Unix milliseconds. */
export async function freshness(
  chain: BoundChain,
  from: number | undefined,
  context: ToolContext<Handles>,
): Promise<Freshness & { height?: number }> {
  const { ledger, handles, signal } = context
  const found = await handles.warehouse.query(SQL, [chain.id], { signal })
  const [, block, first, time] = found.rows[0] ?? []
  if (block === undefined || block === null || time === undefined || time === null) return { chain: chain.name }
  const height = Number(block)
  const source = SQL.replace('$1', String(chain.id))
  const fact = (name: string, value: string | number, unit: string) => {
    const { id } = ledger.measured({ name, value, unit, source, chain: chain.id, block: height })
    return { id, value }
  }
  const lag = handles.indexer.status().find((status) => status.chain === chain.id)?.lagBlocks ?? 0
  const early = from !== undefined && first !== null && from < Number(first)
  return {
    chain: chain.name,
    height,
    block: fact('last indexed block', height, 'block'),
    time: fact('time of the last indexed block', Number(time), 'ms since 1970, UTC'),
    ...(early ? { begins: fact('time of the first indexed block', Number(first), 'ms since 1970, UTC') } : {}),
    ...(lag > 1 ? { behind: fact('blocks between the index and the head of the chain', lag, 'block') } : {}),
  }
}
