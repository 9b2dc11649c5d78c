import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import { TABLES } from './schema.ts'
import { VIEWS } from './views.ts'
import type { Batch, Parameter } from './warehouse.ts'

/** A small market: USD is a stable, WETH the wrapped native, CAT trades against WETH only. */
const CHAIN = 7
const [USD, WETH, CAT] = ['0x1', '0x2', '0x3'].map((start) => start.padEnd(42, '0')) as [string, string, string]
const [POOL_USD, POOL_CAT] = ['0xa', '0xb'].map((start) => start.padEnd(42, '0')) as [string, string]
const [ALICE, BOB] = ['0xaa1', '0xbb1'].map((start) => start.padEnd(42, '0')) as [string, string]
const ZERO = `0x${'0'.repeat(40)}`
const START = Date.UTC(2024, 0, 1)
const E18 = 10n ** 18n

let warehouse: OpenWarehouse
const time = (block: number) => START + block * 12_000
const tx = (block: number) => `0x${block.toString(16).padStart(64, '0')}`
const query = async (sql: string) => (await warehouse.query(sql, [], { limits: { rows: 1000 } })).rows
const write = (batches: Batch[], deleteFrom?: number) =>
  warehouse.write({ chain: CHAIN, batches, ...(deleteFrom === undefined ? {} : { deleteFrom }) })

const registry: Batch[] = [
  { table: 'chains', rows: [[CHAIN, 'testnet', 'ETH', 18, WETH, 12]] },
  { table: 'stables', rows: [[CHAIN, USD]] },
  {
    table: 'tokens',
    rows: [
      [CHAIN, USD, 'USDC', 'USD Coin', 6, null, 0],
      [CHAIN, WETH, 'WETH', 'Wrapped Ether', 18, null, 0],
      [CHAIN, CAT, 'CAT', 'Cat', 18, 2n ** 256n - 1n, 0],
    ],
  },
  {
    table: 'pools',
    rows: [
      [CHAIN, POOL_USD, 'uniswap', '2', ZERO, USD, WETH, 30, null, 0, 0, START],
      [CHAIN, POOL_CAT, 'uniswap', '3', ZERO, WETH, CAT, 30, 60, 0, 0, START],
    ],
  },
]
const block = (number: number): Parameter[] => [
  CHAIN,
  number,
  tx(number),
  tx(number - 1),
  time(number),
  ZERO,
  21000,
  30_000_000,
  10 ** 9,
  1,
]
const transfer = (number: number, [from, to, value, token = USD]: [string, string, bigint, string?]): Parameter[] => [
  CHAIN,
  number,
  time(number),
  tx(number),
  0,
  token,
  from,
  to,
  value,
  from,
  token,
]
/** Sells `usd` dollars for `weth` (negative the other way round); one million dollars deep. */
const swapUsd = (number: number, usd: bigint, weth: bigint, depth = 1e12): Parameter[] => [
  CHAIN,
  number,
  time(number),
  tx(number),
  1,
  POOL_USD,
  ALICE,
  ALICE,
  usd,
  weth,
  depth,
  1e21,
  ALICE,
  POOL_USD,
]
const swapCat = (number: number, weth: bigint, cat: bigint): Parameter[] => [
  CHAIN,
  number,
  time(number),
  tx(number),
  2,
  POOL_CAT,
  ALICE,
  ALICE,
  weth,
  cat,
  1e21,
  1e24,
  ALICE,
  POOL_CAT,
]

beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 256, deadlineMs: 5000, rows: 100 })
})
afterAll(() => warehouse.close())
beforeEach(() => write(registry, 0))

/** All rows of all tables, in order. */
async function dump(): Promise<string> {
  const parts = await Promise.all(
    [...TABLES.map((table) => table.name), 'prices_minute', 'balances'].map((name) => query(`SELECT * FROM main.${name} ORDER BY ALL`)),
  )
  return JSON.stringify(parts)
}

