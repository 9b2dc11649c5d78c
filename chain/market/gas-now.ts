import { type Hex, type PublicClient, parseAbi } from 'viem'
import type { GasNow } from './market.ts'

/** Bytes of a signed swap, as rollups count them when they publish it. */
const SWAP_BYTES = 900n

/** Rollups of the OP stack: a predeployed oracle states the fee for data. */
const OP_STACK = new Set([10, 8453])
const OP_ORACLE: Hex = '0x420000000000000000000000000000000000000f'
const opAbi = parseAbi(['function getL1FeeUpperBound(uint256 unsignedTxSize) view returns (uint256)'])

/** Arbitrum: the node itself answers at this address. */
const ARBITRUM = new Set([42_161])
const ARBITRUM_NODE: Hex = '0x00000000000000000000000000000000000000c8'
const arbitrumAbi = parseAbi([
  'function gasEstimateL1Component(address to, bool contractCreation, bytes data) payable returns (uint64 gasEstimateForL1, uint256 baseFee, uint256 l1BaseFeeEstimate)',
])

/** Data of a swap as far as its price goes: rollups compress, so it must not be all zeros. */
const SAMPLE: Hex = `0x${Array.from({ length: Number(SWAP_BYTES) }, (_, index) => ((index * 89 + 7) % 256).toString(16).padStart(2, '0')).join('')}`

interface GasQuestion {
  chain: { id: number; client: PublicClient }
  block: bigint
  /** Of that block. */
  baseFee: bigint
}

/** Wei that publishing a swap costs on a rollup; 0 on other chains. Throws PetrelError rpc_failed. */
async function dataFee({ chain, block }: GasQuestion): Promise<bigint> {
  if (OP_STACK.has(chain.id)) {
    const args = [SWAP_BYTES] as const
    return chain.client.readContract({ address: OP_ORACLE, abi: opAbi, functionName: 'getL1FeeUpperBound', args, blockNumber: block })
  }
  if (ARBITRUM.has(chain.id)) {
    const args = [ARBITRUM_NODE, false, SAMPLE] as const
    const call = { address: ARBITRUM_NODE, abi: arbitrumAbi, functionName: 'gasEstimateL1Component' as const, args, blockNumber: block }
    const { result } = await chain.client.simulateContract(call)
    return BigInt(result[0]) * result[1]
  }
  return 0n
}

/** What a node suggests as a tip; chains without an idea of one get nothing on top. */
async function tip(client: PublicClient): Promise<bigint> {
  return client.request({ method: 'eth_maxPriorityFeePerGas' }).then(
    (answer) => BigInt(answer),
    () => 0n,
  )
}

/** What gas costs after a block. Throws PetrelError rpc_failed. */
export async function gasNow(question: GasQuestion): Promise<GasNow> {
  const { client } = question.chain
  const [dataFeeWei, tipWei, legacy] = await Promise.all([
    dataFee(question),
    tip(client),
    question.baseFee === 0n ? client.getGasPrice() : Promise.resolve(0n),
  ])
  if (question.baseFee === 0n) return { priceWei: legacy, baseFeeWei: 0n, tipWei: legacy, dataFeeWei }
  return { priceWei: question.baseFee + tipWei, baseFeeWei: question.baseFee, tipWei, dataFeeWei }
}
