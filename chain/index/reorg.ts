import type { Warehouse } from '../warehouse/warehouse.ts'
import type { Source } from './rpc.ts'
import { storedBlock } from './stored.ts'

/** Signals inside the index that a block's parent is not the stored one. */
export class Forked extends Error {
  override readonly name = 'Forked'
}

/**
 * Height of the newest stored block that the chain still has, or first − 1 when it has none. Gallops back from the tip, then halves:
 * a fork of n blocks costs about 2·log2(n) requests.
 */
export async function commonAncestor(
  { source, warehouse, chain }: { source: Source; warehouse: Warehouse; chain: number },
  { first, last }: { first: number; last: number },
): Promise<number> {
  const same = async (number: number) => {
    const stored = await storedBlock(warehouse, chain, number)
    return stored !== undefined && (await source.header(number))?.hash === stored.hash
  }
  let different = last + 1
  let step = 1
  let candidate = last
  while (!(await same(candidate))) {
    different = candidate
    if (candidate === first) return first - 1
    candidate = Math.max(first, candidate - step)
    step *= 2
  }
  let common = candidate
  while (different - common > 1) {
    const middle = Math.floor((common + different) / 2)
    if (await same(middle)) common = middle
    else different = middle
  }
  return common
}
