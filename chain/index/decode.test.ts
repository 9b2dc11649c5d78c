import fc from 'fast-check'
import { encodeAbiParameters, parseAbiParameters } from 'viem'
import { describe, expect, it } from 'vitest'
import { createdPool, movement, type Placed, type Pool, swapRow, transactionRow } from './decode.ts'
import { addressOf, signedWord, TOPIC, word } from './events.ts'
import type { RawBlock, RawLog, RawReceipt, RawTransaction } from './rpc.ts'

const [POOL, TOKEN0, TOKEN1, FACTORY, WETH] = ['a', 'b', 'c', 'd', 'e'].map((letter) => `0x${letter.repeat(40)}`) as [
  string,
  string,
  string,
  string,
  string,
]
const topic = (address: string) => `0x${'0'.repeat(24)}${address.slice(2)}`
const block: RawBlock = {
  number: '0x10',
  hash: '0xh',
  parentHash: '0xp',
  timestamp: '0x65',
  gasUsed: '0x1',
  gasLimit: '0x2',
  transactions: [],
}
const transaction: RawTransaction = {
  hash: '0xt',
  transactionIndex: '0x0',
  from: TOKEN0,
  to: null,
  value: '0x0',
  nonce: '0x0',
  gas: '0x1',
  input: '0x',
}
const placed = (log: Partial<RawLog>): Placed => ({
  chain: 1,
  block,
  transaction,
  log: { address: POOL, topics: [], data: '0x', logIndex: '0x3', transactionHash: '0xt', transactionIndex: '0x0', ...log },
})
const pool = (version: '2' | '3'): Pool => ({
  ...{ address: POOL, version, project: 'x', factory: FACTORY, token0: TOKEN0, token1: TOKEN1, feeBps: 30, tickSpacing: null, seenAt: 0 },
  created: undefined,
})
const uint = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
const int = fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n })

describe('words', () => {
  it('read what viem writes, signed and unsigned', () => {
    fc.assert(
      fc.property(uint, int, (u, s) => {
        const data = encodeAbiParameters(parseAbiParameters('uint256, int256'), [u, s])
        expect([word(data, 0), signedWord(data, 1), word(data, 2)]).toEqual([u, s, 0n])
      }),
    )
  })
})

describe('movement', () => {
  it('takes ERC-20 transfers and leaves ERC-721 ones', () => {
    const topics = [TOPIC.transfer, topic(TOKEN0), topic(TOKEN1)]
    const data = encodeAbiParameters(parseAbiParameters('uint256'), [7n])
    expect(movement(placed({ topics, data }), WETH)).toEqual([TOKEN0, TOKEN1, 7n])
    expect(movement(placed({ topics: [...topics, topic(POOL)], data: '0x' }), WETH)).toBeUndefined()
    expect(movement(placed({ topics, data: '0x' }), WETH)).toBeUndefined()
  })

  it('sees wrapping as a mint and unwrapping as a burn, of the wrapped native only', () => {
    const data = encodeAbiParameters(parseAbiParameters('uint256'), [5n])
    const zero = addressOf(topic('0x'.padEnd(42, '0')))
    expect(movement(placed({ address: WETH, topics: [TOPIC.deposit, topic(TOKEN0)], data }), WETH)).toEqual([zero, TOKEN0, 5n])
    expect(movement(placed({ address: WETH, topics: [TOPIC.withdrawal, topic(TOKEN0)], data }), WETH)).toEqual([TOKEN0, zero, 5n])
    expect(movement(placed({ topics: [TOPIC.deposit, topic(TOKEN0)], data }), WETH)).toBeUndefined()
  })
})

describe('swapRow', () => {
  it('signs V2 amounts from the pool’s side and takes depth from the reserves before it', () => {
    const data = encodeAbiParameters(parseAbiParameters('uint256, uint256, uint256, uint256'), [100n, 0n, 0n, 90n])
    const sync = placed({ data: encodeAbiParameters(parseAbiParameters('uint112, uint112'), [1100n, 910n]) }).log
    const row = swapRow(placed({ topics: [TOPIC.swapV2, topic(TOKEN0), topic(TOKEN1)], data }), pool('2'), sync)
    expect(row?.slice(5)).toEqual([POOL, TOKEN0, TOKEN1, 100n, -90n, 1100, 910, TOKEN0, null])
  })

  it('takes V3 depth from liquidity and price', () => {
    const data = encodeAbiParameters(parseAbiParameters('int256, int256, uint160, uint128, int24'), [-5n, 20n, 2n ** 97n, 1000n, 1])
    const row = swapRow(placed({ topics: [TOPIC.swapV3, topic(TOKEN0), topic(TOKEN1)], data }), pool('3'), undefined)
    expect(row?.slice(8, 12)).toEqual([-5n, 20n, 500, 2000])
  })

  it('refuses events that do not fit the pool', () => {
    const topics = [TOPIC.swapV2, topic(TOKEN0), topic(TOKEN1)]
    expect(swapRow(placed({ topics, data: '0x' }), pool('2'), undefined)).toBeUndefined()
    expect(swapRow(placed({ topics, data: `0x${'0'.repeat(256)}` }), pool('3'), undefined)).toBeUndefined()
  })
})

describe('createdPool', () => {
  const data = encodeAbiParameters(parseAbiParameters('int24, address'), [60, POOL as `0x${string}`])
  const log = { address: FACTORY, topics: [TOPIC.poolCreated, topic(TOKEN0), topic(TOKEN1), `0x${'0'.repeat(61)}bb8`], data }
  const factories = (version: '2' | '3') => new Map([[FACTORY, { address: FACTORY, project: 'x', version }]])

  it('believes listed factories only', () => {
    expect(createdPool(placed(log), factories('3'))).toMatchObject({
      address: POOL,
      token0: TOKEN0,
      token1: TOKEN1,
      feeBps: 30,
      tickSpacing: 60,
    })
    expect(createdPool(placed(log), factories('2'))).toBeUndefined()
    expect(createdPool(placed(log), new Map())).toBeUndefined()
  })
})

it('transactionRow survives numbers that no honest block holds', () => {
  const receipt: RawReceipt = { transactionHash: '0xt', blockHash: '0xh', gasUsed: `0x${'f'.repeat(64)}`, logs: [] }
  const row = transactionRow(1, block, [{ ...transaction, gasPrice: `0x${'f'.repeat(64)}`, value: `0x${'f'.repeat(64)}` }, receipt])
  expect(row[7]).toBe(2n ** 256n - 1n)
  expect(row[10]).toBe(2n ** 63n - 1n)
  expect(row[16]).toBeNull()
})
