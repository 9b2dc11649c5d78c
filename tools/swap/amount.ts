import type { Address } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { type Coin, coinOf } from './coin.ts'
import { toBase } from './decimals.ts'
import { findQuote, type QuoteContext } from './find-quote.ts'
import type { SwapInput } from './input.ts'
import { readPurse } from './try-out.ts'

interface Asked {
  chain: Chain
  from: Coin
  to: Coin
  wallet: Address | undefined
  context: ToolContext<Handles>
  quoting: QuoteContext
}

/** Gas that selling all of the native coin leaves for the transaction itself, at twice the present price. */
const KEPT_GAS = 400_000n

/** The amount of the question in base units of the side it is of. Throws PetrelError input_invalid, no_route. */
export async function amountOf(input: SwapInput, asked: Asked): Promise<bigint> {
  const side = input.exact === 'in' ? asked.from : asked.to
  if (input.amount === 'all') return everything(input, asked)
  if (input.unit === undefined) return toBase(input.amount, side)
  const unit = await unitOf(input.unit, asked)
  const stated = toBase(input.amount, unit)
  if (unit.address === side.address) return stated
  // What that much of the other token costs at the market, both ends taken as equals.
  const found = await findQuote({ chain: asked.chain, from: unit, to: side, amount: stated, exact: 'in' }, asked.quoting)
  if ('quote' in found) return found.quote.amountOut
  throw new PetrelError('no_route', {
    message: `${input.amount} ${unit.symbol} cannot be expressed in ${side.symbol}: no route leads from one to the other.`,
    hint: `Give the amount in ${side.symbol}.`,
  })
}

/** Dollars are counted in the chain's first stablecoin. */
async function unitOf(words: string, { chain, context }: Asked): Promise<Coin> {
  const [stable] = chain.stables
  const dollars = /^(?:usd|\$|dollars?)$/i.test(words)
  if (dollars && stable === undefined)
    throw new PetrelError('input_invalid', {
      message: `${chain.name} has no stablecoin to count dollars in.`,
      hint: 'Give the amount in a token.',
    })
  return coinOf(dollars ? (stable as string) : words, chain, context.resolve)
}

async function everything(input: SwapInput, { chain, from, wallet, context }: Asked): Promise<bigint> {
  if (wallet === undefined || input.exact === 'out') {
    throw new PetrelError('input_invalid', {
      message: wallet ? '"All" can be paid, not received.' : 'Which "all" is meant is not known: no wallet of yours is remembered here.',
      hint: wallet ? 'Leave exact at "in".' : 'Send /wallet with your address first, or give a number.',
    })
  }
  const block = await chain.client.getBlockNumber()
  const { balance } = await readPurse(chain, { wallet, from, block, approvals: [] })
  const kept = from.key === 'native' ? 2n * KEPT_GAS * (await chain.client.getGasPrice()) : 0n
  if (balance > kept) return balance - kept
  throw new PetrelError('input_invalid', {
    message: `The wallet ${wallet} holds ${balance === 0n ? 'no' : 'too little'} ${from.symbol}${balance === 0n ? '' : ' to leave something for gas'}.`,
    hint: 'Give a number to see what a swap would be like.',
    facts: { wallet, locale: context.locale },
  })
}
