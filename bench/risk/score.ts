import type { Finding } from '../../audit/finding.ts'
import type { Sample } from './data.ts'

/** A finding as the sets see it: which labels it answers, on which lines. */
export interface Lines {
  kinds: readonly string[]
  from: number
  to: number
}

/**
 * Recall: labels of which a line lies in a finding that answers its kind. Precision: findings that answer any kind and touch a label of it.
 * The sets name one weakness a file, so precision is a lower bound.
 */
export function lineScore(pairs: readonly { sample: Sample; lines: readonly Lines[] }[]): { recall: number; precision: number } {
  let [labels, hits, alarms, good] = [0, 0, 0, 0]
  for (const { sample, lines } of pairs) {
    const mapped = lines.filter((one) => one.kinds.length > 0)
    const touches = (one: Lines): boolean =>
      sample.labels.some((label) => one.kinds.includes(label.kind) && label.lines.some((line) => line >= one.from && line <= one.to))
    labels += sample.labels.length
    hits += sample.labels.filter((label) =>
      mapped.some((one) => one.kinds.includes(label.kind) && label.lines.some((line) => line >= one.from && line <= one.to)),
    ).length
    alarms += mapped.length
    good += mapped.filter(touches).length
  }
  return { recall: (100 * hits) / Math.max(1, labels), precision: (100 * good) / Math.max(1, alarms) }
}

export interface Verdicts {
  hit: number
  missed: number
  wrong: number
}

/** Verdicts on whole files, by kind of label. */
export function verdicts(
  results: readonly { sample: Sample; findings: readonly Finding[] }[],
  map: Readonly<Record<string, readonly string[]>>,
): Map<string, Verdicts> {
  const scores = new Map<string, Verdicts>()
  for (const { sample, findings } of results) {
    for (const label of sample.labels) {
      const score = scores.get(label.kind) ?? { hit: 0, missed: 0, wrong: 0 }
      scores.set(label.kind, score)
      const found = findings.some((finding) => map[finding.check]?.includes(label.kind))
      if (label.holds && found) score.hit += 1
      else if (label.holds) score.missed += 1
      else if (found) score.wrong += 1
    }
  }
  return scores
}

/** Harmonic mean of precision and recall, in per cent. */
export const f1 = (score: Verdicts | undefined): number =>
  score ? (200 * score.hit) / Math.max(1, 2 * score.hit + score.missed + score.wrong) : 0
