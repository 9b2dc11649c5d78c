import { readFileSync } from 'node:fs'
import { isAddress } from 'viem'
import { arbitrum, base, bsc, mainnet, optimism, polygon } from 'viem/chains'
import { expect, test } from 'vitest'
import { DEFINITIONS } from './index.ts'

test('ids, names and aliases are each used once', () => {
  const words = DEFINITIONS.flatMap((chain) => [...new Set([String(chain.id), chain.name, ...chain.aliases])])
  expect(new Set(words).size).toBe(words.length)
  for (const word of words) expect(word).toBe(word.toLowerCase())
})

test('every address is lower-case hex of twenty bytes', () => {
  for (const chain of DEFINITIONS) {
    const addresses = [chain.wrappedNative, chain.multicall3, ...chain.stables, ...chain.factories.map((factory) => factory.address)]
    for (const address of addresses) {
      expect(address, chain.name).toBe(address?.toLowerCase())
      expect(isAddress(address ?? ''), `${chain.name} ${address}`).toBe(true)
    }
    expect(new Set(chain.factories.map((factory) => factory.address)).size).toBe(chain.factories.length)
  }
})

test.each([mainnet, base, arbitrum, optimism, polygon, bsc])('$name agrees with viem on id, coin and multicall', (known) => {
  const ours = DEFINITIONS.find((chain) => chain.id === known.id)
  expect(ours?.native.symbol).toBe(known.nativeCurrency.symbol)
  expect(ours?.multicall3).toBe(known.contracts.multicall3.address.toLowerCase())
  expect(known.blockExplorers.default.url).toContain(ours?.explorer ?? 'none')
})

test('docs/chains.md has a row for every chain, with its id, coin and projects', () => {
  const rows = readFileSync(new URL('../../../docs/chains.md', import.meta.url), 'utf8').split('\n')
  for (const chain of DEFINITIONS) {
    const row = rows.find((line) => line.startsWith(`| \`${chain.name}\` | ${chain.id} | ${chain.native.symbol} |`))
    expect(row, chain.name).toBeDefined()
    for (const { project } of chain.factories) expect(row).toContain(project)
  }
})
