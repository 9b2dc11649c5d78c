import { arbitrage, hit as found } from '../graph/segments.ts'
import { spend, type Task } from './task.ts'

/** The last arbitrage, held here: an imported name is looked up anew at each use. */
const hit = found

/** Prices at which a set of edges balances, and what each edge does there. */
export interface Balance {
  flows: Float64Array
  outs: Float64Array
  profits: Float64Array
  crossings: Int32Array
  /** The dual value: at convergence what comes out (exact in) or, negative, what goes in (exact out), gas aside. */
  gross: number
  converged: boolean
}

const MOST_STEPS = 60
/** Steps in which the dual hardly falls, while the imbalance is still large, after which a solve is given up: with arbitrage there may be no balance. */
const PATIENCE = 15
const PROGRESS = 1e-7
const HARDLY = 1e-3
/** Imbalance, as a part of the trade, at which the solve stops: the loss is of its square. */
const TOLERANCE = 1e-9
/** Largest relative rise and fall of a price in one step, and the change for a node where nothing trades. A price that fell too far must find back. */
const RISE = 3
const FALL = 0.4
const PUSH = 0.2
/** A line search ends when the slope has fallen to this part of what it was. */
const EASED = 0.3

/**
 * Solves the routing problem on the given edges: minimises over node prices the dual `amount * nu_source + sum of arbitrage profits` (the
 * target's price is 1; for exact out `sum of profits - amount * nu_target` with the source's price 1). Damped Newton on node prices: the
 * Hessian is the Laplacian of the graph with the edges' slopes as weights. Changes `nu` in place for the nodes of the edges.
 * Given up once the dual, which no flows exceed, says that the result after gas is below `least`.
 * Source of the dual: Diamandis et al., arXiv 2302.04938.
 */
export function balance(task: Task, edges: readonly number[], nu: Float64Array, least = Number.NEGATIVE_INFINITY): Balance {
  return new Newton(task, edges, nu).run(least)
}

class Newton {
  private readonly flows: Float64Array
  private readonly outs: Float64Array
  private readonly profits: Float64Array
  private readonly crossings: Int32Array
  private readonly slopes: Float64Array
  /** The nodes that edges touch, row by row; the fixed node has no row (-1). */
  private readonly nodes: readonly number[]
  private readonly rowFrom: Int32Array
  private readonly rowTo: Int32Array
  private readonly excess: Float64Array
  private readonly matrix: Float64Array
  private readonly step: Float64Array
  private readonly base: Float64Array
  private readonly noise: Float64Array
  private readonly first: Float64Array
  private readonly loadRow: number
  private readonly task: Task
  private readonly edges: readonly number[]
  private readonly nu: Float64Array

  constructor(task: Task, edges: readonly number[], nu: Float64Array) {
    this.task = task
    this.edges = edges
    this.nu = nu
    const { graph, exactOut, source, target } = task
    const fixed = exactOut ? source : target
    nu[fixed] = 1
    const { edgeFrom, edgeTo } = graph
    const load = exactOut ? target : source
    const degree = new Int32Array(graph.nodeCount)
    const nodes = [load]
    degree[load] = 1
    for (const edge of edges) {
      for (let end = 0; end < 2; end++) {
        const node = (end === 0 ? edgeFrom[edge] : edgeTo[edge]) as number
        if (degree[node] === 0 && node !== fixed) nodes.push(node)
        degree[node] = (degree[node] as number) + 1
      }
    }
    // Leaves first, hubs last: elimination then fills hardly anything in.
    this.nodes = nodes.sort((x, y) => (degree[x] as number) - (degree[y] as number))
    const row = degree.fill(-1)
    for (let at = 0; at < nodes.length; at++) row[nodes[at] as number] = at
    this.rowFrom = new Int32Array(edges.length)
    this.rowTo = new Int32Array(edges.length)
    for (let at = 0; at < edges.length; at++) {
      this.rowFrom[at] = row[edgeFrom[edges[at] as number] as number] as number
      this.rowTo[at] = row[edgeTo[edges[at] as number] as number] as number
    }
    this.loadRow = row[load] as number
    const [n, m] = [this.nodes.length, edges.length]
    this.flows = new Float64Array(m)
    this.outs = new Float64Array(m)
    this.profits = new Float64Array(m)
    this.crossings = new Int32Array(m)
    this.slopes = new Float64Array(m)
    this.excess = new Float64Array(n)
    this.matrix = new Float64Array(n * n)
    this.step = new Float64Array(n)
    this.base = new Float64Array(n)
    this.noise = new Float64Array(n)
    this.first = Float64Array.from(this.nodes, (node) => nu[node] as number)
  }

