import type { Market } from '../graph/graph.ts'
import { edgeIn, edgeOut, hit } from '../graph/segments.ts'
import { spend, type Task, type WholeTask } from './task.ts'
import { spotValues } from './values.ts'

/** A single path from source to target. */
export interface Path {
  edges: number[]
  /** Exact in: amount out; exact out: amount in. */
  amount: number
  gas: number
  /** As in Plan. */
  score: number
}

interface Labels {
  amount: Float64Array
  gas: Float64Array
  edge: Int32Array
  worth: Float64Array
}

const newLabels = (nodes: number): Labels => ({
  amount: new Float64Array(nodes),
  gas: new Float64Array(nodes),
  edge: new Int32Array(nodes).fill(-1),
  worth: new Float64Array(nodes).fill(Number.NEGATIVE_INFINITY),
})

const KEPT = 12
/** Paths whose best conceivable result is this far below the best found are not followed: they could only serve as parts of a split. */
export const FOLLOW = 0.003

/** Prices that tell how far a path can still come, from each node to the end. */
export interface Ahead {
  values: Float64Array
  /** By how much of itself a price may be too low. */
  slack: number
}

/**
 * The best single paths, best first, gas counted. Forward Bellman-Ford by hops over real amounts; a label is dropped when even at the
 * prices ahead (before any trade, when none are given) it could not come near the best path so far. For exact out the same runs backwards
 * from the target. A path known already (`first`) prunes from the start.
 */
export function bestPaths(task: Task, first?: Path, ahead: Ahead = { values: task.values, slack: 0 }): Path[] {
  const search = new PathSearch(task, ahead)
  if (first) search.keep(first)
  search.run()
  const found = search.found.sort((a, b) => b.score - a.score)
  // The path known already is found again.
  return found.filter((path, at) => !found.slice(0, at).some((known) => sameEdges(known, path)))
}

const sameEdges = (a: Path, b: Path): boolean => a.edges.length === b.edges.length && a.edges.every((edge, at) => edge === b.edges[at])

/** A first path is sought among edges that at the prices before any trade come this near to the best rate; only then among all. */
const LIKELY = 0.8
const LEAST_SLACK = 0.001

/** The path along the best prices, each pool's the average for the whole amount, and those prices; undefined when there is none or it does not carry the amount. */
export function likelyPath(task: WholeTask): { path: Path; ahead: Ahead } | undefined {
  const part = Math.max(LIKELY, rateOfSpot(task))
  const near = pathOfAverages(task, part)
  const found = near && near.impact <= 1 - part ? near : pathOfAverages(task, 0)
  // The average is that of an amount which no trade has made smaller on its way: too low by an impact of the impact.
  if (!found) return undefined
  const { path, values, impact } = found
  return { path, ahead: twisted(task) ? { values: task.values, slack: 0 } : { values, slack: LEAST_SLACK + impact * impact } }
}

/** A way through a node that beats the best rate by this factor is a sign of free arbitrage: averages at such prices mean nothing. */
const TWISTED = 1.01

export function twisted({ sells, buys, source, target, graph }: Task): boolean {
  const most = TWISTED * Math.max(sells[source] as number, buys[target] as number)
  for (let node = 0; node < graph.nodeCount; node++) if ((sells[node] as number) * (buys[node] as number) > most) return true
  return false
}

/** What the path along the prices before any trade gives for the amount, as a part of what those prices promise: no better path leads through anything below that. */
function rateOfSpot(task: WholeTask): number {
  const { graph, via, exactOut, source, target, values, amount } = task
  const [begin, end] = exactOut ? [target, source] : [source, target]
  const edges: number[] = []
  for (let node = begin; node !== end && edges.length < task.hops; ) {
    const edge = via[node] as number
    if (edge < 0) return 0
    edges.push(edge)
    node = (exactOut ? graph.edgeFrom : graph.edgeTo)[edge] as number
  }
  const path = measure(task, exactOut ? edges.reverse() : edges)
  return path ? (exactOut ? amount / path.amount : path.amount / amount) / (values[begin] as number) : 0
}

