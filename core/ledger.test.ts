import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FORMULAS, type FormulaName } from './formulas.ts'
import { createLedger } from './ledger.ts'
import { resolveRef } from './record.ts'

const at = () => 1_700_000_000_000

test('records get ids in order and keep where they come from', () => {
  const ledger = createLedger(at)
  const supply = ledger.measured({ name: 'supply', value: 10n ** 30n, unit: 'wei', source: 'totalSupply()', chain: 1, block: 7 })
  const said = ledger.user({ name: 'amount', value: 5, words: '5 ETH' })
  expect(supply).toEqual({
    kind: 'scalar',
    id: 'r1',
    name: 'supply',
    value: '1000000000000000000000000000000',
    unit: 'wei',
    origin: 'measured',
    source: 'totalSupply()',
    chain: 1,
    block: 7,
    at: at(),
  })
  expect(said).toMatchObject({ id: 'r2', origin: 'user', source: '5 ETH' })
  expect(ledger.all()).toEqual([supply, said])
})

test('a derived record is the formula over its inputs, cells included', () => {
  const ledger = createLedger(at)
  const set = ledger.table({
    name: 'volume',
    columns: [{ name: 'usd', unit: 'USD', type: 'number' }],
    rows: [[30], ['120']],
    source: 'select',
  })
  const share = ledger.derived({ name: 'share', formula: 'share_pct', inputs: [`${set.id}:0:0`, `${set.id}:1:0`], unit: '%' })
  expect(share).toMatchObject({ value: 25, origin: 'derived', formula: 'share_pct', inputs: ['r1:0:0', 'r1:1:0'] })
})

test('a formula refuses what is no number instead of inventing one', () => {
  const ledger = createLedger(at)
  const name = ledger.measured({ name: 'symbol', value: 'USDC', source: 'symbol()' })
  const none = ledger.measured({ name: 'price', value: null, source: 'query' })
  const zero = ledger.measured({ name: 'zero', value: 0, source: 'query' })
  for (const inputs of [[name.id], [none.id], ['r99'], [zero.id, zero.id]]) {
    expect(() => ledger.derived({ name: 'x', formula: 'ratio', inputs })).toThrowError(expect.objectContaining({ code: 'internal' }))
  }
})

test('formulas agree with what they say about themselves', () => {
  const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
  fc.assert(
    fc.property(
      number,
      number.filter((value) => Math.abs(value) > 1e-6),
      (a, b) => {
        const of = (name: FormulaName) => FORMULAS[name].of([a, b])
        expect(of('sum') - b).toBeCloseTo(a, 3)
        expect(of('difference') + b).toBeCloseTo(a, 3)
        expect(of('mean') * 2).toBeCloseTo(of('sum'), 3)
        expect(Math.abs(of('share_pct') - 100 * of('ratio'))).toBeLessThanOrEqual(1e-9 * Math.abs(of('share_pct')) + 1e-300)
        expect(of('minimum')).toBeLessThanOrEqual(of('maximum'))
        expect(of('count')).toBe(2)
      },
    ),
  )
})

test('a reference finds a scalar or a cell and nothing else', () => {
  const ledger = createLedger(at)
  const set = ledger.table({ name: 't', columns: [{ name: 'a', unit: '', type: 'text' }], rows: [['x']], source: 's' })
  expect(resolveRef(ledger.all(), { record: set.id, row: 0, column: 0 })).toBe('x')
  expect(resolveRef(ledger.all(), { record: set.id })).toBeUndefined()
  expect(resolveRef(ledger.all(), { record: set.id, row: 1, column: 0 })).toBeUndefined()
  expect(resolveRef(ledger.all(), { record: 'r9' })).toBeUndefined()
})
