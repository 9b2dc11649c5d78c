import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Pool } from '../../routing/amms/index.ts'
import { dice, randomMarket } from '../../routing/market.case.ts'
import { fromNeutral, type NeutralPool } from '../../routing/neutral.ts'

export interface Query {
  tokenIn: string
  tokenOut: string
  amount: bigint
}

/** Pools with questions over them. `fair`: the market holds no arbitrage, so that the bound can be reached. */
export interface DataSet {
  name: string
  fair: boolean
  pools: Pool[]
  queries: Query[]
  /** The token that gas is paid in. */
  gasToken: string
}

interface Snapshot {
  tokens: { address: string; symbol?: string; decimals: number }[]
  pools: NeutralPool[]
  orders?: { sell: string; buy: string; sellAmount: string }[]
  eqPrices?: Record<string, number>
}

const SEED = 7
const WRAPPED = new Set(['WETH', 'WMATIC', 'WETH9'])
const LEAST_ORDER = 0.05

/** Every data set in a folder: `arbfree/*.json` (no arbitrage in them) and raw `cow/*.neutral.json`, `sushi/*.neutral.json`. */
export function readSets(folder: string, quick: boolean): DataSet[] {
  const files = (sub: string, end: string): string[] => {
    const path = join(folder, sub)
    return existsSync(path)
      ? readdirSync(path)
          .filter((name) => name.endsWith(end))
          .map((name) => join(path, name))
      : []
  }
  const fair = files('arbfree', '.arbfree.json').map((file) => readSet(folder, file, true))
  const raw = [...files('cow', '.neutral.json'), ...files('sushi', '.neutral.json')].map((file) => readSet(folder, file, false))
  const all = [...fair, ...raw].filter((set) => set.queries.length > 0)
  return quick ? all.map((set) => ({ ...set, queries: set.queries.filter((_, at) => at % 6 === 0) })) : all
}

function readSet(folder: string, file: string, fair: boolean): DataSet {
  const data = JSON.parse(readFileSync(file, 'utf8')) as Snapshot
  const name = basename(file).replace(/\.(arbfree|neutral)\.json$/, '')
  const gasToken = (data.tokens.find((token) => WRAPPED.has(token.symbol ?? '')) ?? data.tokens[0])?.address.toLowerCase() ?? ''
  const pools = data.pools.flatMap((pool) => fromNeutral(pool) ?? [])
  const queryFile = join(folder, `queries-${name}.json`)
  const queries = existsSync(queryFile) ? fromFile(queryFile) : data.orders ? fromOrders(data) : fromSeed(data)
  const known = new Set(pools.flatMap((pool) => pool.tokens as readonly string[]))
  return {
    name: `${name.replace(/[^a-z0-9]+/gi, '_')}${fair ? '' : '_raw'}`,
    fair,
    pools,
    gasToken,
    queries: queries.filter(
      (query) => known.has(query.tokenIn) && known.has(query.tokenOut) && query.tokenIn !== query.tokenOut && query.amount > 0n,
    ),
  }
}

const fromFile = (file: string): Query[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as { from: string; to: string; amountIn: string }[]).map(({ from, to, amountIn }) => ({
    tokenIn: from.toLowerCase(),
    tokenOut: to.toLowerCase(),
    amount: BigInt(amountIn),
  }))

/** Real orders worth at least 0.05 of the gas token, where prices are known. */
function fromOrders({ orders = [], eqPrices, tokens }: Snapshot): Query[] {
  const decimals = new Map(tokens.map((token) => [token.address.toLowerCase(), token.decimals]))
  return orders
    .map(({ sell, buy, sellAmount }) => ({ tokenIn: sell.toLowerCase(), tokenOut: buy.toLowerCase(), amount: BigInt(sellAmount) }))
    .filter(
      ({ tokenIn, amount }) =>
        !eqPrices || (eqPrices[tokenIn] ?? 0) * (Number(amount) / 10 ** (decimals.get(tokenIn) ?? 18)) >= LEAST_ORDER,
    )
}

/** 500 pairs and sizes from 0.05 to 50 of the gas token, by a seed. */
function fromSeed({ eqPrices = {}, tokens }: Snapshot): Query[] {
  const { next, below } = dice(SEED)
  const decimals = new Map(tokens.map((token) => [token.address.toLowerCase(), token.decimals]))
  const priced = Object.keys(eqPrices).filter((token) => (eqPrices[token] as number) > 0)
  if (priced.length < 2) return []
  return Array.from({ length: 500 }, () => {
    const [tokenIn, tokenOut] = [priced[below(priced.length)] as string, priced[below(priced.length)] as string]
    const amount = ((0.05 * 10 ** (3 * next())) / (eqPrices[tokenIn] as number)) * 10 ** (decimals.get(tokenIn) ?? 18)
    return { tokenIn, tokenOut, amount: amount >= 1 && amount < 1e40 ? BigInt(Math.floor(amount)) : 0n }
  })
}

/** A random market with questions, for speed. */
export function synthetic(pools: number, questions: number): DataSet {
  const tokens = Math.ceil(pools / 8)
  const market = randomMarket(SEED, { pools, tokens })
  const { next, below } = dice(SEED + 1)
  const queries = Array.from({ length: questions }, () => {
    const from = below(tokens)
    const to = (from + 1 + below(tokens - 1)) % tokens
    const amount = BigInt(Math.floor((10 ** (3 * next() - 1) / (market.prices[from] as number)) * 1e9)) * 10n ** 9n + 1n
    return { tokenIn: market.tokens[from] as string, tokenOut: market.tokens[to] as string, amount }
  })
  return { name: `random_${pools}`, fair: true, pools: market.pools, queries, gasToken: market.tokens[0] as string }
}
