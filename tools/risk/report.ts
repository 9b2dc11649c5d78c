import type { Hex } from 'viem'
import type { PowerKind } from '../../audit/bytecode/powers.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import type { TokenTrial } from '../../chain/simulate/trade-token.ts'
import type { Effect } from './adversary.ts'
import type { DepthAt } from './depth.ts'
import type { History } from './history.ts'
import type { Identity } from './identity.ts'
import type { Impersonation } from './impersonation.ts'
import type { TokenLinks } from './links.ts'
import type { Lp } from './liquidity.ts'
import type { Books } from './market.ts'
import type { RiskPool } from './pools.ts'
import type { Replay } from './replay.ts'
import type { Sizes } from './sizes.ts'
import type { Who } from './who.ts'

/** A power over those who hold the token, with who has it now and what its use came to in a simulation. */
export interface PowerReport {
  /** upgrade: exchanges a proxy's code. owner: makes somebody owner, besides the functions that are meant for it. */
  kind: PowerKind | 'upgrade' | 'owner'
  /** Signature or selector. */
  name: string
  who: Who
  /** Whether somebody can use it now. */
  usable: 'yes' | 'no' | 'unknown'
  /** Whether it outlives a renounced ownership; undefined where there is nothing to renounce. */
  survives: boolean | undefined
  /** Whether it decides over single accounts (a list) or over all at once. */
  perAccount: boolean
  /** Value that it sets, as it stands now: a number or an address; undefined for lists and packed words. */
  now?: string
  /** It stands in a function that is meant for something else. */
  hidden?: true
  /** What its use did; undefined when it was not tried. */
  effect?: Effect
}

/** Something that was not checked, and why. */
export interface Unchecked {
  what:
    | 'sale'
    | 'later'
    | 'holders'
    | 'sizes'
    | 'adversary'
    | 'code'
    | 'market'
    | 'lp'
    | 'depth'
    | 'links'
    | 'history'
    | 'source'
    | 'combinations'
  because:
    | 'no_pool'
    | 'no_means'
    | 'one_sender'
    | 'failed'
    | 'not_bought'
    | 'not_indexed'
    | 'lost'
    | 'truncated'
    | 'unread'
    | 'no_list'
    | 'unpublished'
    | 'unreachable'
    | 'not_asked'
    | 'never'
}

/** Everything that was found out about a token at one block. */
export interface RiskReport {
  chain: string
  chainId: number
  block: number
  /** Unix seconds of that block. */
  time: number
  identity: Identity
  code: { proxy?: string; implementation?: Hex; admin?: Who; renounces?: true }
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
  /** What sales must bring to move the price so far in so many pools at once. */
  depth?: { pools: number; moves: readonly DepthAt[] }
  links?: TokenLinks
  history?: History
  /** Share of the supply that the owner holds, per cent. */
  ownerPct?: number
  impersonation: Impersonation
  /** Whether a source that compiles to this code is published; absent when nobody was asked. */
  source?: { verified: boolean; from: string }
  unchecked: readonly Unchecked[]
}
