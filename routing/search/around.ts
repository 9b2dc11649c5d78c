import { arbitrageAt, hit } from '../graph/segments.ts'
import { extend, LONGEST } from './detours.ts'
import { LEAST } from './narrow.ts'
import type { Plan, Task } from './task.ts'

/** How far prices may still move while a split is improved, as a part of themselves. */
const SLACK = 0.002

/**
 * The even edge of every pair that could earn its pool's gas at a plan's prices, give or take a little, and of the pairs through which its
 * tokens are sold on from there. A split is improved among these alone. Sets the prices of nodes outside the plan in `plan.nu`.
 */
export function around(task: Task, plan: Plan, slack = SLACK): number[] {
  const { graph, source, target, allowed, gasPrice } = task
  const { edgeFrom, edgeTo, edgePool, poolGas, spot } = graph
  const { fixed, via } = extend(task, plan)
  const { nu } = plan
  const least = LEAST * task.amount * (nu[task.exactOut ? target : source] as number)
  const pairs = new Set<number>()
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    const [from, to] = [nu[edgeFrom[edge] as number] as number, (nu[edgeTo[edge] as number] as number) * (1 + slack)]
    if (!((spot[edge] as number) * to > from) || from === 0) continue
    const pool = edgePool[edge] as number
    if (allowed[pool] === 0 || edgeFrom[edge] === target || edgeTo[edge] === source) continue
    if (!arbitrageAt(graph, edge, from, to) || hit.profit <= Math.max(least, (poolGas[pool] as number) * gasPrice)) continue
    pairs.add(edge & ~1)
    let node = edgeTo[edge] as number
    for (let steps = 0; fixed[node] === 0 && steps < LONGEST; steps++) {
      const next = via[node] as number
      if (next < 0) break
      pairs.add(next & ~1)
      node = edgeTo[next] as number
    }
  }
  return [...pairs]
}
