import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { glyphs, skeleton } from './looks.ts'

/** A token that a published list vouches for. */
export interface KnownToken {
  /** EIP-155 id. */
  chain: number
  /** Lower-case hex. */
  address: string
  symbol: string
  name: string
  decimals: number
}

export interface KnownTokens {
  /** The list and its version. */
  source: string
  size: number
  /** Listed at this very place. */
  at(chain: number, address: string): KnownToken | undefined
  /** By symbol in any case, by what the symbol looks like, and by what the name looks like. */
  bySymbol(symbol: string): readonly KnownToken[]
  byLooks(symbol: string): readonly KnownToken[]
  byName(name: string): readonly KnownToken[]
}

interface Listed {
  version: { major: number; minor: number; patch: number }
  tokens: readonly { chainId: number; address: string; symbol: string; name: string; decimals: number }[]
}

let opened: KnownTokens | undefined

/** Tokens of the npm package @uniswap/default-token-list, read when the first question needs them. */
export function knownTokens(): KnownTokens {
  opened ??= open()
  return opened
}

function open(): KnownTokens {
  const file = createRequire(import.meta.url).resolve('@uniswap/default-token-list')
  const { version, tokens } = JSON.parse(readFileSync(file, 'utf8')) as Listed
  const all = tokens
    .filter(({ address }) => /^0x[0-9a-fA-F]{40}$/.test(address))
    .map(({ chainId, address, symbol, name, decimals }): KnownToken => {
      return { chain: chainId, address: address.toLowerCase(), symbol, name, decimals }
    })
  const places = new Map(all.map((token) => [`${token.chain}:${token.address}`, token]))
  const symbols = grouped(all, ({ symbol }) => symbol.toLowerCase())
  const looks = grouped(all, ({ symbol }) => looksOf(symbol))
  const names = grouped(all, ({ name }) => skeleton(name))
  return {
    source: `@uniswap/default-token-list ${version.major}.${version.minor}.${version.patch}`,
    size: all.length,
    at: (chain, address) => places.get(`${chain}:${address.toLowerCase()}`),
    bySymbol: (symbol) => symbols.get(symbol.toLowerCase()) ?? [],
    byLooks: (symbol) => {
      const alike = /^[\x20-\x7e]*$/.test(symbol)
        ? looks.get(looksOf(symbol))
        : all.filter((one) => skeleton(one.symbol) === skeleton(symbol))
      return (alike ?? []).filter((one) => one.symbol.toLowerCase() !== symbol.toLowerCase())
    },
    byName: (name) => names.get(skeleton(name)) ?? [],
  }
}

const looksOf = (symbol: string): string => glyphs(symbol)

function grouped(list: readonly KnownToken[], key: (token: KnownToken) => string): Map<string, KnownToken[]> {
  const groups = new Map<string, KnownToken[]>()
  for (const token of list) {
    const at = key(token)
    if (at !== '') groups.set(at, [...(groups.get(at) ?? []), token])
  }
  return groups
}
