import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MIN_DEPTH_USD, MIN_TRADE_USD } from './derive.ts'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import type { Parameter } from './warehouse.ts'

const CHAIN = 7
const place = (start: string): string => start.padEnd(42, '0')
const [USD, WETH, CAT] = [place('0x1'), place('0x2'), place('0x3')]
/** Deep and thin pools of wrapped native and dollars, one of a token and wrapped native, and a contract that no factory made. */
const [DEEP, THIN, THIN_CAT, STRANGER] = [place('0xa'), place('0xb'), place('0xc'), place('0xd')]
const SOMEBODY = place('0xe')
const START = Date.UTC(2024, 0, 1)
const MINUTES = 60

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 30_000, rows: 10_000, silenceMs: 120_000 })
})
afterAll(() => warehouse.close())

interface Trade {
  minute: number
  pool: string
  /** Whole dollars (or whole wrapped native, in the pool of the token), and the price of the other side in them. */
  worth: number
  price: number
  depth: number
}

const swap = ({ minute, pool, worth, price, depth }: Trade, index: number): Parameter[] => {
  const unit = pool === THIN_CAT ? 1e18 : 1e6
  const other = BigInt(Math.round((worth / price) * 1e9)) * 10n ** 9n
  const at = [CHAIN, minute, START + minute * 60_000, `0x${index}`, index, pool, SOMEBODY, SOMEBODY]
  return [...at, BigInt(Math.round(worth * unit)), -other, depth * unit, (depth / price) * 1e18, SOMEBODY, pool]
}

async function pricesAfter(trades: readonly Trade[]) {
  const pools = [DEEP, THIN].map((pool) => [CHAIN, pool, 'uniswap', '2', SOMEBODY, USD, WETH, 30, null, 0, 0, START])
  const token = (address: string, symbol: string, decimals: number) => [CHAIN, address, symbol, symbol, decimals, null, 0]
  await warehouse.write({
    chain: CHAIN,
    deleteFrom: 0,
    batches: [
      { table: 'chains', rows: [[CHAIN, 'testnet', 'ETH', 18, WETH, 12]] },
      { table: 'stables', rows: [[CHAIN, USD]] },
      { table: 'tokens', rows: [token(USD, 'USDC', 6), token(WETH, 'WETH', 18), token(CAT, 'CAT', 18)] },
      { table: 'pools', rows: [...pools, [CHAIN, THIN_CAT, 'uniswap', '2', SOMEBODY, WETH, CAT, 30, null, 0, 0, START]] },
      {
        table: 'blocks',
        rows: Array.from({ length: MINUTES }, (_, n) => [CHAIN, n, `0x${n}`, null, START + n * 60_000, null, 0, 0, 0, 0]),
      },
      { table: 'swaps', rows: trades.map(swap) },
      {
        table: 'token_transfers',
        rows: [[CHAIN, MINUTES - 1, START + (MINUTES - 1) * 60_000, '0x0', 9000, CAT, SOMEBODY, USD, 5n, null, null]],
      },
    ],
  })
  const { rows } = await warehouse.query(
    'SELECT token_address, minute, open, high, low, close, price FROM main.prices_minute WHERE token_address <> $1 ORDER BY 1, 2',
    [USD],
  )
  return rows.map((row) => row.map((cell) => (typeof cell === 'number' ? Number(cell.toPrecision(9)) : cell)))
}

const honest = fc.array(fc.record({ worth: fc.integer({ min: 100, max: 50_000 }), price: fc.integer({ min: 2900, max: 3100 }) }), {
  minLength: MINUTES,
  maxLength: MINUTES,
})
const anyPrice = fc.double({ min: 0.01, max: 1e7, noNaN: true })
const later = fc.integer({ min: 1, max: MINUTES - 1 })
const thin = fc.record({ minute: later, pool: fc.constantFrom(THIN, THIN_CAT), worth: fc.integer({ min: 2, max: 9000 }), price: anyPrice, depth: fc.double({ min: 0.001, max: 1, noNaN: true }) }) // biome-ignore format: one kind
const tiny = fc.record({ minute: later, pool: fc.constant(DEEP), worth: fc.double({ min: 0.01, max: MIN_TRADE_USD * 0.99, noNaN: true }), price: anyPrice, depth: fc.constant(1e6) }) // biome-ignore format: one kind
const stranger = fc.record({ minute: later, pool: fc.constant(STRANGER), worth: fc.integer({ min: 100, max: 1e6 }), price: anyPrice, depth: fc.constant(1e9) }) // biome-ignore format: one kind
/** At the deep pool itself, far off: fewer than half of the trades of any hour so far. */
const loud = fc.record({ every: fc.integer({ min: 4, max: 12 }), factor: fc.constantFrom(0.001, 0.1, 0.4, 2.1, 10, 1e4) })

it('no price moves by thin pools, small change, strange contracts or lone outliers', async () => {
  await fc.assert(
    fc.asyncProperty(honest, fc.array(fc.oneof(thin, tiny, stranger), { maxLength: 60 }), loud, async (calm, noise, { every, factor }) => {
      const market = calm.map((each, minute): Trade => ({ ...each, minute, pool: DEEP, depth: 1e6 }))
      const clean = await pricesAfter(market)
      const shouts = market
        .filter(({ minute }) => minute % every === every - 1)
        .map((each): Trade => ({ ...each, price: each.price * factor }))
      const attacks = noise.map((each): Trade => ({ ...each, depth: each.pool === THIN ? each.depth * (MIN_DEPTH_USD * 0.99) : each.pool === THIN_CAT ? each.depth * 3 : each.depth })) // biome-ignore format: one rule
      expect(clean.length).toBe(MINUTES)
      expect(await pricesAfter([...market, ...shouts, ...attacks])).toEqual(clean)
      // What has no price is left without one, and can be counted.
      const { rows } = await warehouse.query('SELECT count(*), count(amount_usd) FROM tokens.transfers', [])
      expect(rows).toEqual([[1, 0]])
    }),
    { numRuns: 25 },
  )
}, 120_000)
