import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findRoute } from '../../find-route.ts'
import { buildGraph } from '../../graph/graph.ts'
import type { Quote } from '../../quote.ts'
import { replay } from '../../replay.ts'
import { conformance, type Vector } from '../conformance.case.ts'
import type { Pool } from '../index.ts'
import { erc4626 } from './erc4626.ts'
import type { Erc4626Pool } from './math.ts'
import { state } from './state.ts'

const size = fc.bigInt({ min: 10n ** 12n, max: 10n ** 30n })
const pools: fc.Arbitrary<Erc4626Pool> = fc
  .record({ assets: size, price: fc.integer({ min: 100, max: 10_000 }), places: fc.constantFrom(undefined, 0, 6), limit: size })
  .map(({ assets, price, places, limit }) => ({
    kind: 'erc4626',
    id: '0xv',
    tokens: ['0xa', '0xv'],
    totalAssets: assets,
    totalSupply: (assets * 1000n) / BigInt(price),
    virtualAssets: places === undefined ? 0n : 1n,
    virtualShares: places === undefined ? 0n : 10n ** BigInt(places),
    mostDeposit: limit,
    mostWithdraw: assets / 2n,
  }))

const vault = (places: number): Erc4626Pool => ({
  kind: 'erc4626',
  id: '0xv',
  tokens: ['0xa', '0xv'],
  totalAssets: 131111110111111111010n,
  totalSupply: 123456789012345678901n * 10n ** BigInt(places),
  virtualAssets: 1n,
  virtualShares: 10n ** BigInt(places),
  mostDeposit: (1n << 256n) - 1n,
  mostWithdraw: 131111110111111111010n,
})

/** Previews of OpenZeppelin's vault on a local chain, with and without an offset of six places: deposit, redeem, mint, withdraw. */
const PREVIEWS: readonly [places: number, amount: bigint, answers: readonly [bigint, bigint, bigint, bigint]][] = [
  [0, 1000000007n, [941619590n, 1062000008n, 1062000009n, 941619591n]],
  [0, 31415926535897932384n, [29581851688105077429n, 33363714026928025497n, 33363714026928025498n, 29581851688105077430n]],
  [6, 1000000007n, [941619590985987n, 1062n, 1063n, 941619590985988n]],
  [6, 31415926535897932384n, [29581851688105077429828723n, 33363714026928n, 33363714026929n, 29581851688105077429828724n]],
]
const deposit = { tokenIn: 0, tokenOut: 1 }
const redeem = { tokenIn: 1, tokenOut: 0 }

const vectors = PREVIEWS.flatMap(([places, amount, [deposited, redeemed, minted, withdrawn]]): Vector<Erc4626Pool>[] => {
  const pool = vault(places)
  const name = (text: string) => `${text} ${amount}, offset ${places}`
  return [
    { name: name('deposit'), pool, swap: deposit, amountIn: amount, amountOut: deposited },
    { name: name('redeem'), pool, swap: redeem, amountIn: amount, amountOut: redeemed },
    { name: name('mint'), pool, swap: deposit, amountIn: minted, amountOut: amount, exactOut: true },
    { name: name('withdraw'), pool, swap: redeem, amountIn: withdrawn, amountOut: amount, exactOut: true },
  ]
})

conformance({ amm: erc4626, pools, vectors })

const identity = { id: '0xv', tokens: ['0xa', '0xv'], fixed: {} }
const read = (answers: readonly bigint[]) => state.read(identity, [answers])

test('the offset is found from the vault’s own previews, and a vault with fees is refused', () => {
  const facts = [131111110111111111010n, 123456789012345678901000000n]
  const limits = [5n, 7n]
  const found = read([...facts, 1162493303605029695789866n, 1311111101111n, ...limits])
  expect(found).toMatchObject({ pool: { virtualAssets: 1n, virtualShares: 1_000_000n, mostDeposit: 5n, mostWithdraw: 7n } })
  expect(() => read([...facts, 1162493303605029695789865n, 1311111101111n, ...limits])).toThrow('no known rule')
})

test('beyond its limits a vault gives nothing, and a route takes the rest elsewhere', () => {
  const small = { ...vault(0), mostDeposit: 10n ** 18n }
  expect(erc4626.out(small, deposit, 10n ** 18n + 1n)).toBeUndefined()
  expect(erc4626.in({ ...small, mostWithdraw: 0n }, redeem, 1n)).toBeUndefined()
  const list: Pool[] = [
    small,
    { kind: 'constant-product', id: '0xtwo', tokens: ['0xa', '0xv'], reserves: [10n ** 24n, 9n * 10n ** 23n], feePpm: 3000 },
  ]
  const quote = findRoute(buildGraph(list), { tokenIn: '0xa', tokenOut: '0xv', amount: 10n ** 19n, exact: 'in' }) as Quote
  expect(quote.legs.map((leg) => leg.kind).sort()).toEqual(['constant-product', 'erc4626'])
  expect(replay(quote, list).problems).toEqual([])
  expect(quote.certificate.gapBps).toBeLessThan(0.01)
})
