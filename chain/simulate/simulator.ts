import type { Hex } from 'viem'

/** A call of a simulation. No signature and no allowance of the node is needed: `from` may be anyone. */
export interface SimCall {
  from: Hex
  to: Hex
  data?: Hex
  /** Wei. */
  value?: bigint
}

/** What is changed at an address before the calls run. */
export interface Override {
  /** Wei. */
  balance?: bigint
  /** Runtime code. */
  code?: Hex
  /** Storage words, by slot; other slots stay as they are. */
  slots?: Readonly<Record<Hex, Hex>>
}

/** By address, lower case. */
export type Overrides = Readonly<Record<Hex, Override>>

/** Calls one after the other in one block, each on the state that the ones before it left. */
export interface SimBlock {
  calls: readonly SimCall[]
  overrides?: Overrides
  /** Seconds after the block that the simulation begins on; must rise from block to block. */
  secondsLater?: number
  /** Blocks after it, likewise. */
  blocksLater?: number
}

export interface SimRequest {
  /** State at the end of this block is what the simulation begins on. */
  block: bigint
  blocks: readonly SimBlock[]
  /** As if mined: a base fee, a gas price and a proposer that a contract can look at. Senders need coins. Where the node cannot, as ever. */
  mined?: boolean
}

export interface SimLog {
  address: Hex
  topics: readonly Hex[]
  data: Hex
}

/** What one call came to. */
export interface SimResult {
  ok: boolean
  /** Return data, or the revert data. */
  data: Hex
  /** Gas used; with `whole` of the simulator a transaction's, else the call's alone. */
  gas: bigint
  /** Why it reverted, in the contract's own words where it gave some: strangers' text. */
  reason?: string
  /** Events, where the simulator sees them. */
  logs: readonly SimLog[]
}

/** A way to run calls that change nothing. */
export interface Simulator {
  kind: 'simulate-v1' | 'call' | 'fork'
  /** Whether events are seen. */
  logs: boolean
  /** Whether blocks can follow one another; else there is one, and later blocks run in it. */
  blocks: boolean
  /** Whether gas is that of a whole transaction, its base cost included. */
  whole: boolean
  /**
   * Results by block and call. A call that reverts is a result, not an error.
   * Throws PetrelError rpc_failed, simulation_failed, cancelled.
   */
  run(request: SimRequest, signal: AbortSignal): Promise<SimResult[][]>
}