describe('write', () => {
  it('replaces rows by key, within a batch too', async () => {
    await write([{ table: 'blocks', rows: [block(1), block(2), block(1)] }])
    await write([{ table: 'blocks', rows: [block(2), block(3)] }])
    expect(await query('SELECT number FROM blocks ORDER BY 1')).toEqual([[1], [2], [3]])
    await write([{ table: 'labels', rows: [[CHAIN, ALICE, 'Alice', 'user', 'operator']] }])
    await write([{ table: 'labels', rows: [[CHAIN, ALICE, 'Alice B', 'user', 'operator']] }])
    expect(await query('SELECT name FROM labels.addresses')).toEqual([['Alice B']])
    await write([{ table: 'labels', rows: [[CHAIN, ALICE, 'Alice B', 'whale', 'import'], [CHAIN, ALICE, 'Al', 'user', 'import']] }]) // biome-ignore format: one call
    await write([{ table: 'labels', rows: [[CHAIN, ALICE, 'Al', 'user', 'import']] }])
    expect(await query('SELECT name, category FROM labels.addresses ORDER BY ALL')).toEqual([
      ['Al', 'user'],
      ['Alice B', 'user'],
      ['Alice B', 'whale'],
    ])
    expect(await query('SELECT name, category FROM labels.names')).toEqual([['Alice B', 'user, whale']])
  })

  it('writes all or nothing', async () => {
    await expect(
      write([
        { table: 'blocks', rows: [block(1)] },
        { table: 'swaps', rows: [[1, 2]] },
      ]),
    ).rejects.toMatchObject({ code: 'query_failed' })
    await expect(write([{ table: 'nothing', rows: [[1]] }])).rejects.toMatchObject({ code: 'query_failed' })
    expect(await query('SELECT count(*) FROM blocks')).toEqual([[0]])
  })

  it('keeps balances exact beyond 2^128, when rows are written again and when blocks go away', async () => {
    const huge = 2n ** 255n
    await write([{ table: 'token_transfers', rows: [transfer(1, [ZERO, ALICE, huge, CAT]), transfer(2, [ALICE, BOB, 1n, CAT])] }])
    await write([{ table: 'token_transfers', rows: [transfer(2, [ALICE, BOB, 1n, CAT]), transfer(3, [ALICE, BOB, 2n, CAT])] }])
    const balances = () => query('SELECT address, amount_raw FROM tokens.balances ORDER BY address')
    expect(await balances()).toEqual([
      [ALICE, (huge - 3n).toString()],
      [BOB, 3],
    ])
    await write([], 3)
    expect(await balances()).toEqual([
      [ALICE, (huge - 1n).toString()],
      [BOB, 1],
    ])
  })

  it('is the same however the blocks were cut into batches', async () => {
    const swaps = Array.from({ length: 40 }, (_, i) => [
      swapUsd(i + 1, BigInt(3000 + i * 10) * 10n ** 6n, -E18),
      swapCat(i + 1, E18 / 10n, -BigInt(100 + i) * E18),
    ]).flat()
    const transfers = Array.from({ length: 40 }, (_, i) => transfer(i + 1, [ZERO, ALICE, BigInt(i) * E18, i % 2 ? CAT : WETH]))
    const upTo = async (size: number) => {
      await write(registry, 0)
      for (let from = 1; from <= 40; from += size) {
        const mine = (rows: Parameter[][]) => rows.filter((row) => Number(row[1]) >= from && Number(row[1]) < from + size)
        await write([
          { table: 'blocks', rows: Array.from({ length: Math.min(size, 41 - from) }, (_, i) => block(from + i)) },
          { table: 'swaps', rows: mine(swaps) },
          { table: 'token_transfers', rows: mine(transfers) },
        ])
      }
      return dump()
    }
    const whole = await upTo(40)
    expect(await upTo(1)).toBe(whole)
    expect(await upTo(7)).toBe(whole)
    await write([], 20)
    await write([
      { table: 'blocks', rows: Array.from({ length: 21 }, (_, i) => block(20 + i)) },
      { table: 'swaps', rows: swaps.filter((row) => Number(row[1]) >= 20) },
      { table: 'token_transfers', rows: transfers.filter((row) => Number(row[1]) >= 20) },
    ])
    expect(await dump()).toBe(whole)
  })
})

