import { extension } from './detours.ts'
import { beating, LEAST } from './narrow.ts'
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
  const worth = exactOut ? task.amount / rate : task.amount * rate
  const paying = new Uint8Array(graph.pools.length)
  for (const edge of beating(task, { rate, profit: LEAST * worth })) paying[graph.edgePool[edge] as number] = 1
  const via = new Int32Array(graph.nodeCount)
  extendValues(graph, { nu, via, fixed: named }, { ...extension(task), allowed: paying })
  const unit = exactOut ? 1 : rate
  let missing = false
  for (let node = 0; node < graph.nodeCount; node++) {
    const bought = buys[node] as number
    if (named[node] === 0 && bought > 0) nu[node] = Math.max(nu[node] as number, unit / bought)
    if (nu[node] === 0) missing = true
  }
  // What the source cannot buy must at least not be sold at a gain.
  if (missing) extendValues(graph, { nu, via, fixed: Uint8Array.from(nu, (price) => (price > 0 ? 1 : 0)) }, extension(task))
  return nu
}
