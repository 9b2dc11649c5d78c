import { erc20Abi } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText, unitsToDecimal } from '../format.ts'
import type { Bound } from './compile/bound.ts'
import { freshness } from './freshness.ts'
import { column, title } from './layer/columns.ts'
import type { CoverageResult, LatestBlockResult, SupplyResult } from './result.ts'

const chainOf = (bound: Bound, context: ToolContext<Handles>) =>
  context.handles.chains.get(bound.token?.chain ?? bound.chains[0]?.id ?? context.handles.chains.main.id)

/** The head of the chain, read now, beside what is indexed. Throws PetrelError rpc_failed. */
export async function latestBlock(bound: Bound, context: ToolContext<Handles>): Promise<LatestBlockResult> {
  const chain = chainOf(bound, context)
  const block = await chain.client?.getBlock({ blockTag: 'latest' }).catch(() => undefined)
  if (!block) return latestIndexed(bound, context)
  const where = { source: 'eth_getBlockByNumber latest', chain: chain.id, block: Number(block.number) }
  const height = context.ledger.measured({ name: `latest block of ${chain.name}`, value: Number(block.number), unit: 'block', ...where })
  const time = context.ledger.measured({ name: 'its time', value: Number(block.timestamp) * 1000, unit: 'ms since 1970, UTC', ...where })
  const bounded = bound.chains[0]
  return {
    kind: 'latest_block',
    chain: chain.name,
    block: { id: height.id, value: height.value },
    time: { id: time.id, value: time.value },
    fresh: bounded ? await freshness(bounded, undefined, context) : { chain: chain.name },
  }
}

/** No node answers: the last block that is indexed, said to be so by its source. Throws PetrelError cannot_answer on an empty index. */
async function latestIndexed(bound: Bound, context: ToolContext<Handles>): Promise<LatestBlockResult> {
  const [chain] = bound.chains
  const fresh = chain ? await freshness(chain, undefined, context) : { chain: '' }
  if (!fresh.block || !fresh.time)
    throw new PetrelError('cannot_answer', {
      message: 'No node of the chain answers, and nothing of it is indexed.',
      hint: 'Check with /doctor.',
    })
  return { kind: 'latest_block', chain: fresh.chain, block: fresh.block, time: fresh.time, fresh }
}

/** totalSupply and decimals of a token at one block. Throws PetrelError input_invalid, rpc_failed. */
export async function supply(bound: Bound, context: ToolContext<Handles>): Promise<SupplyResult> {
  const chain = chainOf(bound, context)
  if (!bound.token) throw new PetrelError('input_invalid', { message: 'The supply of which token?', hint: 'Name a token.' })
  const address = bound.token.address as `0x${string}`
  const blockNumber = await chain.client.getBlockNumber()
  const read = <N extends 'totalSupply' | 'decimals'>(functionName: N) =>
    chain.client.readContract({ address, abi: erc20Abi, functionName, blockNumber })
  const [total, decimals] = await Promise.all([read('totalSupply'), read('decimals').catch(() => bound.token?.decimals ?? 0)])
  const where = { source: `totalSupply() of ${address}`, chain: chain.id, block: Number(blockNumber) }
  const record = context.ledger.measured({
    name: `total supply of ${bound.token.symbol}`,
    value: unitsToDecimal(total as bigint, Number(decimals)),
    unit: bound.token.symbol,
    ...where,
  })
  const block = context.ledger.measured({ name: 'block it was read at', value: Number(blockNumber), unit: 'block', ...where })
  return {
    kind: 'supply',
    chain: chain.name,
    token: bound.token.symbol,
    supply: { id: record.id, value: record.value },
    block: { id: block.id, value: block.value },
  }
}

const COVERAGE = 'SELECT blockchain, first_block, last_block, first_time, last_time, gaps FROM evm.coverage ORDER BY chain_id'
const COLUMNS = [
  column('chain', '', title('chain', 'cadena', '链')),
  column('first_block', '', title('first block', 'primer bloque', '首个区块'), ['integer', 'block']),
  column('last_block', '', title('last block', 'último bloque', '最后区块'), ['integer', 'block']),
  column('first_time', '', title('from', 'desde', '开始'), ['time', 'time']),
  column('last_time', '', title('to', 'hasta', '结束'), ['time', 'time']),
  column('gaps', '', title('missing blocks', 'bloques que faltan', '缺失区块'), ['integer', 'count']),
]

/** What the index holds of each chain. */
export async function coverage(context: ToolContext<Handles>): Promise<CoverageResult> {
  const found = await context.handles.warehouse.query(COVERAGE, [], { signal: context.signal })
  const rows = found.rows.map((row) => row.map((value, index) => (index === 0 ? cleanText(String(value)) : value)))
  const record = context.ledger.table({
    name: 'indexed data',
    columns: COLUMNS.map(({ name, type, unit }) => ({ name, type, unit: unit === 'block' ? 'block' : '' })),
    rows,
    source: COVERAGE,
  })
  return { kind: 'coverage', table: { record: record.id, columns: COLUMNS, rows, truncated: found.truncated } }
}
