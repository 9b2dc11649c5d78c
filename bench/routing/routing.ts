/**
 * Quality and speed of the routing engine. Every quote, ours or a peer's, is replayed in exact integers on the same pools before it counts;
 * the gas of every route is counted by one table. Peers: the best single path, a greedy splitter (both written here, apart from the
 * engine), and Tines and AlphaRouter's core when they are installed under .petrel/peers.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph, updateGraph } from '../../routing/graph/graph.ts'
import type { Quote } from '../../routing/quote.ts'
import { replay } from '../../routing/replay.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { openAlpha } from './alpha.ts'
import { greedy, neighbours, openTines, type Peer, singlePath } from './peers.ts'
import { type DataSet, type Query, readSets, synthetic } from './sets.ts'

const GAS_WEI = 15_000_000_000n
const EQUAL_BPS = 0.01
const WARM_UP = 5
const WIDE = { hops: 8, splits: 1000 }

const percentile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

interface Tally {
  gaps: number[]
  above: number
  below: number
  mismatched: number
  unanswered: number
  ms: number[]
}

/** Gas 0: distance to the proven bound, and the two laws that must never break. */
function freeOfGas(set: DataSet): Tally {
  const graph = buildGraph(set.pools)
  const steps = neighbours(set.pools)
  const tally: Tally = { gaps: [], above: 0, below: 0, mismatched: 0, unanswered: 0, ms: [] }
  for (const query of set.queries) {
    const begin = performance.now()
    const quote = findRoute(graph, { ...query, exact: 'in', limits: WIDE })
    tally.ms.push(performance.now() - begin)
    const single = singlePath(steps, query, 0)
    if (!('legs' in quote)) {
      tally.unanswered++
      if (single) tally.below++
      continue
    }
    tally.gaps.push(quote.certificate.gapBps)
    if (Number(quote.amountOut) > quote.certificate.bound) tally.above++
    if (single && single.amount > quote.amountOut) tally.below++
    if (!replay(quote, set.pools).holds) tally.mismatched++
  }
  return tally
}

interface Contest {
  asked: number
  best: number
  losses: number[]
  singleLosses: number[]
  greedyLosses: number[]
  tinesLosses: number[]
  alphaLosses: number[]
  speedups: number[]
  alphaSpeedups: number[]
}

/** Gas on: who has the best net result, in hundredths of a percent of it. */
async function withGas(set: DataSet, { quick, log }: Pick<BenchOptions, 'quick' | 'log'>): Promise<Contest> {
  const graph = buildGraph(set.pools)
  const steps = neighbours(set.pools)
  const tines = openTines(set.pools, set.gasToken)
  if (!tines) log('skipped: Tines is not installed (npm install --prefix .petrel/peers @sushiswap/tines@1.0.11)')
  const alpha = openAlpha(graph)
  if (!alpha) log('skipped: AlphaRouter is not installed (npm install --prefix .petrel/peers/alpha @uniswap/smart-order-router@4.31.10)')
  const contest: Contest = {
    ...{ asked: 0, best: 0, losses: [], singleLosses: [], greedyLosses: [], tinesLosses: [], alphaLosses: [] },
    ...{ speedups: [], alphaSpeedups: [] },
  }
  // Ours has run over this set without gas already: neither side is timed while its code is still being compiled.
  for (const query of set.queries.slice(0, WARM_UP)) tines?.(query, Number(GAS_WEI))
  const every = Math.ceil(set.queries.length / (quick ? 10 : 60))
  const tinesEvery = quick ? Math.ceil(set.queries.length / 30) : 1
  for (const [at, query] of set.queries.entries()) {
    const gas = { priceWei: GAS_WEI, token: set.gasToken }
    const begin = performance.now()
    const quote = findRoute(graph, { ...query, exact: 'in', gas, limits: WIDE })
    const ms = performance.now() - begin
    if (!('legs' in quote) || !replay(quote, set.pools).holds || !(quote.net > 0)) continue
    contest.asked++
    const theirs = at % every === 0 ? await alpha?.(query, quote.gas.cost / quote.gas.units) : undefined
    compete({ query, quote, ms, at, alpha: theirs }, { steps, tines: at % tinesEvery === 0 ? tines : undefined }, contest)
  }
  return contest
}

