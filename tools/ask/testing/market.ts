import { type OpenWarehouse, openWarehouse } from '../../../chain/warehouse/open.ts'
import type { Parameter } from '../../../chain/warehouse/warehouse.ts'
import { NOW } from './questions.ts'
import { CHAIN, LABELS, TOKENS } from './registry.ts'

export const HOUR = 3_600_000
/** One block an hour, for this many hours up to NOW. */
export const HOURS = 20 * 24
export const ZERO = `0x${'0'.repeat(40)}`
const padded = (start: string): string => `0x${start.padEnd(40, '0')}`
export const V2_POOL = padded('a2')
export const V3_POOL = padded('a3')
export const TRADERS = ['c1', 'c2', 'c3'].map(padded) as [string, string, string]
const of = (symbol: string): string => TOKENS.find((token) => token.symbol === symbol)?.address ?? ''
const hash = (number: number): string => `0x${number.toString(16).padStart(64, '0')}`
const E18 = 10n ** 18n

/** Unix milliseconds of a block; the last one lies half an hour before NOW. */
export const timeOf = (block: number): number => NOW - HOUR / 2 - (HOURS - block) * HOUR

interface Tables {
  [table: string]: Parameter[][]
}

/** What block `n` holds: one transaction (every tenth failed), a swap (every third on V3), a transfer of n USDC. */
function addBlock(tables: Tables, n: number): void {
  const trader = TRADERS[n % 3] as string
  const at = [CHAIN, n, timeOf(n), hash(n)] as const
  tables.blocks?.push([CHAIN, n, hash(n), hash(n - 1), timeOf(n), ZERO, 15_000_000, 30_000_000, 10 ** 9, 1])
  tables.transactions?.push([
    CHAIN,
    n,
    timeOf(n),
    hash(n),
    0,
    trader,
    V2_POOL,
    E18,
    n,
    21_000,
    2 * 10 ** 9,
    2,
    null,
    0,
    21_000,
    2 * 10 ** 9,
    n % 10 === 0 ? 0 : 1,
    null,
  ])
  const usd = BigInt(1000 + n) * 10n ** 6n
  const swap =
    n % 3 === 0
      ? [V3_POOL, trader, trader, -E18, 1000n * E18, 1e21, 1e24]
      : [V2_POOL, trader, trader, usd, -(usd * E18) / (2000n * 10n ** 6n), 1e13, 1e22]
  tables.swaps?.push([...at, 1, ...(swap as Parameter[]), trader, V2_POOL])
  tables.token_transfers?.push([...at, 0, of('USDC'), trader, LABELS[0]?.address ?? '', BigInt(n) * 10n ** 6n, trader, of('USDC')])
}

function rows(): Tables {
  const tables: Tables = {
    chains: [[CHAIN, 'demo', 'ETH', 18, of('WETH'), 12]],
    stables: [[CHAIN, of('USDC')]],
    tokens: TOKENS.map((token) => [CHAIN, token.address, token.symbol, token.name, token.decimals, null, 0]),
    pools: [
      [CHAIN, V2_POOL, 'uniswap', '2', ZERO, of('USDC'), of('WETH'), 30, null, 0, 0, timeOf(1)],
      [CHAIN, V3_POOL, 'uniswap', '3', ZERO, of('WETH'), of('PEPE'), 5, 10, 0, 400, timeOf(400)],
    ],
    labels: LABELS.map((label) => [CHAIN, label.address, label.name, label.category, 'test']),
    pool_reserves: [[CHAIN, V2_POOL, 1_000_000n * 10n ** 6n, 500n * E18, null, null, null, HOURS, timeOf(HOURS)]],
    blocks: [],
    transactions: [],
    swaps: [],
    token_transfers: [...TRADERS, ...Array.from({ length: 12 }, (_, index) => padded(`d${(index + 16).toString(16)}`))].map(
      (holder, index) => [CHAIN, 1, timeOf(1), hash(1), 10 + index, of('PEPE'), ZERO, holder, BigInt(index + 1) * E18, holder, of('PEPE')],
    ),
  }
  // The traders must own what they send: the index derives balances from transfers.
  TRADERS.forEach((trader, index) => {
    tables.token_transfers?.push([
      CHAIN,
      1,
      timeOf(1),
      hash(1),
      30 + index,
      of('USDC'),
      ZERO,
      trader,
      1_000_000n * 10n ** 6n,
      trader,
      of('USDC'),
    ])
  })
  for (let n = 1; n <= HOURS; n++) addBlock(tables, n)
  return tables
}

/** A warehouse in memory, empty or with 20 days of a small market that ends at NOW. */
export async function openMarket(full: boolean): Promise<OpenWarehouse> {
  const warehouse = await openWarehouse({ file: ':memory:', memoryMb: 512, deadlineMs: 20_000, rows: 1000, silenceMs: 120_000 })
  if (full) await warehouse.write({ chain: CHAIN, batches: Object.entries(rows()).map(([table, each]) => ({ table, rows: each })) })
  return warehouse
}
