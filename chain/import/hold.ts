import type { Batch, Parameter, Warehouse } from '../warehouse/warehouse.ts'

/** Rows of one message to the warehouse. */
const CHUNK = 20_000

/** Sends the rows of one file to wait in the warehouse, and writes them all at once at the end: a file is there whole or not at all. */
export interface Hold {
  add(table: string, row: readonly Parameter[]): Promise<void>
  rows(): number
  /** Throws PetrelError query_failed when the warehouse lost some on the way. */
  commit(also: readonly Batch[]): Promise<void>
}

export async function openHold(warehouse: Warehouse, chain: number): Promise<Hold> {
  const waiting = new Map<string, (readonly Parameter[])[]>()
  let buffered = 0
  let sent = 0
  const send = async () => {
    const batches = [...waiting].map(([table, rows]) => ({ table, rows }))
    waiting.clear()
    sent += buffered
    buffered = 0
    await warehouse.write({ chain, batches, held: 'add' })
  }
  await warehouse.write({ chain, batches: [], held: 'drop' })
  return {
    add: async (table, row) => {
      const rows = waiting.get(table)
      if (rows) rows.push(row)
      else waiting.set(table, [row])
      if (++buffered >= CHUNK) await send()
    },
    rows: () => sent + buffered,
    commit: async (also) => {
      if (buffered > 0) await send()
      await warehouse.write({ chain, batches: also, held: { rows: sent } })
    },
  }
}
