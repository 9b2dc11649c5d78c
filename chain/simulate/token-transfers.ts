import type { Hex } from 'viem'
import type { SimLog } from './simulator.ts'

const TRANSFER = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef'
const APPROVAL = '0x8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925'

export interface Movement {
  kind: 'transfer' | 'approval'
  token: Hex
  /** Payer, or owner of an approval. */
  from: Hex
  /** Payee, or spender. */
  to: Hex
  /** Base units. */
  amount: bigint
}

const address = (topic: Hex): Hex => `0x${topic.slice(26).toLowerCase()}`

/** ERC-20 transfers and approvals among the events of a simulation; others are left out. */
export const movements = (logs: readonly SimLog[]): Movement[] =>
  logs.flatMap(({ address: token, topics, data }): Movement[] => {
    const [kind, from, to] = topics
    if ((kind !== TRANSFER && kind !== APPROVAL) || !from || !to || topics.length !== 3 || data.length !== 66) return []
    return [
      {
        kind: kind === TRANSFER ? 'transfer' : 'approval',
        token: token.toLowerCase() as Hex,
        from: address(from),
        to: address(to),
        amount: BigInt(data),
      },
    ]
  })
