import { concatHex, type Hex, numberToHex } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { PoolBase } from '../../routing/pool.ts'
import type { Run } from './runs.ts'

/** The tokens of a run in order: what V2 routers take as a path. */
export const tokensOf = (run: Run): Hex[] => [run.tokenIn, ...run.legs.map((leg) => leg.tokenOut)] as Hex[]

/** Fees of a run's pools, parts per million. Throws PetrelError internal for a pool that is not there. */
export const feesOf = (run: Run, pools: ReadonlyMap<string, PoolBase>): number[] =>
  run.legs.map(({ pool }) => {
    const fee = (pools.get(pool) as { feePpm?: number } | undefined)?.feePpm
    if (fee !== undefined) return fee
    throw new PetrelError('internal', { message: `The pool ${pool} of the route is not among the pools of the order.` })
  })

/** Token, fee, token, fee, … as V3 routers take it; reversed for an exact output. */
export function packedPath(run: Run, pools: ReadonlyMap<string, PoolBase>, reversed: boolean): Hex {
  const tokens = tokensOf(run)
  const fees = feesOf(run, pools)
  const steps: Hex[] = [tokens[0] as Hex]
  for (const [index, fee] of fees.entries()) steps.push(numberToHex(fee, { size: 3 }), tokens[index + 1] as Hex)
  return concatHex(reversed ? steps.reverse() : steps)
}
