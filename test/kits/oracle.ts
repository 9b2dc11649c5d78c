import { createPublicClient, http, type Log, type PublicClient, parseAbi, parseAbiItem, parseEventLogs } from 'viem'

/**
 * The truth that answers are held against: read from the chain by viem alone, with nothing of Petrel's index or prices.
 * USD amounts are those of the stable side of a swap, and WETH at the hour's mean price in such swaps.
 */
const swapAbi = parseAbi([
  'event Swap(address indexed sender, uint256 amount0In, uint256 amount1In, uint256 amount0Out, uint256 amount1Out, address indexed to)',
  'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
])
const transferEvent = parseAbiItem('event Transfer(address indexed from, address indexed to, uint256 value)')
const poolAbi = parseAbi(['function token0() view returns (address)', 'function token1() view returns (address)'])
const tokenAbi = parseAbi([
  'function symbol() view returns (string)',
  'function decimals() view returns (uint8)',
  'function totalSupply() view returns (uint256)',
  'function balanceOf(address) view returns (uint256)',
])

export interface Swap {
  block: bigint
  /** Unix milliseconds. */
  time: number
  pool: string
  /** Token address and whole tokens (double) of both sides, without sign. */
  sides: readonly [{ token: string; amount: number }, { token: string; amount: number }]
}

export interface Transfer {
  block: bigint
  time: number
  token: string
  from: string
  to: string
  value: bigint
}

export interface TokenFacts {
  address: string
  symbol: string
  decimals: number
}

export interface Oracle {
  client: PublicClient
  /** Swaps of all pools up to the block at which the oracle was opened. */
  swaps: readonly Swap[]
  transfers: readonly Transfer[]
  tokens: ReadonlyMap<string, TokenFacts>
  bySymbol(symbol: string): TokenFacts
  /** Exact balances from balanceOf at `block`, holders found from transfers. */
  holders(token: string, block: bigint): Promise<{ address: string; balance: bigint }[]>
  /** USD of each swap, undefined where neither side is a stable token or WETH. */
  usd(swap: Swap): number | undefined
}

/** Reads everything up to `toBlock`; a few seconds on the demo chain. */
export async function openOracle(rpcUrl: string, toBlock: bigint): Promise<Oracle> {
  const client = createPublicClient({ transport: http(rpcUrl, { batch: { batchSize: 20 }, timeout: 60_000 }) }) as PublicClient
  const [swapLogs, transferLogs] = await Promise.all([logsOf(client, swapAbi, toBlock), logsOf(client, [transferEvent], toBlock)])
  const times = await blockTimes(client, [...swapLogs, ...transferLogs])
  const tokens = new Map<string, TokenFacts>()
  const pools = new Map<string, [string, string]>()
  for (const pool of new Set(swapLogs.map(({ address }) => address.toLowerCase()))) {
    const [token0, token1] = await Promise.all(
      (['token0', 'token1'] as const).map((functionName) =>
        client.readContract({ address: pool as `0x${string}`, abi: poolAbi, functionName }),
      ),
    )
    pools.set(pool, [String(token0).toLowerCase(), String(token1).toLowerCase()])
  }
  const seen = new Set([...[...pools.values()].flat(), ...transferLogs.map(({ address }) => address.toLowerCase())])
  for (const address of seen) {
    const facts = await tokenFacts(client, address)
    if (facts) tokens.set(address, facts)
  }
  const swaps = parseEventLogs({ abi: swapAbi, logs: swapLogs, eventName: 'Swap' }).map((log) => toSwap(log, { times, pools, tokens }))
  const transfers = parseEventLogs({ abi: [transferEvent], logs: transferLogs })
    .filter((log) => tokens.has(log.address.toLowerCase()))
    .map((log) => ({
      block: log.blockNumber,
      time: times.get(log.blockNumber) ?? Number.NaN,
      token: log.address.toLowerCase(),
      from: log.args.from.toLowerCase(),
      to: log.args.to.toLowerCase(),
      value: log.args.value,
    }))
  const bySymbol = (symbol: string): TokenFacts => {
    const found = [...tokens.values()].find((token) => token.symbol === symbol)
    if (!found) throw new Error(`the demo chain has no ${symbol}`)
    return found
  }
  return {
    client,
    swaps,
    transfers,
    tokens,
    bySymbol,
    usd: pricer(swaps, bySymbol),
    holders: (token, block) => holdersOf(client, { transfers, token, block }),
  }
}