  run(least: number): Balance {
    let converged = false
    let [lowest, since] = [Number.MAX_VALUE, 0]
    this.evaluate()
    for (let step = 0; step < MOST_STEPS && since < PATIENCE; step++) {
      const imbalance = this.imbalance()
      if (imbalance < TOLERANCE) {
        converged = true
        break
      }
      const dual = this.dual()
      if (dual - this.cost() < least) break
      since = dual < lowest - PROGRESS * Math.abs(lowest) || imbalance < HARDLY ? 0 : since + 1
      lowest = Math.min(lowest, dual)
      if (!spend(this.task.budget, this.edges.length + this.nodes.length)) break
      this.direction()
      if (!this.search()) break
    }
    return { flows: this.flows, outs: this.outs, profits: this.profits, crossings: this.crossings, gross: this.dual(), converged }
  }

  private get load(): number {
    return this.task.exactOut ? -this.task.amount : this.task.amount
  }

  private dual(): number {
    let sum = this.load * (this.nu[this.nodes[this.loadRow] as number] as number)
    for (const profit of this.profits) sum += profit
    return sum
  }

  /** Gas of the edges that now carry something, but for one that may still fall idle. */
  private cost(): number {
    const { graph, gasPrice, baseGas } = this.task
    let [sum, most] = [baseGas, 0]
    for (let at = 0; at < this.edges.length; at++) {
      if (this.flows[at] === 0) continue
      const gas = graph.poolGas[graph.edgePool[this.edges[at] as number] as number] as number
      sum += gas
      most = Math.max(most, gas)
    }
    return (sum - most) * gasPrice
  }

  /** What every edge does at the present prices, and the value that is left over (positive) or missing at each node. */
  private evaluate(): void {
    const { nu, excess, nodes } = this
    excess.fill(0)
    excess[this.loadRow] = this.load * (nu[nodes[this.loadRow] as number] as number)
    const { graph } = this.task
    for (let at = 0; at < this.edges.length; at++) {
      const edge = this.edges[at] as number
      const trades = arbitrage(graph, edge, nu)
      this.flows[at] = trades ? hit.in : 0
      this.outs[at] = trades ? hit.out : 0
      this.profits[at] = trades ? hit.profit : 0
      this.slopes[at] = trades ? hit.slope : 0
      this.crossings[at] = trades ? hit.crossings : 0
      if (!trades) continue
      const [from, to] = [this.rowFrom[at] as number, this.rowTo[at] as number]
      if (from >= 0) excess[from] = (excess[from] as number) - hit.in * (nu[graph.edgeFrom[edge] as number] as number)
      if (to >= 0) excess[to] = (excess[to] as number) + hit.out * (nu[graph.edgeTo[edge] as number] as number)
    }
  }

  private imbalance(): number {
    const scale = Math.abs(this.load) * (this.nu[this.nodes[this.loadRow] as number] as number)
    let most = 0
    // What rounding alone makes of a flow through a deep pool cannot be balanced away.
    for (let at = 0; at < this.excess.length; at++) {
      // Valued at no less than the price it came with: at a price near nothing any excess would look balanced.
      const worth = Math.max(1, (this.first[at] as number) / (this.nu[this.nodes[at] as number] as number))
      most = Math.max(most, Math.abs(this.excess[at] as number) * worth - (this.noise[at] as number))
    }
    return most / scale
  }

