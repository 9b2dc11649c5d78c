import type { Hex } from 'viem'
import { actors } from './actors.ts'
import { v2Swap, v3Swap } from './calls.ts'
import type { DemoPool, DemoToken } from './deployment.ts'
import { type Intention, type Scene, spending } from './intention.ts'
import { balanceOf, poolPrice, poolState, word } from './reads.ts'
import { fairRatio, sqrtPriceX96 } from './units.ts'
import type { Tx } from './writer.ts'

/** How far beyond its fee a pool's price must stray before somebody brings it back. */
const MARGIN = 0.003
const MARGIN_SMALL = 0.02
/** Not every block has an arbitrageur awake. */
const AWAKE = 0.5

/** Brings one pool's price back to the fair one, when that pays. */
export function arbitrage(scene: Scene, pool: DemoPool): Intention {
  const { known, random } = scene
  const { arbitrageurs, marketMaker } = actors()
  const small = [pool.token0, pool.token1].some((token) => !['wrapped', 'stable', 'ordinary'].includes(token.kind))
  const from = small ? marketMaker : random.pick(arbitrageurs)
  if (!random.chance(AWAKE)) return { reads: [], act: () => [] }
  const router = pool.version === '2' ? known.v2.router : known.v3.router
  const spends = [pool.token0, pool.token1].map((token) => spending(scene, { from, token: token.address, spender: router }))
  const balances = [pool.token0, pool.token1].map((token) => balanceOf(token.address, from))
  return {
    reads: [poolState(pool), ...balances, ...spends.flatMap((spend) => spend.reads)],
    act: (answers) => {
      const { ratio, reserve0, reserve1 } = poolPrice(pool, answers[0])
      const fair = fairRatio(known.seed, pool, scene.seconds)
      const fee = pool.fee / 1e6
      if (ratio === 0 || Math.abs(ratio / fair - 1) < fee + (small ? MARGIN_SMALL : MARGIN)) return []
      // token0 is dear here: sell it, until what is left to gain equals the fee.
      const sell0 = ratio > fair
      const target = sell0 ? fair * (1 + fee) : fair * (1 - fee)
      const side = sell0 ? 0 : 1
      const balance = word(answers[1 + side])
      const firstReads = spends[0]?.reads.length ?? 0
      const allowances = answers.slice(3 + (side === 0 ? 0 : firstReads))
      const amount = pool.version === '2' ? v2Amount({ reserve0, reserve1, target, sell0 }) : balance / 2n
      if (amount <= 0n || amount > balance) return []
      const approvals = spends[side]?.approvals(allowances) ?? []
      return [...approvals, correction({ scene, pool, from, sell0, amount, target })]
    },
  }
}

/** Input that moves a constant-product pool to a price: √(x·y/p) − x of token0, √(x·y·p) − y of token1, fee aside. */
function v2Amount({ reserve0, reserve1, target, sell0 }: { reserve0: number; reserve1: number; target: number; sell0: boolean }): bigint {
  const product = reserve0 * reserve1
  const amount = sell0 ? Math.sqrt(product / target) - reserve0 : Math.sqrt(product * target) - reserve1
  return amount > 0 ? BigInt(Math.floor(amount)) : 0n
}

interface Correction {
  scene: Scene
  pool: DemoPool
  from: Hex
  sell0: boolean
  amount: bigint
  target: number
}

function correction({ scene, pool, from, sell0, amount, target }: Correction): Tx {
  const { known } = scene
  const deadline = BigInt(scene.seconds + 60)
  const [tokenIn, tokenOut]: [DemoToken, DemoToken] = sell0 ? [pool.token0, pool.token1] : [pool.token1, pool.token0]
  const tip = BigInt(Math.floor(scene.random.between(2e9, 6e9)))
  if (pool.version === '2') {
    const taxed = tokenIn.kind === 'sell-tax' || tokenOut.kind === 'sell-tax'
    const path = [tokenIn.address, tokenOut.address]
    const way = taxed ? 'taxed' : 'tokens'
    return { ...v2Swap({ router: known.v2.router, from, amountIn: amount, amountOutMin: 0n, path, deadline, way }), tip }
  }
  const ends = { tokenIn: tokenIn.address, tokenOut: tokenOut.address, fee: pool.fee }
  const limit = sqrtPriceX96(target)
  return { ...v3Swap({ router: known.v3.router, from, ...ends, amountIn: amount, amountOutMin: 0n, deadline, limit }), tip }
}
