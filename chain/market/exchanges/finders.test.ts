import type { Hex } from 'viem'
import { expect, test } from 'vitest'
import type { Looking } from './exchange.ts'
import { findAlgebra } from './find-algebra.ts'
import { findCurve } from './find-curve.ts'
import { findCurveCrypto } from './find-curve-crypto.ts'

const A: Hex = '0x000000000000000000000000000000000000000a'
const B: Hex = '0x000000000000000000000000000000000000000b'
const C: Hex = '0x000000000000000000000000000000000000000c'
const POOL: Hex = '0x00000000000000000000000000000000000000b0'
const COIN = '0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee'
const FACTORY: Hex = '0x00000000000000000000000000000000000000fa'

/** A question about these pairs to contracts that answer by the name of the function. */
const looking = (pairs: Looking['pairs'], answer: (name: string, args: readonly unknown[]) => unknown): Looking => ({
  pairs,
  asked: [A],
  wrappedNative: A,
  ask: (calls) => Promise.resolve(calls.map(({ signature, args }) => answer(/function (\w+)/.exec(signature)?.[1] ?? '', args))),
})

test('crypto pools come with all their coins and decimals, once', async () => {
  const exchange = { kind: 'curve-crypto', dex: 'curve', factory: FACTORY, coins: 3, ng: true, coinToo: true } as const
  const finds = await findCurveCrypto(
    exchange,
    looking([[A, B]], (name, args) =>
      name === 'find_pool_for_coins' ? (args[2] === 0n ? POOL : undefined) : name === 'get_coins' ? [A, B, C] : [18n, 8n, 6n],
    ),
  )
  const fixed = { ng: true, decimals: [18n, 8n, 6n], coinToo: true }
  expect(finds).toEqual({
    known: [{ kind: 'curve-crypto', identity: { id: POOL, tokens: [A, B, C], dex: 'curve', fixed }, found: 'factory' }],
    leftOut: [],
  })
  const silent = await findCurveCrypto(
    exchange,
    looking([[A, B]], (name) => (name === 'find_pool_for_coins' ? POOL : undefined)),
  )
  expect(silent).toMatchObject({ known: [], leftOut: [{ pool: POOL, reason: 'kind' }] })
})

test('an Algebra pool is found by its pair, with its spacing and the quoter', async () => {
  const exchange = { kind: 'algebra', dex: 'quickswap v3', factory: FACTORY, quoter: C } as const
  const { known } = await findAlgebra(
    exchange,
    looking(
      [
        [B, A],
        [A, C],
      ],
      (name, args) => (name === 'tickSpacing' ? 60 : args[0] === B ? POOL : undefined),
    ),
  )
  expect(known).toMatchObject([{ kind: 'algebra', identity: { id: POOL, tokens: [A, B], fixed: { tickSpacing: 60, quoter: C } } }])
})

test('plain Curve pools are also asked for by the coin itself', async () => {
  const exchange = { kind: 'curve-stable', dex: 'curve', factory: FACTORY, ng: false } as const
  const answers: Record<string, unknown> = { get_coins: [COIN, B], is_meta: false, get_decimals: [18n, 18n] }
  const { known, leftOut } = await findCurve(
    exchange,
    looking([[A, B]], (name, args) =>
      name === 'find_pool_for_coins' ? (args[0] === COIN && args[2] === 0n ? POOL : undefined) : answers[name],
    ),
  )
  expect(leftOut).toEqual([])
  expect(known).toMatchObject([{ kind: 'curve-stable', identity: { id: POOL, tokens: ['native', B] } }])
})
