/** Prints the memory in MiB that a graph of 100,000 pools takes beside the pools: the typed arrays and what the heap holds. Needs --expose-gc. */
import { buildGraph } from '../../routing/graph/graph.ts'
import { synthetic } from './sets.ts'

const held = (): number => {
  // Twice: buffers are freed only once the arrays that name them are gone.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const set = synthetic(100_000, 1)
const before = held()
const graph = buildGraph(set.pools)
const after = held()
if (graph.pools.length !== set.pools.length) throw new Error(`${graph.pools.length} pools of ${set.pools.length} are in the graph.`)
console.log((after - before) / 2 ** 20)
