import type { Signal } from './support.ts'

/** Weights of signals per kind of source; above zero a claim counts as unsupported. Made by bench/summarize/fit-check.ts; do not edit by hand. */
export const CHECK_WEIGHTS = {
  news: {
    numbers: 1.61,
    names: 0.858,
    names_share: 0.648,
    negation: 0.396,
    opposite: -0.513,
    opposite_near: 0.512,
    strange: 0.886,
    strange_share: -0.621,
    pairs: 2.71,
    loose: 1.02,
    hedge: -0.435,
    long: 0.61,
    bias: -3.13,
  },
  paraphrase: {
    numbers: 1,
    names: 1,
    names_share: 0,
    negation: 1,
    opposite: 1,
    opposite_near: 1,
    strange: 0,
    strange_share: 0,
    pairs: 0,
    loose: 0,
    hedge: 0,
    long: 0,
    bias: -0.5,
  },
} as const satisfies Record<string, Record<Signal | 'bias', number>>

export type CheckKind = keyof typeof CHECK_WEIGHTS
