import type { Exchange, Finds, Looking } from './exchange.ts'
import { findAlgebra } from './find-algebra.ts'
import { findBalancer } from './find-balancer.ts'
import { findCurve } from './find-curve.ts'
import { findCurveCrypto } from './find-curve-crypto.ts'
import { findSolidly } from './find-solidly.ts'
import { findUniswapV4 } from './find-uniswap-v4.ts'
import { findVaults } from './find-vaults.ts'

function askOne(exchange: Exchange, looking: Looking & { first: boolean }): Promise<Finds> {
  switch (exchange.kind) {
    case 'solidly':
      return findSolidly(exchange, looking)
    case 'algebra':
      return findAlgebra(exchange, looking)
    case 'uniswap-v4':
      return findUniswapV4(exchange, looking)
    case 'curve-stable':
      return findCurve(exchange, looking)
    case 'curve-crypto':
      return findCurveCrypto(exchange, looking)
    case 'balancer':
      return findBalancer(exchange, looking.first ? exchange.pools : [], looking)
    case 'erc4626':
      return findVaults(exchange, looking)
    default:
      return exchange satisfies never
  }
}

/** What a chain's exchanges list for the pairs; each exchange's calls of a round travel together with the others'. Throws PetrelError rpc_failed, cancelled. */
export async function askExchanges(exchanges: readonly Exchange[], looking: Looking & { first: boolean }): Promise<Finds> {
  const all = await Promise.all(exchanges.map((exchange) => askOne(exchange, looking)))
  return { known: all.flatMap(({ known }) => known), leftOut: all.flatMap(({ leftOut }) => leftOut) }
}
