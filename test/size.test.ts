import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFiles } from './kits/source-files.ts'

const MOST_LINES = 400

test('no file is longer than 400 lines unless its first lines say why', () => {
  const long = sourceFiles().filter((file) => {
    const lines = readFileSync(file, 'utf8').split('\n')
    return lines.length > MOST_LINES && !lines.slice(0, 5).some((line) => line.includes('Long because'))
  })
  expect(long).toEqual([])
})