interface Entry {
  query: Query
  quote: Quote
  ms: number
  at: number
  alpha: Peer | undefined
}

function compete(
  { query, quote, ms, at, alpha }: Entry,
  peers: { steps: ReturnType<typeof neighbours>; tines: ReturnType<typeof openTines> },
  contest: Contest,
): void {
  const gasPrice = quote.gas.cost / quote.gas.units
  const single = singlePath(peers.steps, query, gasPrice)
  const naive = at % 10 === 0 ? greedy(peers.steps, query, gasPrice) : undefined
  const theirs = peers.tines?.(query, Number(GAS_WEI))
  const net = ({ out, gas }: { out: bigint; gas: number }): number => Number(out) - gas * gasPrice
  const nets = {
    single: single && net({ out: single.amount, gas: single.gas }),
    naive: naive && net(naive),
    tines: theirs?.outcome && net(theirs.outcome),
    alpha: alpha?.outcome && net(alpha.outcome),
  }
  const top = Math.max(quote.net, ...Object.values(nets).filter((value) => value !== undefined))
  const loss = (value: number): number => ((top - value) / top) * 10_000
  contest.losses.push(loss(quote.net))
  if (loss(quote.net) <= EQUAL_BPS) contest.best++
  if (nets.single !== undefined) contest.singleLosses.push(loss(nets.single))
  if (nets.naive !== undefined) contest.greedyLosses.push(loss(nets.naive))
  if (nets.tines !== undefined) contest.tinesLosses.push(loss(nets.tines))
  if (nets.alpha !== undefined) contest.alphaLosses.push(loss(nets.alpha))
  if (theirs) contest.speedups.push(theirs.ms / ms)
  if (alpha) contest.alphaSpeedups.push(alpha.ms / ms)
}

/** Seconds-long: how fast at three sizes, split and gas included, one core. */
function speed(pools: number, questions: number): { p50: number; p95: number } {
  const set = synthetic(pools, questions)
  const graph = buildGraph(set.pools)
  const gas = { priceWei: GAS_WEI, token: set.gasToken }
  const ask = (query: Query): number => {
    const begin = performance.now()
    findRoute(graph, { ...query, exact: 'in', gas })
    return performance.now() - begin
  }
  for (const query of set.queries.slice(0, Math.ceil(questions / 4))) ask(query)
  const ms = set.queries.map(ask)
  return { p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) }
}

/** A block that changes a thousand pools of ten thousand. */
function update(): number {
  const set = synthetic(10_000, 1)
  const graph = buildGraph(set.pools)
  const times = Array.from({ length: 9 }, (_, round) => {
    const changed = set.pools.slice(round * 1000, round * 1000 + 1000).map((pool) => ({ ...pool }))
    const begin = performance.now()
    updateGraph(graph, changed)
    return performance.now() - begin
  })
  return percentile(times, 0.5)
}

/** Memory of a graph of 100,000 pools, in a process of its own: nothing else lies around there, and garbage is collected on both sides of it. */
function memory(): number {
  const script = fileURLToPath(new URL('memory.ts', import.meta.url))
  const told = execFileSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], { encoding: 'utf8', timeout: 120_000 })
  return Number(told)
}

