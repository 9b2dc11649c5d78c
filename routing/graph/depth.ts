import type { Flaw } from '../amm.ts'
import { ammOf } from '../amms/index.ts'
import type { Graph } from './graph.ts'

/** Below this many raw units on a side, one unit more or less moves the price by a tenth of a basis point or more. */
const FEW_UNITS = 100_000

/**
 * Reference prices of all nodes and the depth of all pools, in units of a well-connected token. A token's price comes from the widest
 * path: the one whose thinnest pool is deepest, by what can really be withdrawn from both sides. Thin pools set no price that deep ones
 * contradict. Used to tell thin pools from deep ones, never to quote.
 */
export function measureDepth(graph: Graph): Pick<Graph, 'reference' | 'depth' | 'granular'> {
  const reserves = graph.pools.map((pool) => (graph.excluded.has(pool.id) ? [] : (ammOf(pool)?.depth(pool) ?? [])))
  const reference = new Float64Array(graph.nodeCount)
  const width = new Float64Array(graph.nodeCount)
  const done = new Uint8Array(graph.nodeCount)
  const starts = Array.from({ length: graph.nodeCount }, (_, node) => node)
  const degree = (node: number): number => (graph.outStart[node + 1] as number) - (graph.outStart[node] as number)
  starts.sort((a, b) => degree(b) - degree(a))
  const heap = new Heap()
  for (const start of starts) {
    if (done[start]) continue
    reference[start] = 1
    width[start] = Number.POSITIVE_INFINITY
    heap.push(Number.POSITIVE_INFINITY, start)
    for (let node = heap.pop(); node !== undefined; node = heap.pop()) {
      if (done[node]) continue
      done[node] = 1
      spread(graph, node, { reserves, reference, width, done, heap })
    }
  }
  const granular = Uint8Array.from(reserves, (held) => (held.some((units) => units < FEW_UNITS) ? 1 : 0))
  return { reference, depth: depths(graph, reserves, reference), granular }
}

interface Spread {
  reserves: readonly (readonly number[])[]
  reference: Float64Array
  width: Float64Array
  done: Uint8Array
  heap: Heap
}

function spread(graph: Graph, node: number, { reserves, reference, width, done, heap }: Spread): void {
  for (let at = graph.outStart[node] as number; at < (graph.outStart[node + 1] as number); at++) {
    const edge = graph.outList[at] as number
    const next = graph.edgeTo[edge] as number
    const [there, back] = [graph.spot[edge] as number, graph.spot[edge ^ 1] as number]
    if (done[next] || there === 0 || back === 0) continue
    const held = reserves[graph.edgePool[edge] as number] as readonly number[]
    const price = (reference[node] as number) * Math.sqrt(back / there)
    const own = (held[graph.edgeTokenIn[edge] as number] ?? 0) * (reference[node] as number)
    const wide = Math.min(width[node] as number, own, (held[graph.edgeTokenOut[edge] as number] ?? 0) * price)
    if (!(wide > (width[next] as number)) && reference[next] !== 0) continue
    width[next] = wide
    reference[next] = price
    heap.push(wide, next)
  }
}

/** What can be withdrawn from the poorest of a pool's sides. */
function depths(graph: Graph, reserves: readonly (readonly number[])[], reference: Float64Array): Float64Array {
  return Float64Array.from(graph.pools, (pool, index) => {
    const values = pool.tokens.map((token, at) => (reserves[index]?.[at] ?? 0) * (reference[graph.nodeOf.get(token) as number] as number))
    return Math.min(...values)
  })
}

/** Largest key first. */
class Heap {
  private readonly keys: number[] = []
  private readonly nodes: number[] = []

  push(key: number, node: number): void {
    let at = this.keys.length
    this.keys.push(key)
    this.nodes.push(node)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.keys[parent] as number) >= (this.keys[at] as number)) break
      this.exchange(at, parent)
      at = parent
    }
  }

  pop(): number | undefined {
    const top = this.nodes[0]
    const [key, node] = [this.keys.pop(), this.nodes.pop()]
    if (this.keys.length === 0 || key === undefined || node === undefined) return top
    this.keys[0] = key
    this.nodes[0] = node
    for (let at = 0; ; ) {
      const left = 2 * at + 1
      if (left >= this.keys.length) return top
      const larger = left + 1 < this.keys.length && (this.keys[left + 1] as number) > (this.keys[left] as number) ? left + 1 : left
      if ((this.keys[larger] as number) <= (this.keys[at] as number)) return top
      this.exchange(at, larger)
      at = larger
    }
  }

  private exchange(a: number, b: number): void {
    ;[this.keys[a], this.keys[b]] = [this.keys[b] as number, this.keys[a] as number]
    ;[this.nodes[a], this.nodes[b]] = [this.nodes[b] as number, this.nodes[a] as number]
  }
}

/** Pools that are off the market's price by more than `offPrice` (0.3 is 30 %) or hold less than `dust` (in the reference token), with reasons. Nothing is excluded by it: that is the caller's decision. */
export function hygiene(graph: Graph, limits: { offPrice: number; dust: number }): { pool: string; flaw: Flaw }[] {
  return graph.pools.flatMap((pool, index): { pool: string; flaw: Flaw }[] => {
    const edge = graph.poolEdge[index] as number
    const [there, back] = [graph.spot[edge] as number, graph.spot[edge + 1] as number]
    if (graph.excluded.has(pool.id)) return []
    if (!((graph.depth[index] as number) >= limits.dust))
      return [{ pool: pool.id, flaw: { reason: 'dust', detail: `It holds ${graph.depth[index]}.` } }]
    if (there === 0 || back === 0) return []
    const market = (graph.reference[graph.edgeFrom[edge] as number] as number) / (graph.reference[graph.edgeTo[edge] as number] as number)
    const off = Math.sqrt(there / back) / market - 1
    return Math.abs(off) > limits.offPrice
      ? [{ pool: pool.id, flaw: { reason: 'off-price' as const, detail: `Its price is ${(off * 100).toFixed(1)} % off.` } }]
      : []
  })
}
