import type { Hex } from 'viem'

/** A router of the Solidly family and the factory of its pools. */
export interface PairVenue {
  router: Hex
  factory: Hex
}

export interface Universal {
  router: Hex
  permit2: Hex
  /** Routers from 2.1 on take a limit for each hop of a V4 swap beside the limit of the whole. */
  hopLimits?: boolean
}

/** Contracts that carry out swaps on a chain. */
export interface Venues {
  /** Swaps over Uniswap V2, V3 and V4 in one transaction; takes tokens through Permit2. */
  universal?: Universal
  /** Routers of single exchanges, by the exchange's name in the pools: "uniswap v2". */
  routers: Readonly<Record<string, Hex>>
  /** Balancer's vault, which makes swaps itself. */
  vault?: Hex
  /** Routers of Algebra's exchanges by name. */
  algebra?: Readonly<Record<string, Hex>>
  /** Exchanges of the Solidly family by name. */
  pairs?: Readonly<Record<string, PairVenue>>
}

export const PERMIT2: Hex = '0x000000000022d473030f116ddee9f6b43ac78ba3'

/** Balancer's vault has one address on every chain. */
const VAULT: Hex = '0xba12222222228d8ba445958a75a0704d566bf2c8'

const uniswap = (router: Hex, routers: Venues['routers'] = {}): Venues => ({
  universal: { router, permit2: PERMIT2 },
  routers,
  vault: VAULT,
})
const SUSHI: Hex = '0x1b02da8cb0d097eb8d57a175b88c7d8b47997506'

/** By EIP-155 id. Universal Routers are those of its second version (npm @uniswap/universal-router 2.0.0, deploy-addresses). */
const VENUES: Readonly<Record<number, Venues>> = {
  1: uniswap('0x66a9893cc07d91d95644aedd05d03f95e1dba8af', { 'sushiswap v2': '0xd9e1ce17f2641f24ae83637ab66a2cca9c378b9f' }),
  10: {
    ...uniswap('0x851116d9223fabed8e56c0e6b8ad0c31d98b3507'),
    pairs: {
      'velodrome v2': {
        router: '0xa062ae8a9c5e11aaa026fc2670b0d65ccc8b2858',
        factory: '0xf1046053aa5682b4f9a81b5481394da16be5ff5a',
      },
    },
  },
  56: uniswap('0x1906c1d672b88cd1b9ac7593301ca990f94eae07', { 'pancakeswap v2': '0x10ed43c718714eb63d5aa57b78b54704e256024e' }),
  137: {
    ...uniswap('0x1095692a6237d83c6a72f3f5efedb9a670c49223', {
      'quickswap v2': '0xa5e0829caced8ffdd4de3c43696c57f7d7a678ff',
      'sushiswap v2': SUSHI,
    }),
    // Source: docs.quickswap.exchange, technical reference of V3 (SwapRouter).
    algebra: { 'quickswap v3': '0xf5b509bb0909a69b1c207e495f687a596c168e12' },
  },
  8453: {
    ...uniswap('0x6ff5693b99212da76ad316178a184ab56d299b43'),
    pairs: {
      aerodrome: {
        router: '0xcf77a3ba9a5ca399b7c97c74d54e5b1beb874e43',
        factory: '0x420dd381b31aef6683db6b902084cb0ffece40da',
      },
    },
  },
  42161: uniswap('0xa51afafe0263b40edaef0df8781ea9aa03e381a3', { 'sushiswap v2': SUSHI }),
  // The demo chain: addresses follow from account and nonce.
  31337: {
    routers: {
      'uniswap v2': '0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0',
      'uniswap v3': '0x0165878a594ca255338adfa4d48449f69242eb8f',
    },
  },
}

/** What can carry out swaps on a chain; nothing on a chain that is not listed. */
export const venuesOf = (chain: number): Venues => VENUES[chain] ?? { routers: {} }

/** Exchanges whose pools one transaction can pass through together. */
export interface Group {
  exchanges: readonly string[]
  /** Only one pool in a transaction: the pool itself, or its exchange's contract, is called. */
  single: boolean
}

const UNIVERSAL = ['uniswap v2', 'uniswap v3', 'uniswap v4']

/** What one transaction can carry on a chain, by exchange. */
export function groupsOf({ universal, routers, vault, pairs = {}, algebra = {} }: Venues): Group[] {
  const own = Object.keys(routers).filter((dex) => !universal || !dex.startsWith('uniswap '))
  const alone = ['curve', 'erc-4626', ...(vault ? ['balancer v2'] : []), ...Object.keys(pairs), ...Object.keys(algebra)]
  return [
    ...(universal ? [{ exchanges: UNIVERSAL, single: false }] : []),
    ...own.map((dex) => ({ exchanges: [dex], single: false })),
    ...alone.map((dex) => ({ exchanges: [dex], single: true })),
  ]
}

/** Every exchange whose pools some transaction here can use, alone or as one step of several. */
export const executable = (venues: Venues): string[] => [...new Set(groupsOf(venues).flatMap(({ exchanges }) => exchanges))]
