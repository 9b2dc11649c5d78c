import type { Hex } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { hex, type Rpc, type RpcCall } from './rpc.ts'

/** A transaction before it has a nonce and a fee. */
export interface Tx {
  from: Hex
  /** Absent when a contract is created. */
  to?: Hex
  data?: Hex
  value?: bigint
  gas: number
  /** Wei on top of the base fee. */
  tip?: bigint
}

export interface Head {
  number: number
  /** Unix seconds. */
  timestamp: number
}

/** Puts transactions into blocks, one after the other, without waiting for receipts. */
export interface Writer {
  head: Head
  nonce(from: Hex): number
  /** Sends them in this order; the next block will hold them. Returns how many the node refused. */
  send(transactions: readonly Tx[]): Promise<number>
  /** Mines one block at a time (Unix seconds, later than the head) with a base fee in wei. */
  mine(timestamp: number, baseFee: bigint): Promise<void>
}

const FEE_CAP = 2_000_000_000_000n
const TIP = 1_000_000_000n

/** A writer for these senders, its nonces read from the chain. */
export async function openWriter(rpc: Rpc, senders: readonly Hex[]): Promise<Writer> {
  const nonces = new Map<Hex, number>()
  await readNonces(rpc, senders, nonces)
  const block = (await rpc.call('eth_getBlockByNumber', 'latest', false)) as { number: Hex; timestamp: Hex }
  const writer: Writer = {
    head: { number: Number(block.number), timestamp: Number(block.timestamp) },
    nonce: (from) => nonces.get(from) ?? 0,
    send: async (transactions) => {
      const results = await rpc.batch(transactions.map((tx) => asCall(tx, nonces)))
      const refused = transactions.filter((_, i) => !results[i]?.ok).map((tx) => tx.from)
      // A refused transaction leaves a hole that would hold up all later ones of its sender.
      if (refused.length > 0) await readNonces(rpc, [...new Set(refused)], nonces)
      return refused.length
    },
    mine: async (timestamp, baseFee) => {
      const results = await rpc.batch([
        { method: 'anvil_setNextBlockBaseFeePerGas', params: [hex(baseFee)] },
        { method: 'evm_mine', params: [{ timestamp }] },
      ])
      const failed = results.find((result) => !result.ok)
      if (failed?.ok === false) throw new PetrelError('demo_chain', { message: `The demo chain mined no block: ${failed.message}` })
      writer.head = { number: writer.head.number + 1, timestamp }
    },
  }
  return writer
}

async function readNonces(rpc: Rpc, senders: readonly Hex[], nonces: Map<Hex, number>): Promise<void> {
  const results = await rpc.batch(senders.map((sender) => ({ method: 'eth_getTransactionCount', params: [sender, 'pending'] })))
  for (const [i, sender] of senders.entries()) {
    const result = results[i]
    if (result?.ok) nonces.set(sender, Number(result.value as Hex))
  }
}

function asCall({ from, to, data, value = 0n, gas, tip = TIP }: Tx, nonces: Map<Hex, number>): RpcCall {
  const nonce = nonces.get(from) ?? 0
  nonces.set(from, nonce + 1)
  const fees = { maxFeePerGas: hex(FEE_CAP), maxPriorityFeePerGas: hex(tip) }
  return { method: 'eth_sendTransaction', params: [{ from, to, data, value: hex(value), gas: hex(gas), nonce: hex(nonce), ...fees }] }
}
