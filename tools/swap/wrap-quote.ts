import type { Chain } from '../../chain/clients/chains.ts'
import type { Snapshot } from '../../chain/market/market.ts'
import type { Quote } from '../../routing/quote.ts'
import type { Coin } from './coin.ts'

const GAS = 45_000

/** The coin and its wrapped token change one for one at the token's own contract: a quote with one leg and nothing to search. */
export function wrapQuote({
  chain,
  from,
  to,
  amount,
  snapshot,
}: {
  chain: Chain
  from: Coin
  to: Coin
  amount: bigint
  snapshot: Snapshot
}): Quote {
  const cost = Number(BigInt(GAS) * snapshot.gas.priceWei)
  const leg = { kind: 'wrap', tokenIn: from.key, tokenOut: to.key, amountIn: amount, amountOut: amount, crossings: 0 }
  return {
    ...{ tokenIn: from.key, tokenOut: to.key, exact: 'in', amountIn: amount, amountOut: amount },
    legs: [{ ...leg, pool: chain.wrappedNative.toLowerCase() }],
    gas: { units: GAS, priceWei: snapshot.gas.priceWei, cost, priced: true },
    net: Number(amount) - cost,
    ...{ spotPrice: 1, impactBps: 0, method: 'path', steps: 0, complete: true },
    certificate: { prices: {}, bound: Number(amount), gapBps: 0, assumes: ['one for one at the contract of the wrapped coin'] },
  }
}
