import { expect, test } from 'vitest'
import { type Block, figure, note, text } from '../../core/answer.ts'
import { forChat, worthFile } from './for-chat.ts'

const table = (record: string, rows: readonly (readonly string[])[], total?: number): Extract<Block, { kind: 'table' }> => ({
  kind: 'table',
  record,
  columns: [
    { title: 'token', align: 'left' },
    { title: 'price', align: 'right' },
  ],
  rows,
  ...(total === undefined ? {} : { total }),
})
const chart: Block = { kind: 'chart', title: 'Volume', shape: 'line', record: 'r2', x: 0, y: [1], unit: 'USD', alt: 'Volume.' }
const sql: Block = { kind: 'code', language: 'sql', text: 'SELECT 1' }
const buttons: Block = { kind: 'buttons', items: [{ label: 'More', say: 'more' }] }
const price = text('Price of UNI: ', figure('$8.42', 'r1', 0, 1), '.')

test('what answers comes first, how it was found after it, buttons last', () => {
  const rows = table('r1', [['UNI', '$8.42'], ['WETH', '$2,800.00']]) // biome-ignore format: short
  expect(forChat([price, note('Chain: demo.'), buttons, rows, sql]).map((block) => block.kind)).toEqual([
    'text',
    'table',
    'text',
    'code',
    'buttons',
  ])
})

test('nothing is shown twice: a table behind its chart, a row that the sentence says', () => {
  expect(forChat([chart, table('r2', [['UNI', '$1'], ['WETH', '$2']])])).toEqual([chart]) // biome-ignore format: short
  expect(forChat([price, table('r1', [['UNI', '$8.42']])])).toEqual([price])
})

test('a row that says more than the sentence stays, and so does a table of another record', () => {
  expect(forChat([text('The price:'), table('r1', [['UNI', '$8.42']])])).toHaveLength(2)
  expect(forChat([chart, table('r3', [['UNI', '$8.42']])])).toHaveLength(2)
})

test('code that was asked for is an answer, not a detail', () => {
  const code: Block = { kind: 'code', language: 'json', text: '{}' }
  expect(forChat([note('a note'), code]).map((block) => block.kind)).toEqual(['code', 'text'])
})

test('a table is worth a file when it is long or cut', () => {
  const few = [['UNI', '$1']]
  expect([worthFile(table('r', few)), worthFile(table('r', few, 9)), worthFile(table('r', Array(20).fill(few[0])))]).toEqual([
    false,
    true,
    true,
  ])
})
