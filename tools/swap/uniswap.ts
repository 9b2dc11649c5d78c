import { createRequire } from 'node:module'
import type * as Sdk from '@uniswap/sdk-core'

/** The package's ES module build does not load in Node (its imports have no endings), so its CommonJS build is taken. */
const sdk = createRequire(import.meta.url)('@uniswap/sdk-core') as typeof Sdk

export const { Token, CurrencyAmount, Percent, Price, TradeType } = sdk
export type Token = Sdk.Token
export type Currency = Sdk.Currency
export type CurrencyAmount = Sdk.CurrencyAmount<Sdk.Currency>
export type Percent = Sdk.Percent
export type Price = Sdk.Price<Sdk.Currency, Sdk.Currency>

/** The native coin of a chain: a class because the package asks for one, and its own knows no other coin than Ether. */
class Coin extends sdk.NativeCurrency {
  readonly #wrapped: Sdk.Token
  constructor(chain: number, symbol: string, wrapped: Sdk.Token) {
    super(chain, wrapped.decimals, symbol, symbol)
    this.#wrapped = wrapped
  }
  get wrapped(): Sdk.Token {
    return this.#wrapped
  }
  equals(other: Sdk.Currency): boolean {
    return other.isNative && other.chainId === this.chainId
  }
}

/** The native coin of a chain as a currency of the package. */
export const nativeCoin = (chain: number, symbol: string, wrapped: Sdk.Token): Sdk.Currency => new Coin(chain, symbol, wrapped)

/** An amount in base units with its currency. */
export const amountOf = (currency: Sdk.Currency, base: bigint): CurrencyAmount => CurrencyAmount.fromRawAmount(currency, base.toString())

/** Hundredths of a percent as a Percent. */
export const percentOf = (bps: number): Percent => new Percent(Math.round(bps), 10_000)
