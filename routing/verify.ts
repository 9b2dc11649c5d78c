import type { Pool } from './amms/index.ts'
import { buildGraph } from './graph/graph.ts'
import type { Question, Quote } from './quote.ts'
import { type Replay, replay } from './replay.ts'
import { bound, gapBps } from './search/certificate.ts'
import { certificatePrices } from './search/certificate-prices.ts'
import { makeTask } from './search/make-task.ts'

/** Everything that is needed to check a quote with no network: a plain JSON file. */
export interface QuoteFile {
  question: Question
  quote: Quote
  pools: readonly Pool[]
}

export interface Verdict {
  /** The legs hold to the wei, and the certificate's bound is what its prices prove. */
  holds: boolean
  replay: Replay
  /** The bound computed afresh from the certificate's prices, and the quote's distance from it. */
  bound: number
  gapBps: number
  problems: string[]
}

/** Relative difference between two computations of one bound that is put down to floats. */
const SAME = 1e-9

/** Replays a quote and computes its certificate again from the prices it names. Throws nothing: what does not hold is in `problems`. */
export function verify({ question, quote, pools }: QuoteFile): Verdict {
  const replayed = replay(quote, pools)
  const problems = [...replayed.problems, ...mismatches(question, quote)]
  const graph = buildGraph(pools)
  const task = makeTask(graph, question)
  if ('reason' in task) {
    return { holds: false, replay: replayed, bound: Number.NaN, gapBps: Number.NaN, problems: [...problems, task.detail] }
  }
  const value = bound(task, certificatePrices(task, quote.certificate.prices))
  const gas = quote.legs.reduce((sum, leg) => {
    const index = graph.poolIndex.get(leg.pool)
    return sum + (index === undefined ? 30_000 : (graph.poolGas[index] as number) + leg.crossings * (graph.crossingGas[index] as number))
  }, task.baseGas)
  const score = (task.exactOut ? -Number(replayed.amountIn) : Number(replayed.amountOut)) - gas * task.gasPrice
  const told = task.exactOut ? -quote.certificate.bound : quote.certificate.bound
  if (!(Math.abs(value - told) <= SAME * Math.abs(told))) problems.push(`The prices prove a bound of ${value}, the quote says ${told}.`)
  if (score > value) problems.push(`The quote is above its own bound: ${score} against ${value}.`)
  return { holds: problems.length === 0, replay: replayed, bound: task.exactOut ? -value : value, gapBps: gapBps(score, value), problems }
}

function mismatches(question: Question, quote: Quote): string[] {
  const same =
    question.tokenIn === quote.tokenIn &&
    question.tokenOut === quote.tokenOut &&
    question.exact === quote.exact &&
    question.amount === (quote.exact === 'in' ? quote.amountIn : quote.amountOut)
  return same ? [] : ['The quote answers another question.']
}
