import type { Action } from './actions.ts'
import type { Flow } from './flow.ts'

/** A test whether action `b` can come after action `a` in the same call, loops included. */
export function reachability(flow: Flow): (a: Action, b: Action) => boolean {
  const known = new Map<number, Uint8Array>()
  const from = (start: number): Uint8Array => {
    const old = known.get(start)
    if (old) return old
    const seen = new Uint8Array(flow.steps.length)
    const todo = [...(flow.steps[start]?.next ?? [])]
    for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
      if (seen[id]) continue
      seen[id] = 1
      todo.push(...(flow.steps[id]?.next ?? []))
    }
    known.set(start, seen)
    return seen
  }
  return (a, b) => (a.step === b.step && b.order > a.order) || from(a.step.id)[b.step.id] === 1
}
