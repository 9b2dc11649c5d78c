import type { Chain } from '../../chain/clients/chains.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles, RiskLine } from '../define.ts'
import type { Coin } from './coin.ts'

/** What the card says of the bought token's risk: the verdict, or that it is not there yet; nothing for tokens that lists vouch for. */
export type RiskSaid = RiskLine | 'pending' | undefined

export interface RiskAsked {
  /** What is known so many milliseconds from now at the latest; later it is given up for this answer, and kept for the next. Never throws. */
  within(ms: number): Promise<RiskSaid>
}

const NOTHING: RiskAsked = { within: async () => undefined }

/** Asks for the bought token's verdict beside the work on the quote. The chain's own coin and its listed stablecoins are not asked about. */
export function askRisk({ chain, to }: { chain: Chain; to: Coin }, { handles, ledger, signal }: ToolContext<Handles>): RiskAsked {
  const own = [chain.wrappedNative, ...chain.stables].some((address) => address.toLowerCase() === to.address)
  if (own || !handles.riskOf) return NOTHING
  const patience = new AbortController()
  const asked = handles
    .riskOf({ chain: chain.id, address: to.address, ledger }, AbortSignal.any([signal, patience.signal]))
    .catch(() => 'pending' as const)
  return {
    within: async (ms) => {
      const timer = setTimeout(() => patience.abort(new Error('The quote does not wait for the verdict any longer.')), ms)
      try {
        return await asked
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
