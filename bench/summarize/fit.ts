/**
 * Makes tools/summarize/text/weights.ts from the fitting half of a data folder (data.ts: half 0). Run:
 * node --import tsx bench/summarize/fit.ts DATA_DIR
 * Proposals and EIP lines choose one sentence; proposals maximise the expected ROUGE of a softmax choice, EIPs regress ROUGE on features.
 * Talk and news are set by hand: too few segments to fit, and no news with human summaries.
 */
import { writeFileSync } from 'node:fs'
import { FEATURES, type Feature, featuresOf } from '../../tools/summarize/text/features.ts'
import type { WordWeights } from '../../tools/summarize/text/importance.ts'
import { type Example, eips, half, proposals } from './data.ts'
import { crossFitted, fitWords } from './fit-words.ts'
import { rouge, rougeTokens } from './rouge.ts'

interface Rated {
  features: Float64Array[]
  gain: number[]
}

const fitting = (examples: readonly Example[]): Example[] => examples.filter(({ id }) => half(id) === 0)

/** Features and gains of the sentences of each example; `words` gives the weights of words that go with it. */
function rated(
  examples: readonly Example[],
  { second, off = [], words = [] }: { second: number; off?: readonly Feature[]; words?: readonly WordWeights[] },
): Rated[] {
  return examples.map(({ doc, query, reference }, at) => {
    const wanted = rougeTokens(reference)
    const gain = doc.units.map(({ text }) => {
      const own = rougeTokens(text)
      return rouge(own, wanted, 1) + second * rouge(own, wanted, 2)
    })
    const features = featuresOf(doc, query, words[at]).map((row) =>
      row.map((value, i) => (off.includes(FEATURES[i] as Feature) ? 0 : value)),
    )
    return { features, gain }
  })
}

const N = FEATURES.length

/** Ridge regression by normal equations and Gauss-Jordan elimination. */
function ridge(rows: readonly Float64Array[], wanted: readonly number[], lambda: number): number[] {
  const n = N + 1
  const a = Array.from({ length: n }, () => new Float64Array(n + 1))
  rows.forEach((row, k) => {
    const x = [...row, 1]
    for (let i = 0; i < n; i += 1) {
      const line = a[i] as Float64Array
      for (let j = 0; j < n; j += 1) line[j] = (line[j] ?? 0) + (x[i] ?? 0) * (x[j] ?? 0)
      line[n] = (line[n] ?? 0) + (x[i] ?? 0) * (wanted[k] ?? 0)
    }
  })
  for (let i = 0; i < N; i += 1) (a[i] as Float64Array)[i] = (a[i]?.[i] ?? 0) + lambda
  for (let i = 0; i < n; i += 1) {
    const pivot = a[i] as Float64Array
    const scale = pivot[i] || 1e-9
    a.forEach((line, r) => {
      if (r === i) return
      const factor = (line[i] ?? 0) / scale
      for (let c = i; c <= n; c += 1) line[c] = (line[c] ?? 0) - factor * (pivot[c] ?? 0)
    })
  }
  return a.slice(0, N).map((line, i) => (line[n] ?? 0) / (line[i] || 1e-9))
}

/** Features and gains as differences from the document's mean: only the order within a document matters. */
function centred({ features, gain }: Rated): Rated {
  const count = gain.length
  const mean = Float64Array.from({ length: N }, (_, j) => features.reduce((sum, row) => sum + (row[j] ?? 0), 0) / count)
  const middle = gain.reduce((sum, value) => sum + value, 0) / count
  return { features: features.map((row) => row.map((value, j) => value - (mean[j] ?? 0))), gain: gain.map((value) => value - middle) }
}

const regress = (data: readonly Rated[], lambda: number): number[] =>
  ridge(
    data.flatMap(({ features }) => features),
    data.flatMap(({ gain }) => gain),
    lambda,
  )

/** Spread of each feature, by which weights are scaled while they are learned. */
function spreadOf(data: readonly Rated[]): Float64Array {
  const rows = data.flatMap(({ features }) => features)
  return Float64Array.from({ length: N }, (_, j) => {
    const mean = rows.reduce((sum, row) => sum + (row[j] ?? 0), 0) / rows.length
    return Math.sqrt(rows.reduce((sum, row) => sum + ((row[j] ?? 0) - mean) ** 2, 0) / rows.length) || 1
  })
}