function pathOfAverages(task: WholeTask, part: number): { path: Path; values: Float64Array; impact: number } | undefined {
  const { graph, allowed, hops, exactOut, source, target, amount, sells, buys } = task
  const { edgeFrom, edgeTo, spot } = graph
  const [begin, end] = exactOut ? [target, source] : [source, target]
  const best = exactOut ? (buys[target] as number) : (sells[source] as number)
  const average = (edge: number): number => {
    const [from, to] = [buys[edgeFrom[edge] as number] as number, sells[edgeTo[edge] as number] as number]
    if (from * (spot[edge] as number) * to < part * best) return 0
    const price = exactOut ? amount / to / edgeIn(graph, edge, amount / to) : edgeOut(graph, edge, amount * from) / (amount * from)
    return Number.isFinite(price) && price > 0 ? price : 0
  }
  const { values, via } = spotValues(graph, end, { allowed, passes: hops, reverse: exactOut, thin: 0, average })
  const edges: number[] = []
  for (let node = begin; node !== end; node = (exactOut ? edgeFrom : edgeTo)[edges.at(-1) as number] as number) {
    const edge = via[node] as number
    if (edge < 0 || edges.length === hops) return undefined
    edges.push(edge)
  }
  const path = measure(task, exactOut ? edges.reverse() : edges)
  return path && { path, values, impact: 1 - (exactOut ? amount / path.amount : path.amount / amount) / best }
}

class PathSearch {
  readonly found: Path[] = []
  private best = Number.NEGATIVE_INFINITY
  private readonly layers: Labels[] = []
  private readonly task: Task

  private readonly ahead: Ahead

  constructor(task: Task, ahead: Ahead) {
    this.task = task
    this.ahead = ahead
  }

  /** Takes a path among the found. */
  keep(path: Path): void {
    this.best = Math.max(this.best, path.score)
    this.found.push(path)
    if (this.found.length > 4 * KEPT) this.found.sort((a, b) => b.score - a.score).splice(KEPT)
  }

  run(): void {
    const { task } = this
    const [begin, end] = task.exactOut ? [task.target, task.source] : [task.source, task.target]
    const first = newLabels(task.graph.nodeCount)
    first.amount[begin] = task.amount
    this.layers.push(first)
    let frontier = [begin]
    for (let hop = 1; hop <= task.hops && frontier.length > 0; hop++) frontier = this.layer(hop, frontier, end)
    this.found.sort((a, b) => b.score - a.score).splice(KEPT)
  }

  private layer(hop: number, frontier: readonly number[], end: number): number[] {
    const { graph, allowed, budget, exactOut } = this.task
    const [labels, before] = [newLabels(graph.nodeCount), this.layers[hop - 1] as Labels]
    this.layers.push(labels)
    const reached: number[] = []
    const { outTo } = graph
    const price = exactOut ? graph.backSpot : graph.outSpot
    for (const node of frontier) {
      const amount = before.amount[node] as number
      const label = { amount, gas: ((before.gas[node] as number) + this.task.baseGas) * this.task.gasPrice }
      const last = graph.outStart[node + 1] as number
      for (let at = graph.outStart[node] as number; at < last; at++) {
        const next = outTo[at] as number
        if (hop === this.task.hops && next !== end) continue
        if (price[at] === 0 || !this.promising(price[at] as number, next, label)) continue
        const outward = graph.outList[at] as number
        const edge = exactOut ? outward ^ 1 : outward
        if (allowed[graph.edgePool[edge] as number] === 0 || this.visited(hop - 1, node, { next, edge })) continue
        if (!spend(budget, 1)) return []
        this.reach({ hop, node, edge, next, end }, labels, reached)
      }
    }
    return reached
  }

