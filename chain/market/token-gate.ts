import type { Address } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import type { Amm } from '../../routing/amm.ts'
import type { PoolBase } from '../../routing/pool.ts'
import type { Chain } from '../clients/chains.ts'
import { openSimulator } from '../simulate/open-simulator.ts'
import { type TokenTrial, type TryPool, tradeToken } from '../simulate/trade-token.ts'

/** What trying a token out came to. */
export interface TokenVerdict {
  token: Address
  /**
   * clean: it arrives whole. taxed: it trades, but keeps a part. unsafe: it cannot be sold, or nothing arrives.
   * untried: there was no pool or no node to try it with, which says nothing about the token.
   */
  state: 'clean' | 'taxed' | 'unsafe' | 'untried'
  /** From the chain, never from a list; undefined when the contract does not say. */
  decimals: number | undefined
  /** Hundredths of a percent. */
  buyTaxBps: number
  sellTaxBps: number
  transferTaxBps: number
  /** Sentences for people; contracts' own words stand in quotes. */
  reasons: readonly string[]
  block: bigint
  trial?: TokenTrial
}

export interface TokenGate {
  /** Tries a token out in the deepest of these pools, or gives what was found not long ago. Throws PetrelError rpc_failed, cancelled. */
  check(question: { chain: Chain; token: Address; pools: readonly PoolBase[]; block: bigint }, signal: AbortSignal): Promise<TokenVerdict>
}

/** Blocks for which a verdict stands: owners can change a tax at any time. */
const STANDS = 50n
/** A trial spends this part of what the pool holds. */
const PART = 1000n

/** A gate that remembers its verdicts for a while. */
export function openTokenGate({ kinds }: { kinds: readonly Amm[] }): TokenGate {
  const byKind = new Map(kinds.map((amm) => [amm.kind, amm]))
  const verdicts = new Map<string, TokenVerdict>()
  return {
    check: async ({ chain, token, pools, block }, signal) => {
      const key = `${chain.id}:${token}`
      const known = verdicts.get(key)
      if (known && block >= known.block && block - known.block <= STANDS) return known
      const verdict = await judge({ chain, token, block, place: deepest(chain, token, { pools, byKind }) }, signal)
      // That it could not be tried says nothing about the token: the next question tries again.
      if (verdict.state !== 'untried') verdicts.set(key, verdict)
      return verdict
    },
  }
}

interface Place {
  pool: TryPool
  spend: bigint
}

/** The deepest pool of the token, of the kinds that can be tried, against the wrapped coin before a stablecoin before anything else. */
function deepest(
  chain: Pick<Chain, 'wrappedNative' | 'stables'>,
  token: Address,
  { pools, byKind }: { pools: readonly PoolBase[]; byKind: ReadonlyMap<string, Amm> },
): Place | undefined {
  const stables = chain.stables.map((address) => address.toLowerCase())
  const rank = (base: string) => (base === chain.wrappedNative.toLowerCase() ? 2 : stables.includes(base) ? 1 : 0)
  const places = pools.flatMap((pool) => {
    const kind = pool.kind === 'constant-product' ? ('pair' as const) : pool.kind === 'concentrated' ? ('pool' as const) : undefined
    const side = pool.tokens.indexOf(token)
    if (!kind || side < 0) return []
    const base = pool.tokens[1 - side] ?? ''
    const depth = BigInt(Math.floor(byKind.get(pool.kind)?.depth(pool)[1 - side] ?? 0))
    const { feePpm } = pool as unknown as { feePpm: number }
    const [token0, token1] = pool.tokens as [Address, Address]
    return [{ rank: rank(base), depth, pool: { address: pool.id as Address, kind, token0, token1, feePpm } }]
  })
  const [best] = places.sort((a, b) => b.rank - a.rank || Number(b.depth - a.depth))
  return best && best.depth > PART ? { pool: best.pool, spend: best.depth / PART } : undefined
}

interface Judging {
  chain: Chain
  token: Address
  block: bigint
  place: Place | undefined
}

async function judge({ chain, token, block, place }: Judging, signal: AbortSignal): Promise<TokenVerdict> {
  const none = { token, decimals: undefined, buyTaxBps: 0, sellTaxBps: 0, transferTaxBps: 0, block }
  if (!place) return { ...none, state: 'untried', reasons: ['No pool of it is deep enough to try it out.'] }
  try {
    const simulator = await openSimulator(chain, signal)
    const wrappedNative = chain.wrappedNative.toLowerCase() as Address
    const trial = await tradeToken(simulator, { client: chain.client, wrappedNative, token, block, ...place }, signal)
    return { ...none, ...verdictOf(trial), trial }
  } catch (error) {
    if (!(error instanceof PetrelError) || error.code !== 'simulation_failed') throw error
    return { ...none, state: 'untried', reasons: [error.message] }
  }
}

const said = (reason: string | undefined): string => (reason ? ` The contract says "${reason}".` : '')
const percent = (bps: number): string => `${bps / 100} %`

/** A trial in words. A purchase that fails is the pool's or the token's doing and makes it unsafe as well. */
function verdictOf(
  trial: TokenTrial,
): Pick<TokenVerdict, 'state' | 'decimals' | 'buyTaxBps' | 'sellTaxBps' | 'transferTaxBps' | 'reasons'> {
  const { buy, sell, transfer, later, decimals } = trial
  const taxes = { buyTaxBps: buy.taxBps ?? 0, sellTaxBps: sell.taxBps ?? 0, transferTaxBps: transfer.taxBps ?? 0 }
  const laterTax = Math.max(taxes.sellTaxBps, ...later.map((one) => one.sell.taxBps ?? 0))
  const reasons: string[] = []
  if (!buy.ok) reasons.push(`A simulated purchase fails.${said(buy.reason)}`)
  else if (buy.arrived === 0n) reasons.push('A simulated purchase pays, but no token arrives.')
  else if (!sell.ok) reasons.push(`It can be bought, but a simulated sale fails.${said(sell.reason)}`)
  const stuck = later.find((one) => sell.ok && !one.sell.ok)
  if (stuck) reasons.push(`A simulated sale ${stuck.seconds} seconds later fails.${said(stuck.sell.reason)}`)
  const unsafe = reasons.length > 0
  if (buy.ok && taxes.buyTaxBps > 0) reasons.push(`It keeps ${percent(taxes.buyTaxBps)} of every purchase.`)
  if (sell.ok && laterTax > 0) reasons.push(`It keeps ${percent(laterTax)} of every sale.`)
  if (transfer.ok && taxes.transferTaxBps > 0) reasons.push(`It keeps ${percent(taxes.transferTaxBps)} of every transfer between wallets.`)
  if (sell.ok && !transfer.ok) reasons.push(`A simulated transfer between wallets fails.${said(transfer.reason)}`)
  const taxed = taxes.buyTaxBps > 0 || laterTax > 0
  return { state: unsafe ? 'unsafe' : taxed ? 'taxed' : 'clean', decimals, ...taxes, sellTaxBps: laterTax, reasons }
}