/** Gradient of the expected gain of a softmax choice among the sentences of one document. */
function gradient({ features, gain }: Rated, weights: Float64Array, spread: Float64Array): Float64Array {
  const scores = features.map((row) => row.reduce((sum, value, j) => sum + ((weights[j] ?? 0) * value) / (spread[j] ?? 1), 0))
  const top = Math.max(...scores)
  const raw = scores.map((score) => Math.exp(score - top))
  const total = raw.reduce((sum, value) => sum + value, 0)
  const expected = raw.reduce((sum, value, i) => sum + (value / total) * (gain[i] ?? 0), 0)
  const out = new Float64Array(N)
  features.forEach((row, i) => {
    const push = ((raw[i] ?? 0) / total) * ((gain[i] ?? 0) - expected)
    for (let j = 0; j < N; j += 1) out[j] = (out[j] ?? 0) + (push * (row[j] ?? 0)) / (spread[j] ?? 1)
  })
  return out
}

/** Adam (Kingma & Ba 2015) on batches of 32 documents in a fixed order. */
function choose(data: readonly Rated[], { epochs = 60, rate = 0.03, decay = 0.001 } = {}): number[] {
  const spread = spreadOf(data)
  const [weights, first, second] = [new Float64Array(N), new Float64Array(N), new Float64Array(N)]
  let step = 0
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (let start = 0; start < data.length; start += 32) {
      const batch = Array.from({ length: Math.min(32, data.length - start) }, (_, k) => data[((start + k) * 7919) % data.length] as Rated)
      const sum = new Float64Array(N)
      for (const item of batch) gradient(item, weights, spread).forEach((value, j) => { sum[j] = (sum[j] ?? 0) + value / batch.length }) // biome-ignore format: short
      step += 1
      for (let j = 0; j < N; j += 1) {
        const slope = (sum[j] ?? 0) - decay * (weights[j] ?? 0)
        first[j] = 0.9 * (first[j] ?? 0) + 0.1 * slope
        second[j] = 0.999 * (second[j] ?? 0) + 0.001 * slope * slope
        weights[j] =
          (weights[j] ?? 0) + (rate * ((first[j] ?? 0) / (1 - 0.9 ** step))) / (Math.sqrt((second[j] ?? 0) / (1 - 0.999 ** step)) + 1e-8)
      }
    }
  }
  return [...weights].map((weight, j) => weight / (spread[j] ?? 1))
}

const byHand = (weights: Partial<Record<Feature, number>>): number[] => FEATURES.map((name) => weights[name] ?? 0)

const dir = process.argv[2] ?? ''
const talk = byHand({ lead: 1, centroid: 0.3, words: 0.3, first_person: -0.6, title_share: 0.15 })
const news = byHand({
  lead: 0.4,
  centroid: 1,
  rank: 0.3,
  title_share: 0.6,
  words: 0.2,
  asks: -0.3,
  first_person: -0.2,
  procedure: -0.5,
  link: -0.3,
})
const [abstracts, lines] = [fitting(eips(dir, 'abstract')), fitting(eips(dir, 'description'))]
const lineOff = ['lead', 'feedback', 'numbers_only'] as const
const models: Record<string, number[]> = {
  proposal: choose(rated(fitting(proposals(dir)), { second: 1 })),
  spec: regress(rated(abstracts, { second: 2, words: crossFitted(abstracts) }), 3),
  line: regress(rated(lines, { second: 2, off: lineOff, words: crossFitted(lines) }).map(centred), 10),
  talk,
  news,
}
const words: Record<string, WordWeights> = { spec: fitWords(abstracts), line: fitWords(lines) }

const wordRows = Object.entries(words).map(([genre, weights]) => `  ${genre}: {\n${Object.entries(weights).map(([name, value]) => `    ${name}: ${value},`).join('\n')}\n  },`) // biome-ignore format: short
writeFileSync(
  new URL('../../tools/summarize/text/word-weights.ts', import.meta.url),
  `import type { WordFeature } from './importance.ts'\n\n/** Weights of features of words per genre. Made by bench/summarize/fit.ts from the fitting half of its data; do not edit by hand. */\nexport const WORD_WEIGHTS = {\n${wordRows.join('\n')}\n} as const satisfies Record<string, Record<WordFeature | 'bias', number>>\n`,
)
const rows = Object.entries(models).map(([genre, weights]) => {
  const pairs = weights.map((weight, i) => `    ${FEATURES[i]}: ${Number(weight.toPrecision(3))},`)
  return `  ${genre}: {\n${pairs.join('\n')}\n  },`
})
writeFileSync(
  new URL('../../tools/summarize/text/weights.ts', import.meta.url),
  `import type { Feature } from './features.ts'\n\n/** Weights of features per genre. Made by bench/summarize/fit.ts from the fitting half of its data; do not edit by hand. */\nexport const WEIGHTS = {\n${rows.join('\n')}\n} as const satisfies Record<string, Record<Feature, number>>\n\nexport type Genre = keyof typeof WEIGHTS\n`,
)
