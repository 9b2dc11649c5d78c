import type { Hex } from 'viem'
import { approve } from './calls.ts'
import type { Deployment } from './deployment.ts'
import type { Random } from './random.ts'
import { allowance, type Read, word } from './reads.ts'
import type { Tx } from './writer.ts'

/** What the market knows when it draws a block. */
export interface Scene {
  known: Deployment
  random: Random
  /** Unix seconds of the block to come. */
  seconds: number
  /** (owner, token, spender) that are known to be approved. */
  approved: Set<string>
}

/** Something that an actor wants to do: what it must know first, and what it then sends. */
export interface Intention {
  reads: readonly Read[]
  /** Transactions, given the answers in the order of `reads`; [] when there is nothing to do. */
  act(answers: readonly Hex[]): Tx[]
}

/** A read of the allowance unless it is known, and the approval to send when it is missing. */
export function spending(scene: Scene, spend: { from: Hex; token: Hex; spender: Hex }) {
  const { from, token, spender } = spend
  const key = `${from}${token}${spender}`
  const reads = scene.approved.has(key) ? [] : [allowance(token, from, spender)]
  const approvals = (answers: readonly Hex[]): Tx[] => {
    if (scene.approved.has(key)) return []
    scene.approved.add(key)
    return reads.length > 0 && word(answers[0]) > 2n ** 128n ? [] : [approve(from, token, spender)]
  }
  return { reads, approvals }
}
