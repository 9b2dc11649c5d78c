import { expect, test } from 'vitest'
import { hostOf, isLoopback } from './loopback.ts'

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['[::1]', true],
  ['0.0.0.0', false],
  ['::', false],
  ['10.0.0.1', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['127.1', false],
])('%s is loopback: %s', (host, loopback) => {
  expect(isLoopback(host)).toBe(loopback)
})

test.each([
  ['localhost:3000', 'localhost'],
  ['[::1]:3000', '[::1]'],
  ['127.0.0.1', '127.0.0.1'],
  ['evil@localhost', undefined],
  ['a b', undefined],
  ['', undefined],
  [undefined, undefined],
])('the host of %s is %s', (header, host) => {
  expect(hostOf(header)).toBe(host)
})
