import type { DuckDBConnection } from '@duckdb/node-api'
import type { Span } from './derive.ts'

/**
 * Sums of whole days of transfers, one row a token and one for all together (token_address ''), kept by the writing transaction. A day
 * is summed once it is over, and again after anything in it changed. `transfer_seals` says for each chain which days hold: every day
 * of [from_day, to_day) that has transfers has its rows. Outside of it the transfers themselves must be read.
 */

/** Days summed in one transaction: a write stays short however much is open. */
const DAYS_A_WRITE = 4

const at = (ms: number): string => `epoch_ms(${Math.trunc(ms)})`
const DAY = 86_400_000
const dayOf = (ms: number): number => Math.floor(ms / DAY) * DAY

/** Days (Unix milliseconds of their starts) that a change touched; `to` is the last one. */
export interface Touched {
  chain: number
  from: number
  to: number
}

export const touchedBy = ({ chain, from, to }: Span): Touched => {
  const ms = (text: string) => Date.parse(`${text.replace(' ', 'T')}Z`)
  return { chain, from: dayOf(ms(from)), to: dayOf(ms(to) - 1) }
}

type Run = (sql: string) => Promise<unknown>

async function one(connection: DuckDBConnection, sql: string): Promise<(number | undefined)[]> {
  const row = (await connection.runAndReadAll(sql)).getRows()[0] ?? []
  return row.map((value) => (value === null || value === undefined ? undefined : Number(value)))
}

const seals = async (connection: DuckDBConnection, chain: number): Promise<{ from: number; to: number } | undefined> => {
  const [from, to] = await one(
    connection,
    `SELECT epoch_ms(from_day), epoch_ms(to_day) FROM main.transfer_seals WHERE chain_id = ${Math.trunc(chain)}`,
  )
  return from === undefined || to === undefined ? undefined : { from, to }
}

async function setSeals(run: Run, chain: number, range: { from: number; to: number }): Promise<void> {
  await run(`DELETE FROM main.transfer_seals WHERE chain_id = ${chain}`)
  await run(`INSERT INTO main.transfer_seals VALUES (${chain}, ${at(range.from)}, ${at(range.to)})`)
}

/** Takes away the sums of touched days and of all that no longer connects: the longer side of the range stays. */
export async function openDays(connection: DuckDBConnection, run: Run, { chain, from, to }: Touched): Promise<void> {
  const held = await seals(connection, chain)
  if (!held || to < held.from || from >= held.to) return
  const before = { from: held.from, to: Math.min(from, held.to) }
  const after = { from: Math.max(to + DAY, held.from), to: held.to }
  const kept = before.to - before.from >= after.to - after.from ? before : after
  const range = kept.to > kept.from ? kept : { from: held.to, to: held.to }
  await run(`DELETE FROM main.transfer_days WHERE chain_id = ${chain} AND (day < ${at(range.from)} OR day >= ${at(range.to)})`)
  await setSeals(run, chain, range)
}

const ROWS = (chain: number, day: number): string =>
  `FROM main.token_transfers WHERE chain_id = ${chain} AND block_timestamp >= ${at(day)} AND block_timestamp < ${at(day + DAY)}`

const sums = (chain: number, day: number, token: string, amounts: boolean): string => `SELECT ${chain}, ${at(day)}, ${token}, count(*),
  count(DISTINCT from_address), count(DISTINCT to_address), ${amounts ? 'sum(value), sum(amount)' : 'NULL, NULL'}, count(amount * price_usd),
  sum(amount * price_usd) ${ROWS(chain, day)}`

async function sumDay(run: Run, chain: number, day: number): Promise<void> {
  await run(`DELETE FROM main.transfer_days WHERE chain_id = ${chain} AND day = ${at(day)}`)
  await run(`INSERT INTO main.transfer_days ${sums(chain, day, 'token_address', true)} GROUP BY token_address`)
  await run(`INSERT INTO main.transfer_days ${sums(chain, day, "''", false)}`)
}

const isTouched = (touched: readonly Touched[], chain: number, day: number): boolean =>
  touched.some((each) => each.chain === chain && day >= each.from && day <= each.to)

/**
 * Sums days that are over and that this change left alone, next to those that are summed; a few at a time. A day that is written
 * right now will be written again, so it waits.
 */
export async function sealDays(connection: DuckDBConnection, run: Run, chain: number, touched: readonly Touched[]): Promise<void> {
  const mine = `FROM main.token_transfers WHERE chain_id = ${chain}`
  const held = await seals(connection, chain)
  const [newest] = await one(
    connection,
    `SELECT epoch_ms(max(block_timestamp)) ${mine}${held ? ` AND block_timestamp >= ${at(held.to)}` : ''}`,
  )
  if (newest === undefined && !held) return
  const current = newest === undefined ? (held?.to ?? 0) : dayOf(newest)
  const range = held ?? { from: current, to: current }
  const start = { ...range }
  for (let left = DAYS_A_WRITE; left > 0; left--) {
    const [later] = await one(connection, `SELECT epoch_ms(min(block_timestamp)) ${mine} AND block_timestamp >= ${at(range.to)}`)
    const next = later === undefined ? current : Math.min(dayOf(later), current)
    if (next < current && !isTouched(touched, chain, next)) {
      await sumDay(run, chain, next)
      range.to = next + DAY
      continue
    }
    const [earlier] = await one(connection, `SELECT epoch_ms(max(block_timestamp)) ${mine} AND block_timestamp < ${at(range.from)}`)
    const previous = earlier === undefined ? undefined : dayOf(earlier)
    if (previous === undefined || isTouched(touched, chain, previous)) break
    await sumDay(run, chain, previous)
    range.from = previous
  }
  if (range.from !== start.from || range.to !== start.to) await setSeals(run, chain, range)
}
