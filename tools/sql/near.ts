import { distance } from '../../chain/registry/near.ts'

const words = (name: string): string[] => name.split(/[_.]/).filter(Boolean)
const sameWords = (a: string, b: string): boolean => words(a).sort().join() === words(b).sort().join()

/** The name that was most likely meant, or undefined when none is near: a third of its letters may be wrong, at most four. */
export function nearest(word: string, names: Iterable<string>): string | undefined {
  const asked = word.toLowerCase()
  const most = Math.min(4, Math.max(1, Math.floor(asked.length / 3)))
  let best: { name: string; steps: number } | undefined
  for (const name of names) {
    const lower = name.toLowerCase()
    const steps = sameWords(asked, lower) ? 0.5 : distance(asked, lower, most)
    if (steps <= most && (!best || steps < best.steps)) best = { name, steps }
  }
  return best?.name
}
