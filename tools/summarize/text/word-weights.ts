import type { WordFeature } from './importance.ts'

/** Weights of features of words per genre. Made by bench/summarize/fit.ts from the fitting half of its data; do not edit by hand. */
export const WORD_WEIGHTS = {
  spec: {
    often: 1.08,
    share: -0.343,
    spread: 1.17,
    title: 2.2,
    early: 0.448,
    place: -0.911,
    purpose: -0.36,
    purpose_share: 0.282,
    digit: -0.347,
    headings: 0.313,
    bias: -3.4,
  },
  line: {
    often: 0.498,
    share: -0.179,
    spread: 1.35,
    title: 3.21,
    early: 0.955,
    place: -1.23,
    purpose: -0.101,
    purpose_share: -0.145,
    digit: -0.476,
    headings: 0.244,
    bias: -4.63,
  },
} as const satisfies Record<string, Record<WordFeature | 'bias', number>>