async function logsOf(client: PublicClient, events: readonly unknown[], toBlock: bigint): Promise<Log<bigint, number, false>[]> {
  const logs: Log<bigint, number, false>[] = []
  const step = 250n
  for (let from = 0n; from <= toBlock; from += step) {
    const to = from + step - 1n < toBlock ? from + step - 1n : toBlock
    logs.push(
      ...((await client.getLogs({ events: events as never, fromBlock: from, toBlock: to })) as unknown as Log<bigint, number, false>[]),
    )
  }
  return logs
}

async function blockTimes(client: PublicClient, logs: readonly Log<bigint, number, false>[]): Promise<Map<bigint, number>> {
  const numbers = [...new Set(logs.map(({ blockNumber }) => blockNumber))]
  const blocks = await Promise.all(numbers.map((blockNumber) => client.getBlock({ blockNumber })))
  return new Map(blocks.map(({ number, timestamp }) => [number, Number(timestamp) * 1000]))
}

async function tokenFacts(client: PublicClient, address: string): Promise<TokenFacts | undefined> {
  const read = (functionName: 'symbol' | 'decimals') =>
    client.readContract({ address: address as `0x${string}`, abi: tokenAbi, functionName })
  try {
    const [symbol, decimals] = await Promise.all([read('symbol'), read('decimals')])
    return { address, symbol: String(symbol), decimals: Number(decimals) }
  } catch {
    return undefined // NFTs and pools without decimals are no tokens
  }
}

interface Known {
  times: Map<bigint, number>
  pools: Map<string, [string, string]>
  tokens: Map<string, TokenFacts>
}

function toSwap(log: { address: string; blockNumber: bigint; args: Record<string, unknown> }, { times, pools, tokens }: Known): Swap {
  const pool = log.address.toLowerCase()
  const [token0, token1] = pools.get(pool) ?? ['', '']
  const args = log.args as Record<string, bigint | undefined>
  const raw0 = args.amount0 ?? (args.amount0In ?? 0n) - (args.amount0Out ?? 0n)
  const raw1 = args.amount1 ?? (args.amount1In ?? 0n) - (args.amount1Out ?? 0n)
  const whole = (raw: bigint, token: string) => Math.abs(Number(raw)) / 10 ** (tokens.get(token)?.decimals ?? 18)
  const sides: Swap['sides'] = [
    { token: token0, amount: whole(raw0, token0) },
    { token: token1, amount: whole(raw1, token1) },
  ]
  return { block: log.blockNumber, time: times.get(log.blockNumber) ?? Number.NaN, pool, sides }
}

const HOUR = 3_600_000

function pricer(swaps: readonly Swap[], bySymbol: (symbol: string) => TokenFacts): Oracle['usd'] {
  const stables = new Set(['USDC', 'DAI'].map((symbol) => bySymbol(symbol).address))
  const weth = bySymbol('WETH').address
  const hours = new Map<number, { usd: number; eth: number }>()
  const sideOf = ({ sides }: Swap, wanted: (token: string) => boolean) => sides.find(({ token }) => wanted(token))
  for (const swap of swaps) {
    const stable = sideOf(swap, (token) => stables.has(token))
    const eth = sideOf(swap, (token) => token === weth)
    if (!stable || !eth) continue
    const hour = hours.get(Math.floor(swap.time / HOUR)) ?? { usd: 0, eth: 0 }
    hours.set(Math.floor(swap.time / HOUR), { usd: hour.usd + stable.amount, eth: hour.eth + eth.amount })
  }
  const ethPrice = (time: number): number | undefined => {
    for (let hour = Math.floor(time / HOUR), back = 0; back < 48; back += 1) {
      const found = hours.get(hour - back)
      if (found && found.eth > 0) return found.usd / found.eth
    }
    return undefined
  }
  return (swap) => {
    const stable = sideOf(swap, (token) => stables.has(token))
    if (stable) return stable.amount
    const eth = sideOf(swap, (token) => token === weth)
    const price = ethPrice(swap.time)
    return eth && price !== undefined ? eth.amount * price : undefined
  }
}

async function holdersOf(
  client: PublicClient,
  { transfers, token, block }: { transfers: readonly Transfer[]; token: string; block: bigint },
): Promise<{ address: string; balance: bigint }[]> {
  const ZERO = '0x0000000000000000000000000000000000000000'
  const touched = new Set(transfers.filter((transfer) => transfer.token === token).flatMap(({ from, to }) => [from, to]))
  touched.delete(ZERO)
  const balances = await Promise.all(
    [...touched].map(async (address) => ({
      address,
      balance: (await client.readContract({
        address: token as `0x${string}`,
        abi: tokenAbi,
        functionName: 'balanceOf',
        args: [address as `0x${string}`],
        blockNumber: block,
      })) as bigint,
    })),
  )
  return balances.filter(({ balance }) => balance > 0n).sort((a, b) => (b.balance > a.balance ? 1 : -1))
}
