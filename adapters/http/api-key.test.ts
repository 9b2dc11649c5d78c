import { expect, test } from 'vitest'
import { hashApiKey, matchKey, parseKeyHashes } from './api-key.ts'

const hashes = parseKeyHashes([hashApiKey('first'), hashApiKey('second')])

test('a key is known by its hash, and named by the beginning of it', () => {
  expect(matchKey('second', hashes)).toBe(hashApiKey('second').slice(0, 12))
  expect(matchKey('third', hashes)).toBeUndefined()
  expect(matchKey('', hashes)).toBeUndefined()
})

test('a setting that is no hash is refused by its place, without its value', () => {
  expect(() => parseKeyHashes([hashApiKey('a'), 'my-plain-key'])).toThrow(/http\.apiKeys\[1\]/)
  expect(() => parseKeyHashes(['my-plain-key'])).not.toThrow(/my-plain-key/)
})
