import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { SqlResult } from './result.ts'

const SQL = 'SELECT blockchain, chain_id, last_block, last_time FROM evm.coverage ORDER BY blockchain'

/** How far each chain of the warehouse is indexed, every figure with its record. */
export async function freshnessOf({ handles, ledger, signal }: ToolContext<Handles>): Promise<SqlResult['fresh']> {
  const { rows } = await handles.warehouse.query(SQL, [], { signal })
  return rows.map(([chain, id, block, time]) => {
    const where = { source: SQL, chain: Number(id), block: Number(block) }
    const height = ledger.measured({ name: 'last indexed block', value: Number(block), unit: 'block', ...where })
    const moment = ledger.measured({ name: 'time of the last indexed block', value: Number(time), unit: 'ms since 1970, UTC', ...where })
    return { chain: String(chain), block: { id: height.id, value: height.value }, time: { id: moment.id, value: moment.value } }
  })
}
