import type { Parameter } from '../warehouse/warehouse.ts'
import { addressOf, addressWord, signedWord, TOPIC, word, words } from './events.ts'
import type { Full, RawBlock, RawLog, RawReceipt, RawTransaction } from './rpc.ts'

export type Row = Parameter[]

/** A pool that a listed factory made. */
export interface Pool {
  address: string
  version: '2' | '3'
  project: string
  factory: string
  token0: string
  token1: string
  feeBps: number | null
  tickSpacing: number | null
  /** Where the index met it first. */
  seenAt: number
  /** Unknown for pools older than the index. */
  created: { block: number; time: number } | undefined
}

export interface Factory {
  address: string
  project: string
  version: '2' | '3'
}

const MOST = 2n ** 63n - 1n
/** A 64-bit column takes no more; no honest block reaches it, and a dishonest one must not stop the index. */
const long = (hex: string | undefined | null): bigint | null => {
  if (hex === undefined || hex === null) return null
  const value = BigInt(hex)
  return value > MOST ? MOST : value
}
const lower = (text: string | null | undefined): string | null => text?.toLowerCase() ?? null
export const timeOf = (block: RawBlock): number => Number(block.timestamp) * 1000

export const blockRow = (chain: number, block: RawBlock): Row => [
  chain,
  Number(block.number),
  block.hash,
  block.parentHash,
  timeOf(block),
  lower(block.miner),
  long(block.gasUsed),
  long(block.gasLimit),
  long(block.baseFeePerGas),
  block.transactions.length,
]

export function transactionRow(chain: number, block: RawBlock, [transaction, receipt]: [RawTransaction, RawReceipt]): Row {
  return [
    chain,
    Number(block.number),
    timeOf(block),
    transaction.hash,
    Number(transaction.transactionIndex),
    lower(transaction.from),
    lower(transaction.to),
    BigInt(transaction.value),
    long(transaction.nonce),
    long(transaction.gas),
    long(transaction.gasPrice),
    Number(transaction.type ?? 0),
    transaction.input.length >= 10 ? transaction.input.slice(0, 10) : null,
    Math.max(0, (transaction.input.length - 2) / 2),
    long(receipt.gasUsed),
    long(receipt.effectiveGasPrice ?? transaction.gasPrice),
    receipt.status === undefined ? null : Number(receipt.status),
    lower(receipt.contractAddress),
  ]
}

export const contractRow = (chain: number, block: RawBlock, [transaction, receipt]: [RawTransaction, RawReceipt]): Row => [
  chain,
  lower(receipt.contractAddress),
  lower(transaction.from),
  Number(block.number),
  timeOf(block),
  transaction.hash,
]

/** A log with the block and transaction it stands in. */
export interface Placed {
  chain: number
  block: RawBlock
  transaction: RawTransaction
  log: RawLog
}

const at = ({ chain, block, log }: Placed): Row => [chain, Number(block.number), timeOf(block), log.transactionHash, Number(log.logIndex)]

export const logRow = (placed: Placed): Row => {
  const { log } = placed
  const topics = [0, 1, 2, 3].map((index) => log.topics[index] ?? null)
  return [...at(placed), Number(log.transactionIndex), lower(log.address), ...topics, log.data]
}

const ZERO = `0x${'0'.repeat(40)}`

/** From, to and value, when the log is a movement of an ERC-20; a wrapped native's deposits and withdrawals are mints and burns. */
export function movement({ log }: Placed, wrappedNative: string): [string, string, bigint] | undefined {
  const [topic, first = '', second = ''] = log.topics
  if (words(log.data) !== 1) return undefined
  if (topic === TOPIC.transfer && log.topics.length === 3) return [addressOf(first), addressOf(second), word(log.data, 0)]
  if (log.topics.length !== 2 || log.address.toLowerCase() !== wrappedNative) return undefined
  if (topic === TOPIC.deposit) return [ZERO, addressOf(first), word(log.data, 0)]
  return topic === TOPIC.withdrawal ? [addressOf(first), ZERO, word(log.data, 0)] : undefined
}

