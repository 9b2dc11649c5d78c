import { expect } from 'vitest'
import type { Answer } from '../../core/answer.ts'
import { plain } from '../../core/answer.ts'
import type { PetrelRecord, Scalar, TableRecord } from '../../core/record.ts'
import type { Oracle, Swap } from '../kits/oracle.ts'

/** A question and how its answer is held against the chain. Those with the same `chat` follow each other. */
export interface Case {
  say: string
  chat: string
  check(asked: Asked, oracle: Oracle): Promise<void> | void
}

/** An answer, and the head of the chain before and after it was given. */
export interface Asked {
  answer: Answer
  heads: readonly [bigint, bigint]
}

/** USD figures may differ by the method that prices WETH: the oracle takes the hour, Petrel the minute. */
const USD_TOLERANCE = 0.03
const DAY = 86_400_000

export const table = (answer: Answer): TableRecord => {
  const shown = answer.blocks.flatMap((block) => (block.kind === 'table' || block.kind === 'chart' ? [block.record] : []))
  const record = answer.records.find((one) => one.kind === 'table' && (shown.length === 0 || shown.includes(one.id)))
  if (record?.kind !== 'table') throw new Error(`no table in ${JSON.stringify(answer.blocks).slice(0, 500)}`)
  return record
}

const scalar = (answer: Answer, name: string): number => {
  const record = answer.records.find((one): one is Extract<PetrelRecord, { kind: 'scalar' }> => one.kind === 'scalar' && one.name === name)
  if (!record) throw new Error(`no record "${name}" among ${answer.records.map((one) => one.name).join(', ')}`)
  return Number(record.value)
}

const cell = (record: TableRecord, row: number, name: string): Scalar => {
  const column = record.columns.findIndex((one) => one.name === name)
  if (column < 0) throw new Error(`no column ${name} among ${record.columns.map((one) => one.name).join(', ')}`)
  return record.rows[row]?.[column] ?? null
}

/** The period that the answer says it is about, and the block it holds for. */
const scope = (answer: Answer) => {
  const from = scalar(answer, 'start of the period')
  const to = scalar(answer, 'end of the period')
  const block = BigInt(scalar(answer, 'last indexed block'))
  const within = <T extends { time: number; block: bigint }>(rows: readonly T[]): T[] =>
    rows.filter((row) => row.block <= block && row.time >= from && row.time < to)
  return { from, to, block, within }
}

const close = (value: Scalar, expected: number): void => {
  expect(Math.abs(Number(value) - expected) / expected, `${value} against ${expected}`).toBeLessThan(USD_TOLERANCE)
}

const usdOf = (swaps: readonly Swap[], oracle: Oracle): number => swaps.reduce((sum, swap) => sum + (oracle.usd(swap) ?? 0), 0)

/** Monday 00:00 UTC of the week that holds `time`. */
const monday = (time: number): number => {
  const midnight = Math.floor(time / DAY) * DAY
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY
}

function latestBlock({ answer, heads }: Asked): void {
  const record = answer.records.find((one) => one.kind === 'scalar' && one.unit === 'block' && /latest|head/i.test(one.name))
  if (record?.kind !== 'scalar') throw new Error('the latest block has no record')
  const block = BigInt(String(record.value))
  expect(block >= heads[0] && block <= heads[1], `${heads[0]} ≤ ${block} ≤ ${heads[1]}`).toBe(true)
}

function swapsOfADay({ answer }: Asked, oracle: Oracle): void {
  const { from, to, within } = scope(answer)
  expect(to - from).toBe(DAY)
  expect(Number(table(answer).rows[0]?.[0])).toBe(within(oracle.swaps).length)
}

function topTokens({ answer }: Asked, oracle: Oracle): void {
  const { from, to, within } = scope(answer)
  expect(from).toBe(monday(to))
  const volumes = new Map<string, number>()
  for (const swap of within(oracle.swaps)) {
    for (const { token } of swap.sides) volumes.set(token, (volumes.get(token) ?? 0) + (oracle.usd(swap) ?? 0))
  }
  const record = table(answer)
  expect(record.rows).toHaveLength(5)
  record.rows.forEach((_, row) => {
    close(cell(record, row, 'value'), volumes.get(String(cell(record, row, 'token_address'))) ?? 0)
  })
  const least = Number(cell(record, 4, 'value'))
  const shown = new Set(record.rows.map((_, row) => String(cell(record, row, 'token_address'))))
  for (const [token, volume] of volumes) if (!shown.has(token)) expect(volume).toBeLessThan(least * (1 + USD_TOLERANCE))
}

async function holders({ answer }: Asked, oracle: Oracle): Promise<void> {
  const uni = oracle.bySymbol('UNI')
  const record = table(answer)
  const block = BigInt(scalar(answer, 'last indexed block'))
  const truth = await oracle.holders(uni.address, block)
  expect(record.rows.length).toBeGreaterThanOrEqual(5)
  record.rows.forEach((_, row) => {
    expect(String(cell(record, row, 'address'))).toBe(truth[row]?.address)
    const [whole = '', part = ''] = String(cell(record, row, 'amount')).split('.')
    expect(BigInt(whole + part.padEnd(uni.decimals, '0'))).toBe(truth[row]?.balance)
  })
}

