/**
 * Makes tools/summarize/text/check-weights.ts: weights for whole summaries of news from the fitting half (data.ts: half 0, by document) of
 * CLIFF; for paraphrases a plain rule, since weights fitted on SummEdits did worse on its other half than counting any one fault. Run:
 * node --import tsx bench/summarize/fit-check.ts DATA_DIR
 */
import { writeFileSync } from 'node:fs'
import { evidenceOf, SIGNALS, signalsOf } from '../../tools/summarize/text/support.ts'
import { half } from './data.ts'
import { cliff, type Pair } from './pairs.ts'

interface Row {
  x: number[]
  bad: number
}

const rowsOf = (pairs: readonly Pair[]): Row[] =>
  pairs.filter(({ group }) => half(group) === 0).map(({ claim, document, faithful }) => {
    const signals = signalsOf(claim, evidenceOf(document))
    return { x: SIGNALS.map((name) => signals[name]), bad: faithful ? 0 : 1 }
  }) // biome-ignore format: short

/** Logistic regression by gradient descent on scaled signals, both classes weighing the same. */
function logistic(rows: readonly Row[], decay = 0.02, steps = 800): { weights: number[]; bias: number } {
  const n = SIGNALS.length
  const column = (j: number) => rows.map(({ x }) => x[j] ?? 0)
  const mean = SIGNALS.map((_, j) => column(j).reduce((a, b) => a + b, 0) / rows.length)
  const spread = SIGNALS.map(
    (_, j) => Math.sqrt(column(j).reduce((sum, value) => sum + (value - (mean[j] ?? 0)) ** 2, 0) / rows.length) || 1,
  )
  const bad = rows.filter((row) => row.bad === 1).length
  const weight = [rows.length / 2 / (rows.length - bad), rows.length / 2 / bad]
  const scaled = rows.map(({ x, bad: y }) => ({ x: x.map((value, j) => (value - (mean[j] ?? 0)) / (spread[j] ?? 1)), y }))
  const w = new Float64Array(n)
  let bias = 0
  for (let step = 0; step < steps; step += 1) {
    const slope = new Float64Array(n)
    let biasSlope = 0
    for (const { x, y } of scaled) {
      const z = x.reduce((sum, value, j) => sum + value * (w[j] ?? 0), bias)
      const error = ((y - 1 / (1 + Math.exp(-z))) * (weight[y] ?? 1)) / rows.length
      for (let j = 0; j < n; j += 1) slope[j] = (slope[j] ?? 0) + error * (x[j] ?? 0)
      biasSlope += error
    }
    for (let j = 0; j < n; j += 1) w[j] = (w[j] ?? 0) + (slope[j] ?? 0) - decay * (w[j] ?? 0)
    bias += biasSlope
  }
  const weights = [...w].map((value, j) => value / (spread[j] ?? 1))
  return { weights, bias: bias - weights.reduce((sum, value, j) => sum + value * (mean[j] ?? 0), 0) }
}

const dir = process.argv[2] ?? ''
/** Signals of which any one speaks against a paraphrase. */
const RULE = new Set(['numbers', 'names', 'negation', 'opposite', 'opposite_near'])
const rule = { weights: SIGNALS.map((name) => (RULE.has(name) ? 1 : 0)), bias: -0.5 }
const kinds = { news: logistic(rowsOf(cliff(dir))), paraphrase: rule }
const blocks = Object.entries(kinds).map(([kind, { weights, bias }]) => {
  const lines = SIGNALS.map((name, j) => `    ${name}: ${Number((weights[j] ?? 0).toPrecision(3))},`)
  return `  ${kind}: {\n${lines.join('\n')}\n    bias: ${Number(bias.toPrecision(3))},\n  },`
})
writeFileSync(
  new URL('../../tools/summarize/text/check-weights.ts', import.meta.url),
  `import type { Signal } from './support.ts'\n\n/** Weights of signals per kind of source; above zero a claim counts as unsupported. Made by bench/summarize/fit-check.ts; do not edit by hand. */\nexport const CHECK_WEIGHTS = {\n${blocks.join('\n')}\n} as const satisfies Record<string, Record<Signal | 'bias', number>>\n\nexport type CheckKind = keyof typeof CHECK_WEIGHTS\n`,
)
