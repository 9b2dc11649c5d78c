import type { Hex } from 'viem'
import type { PowerKind } from '../../audit/bytecode/powers.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { TokenTrial } from '../../chain/simulate/trade-token.ts'
import type { Effect } from './adversary.ts'
import type { Identity } from './identity.ts'
import type { Impersonation } from './impersonation.ts'
import type { Lp } from './liquidity.ts'
import type { Books } from './market.ts'
import type { RiskPool } from './pools.ts'
import type { Replay } from './replay.ts'
import type { Sizes } from './sizes.ts'
import type { Who } from './who.ts'

/** A power over those who hold the token, with who has it now and what its use came to in a simulation. */
export interface PowerReport {
  kind: PowerKind | 'upgrade'
  /** Signature or selector. */
  name: string
  who: Who
  /** Whether somebody can use it now. */
  usable: 'yes' | 'no' | 'unknown'
  /** Whether it outlives a renounced ownership; undefined where there is nothing to renounce. */
  survives: boolean | undefined
  /** What its use did; undefined when it was not tried. */
  effect?: Effect
}

/** Something that was not checked, and why. */
export interface Unchecked {
  what: 'sale' | 'later' | 'holders' | 'sizes' | 'adversary' | 'code' | 'market' | 'lp' | 'depth' | 'source' | 'combinations'
  because: 'no_pool' | 'no_means' | 'one_sender' | 'failed' | 'not_bought' | 'not_indexed' | 'lost' | 'truncated' | 'ranges' | 'never'
}

/** Everything that was found out about a token at one block. */
export interface RiskReport {
  chain: string
  chainId: number
  block: number
  identity: Identity
  code: { proxy?: string; implementation?: Hex; admin?: Who }
  owner: Who | undefined
  pools: readonly RiskPool[]
  /** Trades tried in the largest pools. */
  trials: readonly { pool: RiskPool; trial: TokenTrial }[]
  simulator?: Simulator['kind']
  sizes?: Sizes
  replay?: Replay
  powers: readonly PowerReport[]
  books?: Books
  lp?: Lp
  depth?: readonly { movePct: number; amount: bigint }[]
  impersonation: Impersonation
  unchecked: readonly Unchecked[]
}
