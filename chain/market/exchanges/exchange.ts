import type { Hex } from 'viem'
import type { Known } from '../identity.ts'
import type { LeftOut } from '../market.ts'

/** An exchange beside the factories of Uniswap V2 and V3 and their forks, as data. */
export type Exchange =
  | { kind: 'solidly'; dex: string; factory: Hex }
  /** The quoter tells the fee that a pool charges at a block. */
  | { kind: 'algebra'; dex: string; factory: Hex; quoter: Hex }
  | { kind: 'uniswap-v4'; dex: string; manager: Hex; stateView: Hex }
  /** `ng`: stableswap-ng; else the older factory of plain pools and metapools. */
  | { kind: 'curve-stable'; dex: string; factory: Hex; ng: boolean }
  /** `ng`: tricrypto-ng and twocrypto-ng; else the first crypto factory. `coinToo`: its pools also take and pay the native coin. */
  | { kind: 'curve-crypto'; dex: string; factory: Hex; coins: 2 | 3; ng: boolean; coinToo?: boolean }
  /** Factories tell a pool's kind. They have no list by token: `pools` are those looked at from the start, newer ones come by event. */
  | {
      kind: 'balancer'
      dex: string
      vault: Hex
      factories: readonly { address: Hex; makes: BalancerKind }[]
      pools: readonly { address: Hex; makes: BalancerKind }[]
      /** The first factory raises even to whole powers by logarithms. */
      plainPowers?: readonly Hex[]
    }
  /** Vaults name their asset themselves: an asked token that does is one. */
  | { kind: 'erc4626'; dex: string }

export type BalancerKind = 'balancer-weighted' | 'balancer-stable'

export type Pair = readonly [Hex, Hex]

/** What an exchange is asked. */
export interface Looking {
  pairs: readonly Pair[]
  /** Tokens of the question itself. */
  asked: readonly Hex[]
  wrappedNative: Hex
  /** Answers of calls at the block of the question; undefined for a call that reverts. */
  ask(calls: readonly { to: string; signature: string; args: readonly unknown[] }[]): Promise<unknown[]>
}

export interface Finds {
  known: readonly Known[]
  leftOut: readonly LeftOut[]
}

export const NOTHING: Finds = { known: [], leftOut: [] }

export const NONE: Hex = `0x${'0'.repeat(40)}`

/** An address of an answer in lower case; undefined for none. */
export function addressOf(answer: unknown): Hex | undefined {
  const address = String(answer ?? NONE).toLowerCase()
  return /^0x[0-9a-f]{40}$/.test(address) && address !== NONE ? (address as Hex) : undefined
}
