import type { Flaw } from '../amm.ts'
import { ammOf, type Pool } from '../amms/index.ts'
import type { TokenKey } from '../pool.ts'
import { measureDepth } from './depth.ts'
import { leaving } from './leaving.ts'
import { newColumns, type SegmentColumns } from './segments.ts'

/** A pool that no quote comes from, and why. */
export interface Exclusion {
  pool: string
  flaw: Flaw
}

/**
 * The pool set as columns. A node is a token, or several that wrap into each other one for one. Every pair of tokens of a pool is two
 * directed edges, 2k and 2k + 1, each other's reverse. Topology changes only when pools appear; new states change columns in place.
 */
export interface Graph {
  pools: Pool[]
  poolIndex: Map<string, number>
  nodeOf: Map<TokenKey, number>
  nodeCount: number
  /** Wrap pools between the tokens of one node. */
  wraps: Pool[]
  edgeCount: number
  edgePool: Int32Array
  edgeFrom: Int32Array
  edgeTo: Int32Array
  edgeTokenIn: Uint8Array
  edgeTokenOut: Uint8Array
  /** Marginal price before any trade, fee paid; 0 where the pool is excluded. */
  spot: Float64Array
  /** Gas of a swap through the pool, and of each tick that it crosses. */
  poolGas: Float64Array
  crossingGas: Float64Array
  /** First edge of each pool; its edges follow one another. */
  poolEdge: Int32Array
  /** Edges that leave a node: outList[outStart[n] .. outStart[n + 1]]. */
  outStart: Int32Array
  outList: Int32Array
  /** In the order of outList, so that a sweep over a node's edges reads memory in one go: where each leads, its spot price, and that of its reverse. */
  outTo: Int32Array
  outSpot: Float64Array
  backSpot: Float64Array
  /** Each edge's place in outList. */
  outPlace: Int32Array
  columns: SegmentColumns
  /** Price of each node and what each pool holds on its poorer side, in one reference token: set when the graph is built. */
  reference: Float64Array
  depth: Float64Array
  /** 1 for a pool that holds so few units of a token that their number sets its price. */
  granular: Uint8Array
  /** 1 for a pool that is not excluded. */
  usable: Uint8Array
  excluded: Map<string, Flaw>
}

/** What a search reads: the whole graph, or the part of it that can matter to one question (nodes and edges numbered anew, pools not). */
export type Market = Omit<Graph, 'nodeOf' | 'poolEdge' | 'outPlace' | 'reference' | 'excluded'>

const find = (roots: Map<TokenKey, TokenKey>, token: TokenKey): TokenKey => {
  let at = token
  for (let up = roots.get(at); up !== undefined; up = roots.get(at)) at = up
  return at
}

function numberNodes(pools: readonly Pool[]): { nodeOf: Map<TokenKey, number>; nodeCount: number } {
  const roots = new Map<TokenKey, TokenKey>()
  for (const pool of pools) {
    if (pool.kind !== 'wrap') continue
    const [a, b] = [find(roots, pool.tokens[0]), find(roots, pool.tokens[1])]
    if (a !== b) roots.set(a, b)
  }
  const nodeOf = new Map<TokenKey, number>()
  const ofRoot = new Map<TokenKey, number>()
  for (const token of pools.flatMap((pool) => pool.tokens)) {
    if (nodeOf.has(token)) continue
    const root = find(roots, token)
    const node = ofRoot.get(root) ?? ofRoot.size
    ofRoot.set(root, node)
    nodeOf.set(token, node)
  }
  return { nodeOf, nodeCount: ofRoot.size }
}

type Adjacency = Pick<Graph, 'outStart' | 'outList' | 'outTo' | 'outSpot' | 'backSpot' | 'outPlace'>

function adjacency(graph: Pick<Graph, 'edgeCount' | 'edgeFrom' | 'edgeTo' | 'nodeCount'>): Adjacency {
  const { outStart, outList } = leaving(graph.edgeFrom, graph.nodeCount)
  const outPlace = new Int32Array(graph.edgeCount)
  for (let place = 0; place < outList.length; place++) outPlace[outList[place] as number] = place
  const outTo = Int32Array.from(outList, (edge) => graph.edgeTo[edge] as number)
  const prices = (): Float64Array => new Float64Array(graph.edgeCount)
  return { outStart, outList, outTo, outPlace, outSpot: prices(), backSpot: prices() }
}

