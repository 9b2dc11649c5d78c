import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import fc from 'fast-check'
import { createPublicClient, http } from 'viem'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IndexStatus } from '../../core/operator.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { Chain, Chains } from '../clients/chains.ts'
import type { Indexer } from '../index/indexer.ts'
import { type OpenWarehouse, openWarehouse } from '../warehouse/open.ts'
import { checkIndex } from './check-index.ts'
import { distance } from './near.ts'
import { createRegistry } from './registry.ts'

const START = Date.UTC(2024, 0, 1)
const address = (digit: string) => `0x${digit.repeat(40)}` as const
const [WETH, USDC, FAKE, PEPE, PEPE2, LONG, POOL, WHALE] = ['1', '2', '3', '4', '5', '6', 'a', 'b'].map(address) as [
  ...[`0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`, `0x${string}`],
]
let warehouse: OpenWarehouse
let resolve: Resolve
let chains: Chains

/** A port on which nobody answers: asking the chain must not be needed. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

const token = (at: string, symbol: string | null, name: string | null) => [1, at, symbol, name, 18, null, 0]
const swap = (index: number, pool: string, usd: bigint) => [
  ...[1, 1, START, `0x${'f'.repeat(64)}`, index, pool, WHALE, WHALE, usd * 10n ** 18n, -(10n ** 18n), 1e24, 1e24, WHALE, POOL],
]

beforeAll(async () => {
  warehouse = await openWarehouse({ file: ':memory:', memoryMb: 128, deadlineMs: 5000, rows: 100 })
  const client = createPublicClient({ transport: http(`http://127.0.0.1:${await deadPort()}`, { retryCount: 0 }) })
  const chain: Chain = {
    ...{ id: 1, name: 'testnet', aliases: ['test'], native: { symbol: 'ETH', decimals: 18 }, wrappedNative: WETH, rpc: [], blockTime: 12 },
    ...{ stables: [USDC], factories: [], client },
  }
  chains = { all: [chain], main: chain, get: () => chain }
  await warehouse.write({
    chain: 1,
    batches: [
      { table: 'chains', rows: [[1, 'testnet', 'ETH', 18, WETH, 12]] },
      { table: 'stables', rows: [[1, USDC]] },
      { table: 'blocks', rows: [[1, 1, '0x', '0x', START, WHALE, 0, 0, 0, 0]] },
      {
        table: 'tokens',
        rows: [
          token(WETH, 'WETH', 'Wrapped Ether'),
          token(USDC, 'USDC', 'USD Coin (demo)'),
          token(FAKE, 'USDC', 'USD Coin'),
          token(PEPE, 'PEPE', 'Pepe'),
          token(PEPE2, 'pepe', 'Pepe Two'),
          token(LONG, null, null),
        ],
      },
      {
        table: 'pools',
        rows: [
          [1, POOL, 'uniswap', '2', WHALE, USDC, PEPE, 30, null, 0, 0, START],
          [1, address('c'), 'uniswap', '3', WHALE, USDC, FAKE, 30, 60, 0, 0, START],
        ],
      },
      { table: 'swaps', rows: [swap(0, POOL, 50n), swap(1, address('c'), 1_000_000n)] },
      { table: 'labels', rows: [[1, WHALE, 'Binance 14', 'exchange', 'test']] },
    ],
  })
  resolve = createRegistry({ warehouse, chains, labels: [{ address: address('d'), name: 'Big Whale', category: 'whale' }] })
})
afterAll(() => warehouse.close())

const found = async (words: string) => (await resolve.tokens(words)).map(({ address: at, match }) => [at, match])

describe('tokens', () => {
  it('are found by symbol in any case, with a dollar sign, the known and the traded ones first', async () => {
    expect(await found('$pepe')).toEqual([
      [PEPE, 'symbol'],
      [PEPE2, 'symbol'],
    ])
    expect(await found('usdc')).toEqual([
      [USDC, 'symbol'],
      [FAKE, 'symbol'],
    ])
  })

  it('are found by name, and by the beginning of a name', async () => {
    expect((await found('usd coin'))[0]).toEqual([USDC, 'name'])
    expect(await found('wrapped')).toEqual([[WETH, 'name']])
  })

  it('include the wrapped native under the names of the native coin', async () => {
    for (const words of ['ETH', 'ether', 'Ethereum', 'weth']) expect((await found(words))[0]).toEqual([WETH, 'symbol'])
  })

  it('are found with a slip of the pen, and not with more', async () => {
    expect((await found('pepee'))[0]).toEqual([PEPE, 'near'])
    expect((await found('UDSC'))[0]).toEqual([USDC, 'near'])
    expect(await found('zzzz')).toEqual([])
    expect(await found('ab')).toEqual([])
    expect(await found('   ')).toEqual([])
  })

  it('are found by address, known or not, whatever the case', async () => {
    expect(await found(PEPE.toUpperCase().replace('0X', '0x'))).toEqual([[PEPE, 'address']])
    expect(await resolve.tokens(address('9'))).toEqual([
      { chain: 1, address: address('9'), symbol: '', name: '', decimals: 0, weight: 0, match: 'address' },
    ])
  })

  it('appear as soon as the index has them', async () => {
    expect(await found('NEWT')).toEqual([])
    await warehouse.write({ chain: 1, batches: [{ table: 'tokens', rows: [token(address('7'), 'NEWT', 'Newt')] }] })
    expect(await found('newt')).toEqual([[address('7'), 'symbol']])
  })

  it('never throw, whatever the words', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (words) => {
        expect(Array.isArray(await resolve.tokens(words))).toBe(true)
        expect(Array.isArray(await resolve.labels(words))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('labels', () => {
  it('go both ways', async () => {
    expect((await resolve.labels('binance')).map(({ name }) => name)).toEqual(['Binance 14'])
    expect((await resolve.labels('whales')).map(({ name }) => name)).toEqual(['Big Whale'])
    expect(await resolve.labelOf(WHALE.toUpperCase().replace('0X', '0x'))).toMatchObject({ name: 'Binance 14' })
    expect(await resolve.labelOf(POOL)).toMatchObject({ name: 'uniswap v2 PEPE-USDC', category: 'pool' })
    expect(await resolve.labelOf(USDC)).toMatchObject({ name: 'USDC', category: 'token' })
    expect(await resolve.labelOf(address('8'))).toBeUndefined()
  })
})

it('values are what the data holds', async () => {
  expect(await resolve.values('dex')).toEqual(['uniswap'])
  expect(await resolve.values('chain')).toEqual(['testnet'])
  expect(await resolve.values('pool')).toEqual(['PEPE-USDC', 'USDC-USDC'])
})

describe('distance', () => {
  it('counts slips, and is a distance', () => {
    expect([distance('udsc', 'usdc', 2), distance('pepee', 'pepe', 2), distance('kitten', 'sitting', 5)]).toEqual([1, 1, 3])
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
        expect(distance(a, b, 20)).toBe(distance(b, a, 20))
        expect(distance(a, a, 20)).toBe(0)
        expect(distance(a, b, 20)).toBeGreaterThanOrEqual(Math.abs(a.length - b.length))
        expect(distance(a, b, 2)).toBe(Math.min(3, distance(a, b, 20)))
      }),
    )
  })
})

describe('checkIndex', () => {
  const status = (more: Partial<IndexStatus>): Indexer =>
    ({
      status: () => [
        {
          chain: 1,
          name: 'testnet',
          from: 0,
          to: 5,
          fromTime: 0,
          toTime: 60,
          head: 5,
          lagBlocks: 0,
          phase: 'idle',
          rowsPerSecond: 0,
          remainingS: undefined,
          ...more,
        },
      ],
    }) as unknown as Indexer
  const states = async (more: Partial<IndexStatus>) =>
    (await checkIndex({ indexer: status(more), warehouse }, new AbortController().signal)).map(({ state }) => state)

  it('tells a good index from a late, a broken and an empty one', async () => {
    expect(await states({})).toEqual(['ok', 'ok'])
    expect(await states({ lagBlocks: 500 })).toEqual(['warn', 'ok'])
    expect(await states({ phase: 'failed', error: 'no answer' })).toEqual(['fail', 'ok'])
    expect(await states({ to: undefined })).toEqual(['warn', 'ok'])
    await warehouse.write({ chain: 1, batches: [{ table: 'blocks', rows: [[1, 9, '0x', '0x', START, WHALE, 0, 0, 0, 0]] }] })
    expect(await states({})).toEqual(['ok', 'warn'])
  })
})
