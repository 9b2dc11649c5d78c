import type { Address } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import type { Snapshot } from '../../chain/market/market.ts'
import type { TokenVerdict } from '../../chain/market/token-gate.ts'
import { findRoute } from '../../routing/find-route.ts'
import type { Graph } from '../../routing/graph/graph.ts'
import type { PoolBase } from '../../routing/pool.ts'
import type { NoRoute, Question, Quote } from '../../routing/quote.ts'
import type { Coin } from './coin.ts'
import { type Excluded, excludedPools, graphOf } from './graphs.ts'
import type { Services } from './services.ts'

export interface QuoteQuestion {
  chain: Chain
  from: Coin
  to: Coin
  /** Base units, of what is paid or of what is wanted. */
  amount: bigint
  exact: 'in' | 'out'
  /** Exchanges that may be used; all when left out. */
  allow?: readonly string[]
  /** Exchanges (by the beginning of their names), tokens and pools that may not, lower case. */
  without?: readonly string[]
}

/** A token of the question or on its way that is not what it seems. */
export interface Gated {
  token: Address
  verdict: TokenVerdict
}

export interface Found {
  snapshot: Snapshot
  graph: Graph
  question: Question
  quote: Quote
  /** The best that a single pool gives. */
  singlePool: Quote | undefined
  excluded: readonly Excluded[]
  /** Verdicts on the ends and on every token on the way. */
  verdicts: ReadonlyMap<string, TokenVerdict>
  /** Tokens that were kept out of the route, and why. */
  avoided: readonly Gated[]
  taxed: boolean
}

export type NotFound =
  | { why: 'unsafe'; gated: Gated; snapshot: Snapshot }
  | { why: 'none'; route: NoRoute; snapshot: Snapshot }
  | { why: 'taxed-out'; gated: Gated; snapshot: Snapshot }

/** Rounds in which unsafe tokens on the way are found and left out. */
const ROUNDS = 5
/** Gas of a transaction apart from its swaps, as the engine counts it. */
const BASE_GAS = 60_000

export interface QuoteContext {
  services: Services
  signal: AbortSignal
  progress(message: string): void
}

/**
 * The best route at the newest block, over pools that are sound and tokens that can be traded.
 * Throws PetrelError rpc_failed, simulation_failed, cancelled.
 */
export async function findQuote(asked: QuoteQuestion, context: QuoteContext): Promise<Found | NotFound> {
  const { chain, from, to } = asked
  const { services, signal, progress } = context
  const snapshot = await services.market.snapshot({ chain: chain.id, tokens: [from.key, to.key], signal, progress })
  const graph = graphOf(services.market, snapshot)
  const verdicts = new Map<string, TokenVerdict>()
  const check = (token: string) => checkToken(token, { asked, snapshot, verdicts, context })
  await Promise.all([check(from.address), check(to.address)])
  for (const { address } of [from, to]) {
    const verdict = verdicts.get(address)
    if (verdict?.state === 'unsafe') return { why: 'unsafe', gated: { token: address, verdict }, snapshot }
    if (verdict?.state === 'taxed' && asked.exact === 'out') return { why: 'taxed-out', gated: { token: address, verdict }, snapshot }
  }
  const excluded = excludedPools(graph, chain.wrappedNative.toLowerCase(), chain.native.decimals)
  const taxedTokens = [from.address, to.address].filter((token) => verdicts.get(token)?.state === 'taxed')
  const deny = [
    ...excluded.map(({ pool }) => pool),
    ...untouchable(snapshot.pools, taxedTokens),
    ...unwanted(snapshot.pools, asked.without ?? []),
  ]
  const avoided: Gated[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const question = questionOf(asked, { snapshot, deny: [...deny, ...avoided.map(({ token }) => token)], verdicts })
    const quote = findRoute(graph, question)
    if ('reason' in quote) return { why: 'none', route: quote, snapshot }
    const fresh = await wrongOnTheWay(quote, { ends: [from.address, to.address], check, verdicts })
    if (fresh.length === 0)
      return finish({ asked, snapshot, graph, question, quote, excluded, verdicts, avoided, taxed: taxedTokens.length > 0 })
    avoided.push(...fresh)
  }
  const question = questionOf(asked, { snapshot, deny: [...deny, ...avoided.map(({ token }) => token)], verdicts })
  return {
    why: 'none',
    snapshot,
    route: { reason: 'no-path', detail: `${question.tokenIn} leads on only through tokens that cannot be traded.`, exclusions: [] },
  }
}