  /** Whether a step could still lead to something near the best: at the prices ahead, one more pool's gas paid. */
  private promising(price: number, next: number, { amount, gas }: { amount: number; gas: number }): boolean {
    if (this.best === Number.NEGATIVE_INFINITY) return true
    const { exactOut, source } = this.task
    const { values, slack } = this.ahead
    const least = this.best - (FOLLOW + slack) * Math.abs(this.best) + gas
    if (!exactOut) return amount * price * (values[next] as number) >= least
    // Backwards `values` holds what a source token buys of each: the input can be no less than this.
    return next === source || -amount / price / (values[next] as number) >= least
  }

  private visited(hop: number, node: number, step: { next: number; edge: number }): boolean {
    const { graph, exactOut } = this.task
    let at = node
    for (let layer = hop; ; layer--) {
      if (at === step.next) return true
      const edge = (this.layers[layer] as Labels).edge[at] as number
      if (layer === 0 || edge < 0) return false
      if (graph.edgePool[edge] === graph.edgePool[step.edge]) return true
      at = (exactOut ? graph.edgeTo[edge] : graph.edgeFrom[edge]) as number
    }
  }

  private reach(step: { hop: number; node: number; edge: number; next: number; end: number }, labels: Labels, reached: number[]): void {
    const { graph, exactOut, gasPrice, baseGas, values } = this.task
    const before = this.layers[step.hop - 1] as Labels
    const amount = exactOut
      ? edgeIn(graph, step.edge, before.amount[step.node] as number)
      : edgeOut(graph, step.edge, before.amount[step.node] as number)
    if (!(amount > 0) || !Number.isFinite(amount)) return
    const gas = (before.gas[step.node] as number) + gasOfHit(graph, step.edge)
    if (step.next === step.end) {
      const score = (exactOut ? -amount : amount) - (gas + baseGas) * gasPrice
      if (score >= this.best - 0.05 * Math.abs(this.best) || this.found.length < KEPT) {
        this.keep({ edges: this.trace(step), amount, gas: gas + baseGas, score })
      }
      return
    }
    const worth = exactOut
      ? -amount / (values[step.next] as number) - gas * gasPrice
      : amount * (values[step.next] as number) - gas * gasPrice
    if (!(worth > (labels.worth[step.next] as number))) return
    if (labels.edge[step.next] === -1) reached.push(step.next)
    labels.amount[step.next] = amount
    labels.gas[step.next] = gas
    labels.edge[step.next] = step.edge
    labels.worth[step.next] = worth
  }

  private trace(step: { hop: number; node: number; edge: number }): number[] {
    const { graph, exactOut } = this.task
    const edges = [step.edge]
    let node = step.node
    for (let layer = step.hop - 1; layer > 0; layer--) {
      const edge = (this.layers[layer] as Labels).edge[node] as number
      edges.push(edge)
      node = (exactOut ? graph.edgeTo[edge] : graph.edgeFrom[edge]) as number
    }
    return exactOut ? edges : edges.reverse()
  }
}

/** Gas of the swap that an edge was just asked for, ticks included. */
function gasOfHit({ edgePool, poolGas, crossingGas }: Market, edge: number): number {
  const pool = edgePool[edge] as number
  return (poolGas[pool] as number) + hit.crossings * (crossingGas[pool] as number)
}

/** Amount and score of a given path, or undefined when it cannot carry the amount. */
export function measure(task: Task, edges: readonly number[]): Path | undefined {
  let [amount, gas] = [task.amount, task.baseGas]
  for (const edge of task.exactOut ? [...edges].reverse() : edges) {
    amount = task.exactOut ? edgeIn(task.graph, edge, amount) : edgeOut(task.graph, edge, amount)
    if (!(amount > 0) || !Number.isFinite(amount)) return undefined
    gas += gasOfHit(task.graph, edge)
  }
  return { edges: [...edges], amount, gas, score: (task.exactOut ? -amount : amount) - gas * task.gasPrice }
}
