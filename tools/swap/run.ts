import type { Address } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { prepare } from '../../chain/transactions/prepare.ts'
import type { Order } from '../../chain/transactions/transaction.ts'
import { executable, venuesOf } from '../../chain/transactions/venues.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Pool } from '../../routing/amms/index.ts'
import type { NoRoute, Quote } from '../../routing/quote.ts'
import { replay } from '../../routing/replay.ts'
import type { Handles } from '../define.ts'
import { amountOf } from './amount.ts'
import { type Coin, coinOf, symbolsOf } from './coin.ts'
import { describe } from './describe.ts'
import { type Found, findQuote, isWrap, type NotFound, type QuoteContext } from './find-quote.ts'
import { listed } from './graphs.ts'
import type { SwapInput } from './input.ts'
import { reasonsOf, recorder } from './record.ts'
import type { SwapNone, SwapRefused, SwapResult } from './result.ts'
import { askRisk, type RiskAsked } from './risk-line.ts'
import { servicesOf } from './services.ts'
import { proposeSlippage, type Tolerance } from './slippage.ts'
import { readPurse, STAND_IN, tryOut } from './try-out.ts'
import { inOneTransaction, withTaxes } from './variants.ts'
import { addWatch } from './watch/add-watch.ts'
import { wrapQuote } from './wrap-quote.ts'

/** Seconds for which the calldata stays valid. */
const DEADLINE_S = 1200
/** Milliseconds for which a finished quote waits for the verdict on the bought token. */
const RISK_MS = 250

const NOT_IN_ONE: NoRoute = {
  reason: 'no-path',
  detail: 'No single router here leads from one to the other; several transactions do.',
  exclusions: [],
}

export interface Work {
  input: SwapInput
  chain: Chain
  from: Coin
  to: Coin
  wallet: Address | undefined
  /** The verdict on what is bought, on its way. */
  risk: RiskAsked
  context: ToolContext<Handles>
}

/** Finds, prepares and tries out a swap. Throws PetrelError token_unknown, token_ambiguous, input_invalid, no_route, rpc_failed, chain_unknown. */
export async function run(input: SwapInput, context: ToolContext<Handles>): Promise<SwapResult> {
  const { handles, resolve, asker } = context
  const chain = input.chain === undefined ? handles.chains.main : handles.chains.get(input.chain)
  const [from, to] = await Promise.all([
    coinOf(input.tokenIn ?? chain.native.symbol, chain, resolve),
    coinOf(input.tokenOut, chain, resolve),
  ])
  if (from.key === to.key) {
    throw new PetrelError('input_invalid', { message: `${from.symbol} cannot be swapped for itself.`, hint: 'Name two different tokens.' })
  }
  if (input.watch) return addWatch({ input, chain, from, to }, context)
  const risk = askRisk({ chain, to }, context)
  const known = input.wallet ?? (await handles.people?.wallet({ bot: asker.bot, chat: asker.chat, user: asker.user }))
  const wallet = known?.toLowerCase() as Address | undefined
  const quoting: QuoteContext = { services: servicesOf(handles), signal: context.signal, progress: (message) => context.progress(message) }
  const amount = await amountOf(input, { chain, from, to, wallet, context, quoting })
  const work: Work = { input, chain, from, to, wallet, risk, context }
  if (isWrap(from, to)) return wrapping(work, amount, quoting)
  const allow = input.executable ? { allow: executable(venuesOf(chain.id)) } : {}
  const avoid = input.without ? { without: await avoidedBy(input.without, chain, context) } : {}
  const found = await findQuote({ chain, from, to, amount, exact: input.exact, ...allow, ...avoid }, quoting)
  if (!('quote' in found)) return without(work, found)
  return settle(work, found, amount)
}

/** What the asker does not want, as the pools name it: exchanges by name, tokens by their address. */
async function avoidedBy(names: readonly string[], chain: Chain, { resolve }: ToolContext<Handles>): Promise<string[]> {
  const all = await Promise.all(
    names.map(async (name) => {
      const plain = name.toLowerCase().replace(/ ?(v[1-4])$/, ' $1')
      const tokens = plain.startsWith('0x') ? [] : await resolve.tokens(name)
      const exact = tokens.filter((one) => one.chain === chain.id && one.match !== 'near')
      return [plain, ...exact.map(({ address }) => address.toLowerCase())]
    }),
  )
  return all.flat()
}

async function wrapping(work: Work, amount: bigint, { services, signal }: QuoteContext): Promise<SwapResult> {
  const { chain, from, to } = work
  const snapshot = await services.market.snapshot({ chain: chain.id, tokens: [from.key, to.key], signal })
  const quote = wrapQuote({ chain, from, to, amount, snapshot })
  const question = { tokenIn: from.key, tokenOut: to.key, amount, exact: 'in' as const }
  const bare = { snapshot, question, quote, singlePool: undefined, excluded: [], verdicts: new Map(), avoided: [], taxed: false }
  return settle(work, bare as unknown as Found, amount)
}

