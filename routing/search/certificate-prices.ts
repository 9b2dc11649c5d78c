import { extension } from './expand.ts'
import { LEAST, narrow } from './narrow.ts'
import type { WholeTask } from './task.ts'
import { extendValues } from './values.ts'

/**
 * All node prices that a certificate's named prices imply, the same way for whoever checks it. Tokens of pools that could pay sell for what
 * the best of those gives. Any other token costs what buying it from the source costs at the prices before any trade, valued at the
 * margin: so nobody gains by buying it, and where selling it gains, the pool cannot earn its gas.
 */
export function certificatePrices(task: WholeTask, prices: Readonly<Record<string, number>>): Float64Array {
  const { graph, source, target, exactOut, buys } = task
  const nu = new Float64Array(graph.nodeCount)
  const named = new Uint8Array(graph.nodeCount)
  for (const [token, price] of Object.entries(prices)) {
    const node = graph.nodeOf.get(token)
    if (node === undefined) continue
    nu[node] = price
    named[node] = 1
  }
  named[source] = 1
  named[target] = 1
  // The unit of account is worth itself: without that the bound would prove nothing.
  nu[exactOut ? source : target] = 1
  const rate = exactOut ? 1 / (nu[target] as number) : (nu[source] as number)
  if (!(rate > 0) || !Number.isFinite(rate)) return nu
  sellable(task, { nu, named, rate })
  const unit = exactOut ? 1 : rate
  let missing = false
  for (let node = 0; node < graph.nodeCount; node++) {
    const bought = buys[node] as number
    if (named[node] === 0 && bought > 0) nu[node] = Math.max(nu[node] as number, unit / bought)
    if (nu[node] === 0) missing = true
  }
  // What the source cannot buy must at least not be sold at a gain.
  if (missing)
    extendValues(
      graph,
      { nu, via: new Int32Array(graph.nodeCount), fixed: Uint8Array.from(nu, (price) => (price > 0 ? 1 : 0)) },
      extension(task),
    )
  return nu
}

/** Prices the tokens of the part of the market that could pay at this rate. */
function sellable(task: WholeTask, { nu, named, rate }: { nu: Float64Array; named: Uint8Array; rate: number }): void {
  const worth = task.exactOut ? task.amount / rate : task.amount * rate
  const part = narrow(task, { rate, profit: LEAST * worth, leaves: true })
  const nodes = part.graph.nodeCount
  const prices = new Float64Array(nodes)
  const fixed = new Uint8Array(nodes)
  for (let node = 0; node < nodes; node++) {
    prices[node] = nu[part.wholeNode[node] as number] as number
    fixed[node] = named[part.wholeNode[node] as number] as number
  }
  extendValues(part.graph, { nu: prices, via: new Int32Array(nodes), fixed }, extension(part))
  for (let node = 0; node < nodes; node++) nu[part.wholeNode[node] as number] = prices[node] as number
}
