import fc from 'fast-check'
import { conformance } from '../conformance.case.ts'
import { constantProduct } from './constant-product.ts'
import type { ConstantProductPool } from './math.ts'

const reserve = fc.bigInt({ min: 10n ** 6n, max: 10n ** 30n })
const pools: fc.Arbitrary<ConstantProductPool> = fc
  .record({ reserve0: reserve, reserve1: reserve, feePpm: fc.constantFrom(0, 500, 2500, 3000, 10_000) })
  .map(({ reserve0, reserve1, feePpm }) => ({
    kind: 'constant-product',
    id: '0xp',
    tokens: ['0xa', '0xb'],
    reserves: [reserve0, reserve1],
    feePpm,
  }))

const pool = (reserves: [bigint, bigint]): ConstantProductPool => ({
  kind: 'constant-product',
  id: '0xp',
  tokens: ['0xa', '0xb'],
  reserves,
  feePpm: 3000,
})
const forward = { tokenIn: 0, tokenOut: 1 }

// The results are those of UniswapV2Pair and its router (its own test table and getAmountsIn).
conformance({
  amm: constantProduct,
  pools,
  vectors: [
    {
      name: '1 in, 5 and 10 in the pool',
      pool: pool([5n * 10n ** 18n, 10n ** 19n]),
      swap: forward,
      amountIn: 10n ** 18n,
      amountOut: 1662497915624478906n,
    },
    {
      name: '1 in, 10 and 5 in the pool',
      pool: pool([10n ** 19n, 5n * 10n ** 18n]),
      swap: forward,
      amountIn: 10n ** 18n,
      amountOut: 453305446940074565n,
    },
    {
      name: '2 in, 10 and 10 in the pool',
      pool: pool([10n ** 19n, 10n ** 19n]),
      swap: forward,
      amountIn: 2n * 10n ** 18n,
      amountOut: 1662497915624478906n,
    },
    { name: 'two wei for one, router example', pool: pool([100n, 100n]), swap: forward, amountIn: 2n, amountOut: 1n, exactOut: true },
  ],
})
