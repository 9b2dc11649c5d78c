import { expect, test } from 'vitest'
import { tickedPools } from '../concentrated/pools.case.ts'
import { conformance } from '../conformance.case.ts'
import { type AlgebraPool, algebra } from './algebra.ts'
import { VECTORS } from './vectors.case.ts'

conformance({
  amm: algebra,
  // Any fee there is, and both ways in which versions keep their ticks.
  pools: tickedPools.map(
    (pool): AlgebraPool => ({ ...pool, kind: 'algebra', feePpm: pool.feePpm + 137, ...(pool.tick % 2 === 0 ? { listed: true } : {}) }),
  ),
  vectors: VECTORS,
})

const [{ pool }] = VECTORS as [(typeof VECTORS)[number]]
const identity = { id: pool.id, tokens: ['0xa', '0xb'], fixed: { tickSpacing: pool.tickSpacing, quoter: '0xc' } }

/** The plan's rounds against a pool's state, the quoter answering as told. */
function read(state: AlgebraPool, quoter: (tokenIn: number, amountIn: bigint) => readonly [bigint, number]) {
  const answers: unknown[][] = []
  for (let round = 0; round < 6; round++) {
    const step = algebra.state.read(identity, answers)
    if ('pool' in step) return step.pool
    answers.push(
      step.calls.map(({ to, signature, args }) => {
        if (to === '0xc') return quoter(args[0] === '0xa' ? 0 : 1, args[2] as bigint)
        if (signature.includes('globalState')) return [state.sqrtPriceX96, state.tick]
        if (signature.includes('liquidity()')) return state.liquidity
        const index = Number(args[0])
        if (signature.includes('ticks(')) return [0n, state.ticks.find(([tick]) => tick === index)?.[1] ?? 0n]
        const bits = state.ticks.map(([tick]) => tick / state.tickSpacing).filter((at) => Math.floor(at / 256) === index)
        return bits.reduce((word, at) => word | (1n << BigInt(at - index * 256)), 0n)
      }),
    )
  }
  throw new Error('the plan does not end')
}

const charging = (fees: readonly [number, number]) => (tokenIn: number, amountIn: bigint) => {
  const fill = algebra.out({ ...pool, feePpm: fees[tokenIn] as number }, { tokenIn, tokenOut: 1 - tokenIn }, amountIn)
  return [fill?.amountOut ?? 0n, fees[tokenIn] as number] as const
}

test('a pool is read with the fee that a swap pays now, one for each direction where they differ', () => {
  expect(read(pool, charging([450, 450]))).toEqual({ ...pool, tokens: ['0xa', '0xb'], feePpm: 450 })
  expect(read(pool, charging([450, 900]))).toMatchObject({ feePpm: 450, feesPpm: [450, 900] })
})

test('a pool that gives something else than its state says is refused', () => {
  const generous = (tokenIn: number, amountIn: bigint) => {
    const [amount, fee] = charging([450, 450])(tokenIn, amountIn)
    return [amount + 1n, fee] as const
  }
  expect(() => read(pool, generous)).toThrow('where its state says')
})