/** Builds the columns for a pool set. Pools of unknown kind and flawed pools are kept out with a reason in `excluded`; the last of two pools with one id wins. */
export function buildGraph(list: readonly Pool[]): Graph {
  const unique = [...new Map(list.map((pool) => [pool.id, pool])).values()]
  const pools = unique.filter((pool) => pool.kind !== 'wrap')
  const { nodeOf, nodeCount } = numberNodes(unique)
  const pairs = (pool: Pool): number => (pool.tokens.length * (pool.tokens.length - 1)) / 2
  const edgeCount = 2 * pools.reduce((sum, pool) => sum + pairs(pool), 0)
  const graph: Graph = {
    pools,
    poolIndex: new Map(pools.map((pool, index) => [pool.id, index])),
    nodeOf,
    nodeCount,
    wraps: unique.filter((pool) => pool.kind === 'wrap'),
    edgeCount,
    edgePool: new Int32Array(edgeCount),
    edgeFrom: new Int32Array(edgeCount),
    edgeTo: new Int32Array(edgeCount),
    edgeTokenIn: new Uint8Array(edgeCount),
    edgeTokenOut: new Uint8Array(edgeCount),
    spot: new Float64Array(edgeCount),
    poolGas: new Float64Array(pools.length),
    crossingGas: new Float64Array(pools.length),
    poolEdge: new Int32Array(pools.length + 1),
    outStart: new Int32Array(0),
    outList: new Int32Array(0),
    outTo: new Int32Array(0),
    outSpot: new Float64Array(0),
    backSpot: new Float64Array(0),
    outPlace: new Int32Array(0),
    columns: newColumns(edgeCount),
    reference: new Float64Array(nodeCount),
    depth: new Float64Array(pools.length),
    granular: new Uint8Array(pools.length),
    usable: new Uint8Array(pools.length),
    excluded: new Map(),
  }
  let edge = 0
  for (const [index, pool] of pools.entries()) {
    graph.poolEdge[index] = edge
    for (let i = 0; i < pool.tokens.length; i++) {
      for (let j = i + 1; j < pool.tokens.length; j++) edge = addPair(graph, { edge, index, i, j })
    }
  }
  graph.poolEdge[pools.length] = edge
  Object.assign(graph, adjacency(graph))
  for (const pool of pools) writePool(graph, pool)
  return Object.assign(graph, measureDepth(graph))
}

function addPair(graph: Graph, at: { edge: number; index: number; i: number; j: number }): number {
  const tokens = (graph.pools[at.index] as Pool).tokens
  for (const [edge, from, to] of [
    [at.edge, at.i, at.j],
    [at.edge + 1, at.j, at.i],
  ] as const) {
    graph.edgePool[edge] = at.index
    graph.edgeTokenIn[edge] = from
    graph.edgeTokenOut[edge] = to
    graph.edgeFrom[edge] = graph.nodeOf.get(tokens[from] as string) as number
    graph.edgeTo[edge] = graph.nodeOf.get(tokens[to] as string) as number
  }
  return at.edge + 2
}

function flawOf(pool: Pool): Flaw | undefined {
  const amm = ammOf(pool)
  if (!amm) return { reason: 'kind', detail: `No pool kind "${pool.kind}" is known.` }
  if (new Set(pool.tokens).size < 2 || new Set(pool.tokens).size !== pool.tokens.length) {
    return { reason: 'tokens', detail: 'The pool needs at least two tokens, all different.' }
  }
  try {
    return amm.flaw(pool)
  } catch (error) {
    return { reason: 'state', detail: `Its state cannot be read: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Puts one pool's state into its columns; prices only, the segments are made when a search first asks. */
function writePool(graph: Graph, pool: Pool): void {
  const index = graph.poolIndex.get(pool.id) as number
  const amm = ammOf(pool)
  const flaw = flawOf(pool)
  graph.pools[index] = pool
  graph.poolGas[index] = pool.gas ?? amm?.gas.swap ?? 0
  graph.crossingGas[index] = amm?.gas.crossing ?? 0
  if (flaw) graph.excluded.set(pool.id, flaw)
  else graph.excluded.delete(pool.id)
  const last = graph.poolEdge[index + 1] || graph.edgeCount
  for (let edge = graph.poolEdge[index] as number; edge < last && graph.edgePool[edge] === index; edge++) {
    const swap = { tokenIn: graph.edgeTokenIn[edge] as number, tokenOut: graph.edgeTokenOut[edge] as number }
    const spot = flaw || !amm || graph.edgeFrom[edge] === graph.edgeTo[edge] ? 0 : amm.spot(pool, swap)
    const usable = Number.isFinite(spot) && spot > 1e-60 && spot < 1e60
    graph.spot[edge] = usable ? spot : 0
    graph.outSpot[graph.outPlace[edge] as number] = graph.spot[edge] as number
    graph.backSpot[graph.outPlace[edge ^ 1] as number] = graph.spot[edge] as number
    if (!usable && spot !== 0 && !flaw && graph.edgeFrom[edge] !== graph.edgeTo[edge]) {
      graph.excluded.set(pool.id, { reason: 'price', detail: `Its marginal price is ${spot}.` })
    }
    graph.columns.start[edge] = -1
  }
  graph.usable[index] = graph.excluded.has(pool.id) ? 0 : 1
}

/** Takes new states of known pools in place; pools not seen before make a new graph, which is returned. */
export function updateGraph(graph: Graph, changed: readonly Pool[]): Graph {
  const same = (pool: Pool): boolean => {
    const index = graph.poolIndex.get(pool.id)
    return index !== undefined && graph.pools[index]?.tokens.every((token, at) => token === pool.tokens[at]) === true
  }
  if (!changed.every((pool) => pool.kind !== 'wrap' && same(pool))) return buildGraph([...graph.wraps, ...graph.pools, ...changed])
  for (const pool of changed) writePool(graph, pool)
  return graph
}

/** Every pool that is kept out, with its reason. */
export const exclusions = (graph: Graph): Exclusion[] => [...graph.excluded].map(([pool, flaw]) => ({ pool, flaw }))
