import type { Warehouse } from '../../chain/warehouse/warehouse.ts'

const LEAST = 10
const MOST = 500
/** Where nothing is known of how the price moves. */
const PLAIN = 50
/** Seconds that pass between the quote and its block, generously. */
const WAIT_S = 60

/** Closing prices by hour of the last two days. */
const SQL = `SELECT contract_address, close FROM prices.hour WHERE chain_id = $1 AND contract_address IN ($2, $3)
ORDER BY contract_address, hour DESC LIMIT 96`

const positive = (value: number | undefined): boolean => value !== undefined && value > 0 && Number.isFinite(value)

/** Standard deviation of hourly log returns. */
function hourly(closes: readonly number[]): number | undefined {
  const returns = closes
    .slice(1)
    .flatMap((close, index) => (positive(close) && positive(closes[index]) ? [Math.log((closes[index] as number) / close)] : []))
  if (returns.length < 6) return undefined
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length
  return Math.sqrt(returns.reduce((sum, value) => sum + (value - mean) ** 2, 0) / returns.length)
}

export interface Tolerance {
  bps: number
  /** Where it comes from. */
  from: 'asker' | 'volatility' | 'default'
}

/**
 * A tolerance in hundredths of a percent: three standard deviations of what the two prices move in a minute (hourly volatility scaled
 * by the square root of time), a tenth of the trade's own impact, and no less than 0.1 %. Throws nothing: without an index it is 0.5 %.
 */
export async function proposeSlippage(
  warehouse: Pick<Warehouse, 'query'>,
  { chain, tokens, impactBps, signal }: { chain: number; tokens: readonly [string, string]; impactBps: number; signal: AbortSignal },
): Promise<Tolerance> {
  const set = await warehouse.query(SQL, [chain, ...tokens], { signal }).catch(() => undefined)
  const series = tokens.map((token) => (set?.rows ?? []).flatMap(([address, close]) => (address === token ? [Number(close)] : [])))
  const moves = series.map(hourly)
  const known = moves.filter((move) => move !== undefined)
  if (known.length === 0) return { bps: Math.round(Math.min(MOST, PLAIN + Math.max(0, impactBps) / 10)), from: 'default' }
  const together = Math.sqrt(known.reduce((sum, move) => sum + move ** 2, 0))
  const bps = 10_000 * 3 * together * Math.sqrt(WAIT_S / 3600) + Math.max(0, impactBps) / 10
  return { bps: Math.ceil(Math.min(MOST, Math.max(LEAST, bps))), from: 'volatility' }
}