describe('prices', () => {
  it('come from stable pools by volume, and through wrapped native for the rest', async () => {
    await write([
      {
        table: 'swaps',
        rows: [swapUsd(1, 3000n * 10n ** 6n, -E18), swapUsd(2, -9300n * 10n ** 6n, 3n * E18), swapCat(3, E18, -1000n * E18)],
      },
      { table: 'token_transfers', rows: [transfer(4, [ALICE, BOB, 500n * E18, CAT]), transfer(5, [ALICE, BOB, 5_000_000n, USD])] },
    ])
    expect(await query('SELECT symbol, price FROM prices.latest ORDER BY 1')).toEqual([
      ['CAT', 3.075],
      ['USDC', 1],
      ['WETH', 3075],
    ])
    expect(
      await query('SELECT token_pair, token_bought_symbol, token_sold_amount, amount_usd FROM dex.trades ORDER BY block_number'),
    ).toEqual([
      ['USDC-WETH', 'WETH', 3000, 3000],
      ['USDC-WETH', 'USDC', 3, 9300],
      ['CAT-WETH', 'CAT', 1, 3075],
    ])
    expect(await query('SELECT symbol, amount, amount_usd FROM tokens.transfers ORDER BY block_number')).toEqual([
      ['CAT', 500, 1537.5],
      ['USDC', 5, 5],
    ])
    expect(await query("SELECT open, high, low, close FROM prices.hour WHERE symbol = 'WETH'")).toEqual([[3000, 3100, 3000, 3100]])
  })

  it('ignore thin pools, dust and prices far from the last hour', async () => {
    const honest = Array.from({ length: 5 }, (_, i) => swapUsd(i + 1, 3000n * 10n ** 6n, -E18))
    await write([
      {
        table: 'swaps',
        rows: [...honest, swapUsd(6, 900_000n * 10n ** 6n, -E18), swapUsd(7, 60_000n * 10n ** 6n, -10n * E18, 5e9), swapUsd(8, 10n, -1n)],
      },
    ])
    expect(await query("SELECT DISTINCT price FROM prices.usd WHERE symbol = 'WETH'")).toEqual([[3000]])
  })

  it('are unknown where nothing was traded, and after a day', async () => {
    await write([
      { table: 'token_transfers', rows: [transfer(1, [ALICE, BOB, E18, CAT])] },
      { table: 'swaps', rows: [swapUsd(2, 3000n * 10n ** 6n, -E18)] },
    ])
    await write([{ table: 'token_transfers', rows: [transfer(8000, [ALICE, BOB, E18, WETH])] }])
    expect(await query('SELECT price_usd, amount_usd FROM tokens.transfers')).toEqual([
      [null, null],
      [null, null],
    ])
  })
})

describe('views', () => {
  it('all answer on an empty chain and on a full one', async () => {
    for (const { schema, name } of VIEWS) expect(Array.isArray(await query(`SELECT * FROM ${schema}.${name} LIMIT 1`))).toBe(true)
    await write([
      { table: 'blocks', rows: [block(1), block(2), block(4)] },
      {
        table: 'transactions',
        rows: [[CHAIN, 1, time(1), tx(1), 0, ALICE, BOB, E18, 0, 21000, 10 ** 9, 2, null, 0, 21000, 2 * 10 ** 9, 1, null]],
      },
      { table: 'pool_reserves', rows: [[CHAIN, POOL_USD, 3_000_000n * 10n ** 6n, 1000n * E18, null, null, null, 4, time(4)]] },
      { table: 'swaps', rows: [swapUsd(1, 3000n * 10n ** 6n, -E18)] },
    ])
    expect(await query('SELECT first_block, last_block, blocks, gaps FROM evm.coverage')).toEqual([[1, 4, 3, 1]])
    expect(await query('SELECT value, gas_price_gwei, success FROM evm.transactions')).toEqual([[1, 2, true]])
    expect(await query('SELECT tx_fee_native, tx_fee_usd FROM gas.fees')).toEqual([[0.000042, 0.126]])
    expect(await query("SELECT liquidity_usd, reserve0 FROM dex.pools WHERE token_pair = 'USDC-WETH'")).toEqual([[6_000_000, 3_000_000]])
    for (const { schema, name } of VIEWS) expect(Array.isArray(await query(`SELECT * FROM ${schema}.${name} LIMIT 1`))).toBe(true)
  })
})
