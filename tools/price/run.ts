import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Amm } from '../../routing/amm.ts'
import { AMMS, type Pool } from '../../routing/amms/index.ts'
import { toJson } from '../../routing/json.ts'
import type { Handles } from '../define.ts'
import { unitsToDecimal } from '../format.ts'
import { type Coin, coinOf, symbolsOf } from '../swap/coin.ts'
import { excludedPools, graphOf } from '../swap/graphs.ts'
import { type Recorder, recorder } from '../swap/record.ts'
import type { Fact } from '../swap/result.ts'
import { servicesOf } from '../swap/services.ts'
import { POOLS_RECORD } from '../verify/read-file.ts'
import type { PriceInput } from './price.ts'
import { type Asked, DOLLARS, dollarsIn, quoteOf, spotOf, stableOf } from './sizes.ts'

export interface Row {
  size: string
  paid: string
  received: string
  price: number
  impact: number
  side: 'sell' | 'buy'
}

export interface PoolRow {
  pool: string
  dex: string
  pair: string
  fee: number
  held: readonly [string, string]
  state: string
}

export interface PriceResult {
  what: PriceInput['what']
  token: Coin
  quoted: Coin
  chain: string
  block: Fact
  pools: Fact
  /** Whole quoted tokens for one token: sold, bought, and the middle. */
  sell?: Fact
  buy?: Fact
  spread?: Fact
  depth?: { record: string; rows: readonly Row[] }
  listed?: { record: string; rows: readonly PoolRow[]; total: number }
  blockTime: number
}

interface Work {
  input: PriceInput
  token: Coin
  quoted: Coin
  sellSide: Asked
  buySide: Asked
  context: ToolContext<Handles>
  record: Recorder
}

const round = (value: number): number => (value === 0 ? 0 : Number(value.toPrecision(8)))

/** Live prices, depth and pools at the newest block. Throws PetrelError token_unknown, token_ambiguous, no_route, rpc_failed, chain_unknown. */
export async function run(input: PriceInput, context: ToolContext<Handles>): Promise<PriceResult> {
  const { handles, resolve, ledger, signal } = context
  const chain = input.chain === undefined ? handles.chains.main : handles.chains.get(input.chain)
  const other = input.quote ?? (input.what === 'pools' ? undefined : stableOf(chain)) ?? chain.native.symbol
  const [token, quoted] = await Promise.all([coinOf(input.token, chain, resolve), coinOf(other, chain, resolve)])
  if (token.address === quoted.address && input.what !== 'pools') {
    throw new PetrelError('input_invalid', {
      message: `${token.symbol} cannot be priced in itself.`,
      hint: 'Name another token to price it in.',
    })
  }
  const { market } = servicesOf(handles)
  const progress = (message: string) => context.progress(message)
  const stable = stableOf(chain)
  const snapshot = await market.snapshot({
    chain: chain.id,
    tokens: [token.key, quoted.key, ...(stable ? [stable] : [])],
    signal,
    progress,
  })
  const graph = graphOf(market, snapshot)
  const excluded = excludedPools(graph, chain.wrappedNative.toLowerCase(), chain.native.decimals)
  const deny = excluded.map(({ pool }) => pool)
  const record = recorder(ledger, { chain: chain.id, block: Number(snapshot.block) })
  const sellSide: Asked = { graph, from: token, to: quoted, deny }
  const work: Work = { input, token, quoted, sellSide, buySide: { graph, from: quoted, to: token, deny }, context, record }
  const base = {
    ...{ what: input.what, token, quoted, chain: chain.name, blockTime: snapshot.time * 1000 },
    block: record.value('block', Number(snapshot.block), 'block', 'eth_getBlockByNumber latest'),
    pools: record.value('pools looked at', snapshot.pools.length, '', 'the chain’s factories and the index'),
  }
  if (input.what === 'pools') {
    const pools = (snapshot.pools as readonly Pool[]).filter(({ kind, tokens }) => kind !== 'wrap' && tokens.includes(token.address))
    const pair = input.quote === undefined ? pools : pools.filter(({ tokens }) => tokens.includes(quoted.address))
    const names = await symbolsOf(
      chain,
      pair.flatMap(({ tokens }) => tokens),
      [token, quoted],
    )
    if (input.proof)
      ledger.measured({
        name: POOLS_RECORD,
        value: toJson(snapshot.pools),
        source: 'states of the pools',
        chain: chain.id,
        block: Number(snapshot.block),
      })
    return { ...base, listed: list(pair, { names, excluded, work }) }
  }
  const prices = price(work)
  return input.what === 'depth'
    ? { ...base, ...prices, depth: depth(work, stable === undefined ? undefined : await coinOf(stable, chain, resolve)) }
    : { ...base, ...prices }
}

