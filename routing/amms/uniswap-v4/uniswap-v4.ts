import type { Amm, Flaw } from '../../amm.ts'
import { tickedFlaw } from '../concentrated/flaw.ts'
import { depth, into, out, segments, spot, type TickedPool } from '../concentrated/math.ts'
import { state } from './state.ts'

/** A pool of the V4 manager; `tokens[0]` is `native` where the pool trades the chain's coin. */
export interface UniswapV4Pool extends TickedPool {
  kind: 'uniswap-v4'
  /** Address of the hooks contract; zero where there is none. */
  hooks: string
}

/** A hook may change prices, fees or amounts as it likes; its code, not the pool's state, decides. */
function flaw(pool: UniswapV4Pool): Flaw | undefined {
  if (!/^0x0{40}$/.test(pool.hooks)) return { reason: 'hooks', detail: `The hooks contract ${pool.hooks} may change what a swap gives.` }
  return tickedFlaw(pool)
}

/** Uniswap V4 pools without hooks. Only a contract that unlocks the manager can swap, so there is no plain call. */
export const uniswapV4: Amm<UniswapV4Pool> = {
  kind: 'uniswap-v4',
  title: 'Uniswap V4 (pools without hooks)',
  gas: { swap: 80_000, crossing: 24_000 },
  inverseWei: 1n,
  flaw,
  out,
  in: into,
  segments,
  spot,
  depth,
  state,
}