export function transferRow(placed: Placed, [from, to, value]: [string, string, bigint]): Row {
  const { transaction, log } = placed
  return [...at(placed), lower(log.address), from, to, value, lower(transaction.from), lower(transaction.to)]
}

export const isSwap = ({ topics }: RawLog): boolean =>
  topics[0] === TOPIC.swapV2 || topics[0] === TOPIC.swapV3 || topics[0] === TOPIC.swapV3Fees

/** Amounts (positive into the pool) and depth (reserves after the swap; for V3 the virtual ones of the active range), base units. */
interface SwapFacts {
  amount0: bigint
  amount1: bigint
  depth0: number | null
  depth1: number | null
}

function factsV2({ data }: RawLog, sync: RawLog | undefined): SwapFacts {
  return {
    amount0: word(data, 0) - word(data, 2),
    amount1: word(data, 1) - word(data, 3),
    depth0: sync ? Number(word(sync.data, 0)) : null,
    depth1: sync ? Number(word(sync.data, 1)) : null,
  }
}

const Q96 = 2 ** 96

function factsV3({ data }: RawLog): SwapFacts {
  const root = Number(word(data, 2)) / Q96
  const liquidity = Number(word(data, 3))
  return {
    amount0: signedWord(data, 0),
    amount1: signedWord(data, 1),
    depth0: root > 0 ? liquidity / root : null,
    depth1: liquidity * root,
  }
}

/** Row of a swap in a known pool; `sync` is the reserves event that a V2 pair emits just before. Undefined when the words do not fit. */
export function swapRow(placed: Placed, pool: Pool, sync: RawLog | undefined): Row | undefined {
  const { log, transaction } = placed
  const v2 = log.topics[0] === TOPIC.swapV2
  if (v2 !== (pool.version === '2') || log.topics.length !== 3 || words(log.data) < (v2 ? 4 : 5)) return undefined
  const facts = v2 ? factsV2(log, sync) : factsV3(log)
  const [, sender = '', recipient = ''] = log.topics
  return [
    ...at(placed),
    pool.address,
    addressOf(sender),
    addressOf(recipient),
    facts.amount0,
    facts.amount1,
    facts.depth0,
    facts.depth1,
    lower(transaction.from),
    lower(transaction.to),
  ]
}

/** The pool that a factory event announces, if the factory is a listed one. */
export function createdPool({ block, log }: Placed, factories: ReadonlyMap<string, Factory>): Pool | undefined {
  const factory = factories.get(log.address.toLowerCase())
  const [topic, token0 = '', token1 = '', fee = '0x0'] = log.topics
  if (!factory || (topic !== TOPIC.pairCreated && topic !== TOPIC.poolCreated)) return undefined
  const v2 = topic === TOPIC.pairCreated
  const address = addressWord(log.data, v2 ? 0 : 1)
  if (!address || v2 !== (factory.version === '2')) return undefined
  const number = Number(block.number)
  return {
    address,
    version: factory.version,
    project: factory.project,
    factory: factory.address,
    token0: addressOf(token0),
    token1: addressOf(token1),
    feeBps: v2 ? 30 : Number(BigInt(fee)) / 100,
    tickSpacing: v2 ? null : Number(signedWord(log.data, 0)),
    seenAt: number,
    created: { block: number, time: timeOf(block) },
  }
}

export const poolRow = (chain: number, pool: Pool): Row => [
  chain,
  pool.address,
  pool.project,
  pool.version,
  pool.factory,
  pool.token0,
  pool.token1,
  pool.feeBps,
  pool.tickSpacing,
  pool.seenAt,
  pool.created?.block ?? null,
  pool.created?.time ?? null,
]

/** Every log of the blocks, in order, with its place. */
export function placedLogs(chain: number, blocks: readonly Full[]): Placed[] {
  return blocks.flatMap(({ block, receipts }) =>
    receipts.flatMap((receipt, index) => {
      const transaction = block.transactions[index]
      return transaction ? receipt.logs.map((log) => ({ chain, block, transaction, log })) : []
    }),
  )
}
