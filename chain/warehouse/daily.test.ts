import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type OpenWarehouse, openWarehouse } from './open.ts'
import type { Batch } from './warehouse.ts'

const CHAINS = [1, 2]
const DAY = 86_400_000
const START = Date.UTC(2026, 0, 1)
const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`

let warehouse: OpenWarehouse
beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 512, deadlineMs: 60_000, rows: 100_000, silenceMs: 120_000 })
})
afterAll(() => warehouse.close())

const rows = async (sql: string) => (await warehouse.query(sql, [])).rows

/** A block every three hours; what a block holds depends on its version, so that a reorg writes other rows and other times. */
function transfers(chain: number, from: number, count: number, version: number): Batch[] {
  const made = Array.from({ length: count }, (_, index) => from + index)
  const time = (block: number) => START + block * 3 * 3_600_000 + version * 17 * 60_000
  return [
    { table: 'tokens', rows: [1, 2, 3].map((n) => [chain, address(n), `T${n}`, `T${n}`, 2, null, 0]) },
    { table: 'blocks', rows: made.map((block) => [chain, block, `0x${block}${version}`, null, time(block), null, 0, 0, 0, 0]) },
    {
      table: 'token_transfers',
      rows: made.flatMap((block) =>
        Array.from({ length: (block + version) % 4 }, (_, log) => [
          ...[chain, block, time(block), `0x${block}`, log, address(1 + ((block + log) % 3))],
          ...[address(10 + ((block * 7 + log + version) % 5)), address(10 + ((block * 3 + log) % 4)), BigInt(block + log + version)],
          ...[null, null],
        ]),
      ),
    },
  ] as Batch[]
}

const price = (chain: number, block: number, value: number): Batch[] => [
  { table: 'given_prices', rows: [[chain, address(1), START + block * 3 * 3_600_000, value]] },
]

const step = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), chain: fc.constantFrom(...CHAINS), from: fc.nat(90), count: fc.integer({ min: 1, max: 30 }), version: fc.nat(3) }), // biome-ignore format: one step
  fc.record({ kind: fc.constant('undo' as const), chain: fc.constantFrom(...CHAINS), from: fc.nat(100) }),
  fc.record({ kind: fc.constant('price' as const), chain: fc.constantFrom(...CHAINS), from: fc.nat(100), value: fc.integer({ min: 1, max: 9 }) }), // biome-ignore format: one step
  fc.record({ kind: fc.constant('held' as const), from: fc.nat(90), count: fc.integer({ min: 1, max: 30 }), version: fc.nat(3) }),
  fc.record({ kind: fc.constant('rest' as const), chain: fc.constantFrom(...CHAINS) }),
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

async function take(each: Step): Promise<void> {
  if (each.kind === 'write')
    await warehouse.write({ chain: each.chain, batches: transfers(each.chain, each.from, each.count, each.version) })
  else if (each.kind === 'undo') await warehouse.write({ chain: each.chain, deleteFrom: each.from, batches: [] })
  else if (each.kind === 'price') await warehouse.write({ chain: each.chain, batches: price(each.chain, each.from, each.value) })
  else if (each.kind === 'rest') await warehouse.write({ chain: each.chain, batches: [] })
  else {
    // As an import does: rows of both chains wait, then come at once.
    const batches = CHAINS.flatMap((chain) => transfers(chain, each.from, each.count, each.version))
    await warehouse.write({ chain: 1, batches, held: 'add' })
    await warehouse.write({ chain: 1, batches: [], held: { rows: batches.reduce((sum, batch) => sum + batch.rows.length, 0) } })
  }
}

const DAY_SQL = "date_trunc('day', x.block_timestamp)"
const FROM = `FROM main.token_transfers x JOIN main.transfer_seals s ON s.chain_id = x.chain_id
  AND x.block_timestamp >= s.from_day AND x.block_timestamp < s.to_day`
/** Of all tokens together no amount is summed: it would mean nothing. */
const sums = (amounts: string): string =>
  `count(*), count(DISTINCT from_address), count(DISTINCT to_address), ${amounts}, count(amount * price_usd), round(sum(amount * price_usd), 6)`
const RAW = `SELECT x.chain_id, ${DAY_SQL}, x.token_address, ${sums('sum(value)::VARCHAR, round(sum(amount), 6)')} ${FROM} GROUP BY 1, 2, 3
  UNION ALL SELECT x.chain_id, ${DAY_SQL}, '', ${sums('NULL, NULL')} ${FROM} GROUP BY 1, 2 ORDER BY 1, 2, 3`
const DAILY = `SELECT chain_id, day, token_address, transfers, senders, receivers, amount_raw::VARCHAR, round(amount, 6), priced, round(amount_usd, 6)
  FROM main.transfer_days ORDER BY 1, 2, 3`

it('sums of days equal the transfers themselves, whatever was written, replaced, revalued and undone', async () => {
  let sealed = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      for (const chain of CHAINS) {
        await warehouse.write({
          chain,
          deleteFrom: 0,
          batches: [{ table: 'chains', rows: [[chain, `c${chain}`, 'ETH', 18, address(0), 12]] }],
        })
        for (const [token, minute] of await rows(`SELECT token_address, minute FROM main.given_prices WHERE chain_id = ${chain}`))
          await warehouse.write({ chain, batches: [{ table: 'given_prices', rows: [[chain, token ?? '', minute ?? 0, 1]] }] })
      }
      for (const each of steps) {
        await take(each)
        const daily = await rows(DAILY)
        expect(daily).toEqual(await rows(RAW))
        sealed += daily.length
      }
    }),
    { numRuns: 10 },
  )
  expect(sealed).toBeGreaterThan(0)
}, 240_000)

it('every day that is over is summed once writing rests', async () => {
  await warehouse.write({ chain: 7, batches: transfers(7, 0, 400, 1) })
  for (let n = 0; n < 20; n++) await warehouse.write({ chain: 7, batches: [] })
  const [[from, to] = []] = await rows('SELECT from_day, to_day FROM main.transfer_seals WHERE chain_id = 7')
  // Fifty days were written; the last one may still grow.
  expect([from, to]).toEqual([START, START + 49 * DAY])
  const [[held] = []] = await rows("SELECT count(*) FROM main.transfer_days WHERE chain_id = 7 AND token_address = ''")
  expect(held).toBe((Number(to) - Number(from)) / DAY)
})
