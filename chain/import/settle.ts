import type { Warehouse } from '../warehouse/warehouse.ts'

/**
 * Lets the warehouse sum the days of imported transfers, a few at a time, so that an import can be stopped meanwhile and questions are
 * answered between. What is left is summed by later writes.
 */
export async function settle(warehouse: Warehouse, signal: AbortSignal, report: (message: string) => void): Promise<void> {
  const { rows } = await warehouse.query('SELECT DISTINCT chain_id FROM main.token_transfers ORDER BY 1', [])
  const sealed = async (chain: number) =>
    JSON.stringify((await warehouse.query('SELECT from_day, to_day FROM main.transfer_seals WHERE chain_id = $1', [chain])).rows)
  for (const [id] of rows) {
    const chain = Number(id)
    for (let before: string | undefined; ; ) {
      signal.throwIfAborted()
      await warehouse.write({ chain, batches: [] })
      const now = await sealed(chain)
      if (now === before) break
      before = now
      report('summing days of transfers')
    }
  }
}
