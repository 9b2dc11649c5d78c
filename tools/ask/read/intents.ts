import type { Features } from './features.ts'
import { amounts, given, meanOfSeries, sidesOf, sideWorth, tradeSizes, transferValue } from './intents/amounts.ts'
import { bestBlock, coinMoves, coinTransfers, creations, errors, labelled, mined, oneBlock, whose } from './intents/chain.ts'
import {
  bearers,
  bounded,
  commonLabels,
  concentration,
  countedPeople,
  deepest,
  extremePrice,
  oneSided,
  timesMoved,
} from './intents/groups.ts'
import { biggestMove, distinct, movesOf, sentTokens, tradedTokens, whichKinds } from './intents/kinds.ts'
import { candles, changed, dearest, extremes } from './intents/prices.ts'
import type { Intent } from './intents/shared.ts'
import { coinWorth, earners, feesBy, fullBlocks, gasEaters, priceMovers, still, whales } from './intents/slang.ts'
import { buyers, counterparts, doers, movers, people, withMost } from './intents/who.ts'

const INTENTS: readonly ((features: Features) => Intent | undefined)[] = [
  bounded,
  priceMovers,
  earners,
  whales,
  whose,
  gasEaters,
  feesBy,
  fullBlocks,
  coinWorth,
  still,
  concentration,
  deepest,
  bearers,
  commonLabels,
  extremePrice,
  timesMoved,
  oneSided,
  given,
  candles,
  sidesOf,
  sideWorth,
  tradeSizes,
  buyers,
  counterparts,
  transferValue,
  whichKinds,
  sentTokens,
  biggestMove,
  movesOf,
  extremes,
  dearest,
  changed,
  oneBlock,
  errors,
  labelled,
  movers,
  countedPeople,
  tradedTokens,
  doers,
  mined,
  creations,
  people,
  withMost,
  distinct,
  meanOfSeries,
  coinMoves,
  coinTransfers,
  bestBlock,
  amounts,
]

/** The first pattern that fits the sentence as a whole. */
export function intent(features: Features): Intent | undefined {
  for (const pattern of INTENTS) {
    const found = pattern(features)
    if (found) return found
  }
  return undefined
}
