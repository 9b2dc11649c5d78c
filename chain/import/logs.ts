import { type Assembled, assemble, type ChainFacts, type Known } from '../index/assemble.ts'
import type { Full, RawBlock, RawReceipt, RawTransaction, Source } from '../index/rpc.ts'
import type { Batch } from '../warehouse/warehouse.ts'
import type { Rows } from './converter.ts'

/** Logs of a file in order of block and place, each with its time and its transaction's ends. */
export const LOGS = `SELECT p.block_number, coalesce(p.block_timestamp, t.ms) // 1000, p.transaction_hash, p.log_index,
    coalesce(p.transaction_index, 0), p.address, p.topics, p.topic0, p.topic1, p.topic2, p.topic3, p.data, s.from_address, s.to_address
  FROM part p LEFT JOIN times t ON t.chain_id = p.chain_id AND t.number = p.block_number
    LEFT JOIN senders s ON s.chain_id = p.chain_id AND s.hash = p.transaction_hash
  WHERE p.chain_id = $CHAIN ORDER BY p.block_number, p.log_index`

const hex = (value: unknown): string => `0x${BigInt(value as bigint).toString(16)}`
const textOf = (value: unknown): string => (value === null || value === undefined ? '' : String(value))

/** No node stands behind a file: contracts cannot be asked, so unknown pools stay strangers and unknown tokens stay nameless. */
const OFFLINE: Source = {
  head: async () => 0,
  header: async () => undefined,
  full: async () => {
    throw new Error('files have no node')
  },
  call: async () => undefined,
  traces: async () => undefined,
  requests: () => 0,
}

interface Open {
  block: RawBlock
  receipts: Map<string, RawReceipt>
}

const openBlock = (number: unknown, seconds: unknown): Open => ({
  block: { number: hex(number), hash: '', parentHash: '', timestamp: hex(seconds), gasUsed: '0x0', gasLimit: '0x0', transactions: [] },
  receipts: new Map(),
})

function addLog({ block, receipts }: Open, row: readonly unknown[]): void {
  const [, , hash, index, transactionIndex, address, topics, t0, t1, t2, t3, data, from, to] = row
  const transactionHash = textOf(hash)
  let receipt = receipts.get(transactionHash)
  if (!receipt) {
    receipt = { transactionHash, blockHash: '', gasUsed: '0x0', logs: [] }
    receipts.set(transactionHash, receipt)
    // Unknown ends are null in the rows, as decode.ts leaves what is missing.
    const transaction = { hash: transactionHash, transactionIndex: hex(transactionIndex), from, to: to ?? null, input: '0x' }
    block.transactions.push({ ...transaction, value: '0x0', nonce: '0x0', gas: '0x0' } as unknown as RawTransaction)
  }
  const listed = textOf(topics) ? textOf(topics).split(/[,\s]+/) : [t0, t1, t2, t3].map(textOf)
  receipt.logs.push({
    address: textOf(address),
    topics: listed.filter((topic) => /^0x[0-9a-f]{64}$/.test(topic)),
    data: textOf(data) || '0x',
    logIndex: hex(index),
    transactionHash,
    transactionIndex: hex(transactionIndex),
  })
}

/** Cuts an ordered stream of logs into blocks. */
export async function* blocksOf(stream: AsyncIterable<Rows>, size: number): AsyncGenerator<Full[]> {
  let open: Open | undefined
  let full: Full[] = []
  const close = () => {
    if (open) full.push({ block: open.block, receipts: [...open.receipts.values()] })
  }
  for await (const rows of stream)
    for (const row of rows) {
      if (open?.block.number !== hex(row[0])) {
        close()
        open = openBlock(row[0], row[1])
        if (full.length >= size) {
          yield full
          full = []
        }
      }
      addLog(open, row)
    }
  close()
  if (full.length > 0) yield full
}

const WANTED = new Set(['logs', 'token_transfers', 'pools', 'swaps', 'pool_reserves'])

/** What the indexer makes of these logs: the same decoding, asked of no node. `known` grows by the pools it finds. */
export async function decodeLogs(
  blocks: readonly Full[],
  { facts, known }: { facts: ChainFacts; known: Known },
): Promise<{ batches: Batch[]; strangers: string[] }> {
  const { batches, found }: Assembled = await assemble(OFFLINE, facts, { known, blocks })
  for (const pool of found.pools) known.pools.set(pool.address, pool)
  for (const token of found.tokens) known.tokens.add(token)
  for (const stranger of found.strangers) known.strangers.add(stranger)
  return { batches: batches.filter(({ table, rows }) => WANTED.has(table) && rows.length > 0), strangers: found.strangers }
}
