/**
 * Where the engine's time goes: processor and wall milliseconds of a fixed set of questions, and each phase's share of the samples.
 * Run: node --import tsx bench/routing/profile.ts [POOLS,POOLS,…] [--data DIR] [--set NAME] [--gas GWEI]
 */
import { Session } from 'node:inspector/promises'
import { parseArgs } from 'node:util'
import { findRoute } from '../../routing/find-route.ts'
import { buildGraph, type Graph } from '../../routing/graph/graph.ts'
import type { Question } from '../../routing/quote.ts'
import { type DataSet, readSets, synthetic } from './sets.ts'

const QUESTIONS: Readonly<Record<number, number>> = { 1000: 120, 10000: 40, 100000: 12 }
const REPEATS = 3
/** Functions whose whole time, callees included, is a phase. */
const PHASES = [
  'makeTask',
  'findPaths',
  'narrow',
  'bestPaths',
  'findSplit',
  'expand',
  'legal',
  'prune',
  'improve',
  'grown',
  'streamed',
  'replayed',
  'certify',
]

interface Node {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[] | undefined
}

const at = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0

function ask(graph: Graph, question: Question): { wall: number; cpu: number } {
  const [begin, used] = [performance.now(), process.cpuUsage()]
  findRoute(graph, question)
  const { user, system } = process.cpuUsage(used)
  return { wall: performance.now() - begin, cpu: (user + system) / 1000 }
}

/** Microseconds by the outermost phase that a sample lies in, and by the function itself. */
function shares({
  nodes,
  samples = [],
  timeDeltas = [],
}: {
  nodes: Node[]
  samples?: number[] | undefined
  timeDeltas?: number[] | undefined
}) {
  const parent = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)))
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const phaseOf = (id: number): string => {
    let phase = 'rest'
    for (let up: number | undefined = id; up !== undefined; up = parent.get(up)) {
      const name = byId.get(up)?.callFrame.functionName ?? ''
      if (phase === 'rest' && PHASES.includes(name)) phase = name
    }
    return phase
  }
  const phases = new Map<string, number>()
  const own = new Map<string, number>()
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0
    const frame = byId.get(id)?.callFrame
    const name = `${frame?.functionName}:${frame?.url.split('/').at(-1)}`
    phases.set(phaseOf(id), (phases.get(phaseOf(id)) ?? 0) + time)
    own.set(name, (own.get(name) ?? 0) + time)
  }
  return { phases, own }
}

const top = (times: ReadonlyMap<string, number>, count: number): string => {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0)
  const ranked = [...times].sort((a, b) => b[1] - a[1]).slice(0, count)
  return ranked.map(([name, time]) => `${name} ${((100 * time) / total).toFixed(1)} %`).join(', ')
}

async function profile(set: DataSet, priceWei: bigint): Promise<void> {
  const graph = buildGraph(set.pools)
  const questions = set.queries.map((query): Question => ({ ...query, exact: 'in', gas: { priceWei, token: set.gasToken } }))
  for (const question of questions) ask(graph, question)
  const session = new Session()
  const rounds: { wall: number; cpu: number }[][] = []
  for (let repeat = 0; repeat < REPEATS; repeat++) rounds.push(questions.map((question) => ask(graph, question)))
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.start')
  for (const question of questions) findRoute(graph, question)
  const { phases, own } = shares((await session.post('Profiler.stop')).profile)
  session.disconnect()
  const middle = (kind: 'wall' | 'cpu', part: number): string =>
    at(
      rounds.map((round) =>
        at(
          round.map((time) => time[kind]),
          part,
        ),
      ),
      0.5,
    ).toFixed(2)
  console.log(
    `${set.name} (${questions.length}): cpu p50 ${middle('cpu', 0.5)} p95 ${middle('cpu', 0.95)}, wall p50 ${middle('wall', 0.5)} p95 ${middle('wall', 0.95)} ms`,
  )
  console.log(`  phases: ${top(phases, 12)}\n  own: ${top(own, 14)}`)
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, set: { type: 'string' }, gas: { type: 'string', default: '15' } },
})
const sizes = (positionals[0] ?? (values.data ? '' : '1000,10000,100000')).split(',').filter(Boolean).map(Number)
const sets = [
  ...sizes.map((size) => () => synthetic(size, QUESTIONS[size] ?? 40)),
  ...(values.data ? readSets(values.data, true).filter((set) => !values.set || set.name.includes(values.set)) : []).map((set) => () => set),
]
for (const make of sets) await profile(make(), BigInt(values.gas) * 10n ** 9n)