  /** Newton's step: Laplacian times step = -excess, in relative prices. */
  private direction(): void {
    const { matrix, step, nodes } = this
    const n = nodes.length
    matrix.fill(0)
    for (let at = 0; at < this.edges.length; at++) {
      const [slope, from, to] = [this.slopes[at] as number, this.rowFrom[at] as number, this.rowTo[at] as number]
      if (slope === 0) continue
      if (from >= 0) add(matrix, from * n + from, slope)
      if (to >= 0) add(matrix, to * n + to, slope)
      if (from < 0 || to < 0) continue
      add(matrix, from * n + to, -slope)
      add(matrix, to * n + from, -slope)
    }
    for (let at = 0; at < n; at++) {
      const excess = this.excess[at] as number
      const diagonal = matrix[at * n + at] as number
      this.noise[at] = 4e-16 * diagonal
      // A node whose edges all rest has no slope: its price moves by a set part until an edge wakes.
      matrix[at * n + at] = diagonal > 0 ? diagonal * (1 + 1e-11) : Math.abs(excess) / PUSH + 1e-300
      step[at] = -excess
    }
    solveSymmetric(matrix, step)
    for (let at = 0; at < n; at++) step[at] = Math.min(RISE, Math.max(-FALL, step[at] as number))
  }

  private move(part: number): number {
    let slope = 0
    for (let at = 0; at < this.nodes.length; at++) {
      this.nu[this.nodes[at] as number] = (this.base[at] as number) * (1 + part * (this.step[at] as number))
    }
    this.evaluate()
    for (let at = 0; at < this.nodes.length; at++) {
      slope += ((this.excess[at] as number) / (1 + part * (this.step[at] as number))) * (this.step[at] as number)
    }
    return slope
  }

  /**
   * Line search on the dual's slope, which only rises along a line. It ends close to the zero: where a deep pool wakes the slope jumps
   * within a hair, and the next step must begin with that pool awake. False when no step helps.
   */
  private search(): boolean {
    let first = 0
    for (let at = 0; at < this.nodes.length; at++) {
      this.base[at] = this.nu[this.nodes[at] as number] as number
      first += (this.excess[at] as number) * (this.step[at] as number)
    }
    if (!(first < 0)) return false
    let slope = this.move(1)
    if (slope <= -EASED * first) return true
    let [low, high, slopeLow, slopeHigh] = [0, 1, first, slope]
    for (let tries = 0; tries < 50 && high - low > 1e-14; tries++) {
      const secant = low - (slopeLow * (high - low)) / (slopeHigh - slopeLow)
      const part = tries % 2 === 1 || !(secant > low && secant < high) ? (low + high) / 2 : secant
      slope = this.move(part)
      if (Math.abs(slope) <= -EASED * first) return true
      if (slope < 0) [low, slopeLow] = [part, slope]
      else [high, slopeHigh] = [part, slope]
    }
    this.move(high)
    return true
  }
}

function add(list: Float64Array, at: number, value: number): void {
  list[at] = (list[at] as number) + value
}

/** Solves A x = b in place for a symmetric positive definite A (rows one after another), skipping zeros: the graphs are nearly trees. */
export function solveSymmetric(matrix: Float64Array, x: Float64Array): void {
  const n = x.length
  const rows = new Int32Array(n)
  for (let k = 0; k < n; k++) {
    const pivot = matrix[k * n + k] as number
    let count = 0
    for (let i = k + 1; i < n; i++) if (matrix[k * n + i] !== 0) rows[count++] = i
    for (let a = 0; a < count; a++) {
      const i = rows[a] as number
      const factor = (matrix[k * n + i] as number) / pivot
      add(x, i, -factor * (x[k] as number))
      for (let b = a; b < count; b++) add(matrix, i * n + (rows[b] as number), -factor * (matrix[k * n + (rows[b] as number)] as number))
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    let sum = x[k] as number
    for (let i = k + 1; i < n; i++) if (matrix[k * n + i] !== 0) sum -= (matrix[k * n + i] as number) * (x[i] as number)
    x[k] = sum / (matrix[k * n + k] as number)
  }
}
