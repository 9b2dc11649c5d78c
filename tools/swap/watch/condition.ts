import { z } from 'zod'
import type { AlertContext, Condition } from '../../../core/alert.ts'
import { PetrelError } from '../../../core/errors.ts'
import { checkLevel, type LevelMemory } from '../../../core/levels.ts'
import { inLocale, m } from '../../../core/title.ts'
import type { Handles } from '../../define.ts'
import { formatDecimal } from '../../format.ts'
import { coinOf } from '../coin.ts'
import { toBase } from '../decimals.ts'
import { findQuote } from '../find-quote.ts'
import { servicesOf } from '../services.ts'

const decimal = z.string().regex(/^\d{1,60}(\.\d{1,60})?$/)

export const quoteSpec = z.object({
  chain: z.number().int(),
  tokenIn: z.string().min(1).max(80),
  tokenOut: z.string().min(1).max(80),
  /** As they were called when it was set. */
  symbols: z.object({ tokenIn: z.string().max(40), tokenOut: z.string().max(40) }),
  amount: decimal,
  when: z.enum(['above', 'below']),
  limit: decimal,
})
export type QuoteSpec = z.output<typeof quoteSpec>

const WORDS = {
  above: m(
    '{amount} {from} gives more than {limit} {to} after gas',
    '{amount} {from} da más de {limit} {to} después del gas',
    '{amount} {from} 扣除 gas 后换得超过 {limit} {to}',
    {
      ru: '{amount} {from} даёт больше {limit} {to} за вычетом газа',
      tr: '{amount} {from}, gaz sonrası {limit} {to} üzerinde verir',
      vi: '{amount} {from} đổi được hơn {limit} {to} sau phí gas',
    },
  ),
  below: m(
    '{amount} {from} gives less than {limit} {to} after gas',
    '{amount} {from} da menos de {limit} {to} después del gas',
    '{amount} {from} 扣除 gas 后换得低于 {limit} {to}',
    {
      ru: '{amount} {from} даёт меньше {limit} {to} за вычетом газа',
      tr: '{amount} {from}, gaz sonrası {limit} {to} altında verir',
      vi: '{amount} {from} đổi được ít hơn {limit} {to} sau phí gas',
    },
  ),
}

/** "1 ETH gives more than 4,000 USDC after gas". */
export function describeQuote({ amount, when, limit, symbols }: QuoteSpec, locale: string): string {
  const values: Record<string, string> = {
    amount: formatDecimal(amount, locale, 18),
    limit: formatDecimal(limit, locale, 18),
    from: symbols.tokenIn,
    to: symbols.tokenOut,
  }
  return inLocale(WORDS[when], locale).replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}

/** What a swap gives now, gas paid, in whole output tokens. Throws PetrelError no_route, rpc_failed. */
export async function netOf(
  spec: QuoteSpec,
  context: Pick<AlertContext<Handles>, 'handles' | 'resolve' | 'signal'>,
): Promise<{ net: number; block: number }> {
  const { handles, resolve, signal } = context
  const chain = handles.chains.get(spec.chain)
  const [from, to] = await Promise.all([coinOf(spec.tokenIn, chain, resolve), coinOf(spec.tokenOut, chain, resolve)])
  const question = { chain, from, to, amount: toBase(spec.amount, from), exact: 'in' as const }
  const found = await findQuote(question, { services: servicesOf(handles), signal, progress: () => undefined })
  if ('quote' in found) return { net: found.quote.net / 10 ** to.decimals, block: Number(found.snapshot.block) }
  throw new PetrelError('no_route', {
    message: `There is no route from ${spec.symbols.tokenIn} to ${spec.symbols.tokenOut} now.`,
    hint: 'The watch goes on and looks again.',
  })
}

/** A swap's result after gas against a limit, by the live pools. */
export const quoteCondition: Condition<QuoteSpec, LevelMemory, Handles> = {
  kind: 'quote',
  spec: quoteSpec,
  describe: describeQuote,
  reword: (spec, { op, value, percent }) => {
    if (percent || op === 'change' || op === 'cross') return undefined
    const limit = value === undefined ? spec.limit : value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 18 })
    return { ...spec, when: op ?? spec.when, limit }
  },
  check: async (spec, memory, context) => {
    const { net, block } = await netOf(spec, context)
    const { memory: next, fired } = checkLevel({ op: spec.when, level: Number(spec.limit) }, net, memory)
    if (fired === undefined) return { memory: next }
    const { tokenIn, tokenOut } = spec.symbols
    const name = `${spec.amount} ${tokenIn} after gas`
    const facts = [
      { name, value: net, unit: tokenOut, source: 'the best route over the live pools', chain: spec.chain, block, at: context.now() },
    ]
    return { memory: next, fired: { event: String(fired), facts } }
  },
}
