import type { PublicClient } from 'viem'

/** A chain is data; one file a chain in chain/clients/definitions/. */
export interface ChainDefinition {
  /** EIP-155 id. */
  id: number
  name: string
  /** Words people use for it, lower case. */
  aliases: readonly string[]
  native: { symbol: string; decimals: number }
  wrappedNative: `0x${string}`
  /** Public endpoints, used when the operator gives none. */
  rpc: readonly string[]
  multicall3?: `0x${string}`
  explorer?: string
  /** Seconds between blocks, for estimates. */
  blockTime: number
  /** Tokens counted as one US dollar when prices are derived. */
  stables: readonly `0x${string}`[]
  factories: readonly { project: string; version: '2' | '3'; address: `0x${string}`; initCodeHash?: `0x${string}`; fromBlock: number }[]
}

export interface Chain extends ChainDefinition {
  /** Fails over between endpoints, waits when rate-limited. */
  client: PublicClient
  /** Where the asker's wallet can send a signed transaction unseen, when the operator named one. Nothing is sent there by us. */
  privateRelay?: string
}

/** The chains of the configuration. */
export interface Chains {
  all: readonly Chain[]
  /** The chain that is meant when nobody names one. */
  main: Chain
  /** By id, name or alias. Throws PetrelError chain_unknown naming the known ones. */
  get(idOrName: number | string): Chain
}
