import { CHAIN_TO_ADDRESSES_MAP } from '@uniswap/sdk-core'
import { expect, test } from 'vitest'
import { exchangesOf } from './catalogue.ts'

const CHAINS = [1, 10, 56, 137, 8453, 42_161]

test('the addresses of Uniswap V4 are those that its authors’ package names', () => {
  for (const chain of CHAINS) {
    const found = exchangesOf(chain).find(({ kind }) => kind === 'uniswap-v4')
    const told = (CHAIN_TO_ADDRESSES_MAP as Record<number, { v4PoolManagerAddress?: string; v4StateView?: string }>)[chain]
    expect(found).toMatchObject({
      manager: told?.v4PoolManagerAddress?.toLowerCase(),
      stateView: told?.v4StateView?.toLowerCase(),
    })
  }
})

test('every address is one, in lower case, and stands once in its list', () => {
  for (const chain of CHAINS) {
    const addresses = JSON.stringify(exchangesOf(chain)).match(/"0x[^"]*"/g) ?? []
    for (const address of addresses) expect(address).toMatch(/^"0x[0-9a-f]{40}"$/)
    const factories = exchangesOf(chain).flatMap((exchange) => ('factory' in exchange ? [exchange.factory] : []))
    expect(new Set(factories).size).toBe(factories.length)
  }
  expect(exchangesOf(5)).toEqual([])
})
