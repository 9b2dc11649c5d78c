import { allStems, WORD_FEATURES, type WordWeights, wordFeatures } from '../../tools/summarize/text/importance.ts'
import type { Example } from './data.ts'

/** Solves a·x = b by Gauss-Jordan elimination; `a` is symmetric and positive. */
function solve(a: readonly Float64Array[], b: Float64Array): number[] {
  const lines = a.map((row, i) => Float64Array.from([...row, b[i] ?? 0]))
  lines.forEach((pivot, i) => {
    const scale = pivot[i] || 1e-9
    lines.forEach((line, r) => {
      if (r === i) return
      const factor = (line[i] ?? 0) / scale
      for (let c = i; c < line.length; c += 1) line[c] = (line[c] ?? 0) - factor * (pivot[c] ?? 0)
    })
  })
  return lines.map((line, i) => (line.at(-1) ?? 0) / (line[i] || 1e-9))
}

const STEPS = 8

/** Logistic regression by Newton's method: which words of documents stand in people's summaries of them. */
export function fitWords(examples: readonly Example[]): WordWeights {
  const rows = examples.flatMap(({ doc, query, reference }) => {
    const wanted = new Set(allStems(reference))
    return [...wordFeatures(doc, query)].map(([stem, x]) => ({ x: [...x, 1], y: wanted.has(stem) ? 1 : 0 }))
  })
  const n = WORD_FEATURES.length + 1
  const w = new Float64Array(n)
  for (let step = 0; step < STEPS; step += 1) {
    const slope = new Float64Array(n)
    const curve = Array.from({ length: n }, (_, i) => Float64Array.from({ length: n }, (_, j) => (i === j ? 1e-3 : 0)))
    for (const { x, y } of rows) {
      const p = 1 / (1 + Math.exp(-x.reduce((sum, value, j) => sum + value * (w[j] ?? 0), 0)))
      for (let i = 0; i < n; i += 1) {
        slope[i] = (slope[i] ?? 0) + (y - p) * (x[i] ?? 0)
        const line = curve[i] as Float64Array
        for (let j = 0; j < n; j += 1) line[j] = (line[j] ?? 0) + p * (1 - p) * (x[i] ?? 0) * (x[j] ?? 0)
      }
    }
    solve(curve, slope).forEach((value, i) => {
      w[i] = (w[i] ?? 0) + value
    })
  }
  const named = WORD_FEATURES.map((name, i) => [name, Number((w[i] ?? 0).toPrecision(3))])
  return { ...Object.fromEntries(named), bias: Number((w[n - 1] ?? 0).toPrecision(3)) } as WordWeights
}

const PARTS = 3

/** For each example the weights of words that were fitted without it and its third: what is learned on top must not have seen the answer. */
export function crossFitted(examples: readonly Example[]): WordWeights[] {
  const parts = Array.from({ length: PARTS }, (_, part) => fitWords(examples.filter((_, i) => i % PARTS !== part)))
  return examples.map((_, i) => parts[i % PARTS] as WordWeights)
}
