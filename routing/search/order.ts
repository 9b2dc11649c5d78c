import type { Plan, Task } from './task.ts'

/** Nodes of the edges so that every edge leads forward, or the edges of a cycle when there is one. */
export function order(task: Task, edges: readonly number[]): { nodes: number[] } | { cycle: number[] } {
  const { graph } = task
  const out = new Map<number, number[]>()
  for (const edge of edges) {
    const from = graph.edgeFrom[edge] as number
    out.set(from, [...(out.get(from) ?? []), edge])
  }
  const state = new Map<number, 'open' | 'done'>()
  const nodes: number[] = []
  const trail: number[] = []
  const visit = (node: number): number[] | undefined => {
    state.set(node, 'open')
    for (const edge of out.get(node) ?? []) {
      const next = graph.edgeTo[edge] as number
      if (state.get(next) === 'open') {
        const begin = trail.findIndex((known) => graph.edgeFrom[known] === next)
        return [...(begin < 0 ? [] : trail.slice(begin)), edge]
      }
      if (state.has(next)) continue
      trail.push(edge)
      const cycle = visit(next)
      if (cycle) return cycle
      trail.pop()
    }
    state.set(node, 'done')
    nodes.unshift(node)
    return undefined
  }
  for (const edge of edges) {
    const from = graph.edgeFrom[edge] as number
    const cycle = state.has(from) ? undefined : visit(from)
    if (cycle) return { cycle }
  }
  return { nodes }
}

/** The longest chain of edges. */
export function longestChain(task: Task, plan: Pick<Plan, 'edges'>, nodes: readonly number[]): number[] {
  const { graph } = task
  const best = new Map<number, number[]>()
  for (const node of nodes) {
    const chain = best.get(node) ?? []
    for (const edge of plan.edges) {
      if (graph.edgeFrom[edge] !== node) continue
      const to = graph.edgeTo[edge] as number
      if ((best.get(to)?.length ?? 0) < chain.length + 1) best.set(to, [...chain, edge])
    }
  }
  return [...best.values()].reduce((longest, chain) => (chain.length > longest.length ? chain : longest), [])
}

/** How many independent ways lead through the plan: 1 for a single path. */
export function strands(task: Task, plan: Pick<Plan, 'edges'>): number {
  const nodes = new Set(plan.edges.flatMap((edge) => [task.graph.edgeFrom[edge], task.graph.edgeTo[edge]]))
  return plan.edges.length - nodes.size + 2
}
