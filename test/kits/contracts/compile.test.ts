import { expect, test } from 'vitest'
import { committed, standIns } from './compile.ts'

test('the committed artifacts are what the source compiles to', () => {
  expect(standIns()).toEqual(committed())
}, 120_000)
