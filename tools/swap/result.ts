import type { GasNow } from '../../chain/market/market.ts'
import type { TokenVerdict } from '../../chain/market/token-gate.ts'
import type { Prepared } from '../../chain/transactions/transaction.ts'
import type { Alert } from '../../core/alert.ts'
import type { TokenKey } from '../../routing/pool.ts'
import type { Quote } from '../../routing/quote.ts'
import type { Coin } from './coin.ts'
import type { Excluded } from './graphs.ts'
import type { SwapInput } from './input.ts'
import type { RiskSaid } from './risk-line.ts'
import type { Tolerance } from './slippage.ts'
import type { Purse, TryOut } from './try-out.ts'
import type { CurrencyAmount, Percent, Price } from './uniswap.ts'

/** A figure with the record behind it. */
export interface Fact {
  id: string
  /** Whole tokens or the unit that `unit` names, exact. */
  value: string
}

/** The figures of a quote, each recorded, as the types of the Uniswap packages where those have one. */
export interface Terms {
  paid: CurrencyAmount
  received: CurrencyAmount
  minimum: CurrencyAmount
  maximum: CurrencyAmount
  price: Price
  slippage: Percent
}

export interface Facts {
  paid: Fact
  received: Fact
  minimum: Fact
  maximum: Fact
  price: Fact
  impact: Fact
  gap: Fact
  gasUnits: Fact
  gasCost: Fact
  block: Fact
  slippage: Fact
  pools: Fact
  transactions?: Fact
  versusPool?: Fact
  singlePool?: Fact
  compared?: Fact
  comparedDifference?: Fact
  oneTransaction?: Fact
  simulated?: Fact
  balance?: Fact
  excluded?: Fact
  /** What the asker did not want, in their words. */
  without?: Fact
}

/** What trying a token out came to, and the record of it. */
export interface Tried {
  symbol: string
  verdict: TokenVerdict
  /** The reasons in words. */
  fact: Fact
}

/** Another service's offer beside ours. */
export interface Compared {
  name: string
  amount: bigint
  /** Ours less theirs, in percent of theirs. */
  differencePct: number
}

export interface SwapQuote {
  kind: 'quote'
  input: SwapInput
  /** `relay` is where the operator lets signed transactions be sent unseen. */
  chain: { id: number; name: string; coin: string; relay?: string }
  from: Coin
  to: Coin
  quote: Quote
  terms: Terms
  facts: Facts
  /** Names of every token on the route. */
  names: ReadonlyMap<TokenKey, { symbol: string; decimals: number }>
  /** Record of the legs table; rows in order of execution. */
  legsRecord: string
  fees: ReadonlyMap<string, number>
  tolerance: Tolerance
  gas: GasNow
  /** Unix milliseconds. */
  blockTime: number
  expires: number
  prepared: Prepared | undefined
  /** Set when the best route needs several transactions: what one transaction would give. */
  inOne?: { amountIn: bigint; amountOut: bigint }
  wallet: string | undefined
  purse: Purse | undefined
  tried: TryOut | undefined
  taxes: readonly Tried[]
  untried: readonly Tried[]
  avoided: readonly Tried[]
  excluded: readonly Excluded[]
  slowed: readonly string[]
  /** The risk tool's verdict on what is bought, or that it is not there yet. */
  risk?: Exclude<RiskSaid, undefined>
  compared?: Compared
  assumed: readonly ('native' | 'usd')[]
  /** Asked in front of others. */
  group: boolean
  /** The quote and its question as JSON that verify reads; with `proof`, the pools too. */
  file: string
}

export interface SwapRefused {
  kind: 'unsafe' | 'taxed-out'
  symbol: string
  token: string
  verdict: TokenVerdict
  fact: Fact
  chain: { name: string }
  block: Fact
}

export interface SwapNone {
  kind: 'none'
  from: Coin
  to: Coin
  chain: { name: string }
  reason: string
  detail: string
  block: Fact
  /** Pools that take no part, in words. */
  leftOut?: Fact
}

export interface SwapWatch {
  kind: 'watch'
  alert: Alert
  title: Fact
}

export type SwapResult = SwapQuote | SwapRefused | SwapNone | SwapWatch
