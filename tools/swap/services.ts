import type { Chains } from '../../chain/clients/chains.ts'
import type { Market } from '../../chain/market/market.ts'
import { openMarket } from '../../chain/market/open-market.ts'
import { openTokenGate, type TokenGate } from '../../chain/market/token-gate.ts'
import type { Amm } from '../../routing/amm.ts'
import { AMMS } from '../../routing/amms/index.ts'
import type { Handles } from '../define.ts'

export interface Services {
  market: Market
  gate: TokenGate
}

const KINDS = AMMS as unknown as readonly Amm[]
const opened = new WeakMap<Chains, Services>()

/** The live market and the token gate of these chains, opened at the first question and kept: they hold no timer and no file. */
export function servicesOf({ chains, warehouse }: Pick<Handles, 'chains' | 'warehouse'>): Services {
  const known = opened.get(chains)
  if (known) return known
  const services = { market: openMarket({ chains, warehouse, kinds: KINDS }), gate: openTokenGate({ kinds: KINDS }) }
  opened.set(chains, services)
  return services
}