function price({ answer }: Asked, oracle: Oracle): void {
  const { address } = oracle.bySymbol('WBTC')
  const prices = oracle.swaps
    .filter(({ sides }) => sides.some(({ token }) => token === address))
    .slice(-6)
    .map((swap) => ({
      usd: oracle.usd(swap) ?? Number.NaN,
      amount: swap.sides.find(({ token }) => token === address)?.amount ?? Number.NaN,
    }))
    .map(({ usd, amount }) => usd / amount)
  const shown = Number(cell(table(answer), 0, 'price'))
  expect(shown).toBeGreaterThan(Math.min(...prices) * (1 - USD_TOLERANCE))
  expect(shown).toBeLessThan(Math.max(...prices) * (1 + USD_TOLERANCE))
}

function largestTransfer({ answer }: Asked, oracle: Oracle): void {
  const { from, to, within } = scope(answer)
  expect(from).toBe(Math.floor(to / DAY) * DAY)
  const record = table(answer)
  const token = String(cell(record, 0, 'token_address'))
  const decimals = oracle.tokens.get(token)?.decimals ?? 18
  const amounts = within(oracle.transfers)
    .filter((transfer) => transfer.token === token)
    .map(({ value }) => value)
  const largest = amounts.sort((a, b) => Number(b - a))[0] ?? 0n
  const [whole = '', part = ''] = String(cell(record, 0, 'amount')).split('.')
  expect(BigInt(whole + part.padEnd(decimals, '0'))).toBe(largest)
  // Nothing in a stable token was larger in dollars.
  const usd = Number(cell(record, 0, 'usd'))
  for (const symbol of ['USDC', 'DAI']) {
    const stable = oracle.bySymbol(symbol)
    for (const { value } of within(oracle.transfers).filter((transfer) => transfer.token === stable.address)) {
      expect(Number(value) / 10 ** stable.decimals).toBeLessThan(usd * (1 + USD_TOLERANCE))
    }
  }
}

function dailyVolume({ answer }: Asked, oracle: Oracle, span?: { from: number; to: number }): void {
  expect(answer.blocks.some((block) => block.kind === 'chart')).toBe(true)
  const { address } = oracle.bySymbol('WETH')
  const block = BigInt(scalar(answer, 'last indexed block'))
  const record = table(answer)
  expect(record.rows.length).toBeGreaterThanOrEqual(span ? 7 : 15)
  record.rows.forEach((_, row) => {
    const day = Number(cell(record, row, 'time'))
    const swaps = oracle.swaps.filter(
      (swap) => swap.block <= block && swap.time >= day && swap.time < day + DAY && swap.sides.some(({ token }) => token === address),
    )
    if (span) expect(day >= span.from && day < span.to).toBe(true)
    // The first day of the chain trades before its WETH price is settled.
    if (swaps.length > 20) close(cell(record, row, 'value'), usdOf(swaps, oracle))
  })
}

/** The questions of the README and the truth of each. */
export const CASES: readonly Case[] = [
  { say: 'what is the latest block', chat: 'a', check: latestBlock },
  { say: 'how many swaps in the last 24 hours', chat: 'b', check: swapsOfADay },
  { say: 'top 5 tokens by volume this week', chat: 'c', check: topTokens },
  { say: 'who are the biggest holders of UNI', chat: 'd', check: holders },
  { say: 'price of WBTC', chat: 'e', check: price },
  { say: 'largest transfer today', chat: 'f', check: largestTransfer },
  { say: 'daily volume of WETH as a chart', chat: 'g', check: (asked, oracle) => dailyVolume(asked, oracle) },
  {
    say: 'and last week?',
    chat: 'g',
    check: (asked, oracle) => {
      const { from, to } = scope(asked.answer)
      expect([from, to]).toEqual([monday(asked.answer.at) - 7 * DAY, monday(asked.answer.at)])
      dailyVolume(asked, oracle, { from, to })
    },
  },
]

/** Holds an answer against the chain at the block that the answer is about. */
export async function verify(one: Case, asked: Asked, oracle: Oracle): Promise<void> {
  expect(asked.answer.error, JSON.stringify(asked.answer.blocks)).toBeUndefined()
  await one.check(asked, oracle)
  grounded(asked.answer)
}

/** Every digit that is shown stands in a figure with a record, in a name from the question or in the SQL. */
export function grounded(answer: Answer): void {
  const ids = new Set(answer.records.map(({ id }) => id))
  for (const block of answer.blocks) {
    if (block.kind === 'table' || block.kind === 'chart') expect(ids.has(block.record)).toBe(true)
    if (block.kind === 'figure') expect(ids.has(block.ref.record)).toBe(true)
    if (block.kind !== 'text' && block.kind !== 'warning') continue
    for (const part of block.parts) {
      if (typeof part !== 'string') expect(ids.has(part.ref.record), plain(block.parts)).toBe(true)
      else expect(part, plain(block.parts)).not.toMatch(/\d{2,}/)
    }
  }
}