interface Checking {
  asked: QuoteQuestion
  snapshot: Snapshot
  verdicts: Map<string, TokenVerdict>
  context: QuoteContext
}

async function checkToken(token: string, { asked, snapshot, verdicts, context }: Checking): Promise<void> {
  // The wrapped coin is the contract that trials are paid with.
  if (token === asked.chain.wrappedNative.toLowerCase() || verdicts.has(token)) return
  const { services, signal } = context
  const question = { chain: asked.chain, token: token as Address, pools: snapshot.pools, block: snapshot.block }
  verdicts.set(token, await services.gate.check(question, signal))
}

interface OnTheWay {
  ends: readonly string[]
  check(token: string): Promise<void>
  verdicts: ReadonlyMap<string, TokenVerdict>
}

/** Tokens between the ends that keep a part of what passes, or let nothing pass. */
async function wrongOnTheWay(quote: Quote, { ends, check, verdicts }: OnTheWay): Promise<Gated[]> {
  const between = [...new Set(quote.legs.map((leg) => leg.tokenOut))].filter((token) => token !== 'native' && !ends.includes(token))
  await Promise.all(between.map(check))
  return between.flatMap((token) => {
    const verdict = verdicts.get(token)
    return verdict && (verdict.state === 'unsafe' || verdict.state === 'taxed') ? [{ token: token as Address, verdict }] : []
  })
}

/** Pools that a taxed token cannot be paid into: those that check the payment themselves. */
const untouchable = (pools: readonly PoolBase[], taxed: readonly string[]): string[] =>
  pools
    .filter(({ kind, tokens }) => kind !== 'constant-product' && kind !== 'wrap' && tokens.some((token) => taxed.includes(token)))
    .map(({ id }) => id)

/** Pools that the asker does not want: by exchange, by a token on the way, or by themselves. */
const unwanted = (pools: readonly PoolBase[], without: readonly string[]): string[] => {
  const byName = ({ id, dex }: PoolBase) =>
    without.some((one) => one === id || dex?.toLowerCase() === one || dex?.toLowerCase().startsWith(`${one} `))
  return [...pools.filter(byName).map(({ id }) => id), ...without.filter((one) => one.startsWith('0x'))]
}

interface Terms {
  snapshot: Snapshot
  deny: readonly string[]
  verdicts: ReadonlyMap<string, TokenVerdict>
}

/** What is left of an amount once a token has kept its part: floor(amount * (1 - tax)). */
export const afterTax = (amount: bigint, taxBps: number): bigint => amount - (amount * BigInt(Math.round(taxBps))) / 10_000n

function questionOf({ chain, from, to, amount, exact, allow }: QuoteQuestion, { snapshot, deny, verdicts }: Terms): Question {
  const { priceWei, dataFeeWei } = snapshot.gas
  const taxed = [from, to].some(({ address }) => verdicts.get(address)?.state === 'taxed')
  const base = BASE_GAS + (priceWei > 0n ? Number(dataFeeWei / priceWei) : 0)
  return {
    tokenIn: from.key,
    tokenOut: to.key,
    amount: afterTax(amount, verdicts.get(from.address)?.sellTaxBps ?? 0),
    exact,
    gas: { priceWei, token: 'native', base },
    // Each part of a split would be taxed by itself and round by itself.
    ...(taxed ? { limits: { splits: 1 } } : {}),
    filter: { deny, ...(allow ? { allow: [...allow, chain.wrappedNative.toLowerCase()] } : {}) },
  }
}

function finish(found: Omit<Found, 'singlePool'> & { asked: QuoteQuestion }): Found {
  const { asked, graph, question, ...rest } = found
  const alone = findRoute(graph, { ...question, limits: { ...question.limits, hops: 1, splits: 1 } })
  return { ...rest, graph, question, singlePool: 'reason' in alone ? undefined : alone }
}

/** Whether the ends are two names of the chain's coin, which needs no route at all. */
export const isWrap = (from: Coin, to: Coin): boolean => from.address === to.address && from.key !== to.key