function quality(sets: readonly DataSet[], log: (message: string) => void): Figure[] {
  const tallies = sets.filter((set) => set.fair).map((set) => ({ set, tally: freeOfGas(set) }))
  const each = tallies.flatMap(({ set, tally }): Figure[] => {
    log(
      `${set.name}: ${set.queries.length} questions, ${tally.unanswered} without an answer, p50 ${percentile(tally.ms, 0.5).toFixed(2)} ms, p95 ${percentile(tally.ms, 0.95).toFixed(2)} ms`,
    )
    return [
      { id: `gap_bps_p50_${set.name}`, value: percentile(tally.gaps, 0.5), unit: 'bps', better: 'lower' },
      { id: `gap_bps_p95_${set.name}`, value: percentile(tally.gaps, 0.95), unit: 'bps', better: 'lower' },
      { id: `gap_bps_max_${set.name}`, value: percentile(tally.gaps, 1), unit: 'bps', better: 'lower' },
    ]
  })
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((total, { tally }) => total + pick(tally), 0)
  return [
    { id: 'above_bound', value: sum((tally) => tally.above), unit: 'quotes', better: 'lower' },
    { id: 'below_single_path', value: sum((tally) => tally.below), unit: 'quotes', better: 'lower' },
    { id: 'replay_mismatch', value: sum((tally) => tally.mismatched), unit: 'quotes', better: 'lower' },
    ...each,
  ]
}

async function contests(sets: readonly DataSet[], options: Pick<BenchOptions, 'quick' | 'log'>): Promise<Figure[]> {
  const speedups: number[] = []
  const alphaSpeedups: number[] = []
  const figures: Figure[] = []
  for (const set of sets) {
    const contest = await withGas(set, options)
    speedups.push(...contest.speedups)
    alphaSpeedups.push(...contest.alphaSpeedups)
    figures.push(...contestFigures(set.name, contest))
  }
  const times = (id: string, ratios: readonly number[]): Figure[] =>
    ratios.length > 0 ? [{ id, value: percentile(ratios, 0.5), unit: 'times', better: 'higher' }] : []
  return [...figures, ...times('speedup_vs_tines', speedups), ...times('speedup_vs_alpha', alphaSpeedups)]
}

function contestFigures(name: string, contest: Contest): Figure[] {
  const loss = mean(contest.losses)
  const beside = (id: string, peer: string, losses: readonly number[]): Figure[] =>
    losses.length === 0 ? [] : [{ id, value: loss, unit: 'bps', better: 'lower', peer: { name: peer, value: mean(losses) } }]
  return [
    { id: `best_or_equal_pct_${name}`, value: (100 * contest.best) / Math.max(1, contest.asked), unit: '%', better: 'higher' },
    { id: `mean_loss_bps_${name}`, value: loss, unit: 'bps', better: 'lower', ...tines(contest.tinesLosses) },
    ...beside(`mean_loss_bps_single_${name}`, 'best single path', contest.singleLosses),
    ...beside(`mean_loss_bps_greedy_${name}`, 'greedy slices', contest.greedyLosses),
    ...beside(`mean_loss_bps_alpha_${name}`, 'AlphaRouter core', contest.alphaLosses),
  ]
}

const tines = (losses: readonly number[]) => (losses.length > 0 ? { peer: { name: 'Tines', value: mean(losses) } } : {})

function speeds(quick: boolean): Figure[] {
  const [thousand, ten, hundred] = [speed(1000, quick ? 30 : 120), speed(10_000, quick ? 12 : 40), speed(100_000, quick ? 3 : 10)]
  return [
    { id: 'time_ms_p50_1k', value: thousand.p50, unit: 'ms', better: 'lower' },
    { id: 'time_ms_p95_1k', value: thousand.p95, unit: 'ms', better: 'lower' },
    { id: 'time_ms_p50_10k', value: ten.p50, unit: 'ms', better: 'lower' },
    { id: 'time_ms_p95_10k', value: ten.p95, unit: 'ms', better: 'lower' },
    { id: 'time_ms_p50_100k', value: hundred.p50, unit: 'ms', better: 'lower' },
    { id: 'update_1k_ms', value: update(), unit: 'ms', better: 'lower' },
    { id: 'memory_mib_100k', value: memory(), unit: 'MiB', better: 'lower' },
  ]
}

/** Runs the benchmark. Without --data only random markets are measured. */
export async function run({ quick, dataDir, log }: BenchOptions): Promise<Figure[]> {
  if (!dataDir) log('no --data: real pool snapshots are skipped, only random markets are measured')
  const sets = dataDir ? readSets(dataDir, quick) : [synthetic(300, quick ? 20 : 80)]
  return [...quality(sets, log), ...(await contests(sets, { quick, log })), ...speeds(quick)]
}
