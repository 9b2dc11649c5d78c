import type { Factory, Pool, Row } from './decode.ts'
import { addressWord, callData, SELECTOR, signedWord, word } from './events.ts'
import type { Source } from './rpc.ts'
import { decodeText, MAX_NAME, MAX_SYMBOL } from './text.ts'

/** Runs at most `size` tasks at once, results in order. */
export async function each<T, R>(items: readonly T[], size: number, task: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length)
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next++
      results[index] = await task(items[index] as T)
    }
  }
  await Promise.all(Array.from({ length: Math.min(size, items.length) }, worker))
  return results
}

const AT_ONCE = 32

/** What the contract says of itself; null where it says nothing usable. Names are strangers' text: cleaned, capped, never trusted. */
async function tokenRow(source: Source, chain: number, token: { address: string; seenAt: number }): Promise<Row> {
  const { address, seenAt } = token
  const [symbol, name, decimals, supply] = await Promise.all(
    [SELECTOR.symbol, SELECTOR.name, SELECTOR.decimals, SELECTOR.totalSupply].map((selector) => source.call(address, selector)),
  )
  const places = decimals === undefined ? undefined : word(decimals, 0)
  return [
    chain,
    address,
    decodeText(symbol, MAX_SYMBOL) ?? null,
    decodeText(name, MAX_NAME) ?? null,
    places === undefined || places > 77n ? null : Number(places),
    supply === undefined ? null : word(supply, 0),
    seenAt,
  ]
}

/** Rows for the tokens table. */
export const tokenRows = (source: Source, chain: number, tokens: readonly { address: string; seenAt: number }[]): Promise<Row[]> =>
  each(tokens, AT_ONCE, (token) => tokenRow(source, chain, token))

async function poolOf(source: Source, factories: ReadonlyMap<string, Factory>, { address, seenAt }: { address: string; seenAt: number }) {
  const factory = factories.get(addressWord(await source.call(address, SELECTOR.factory), 0) ?? '')
  if (!factory) return undefined
  const [first, second, fee, spacing] = await Promise.all(
    [SELECTOR.token0, SELECTOR.token1, SELECTOR.fee, SELECTOR.tickSpacing].map((selector) => source.call(address, selector)),
  )
  const [token0, token1] = [addressWord(first, 0), addressWord(second, 0)]
  if (!token0 || !token1) return undefined
  const v2 = factory.version === '2'
  const listed = await source.call(
    factory.address,
    v2 ? callData(SELECTOR.getPair, token0, token1) : callData(SELECTOR.getPool, token0, token1, fee ? word(fee, 0) : 0n),
  )
  // Any contract can call itself a pool of a known factory; only the factory's own list counts.
  if (addressWord(listed, 0) !== address) return undefined
  const pool: Pool = {
    ...{ address, version: factory.version, project: factory.project, factory: factory.address, token0, token1, seenAt },
    feeBps: v2 ? 30 : Number(fee ? word(fee, 0) : 0n) / 100,
    tickSpacing: v2 || !spacing ? null : Number(signedWord(spacing, 0)),
    created: undefined,
  }
  return pool
}

/** Pools among contracts that emitted swaps but were made before the index begins. */
export async function verifyPools(
  source: Source,
  factories: ReadonlyMap<string, Factory>,
  candidates: readonly { address: string; seenAt: number }[],
): Promise<Pool[]> {
  const found = await each(candidates, AT_ONCE, (candidate) => poolOf(source, factories, candidate))
  return found.filter((pool) => pool !== undefined)
}

async function reserveRow(
  source: Source,
  chain: number,
  { pool, block, time }: { pool: Pool; block: number; time: number },
): Promise<Row | undefined> {
  const call = (to: string, data: string) => source.call(to, data, block)
  if (pool.version === '2') {
    const reserves = await call(pool.address, SELECTOR.getReserves)
    return reserves ? [chain, pool.address, word(reserves, 0), word(reserves, 1), null, null, null, block, time] : undefined
  }
  const [balance0, balance1, slot, liquidity] = await Promise.all([
    call(pool.token0, callData(SELECTOR.balanceOf, pool.address)),
    call(pool.token1, callData(SELECTOR.balanceOf, pool.address)),
    call(pool.address, SELECTOR.slot0),
    call(pool.address, SELECTOR.liquidity),
  ])
  if (!balance0 || !balance1 || !slot || !liquidity) return undefined
  return [
    ...[chain, pool.address, word(balance0, 0), word(balance1, 0), word(slot, 0), Number(signedWord(slot, 1)), word(liquidity, 0)],
    ...[block, time],
  ]
}

/** State of these pools at a block, for the pool_reserves table. V3 reserves are the pool's token balances, uncollected fees included. */
export async function reserveRows(
  source: Source,
  chain: number,
  { pools, block, time }: { pools: readonly Pool[]; block: number; time: number },
): Promise<Row[]> {
  const rows = await each(pools, AT_ONCE, (pool) => reserveRow(source, chain, { pool, block, time }))
  return rows.filter((row) => row !== undefined)
}
