import type { TokenVerdict } from '../../chain/market/token-gate.ts'
import type { Ledger } from '../../core/ledger.ts'
import type { TokenKey } from '../../routing/pool.ts'
import type { Quote } from '../../routing/quote.ts'
import { cleanText, unitsToDecimal } from '../format.ts'
import type { Coin } from './coin.ts'
import type { Fact } from './result.ts'

export interface Where {
  chain: number
  block: number
}

export interface Recorder {
  /** A token amount from base units, recorded in whole tokens. */
  amount(name: string, base: bigint, coin: Pick<Coin, 'decimals' | 'symbol'>, source: string): Fact
  value(name: string, value: string | number, unit: string, source: string): Fact
  /** A figure that stands in the question itself. */
  asked(name: string, value: string | number, unit: string, words: string): Fact
}

/** Records figures of one block of one chain. */
export function recorder(ledger: Ledger, where: Where): Recorder {
  const keep = (fact: { name: string; value: string | number; unit: string; source: string }): Fact => {
    const record = ledger.measured({ ...fact, ...where })
    return { id: record.id, value: String(fact.value) }
  }
  return {
    amount: (name, base, { decimals, symbol }, source) => keep({ name, value: unitsToDecimal(base, decimals), unit: symbol, source }),
    value: (name, value, unit, source) => keep({ name, value, unit, source }),
    asked: (name, value, unit, words) => ({ id: ledger.user({ name, value, unit, words }).id, value: String(value) }),
  }
}

/** The reasons of a verdict on a token as one record: strangers' words, cleaned. */
export const reasonsOf = (record: Recorder, symbol: string, verdict: TokenVerdict): Fact => {
  const source = verdict.trial
    ? `trial trade in a simulation (${verdict.trial.simulator}) on block ${verdict.block}`
    : 'no trial trade was possible'
  return record.value(`what trying out ${symbol} came to`, cleanText(verdict.reasons.join(' '), 400), '', source)
}

export type Names = ReadonlyMap<TokenKey, { symbol: string; decimals: number }>

/** The legs of a route as one table record, in the order of execution; returns its id. */
export function recordLegs(
  ledger: Ledger,
  { quote, names, fees, where }: { quote: Quote; names: Names; fees: ReadonlyMap<string, number>; where: Where },
): string {
  const shown = (token: TokenKey, base: bigint) => unitsToDecimal(base, names.get(token)?.decimals ?? 18)
  const record = ledger.table({
    name: 'legs of the route',
    columns: [
      { name: 'from', unit: '', type: 'text' },
      { name: 'to', unit: '', type: 'text' },
      { name: 'exchange', unit: '', type: 'text' },
      { name: 'fee', unit: '%', type: 'number' },
      { name: 'paid', unit: 'tokens', type: 'number' },
      { name: 'received', unit: 'tokens', type: 'number' },
      { name: 'share of the input', unit: '%', type: 'number' },
      { name: 'pool', unit: '', type: 'address' },
    ],
    rows: quote.legs.map((leg) => [
      names.get(leg.tokenIn)?.symbol ?? leg.tokenIn,
      names.get(leg.tokenOut)?.symbol ?? leg.tokenOut,
      leg.dex ?? leg.kind,
      (fees.get(leg.pool) ?? 0) / 10_000,
      shown(leg.tokenIn, leg.amountIn),
      shown(leg.tokenOut, leg.amountOut),
      shareOf(quote, leg.tokenIn, leg.amountIn),
      leg.pool,
    ]),
    source: `replay of the route on the pools' states at block ${where.block}`,
    ...where,
  })
  return record.id
}

/** Percent of what the route spends of this token that goes into a leg. */
export function shareOf(quote: Quote, token: TokenKey, amount: bigint): number {
  const total = quote.legs.filter((leg) => leg.tokenIn === token).reduce((sum, leg) => sum + leg.amountIn, 0n)
  return total === 0n ? 0 : Number((amount * 1_000_000n) / total) / 10_000
}