/** Choice of the route, transactions, trial, and the record of it all. */
async function settle(work: Work, best: Found, amount: bigint): Promise<SwapResult> {
  const { input, chain, from, to, wallet, context } = work
  const paid = input.exact === 'in' ? amount : undefined
  const single = best.graph && inOneTransaction(chain, best)
  if (input.oneTransaction && best.graph && !single) return without(work, { why: 'none', route: NOT_IN_ONE, snapshot: best.snapshot })
  const found: Found = input.oneTransaction && single ? { ...best, ...single } : best
  const chosen = found.quote
  checkReplay(chosen, found)
  const quote = withTaxes(chosen, { paid: paid ?? chosen.amountIn, buy: found.verdicts.get(to.address) })
  const tolerance = await toleranceOf(work, chosen)
  const prepared = prepare(orderOf(work, { found, quote, tolerance }))
  const purse = wallet && (await readPurse(chain, { wallet, from, block: found.snapshot.block, approvals: prepared?.approvals ?? [] }))
  const trial = prepared && {
    chain,
    prepared,
    from,
    to,
    wallet: wallet ?? STAND_IN,
    balance: purse?.balance ?? 0n,
    block: found.snapshot.block,
  }
  const tried = trial && (await tryOut(trial, context.signal))
  const tokens = chosen.legs.flatMap((leg) => [leg.tokenIn, leg.tokenOut])
  const names = await symbolsOf(chain, [...tokens, ...found.verdicts.keys(), ...found.avoided.map(({ token }) => token)], [from, to])
  const several = prepared?.way === 'steps' || prepared === undefined
  const risk = await work.risk.within(RISK_MS)
  return describe({
    work,
    found,
    quote,
    tolerance,
    prepared,
    purse,
    tried,
    names,
    risk,
    ...(several && single ? { single: single.quote } : {}),
  })
}

/** The legs must come out to the wei on the states that were loaded; anything else is a fault of ours, not a quote. */
function checkReplay(quote: Quote, { snapshot }: Found): void {
  const replayed = replay(quote, snapshot.pools as readonly Pool[])
  if (!replayed.holds)
    throw new PetrelError('internal', { message: `A quote did not come out as promised: ${replayed.problems.join(' ')}` })
}

async function toleranceOf({ input, chain, from, to, context }: Work, quote: Quote): Promise<Tolerance> {
  if (input.slippageBps !== undefined) return { bps: input.slippageBps, from: 'asker' }
  const question = { chain: chain.id, tokens: [from.address, to.address] as const, impactBps: quote.impactBps, signal: context.signal }
  return proposeSlippage(context.handles.warehouse, question)
}

function orderOf(
  { chain, wallet, context }: Work,
  { found, quote, tolerance }: { found: Found; quote: Quote; tolerance: Tolerance },
): Order {
  return {
    chain: chain.id,
    wrappedNative: chain.wrappedNative.toLowerCase() as Address,
    quote,
    pools: new Map(found.snapshot.pools.map((pool) => [pool.id, pool])),
    recipient: wallet ?? STAND_IN,
    slippageBps: tolerance.bps,
    deadline: Math.max(found.snapshot.time, Math.floor(context.now() / 1000)) + DEADLINE_S,
    ...(found.taxed ? { taxed: true } : {}),
  }
}

/** No quote, and why. */
async function without({ chain, from, to, context }: Work, found: NotFound): Promise<SwapRefused | SwapNone> {
  const record = recorder(context.ledger, { chain: chain.id, block: Number(found.snapshot.block) })
  const block = record.value('block', Number(found.snapshot.block), 'block', 'eth_getBlockByNumber latest')
  if (found.why === 'none') {
    const { reason, detail, exclusions } = found.route
    const excluded = exclusions.map(({ pool, flaw }) => ({ pool, reason: flaw.reason, detail: flaw.detail }))
    const leftOut =
      excluded.length > 0 ? { leftOut: record.value('pools left out', listed(excluded), '', 'states of the pools at the block') } : {}
    return { kind: 'none', from, to, chain: { name: chain.name }, reason, detail, block, ...leftOut }
  }
  const { token, verdict } = found.gated
  const names = await symbolsOf(chain, [token], [from, to])
  const symbol = names.get(token)?.symbol ?? token
  return { kind: found.why, symbol, token, verdict, fact: reasonsOf(record, symbol, verdict), chain: { name: chain.name }, block }
}
