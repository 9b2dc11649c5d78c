import { encodeFunctionData } from 'viem'
import { positionsAbi } from './abi.ts'
import { actors } from './actors.ts'
import type { DemoPool } from './deployment.ts'
import type { Intention, Scene } from './intention.ts'
import { addV2, mintV3, removeV2, removeV3 } from './liquidity.ts'
import { balanceOf, word } from './reads.ts'

/** A liquidity provider adds to a pool or takes from it. */
export function provision(scene: Scene): Intention {
  const { known, random, seconds } = scene
  const from = random.pick(actors().providers)
  const pool = random.pick(known.pools.filter(ordinary))
  const usd = random.around(18_000, 0.8)
  const adds = random.chance(0.6)
  const share = BigInt(Math.floor(random.between(2, 10)))
  if (adds && pool.version === '2') return { reads: [], act: () => addV2(known, { pool, from, usd, seconds }) }
  if (adds) {
    const reach = 1 + random.between(0.05, 0.4)
    return { reads: [], act: () => mintV3(known, { pool, from, usd, seconds, reach }) }
  }
  if (pool.version === '3') return takeV3(scene, share)
  return {
    reads: [balanceOf(pool.address, from)],
    act: ([answer]) => {
      const amount = (word(answer) * share) / 100n
      return amount > 0n ? removeV2(known, { pool, from, amount, seconds }) : []
    },
  }
}

const ordinary = (pool: DemoPool) => [pool.token0, pool.token1].every((token) => token.kind !== 'honeypot' && token.kind !== 'sell-tax')

// Position ids are given in order; the first few dozen are the providers' own from the beginning.
const POSITIONS = 24

function takeV3({ known, random, seconds }: Scene, share: bigint): Intention {
  const tokenId = BigInt(1 + random.below(POSITIONS))
  const at = known.v3.positions
  const data = encodeFunctionData({ abi: positionsAbi, functionName: 'positions', args: [tokenId] })
  // 0x6352211e is ownerOf(uint256).
  const owner = { to: at, data: `0x6352211e${tokenId.toString(16).padStart(64, '0')}` } as const
  return {
    reads: [{ to: at, data }, owner],
    act: ([position, owned]) => {
      const liquidity = (word(position, 7) * share) / 100n
      const from = actors().providers.find((address) => BigInt(address) === word(owned))
      return from && liquidity > 0n ? removeV3(known, { from, tokenId, liquidity, seconds }) : []
    },
  }
}
