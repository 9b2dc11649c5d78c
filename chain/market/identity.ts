import type { PoolIdentity } from '../../routing/amm.ts'

/** A pool before its state is read: which kind of the engine it is, and where it was heard of. */
export interface Known {
  kind: string
  identity: PoolIdentity
  found: 'index' | 'factory'
}

/** Fee of constant-product pairs by exchange, parts per million of the input: pairs do not tell it themselves. */
const PAIR_FEES: Readonly<Record<string, number>> = { uniswap: 3000, sushiswap: 3000, quickswap: 3000, pancakeswap: 2500 }

/** Undefined for exchanges whose pairs set fees of their own. */
export const pairFee = (project: string): number | undefined => PAIR_FEES[project]

/** Bitmap words that are read each way: prices eight times up and down, or everything where that is little. */
export function reachOf(tickSpacing: number): number {
  const far = Math.log(8) / Math.log(1.0001)
  return Math.ceil(far / (tickSpacing * 256)) + 1
}

/** Whether a window of `reach` words each way leaves initialised ticks unread. */
export const windowed = (tickSpacing: number, reach: number): boolean => reach * 256 * tickSpacing < 2 * 887_272

export interface PoolFacts {
  address: string
  project: string
  version: string
  token0: string
  token1: string
  /** Hundredths of a percent. */
  feeBps: number | null
  tickSpacing: number | null
  found: Known['found']
}

/** The kind and the unchanging facts of a pool of the index or a factory; a sentence when it cannot be quoted. */
export function identify({ address, project, version, token0, token1, feeBps, tickSpacing, found }: PoolFacts): Known | string {
  const base = { id: address.toLowerCase(), tokens: [token0.toLowerCase(), token1.toLowerCase()], dex: `${project} v${version}` }
  if (version === '2') {
    const feePpm = pairFee(project)
    if (feePpm === undefined) return `Pairs of ${project} set fees that are not read.`
    return { kind: 'constant-product', identity: { ...base, fixed: { feePpm } }, found }
  }
  if (version !== '3' || feeBps === null || tickSpacing === null || tickSpacing <= 0) return `${project} v${version} is not quoted.`
  const fixed = { feePpm: Math.round(feeBps * 100), tickSpacing, reach: reachOf(tickSpacing) }
  return { kind: 'concentrated', identity: { ...base, fixed }, found }
}
