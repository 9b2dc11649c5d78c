import type { Check, IndexStatus } from '../../core/operator.ts'
import type { Indexer } from '../index/indexer.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'

const LAG_BLOCKS = 20
const day = (seconds: number | undefined): string =>
  seconds === undefined ? 'unknown' : new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')

function lagCheck(status: IndexStatus): Check {
  const name = `Index of ${status.name}`
  if (status.phase === 'failed')
    return {
      name,
      state: 'fail',
      found: status.error ?? 'failed',
      hint: 'Check the RPC endpoints; indexing goes on by itself when they answer.',
    }
  if (status.to === undefined) return { name, state: 'warn', found: 'nothing is indexed yet', hint: 'Run "petrel sync" or start Petrel.' }
  const found = `blocks ${status.from}–${status.to}, ${day(status.fromTime)} to ${day(status.toTime)} UTC`
  if (status.lagBlocks === undefined || status.lagBlocks <= LAG_BLOCKS) return { name, state: 'ok', found, hint: '' }
  return { name, state: 'warn', found: `${found}; ${status.lagBlocks} blocks behind`, hint: 'Wait, or give chain.rpc a faster endpoint.' }
}

async function storedChecks(warehouse: Warehouse, signal: AbortSignal): Promise<Check[]> {
  const { rows } = await warehouse.query(
    'SELECT blockchain, first_block, last_block, blocks, gaps, epoch_ms(first_time), epoch_ms(last_time) FROM evm.coverage ORDER BY 1',
    [],
    { signal },
  )
  return rows.map(([chain, first, last, blocks, gaps, from, to]): Check => {
    const span = `${blocks} blocks (${first}–${last}), ${day(Number(from) / 1000)} to ${day(Number(to) / 1000)} UTC`
    if (Number(gaps) === 0) return { name: `Coverage of ${chain}`, state: 'ok', found: span, hint: '' }
    return {
      name: `Coverage of ${chain}`,
      state: 'warn',
      found: `${span}; ${gaps} blocks missing between`,
      hint: 'They are filled at the next sync.',
    }
  })
}

/** Doctor's lines about the index: how far each chain is, what is missing, whether the warehouse runs. */
export async function checkIndex(
  { indexer, warehouse }: { indexer: Indexer; warehouse: Warehouse },
  signal: AbortSignal,
): Promise<Check[]> {
  if (!warehouse.alive())
    return [
      {
        name: 'Warehouse',
        state: 'fail',
        found: 'its process is not running',
        hint: 'It restarts by itself; see the log when it does not.',
      },
    ]
  const seen = indexer.status().filter(({ head, phase }) => head !== undefined || phase === 'failed')
  return [...seen.map(lagCheck), ...(await storedChecks(warehouse, signal))]
}
