import type { WordFeature } from './importance.ts'

/** Weights of features of words per genre. Made by bench/summarize/fit.ts from the fitting half of its data; do not edit by hand. */
export const WORD_WEIGHTS = {
  spec: {
    often: 0.72,
    share: -0.132,
    spread: 1.16,
    title: 2.2,
    early: 0.241,
    place: -0.745,
    purpose: 0.203,
    purpose_share: 0.0622,
    digit: -0.326,
    headings: 0.312,
    bias: -3.46,
  },
  line: {
    often: 0.336,
    share: -0.35,
    spread: 1.35,
    title: 3.2,
    early: 0.81,
    place: -1.1,
    purpose: 0.189,
    purpose_share: 0.0375,
    digit: -0.457,
    headings: 0.261,
    bias: -4.63,
  },
} as const satisfies Record<string, Record<WordFeature | 'bias', number>>
