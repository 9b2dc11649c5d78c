import type { Chain } from '../../../chain/clients/chains.ts'
import { PetrelError } from '../../../core/errors.ts'
import type { ToolContext } from '../../../core/tool.ts'
import type { Handles } from '../../define.ts'
import type { Coin } from '../coin.ts'
import { toBase } from '../decimals.ts'
import type { SwapInput } from '../input.ts'
import type { SwapWatch } from '../result.ts'
import { type QuoteSpec, quoteCondition } from './condition.ts'

/** Milliseconds between two looks: a quote costs a few calls to the chain. */
const EVERY_MS = 60_000

interface Ends {
  input: SwapInput
  chain: Chain
  from: Coin
  to: Coin
}

/** Registers a watch of a swap's result. Throws PetrelError not_allowed where nobody could be told, input_invalid. */
export async function addWatch({ input, chain, from, to }: Ends, context: ToolContext<Handles>): Promise<SwapWatch> {
  const { asker, handles, locale, ledger } = context
  const { bot, chat, user, role, place } = asker
  if (bot === 'cli' || bot === 'http' || !handles.alerts) {
    throw new PetrelError('not_allowed', {
      message: 'A watch needs a chat in which I can tell you.',
      hint: 'Ask in Telegram or Discord; here, ask for the swap when you want it.',
    })
  }
  if (!input.watch || input.amount === 'all') {
    throw new PetrelError('input_invalid', {
      message: 'A watch needs an amount and a limit.',
      hint: 'For example: tell me when 1 ETH > 4,000 USDC after gas.',
    })
  }
  toBase(input.amount, from)
  toBase(input.watch.amount, to)
  const spec: QuoteSpec = {
    chain: chain.id,
    tokenIn: from.key === 'native' ? from.symbol : from.address,
    tokenOut: to.key === 'native' ? to.symbol : to.address,
    symbols: { tokenIn: from.symbol.slice(0, 40), tokenOut: to.symbol.slice(0, 40) },
    amount: input.amount,
    when: input.watch.when,
    limit: input.watch.amount,
  }
  const owner = { bot, chat, user }
  const alert = await handles.alerts.add({ owner, role, place, locale, kind: quoteCondition.kind, spec, cadence: { everyMs: EVERY_MS } })
  const title = ledger.user({ name: 'watch', value: alert.title, words: alert.title })
  return { kind: 'watch', alert, title: { id: title.id, value: alert.title } }
}