function price({ token, quoted, sellSide, buySide, record }: Work): Pick<PriceResult, 'sell' | 'buy' | 'spread'> {
  const [sold, bought] = [spotOf(sellSide), spotOf(buySide)]
  if (sold === undefined || bought === undefined || !(bought > 0)) {
    throw new PetrelError('no_route', {
      message: `No sound pools lead from ${token.symbol} to ${quoted.symbol} and back.`,
      hint: 'Name another token to price it in.',
    })
  }
  const unit = `${quoted.symbol} per ${token.symbol}`
  const cost = 1 / bought
  return {
    sell: record.value(`price when selling ${token.symbol}`, round(sold), unit, 'best path before any trade, fees paid'),
    buy: record.value(`price when buying ${token.symbol}`, round(cost), unit, 'best path before any trade, fees paid'),
    spread: record.value('spread', round((100 * (cost - sold)) / ((cost + sold) / 2)), '%', '100 × (buy − sell) ÷ middle'),
  }
}

/** What dollar sizes of the token would fetch, and cost. */
function depth(
  { token, quoted, sellSide, buySide, context, record: _ }: Work,
  stable: Coin | undefined,
): NonNullable<PriceResult['depth']> {
  const inDollars = (coin: Coin): number | undefined => {
    if (!stable) return undefined
    return coin.address === stable.address ? 1 : spotOf({ ...sellSide, from: coin, to: stable })
  }
  const [tokenSpot, quotedSpot] = [inDollars(token), inDollars(quoted)]
  const rows = (['sell', 'buy'] as const).flatMap((side) =>
    DOLLARS.flatMap((dollars): Row[] => {
      const asked = side === 'sell' ? sellSide : buySide
      const amount = dollarsIn(dollars, { spot: side === 'sell' ? tokenSpot : quotedSpot, coin: asked.from })
      const quote = amount === undefined ? undefined : quoteOf(asked, amount)
      if (!quote) return []
      const [paid, received] = [unitsToDecimal(quote.amountIn, asked.from.decimals), unitsToDecimal(quote.amountOut, asked.to.decimals)]
      const rate = Number(received) / Number(paid)
      return [
        {
          side,
          size: String(dollars),
          paid,
          received,
          price: round(side === 'sell' ? rate : 1 / rate),
          impact: round(Math.max(0, quote.impactBps) / 100),
        },
      ]
    }),
  )
  const record = context.ledger.table({
    name: `depth of ${token.symbol} in ${quoted.symbol}`,
    columns: [
      { name: 'side', unit: '', type: 'text' },
      { name: 'size', unit: 'USD', type: 'number' },
      { name: 'paid', unit: 'tokens', type: 'number' },
      { name: 'received', unit: 'tokens', type: 'number' },
      { name: 'price', unit: `${quoted.symbol} per ${token.symbol}`, type: 'number' },
      { name: 'impact', unit: '%', type: 'number' },
    ],
    rows: rows.map((row) => [row.side, Number(row.size), row.paid, row.received, row.price, row.impact]),
    source: 'best routes over the live pools, gas not counted',
  })
  return { record: record.id, rows }
}

interface Listing {
  names: ReadonlyMap<string, { symbol: string; decimals: number }>
  excluded: readonly { pool: string; reason: string; detail: string }[]
  work: Work
}

const MOST_LISTED = 40

function list(pools: readonly Pool[], { names, excluded, work }: Listing): NonNullable<PriceResult['listed']> {
  const kinds = new Map((AMMS as unknown as readonly Amm[]).map((amm) => [amm.kind, amm]))
  const depthOf = (pool: Pool, token: string) => kinds.get(pool.kind)?.depth(pool)[pool.tokens.indexOf(token)] ?? 0
  const sorted = [...pools].sort((a, b) => depthOf(b, work.token.address) - depthOf(a, work.token.address))
  const held = (pool: Pool, index: number) => {
    const { symbol, decimals } = names.get(pool.tokens[index] ?? '') ?? { symbol: '', decimals: 18 }
    return `${round((kinds.get(pool.kind)?.depth(pool)[index] ?? 0) / 10 ** decimals)} ${symbol}`
  }
  const rows = sorted.slice(0, MOST_LISTED).map((pool): PoolRow => {
    const out = excluded.find((one) => one.pool === pool.id)
    return {
      pool: pool.id,
      dex: pool.dex ?? pool.kind,
      pair: pool.tokens.map((token) => names.get(token)?.symbol ?? token).join('-'),
      fee: ((pool as { feePpm?: number }).feePpm ?? 0) / 10_000,
      held: [held(pool, 0), held(pool, 1)],
      state: out ? out.reason : 'ok',
    }
  })
  const record = work.context.ledger.table({
    name: `pools of ${work.token.symbol}`,
    columns: [
      { name: 'pool', unit: '', type: 'address' },
      { name: 'exchange', unit: '', type: 'text' },
      { name: 'pair', unit: '', type: 'text' },
      { name: 'fee', unit: '%', type: 'number' },
      { name: 'can be withdrawn', unit: '', type: 'text' },
      { name: 'can be withdrawn of the other', unit: '', type: 'text' },
      { name: 'state', unit: '', type: 'text' },
    ],
    rows: rows.map(({ pool, dex, pair, fee, held: [a, b], state }) => [pool, dex, pair, fee, a, b, state]),
    source: 'states of the pools at the block',
  })
  return { record: record.id, rows, total: pools.length }
}
