import type { Hex } from 'viem'
import { openSimulator } from '../../chain/simulate/open-simulator.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import { tradeToken } from '../../chain/simulate/trade-token.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Resolve } from '../../core/resolve.ts'
import { openScene } from './adversary.ts'
import { allowancePowers } from './allowance.ts'
import type { Code } from './code.ts'
import type { Books } from './market.ts'
import { outsidePowers } from './outside.ts'
import type { RiskPool } from './pools.ts'
import { type Found, tryPowers } from './powers.ts'
import { replayHolders } from './replay.ts'
import type { RiskReport, Unchecked } from './report.ts'
import { trySizes } from './sizes.ts'
import type { Where } from './where.ts'

/** Seconds after a purchase at which a sale is tried again: an hour, a month, and in the block after that. */
const WAITS = [3_600, 2_592_000] as const
const waitsOf = (blockTime: number | undefined): number[] => [...WAITS, WAITS[1] + Math.max(1, blockTime ?? 12)]
/** Pools in which trades are tried. */
const MOST_POOLS = 3

export interface Trading {
  token: Hex
  pools: readonly RiskPool[]
  books: Books | undefined
  found: readonly Found[]
  /** Accounts that may be behind a list or an account in the code. */
  insiders: readonly Hex[]
  code: Code
  resolve: Resolve
}

export interface Rungs {
  where: Where
  /** line: only what the verdict needs. */
  scope: 'full' | 'line'
  /** What a rung cannot do is noted here; it never hides what another found. */
  unchecked: Unchecked[]
}

export type Traded = Pick<RiskReport, 'trials' | 'powers'> & Partial<Pick<RiskReport, 'simulator' | 'sizes' | 'replay'>>

/** Runs one step; notes why when it gives nothing or fails. Throws only what ends the whole: cancelled. */
export async function rung<R>(
  { where, unchecked }: Pick<Rungs, 'where' | 'unchecked'>,
  { what, because }: Unchecked,
  run: () => Promise<R | undefined>,
): Promise<R | undefined> {
  try {
    const result = await run()
    if (result === undefined) unchecked.push({ what, because })
    return result
  } catch (error) {
    if (where.signal.aborted || toPetrelError(error).code === 'cancelled') throw error
    if (!unchecked.some((one) => one.what === what && one.because === 'failed')) unchecked.push({ what, because: 'failed' })
    return undefined
  }
}

/** The rungs of the simulation: trades, sizes, real holders, those in power. Throws PetrelError cancelled. */
export async function trade(trading: Trading, rungs: Rungs): Promise<Traded> {
  const { where, unchecked } = rungs
  const [pool] = trading.pools
  const opening = async () => (pool ? await openSimulator(where.chain, where.signal) : undefined)
  const simulator = await rung(rungs, { what: 'sale', because: 'no_pool' }, opening)
  if (!pool || !simulator) return { trials: [], powers: await tryPowers(trading.found, undefined, where) }
  const trials = (await rung(rungs, { what: 'sale', because: 'no_means' }, () => tryPools(simulator, trading, rungs))) ?? []
  if (!simulator.blocks) unchecked.push({ what: 'later', because: 'one_sender' })
  const at = { token: trading.token, pool: trials[0]?.pool ?? pool }
  const bought = trials[0]?.trial.buy.ok === true
  const rest = await beyond({ simulator, at, bought, trading }, rungs)
  return { trials, simulator: simulator.kind, ...rest }
}

interface Beyond {
  simulator: Simulator
  at: { token: Hex; pool: RiskPool }
  bought: boolean
  trading: Trading
}

async function beyond({ simulator, at, bought, trading }: Beyond, rungs: Rungs): Promise<Omit<Traded, 'trials' | 'simulator'>> {
  const { where, scope } = rungs
  const full = scope === 'full'
  const why = !simulator.whole ? 'one_sender' : bought ? 'no_means' : 'not_bought'
  const holders = trading.books?.holdings ?? []
  const none = holders.length === 0 ? 'not_indexed' : why
  const scene = () => openScene(simulator, at, where)
  const [sizes, replay, opened] = await Promise.all([
    full && bought ? rung(rungs, { what: 'sizes', because: why }, () => trySizes(simulator, at, where)) : undefined,
    full ? rung(rungs, { what: 'holders', because: none }, () => replayHolders(simulator, { ...at, holders }, where)) : undefined,
    rung(rungs, { what: 'adversary', because: why }, scene),
  ])
  const trying = opened ? { simulator, opened, insiders: trading.insiders, where } : undefined
  const failed = { what: 'adversary', because: 'failed' } as const
  const { code, resolve } = trading
  const [tried, outside, taking] = await Promise.all([
    rung(rungs, failed, () => tryPowers(trading.found, trying, where)),
    opened ? rung(rungs, failed, () => outsidePowers({ token: at.token, code, simulator, opened }, where, resolve)) : undefined,
    trying ? rung(rungs, failed, () => allowancePowers(trying, where, resolve)) : undefined,
  ])
  const powers = tried ?? (await tryPowers(trading.found, undefined, where))
  return { powers: [...powers, ...(taking ?? []), ...(outside ?? [])], ...(sizes ? { sizes } : {}), ...(replay ? { replay } : {}) }
}

async function tryPools(simulator: Simulator, { token, pools }: Trading, { where, scope }: Rungs): Promise<Traded['trials'] | undefined> {
  const { chain, block, signal } = where
  const wrappedNative = chain.wrappedNative.toLowerCase() as Hex
  const tried: Traded['trials'][number][] = []
  for (const pool of pools.slice(0, MOST_POOLS)) {
    const spend = pool.quoteReserve / 1_000n || 1n
    const request = {
      client: chain.client,
      wrappedNative,
      token,
      pool,
      block,
      spend,
      waits: waitsOf(chain.blockTime),
      blockTime: chain.blockTime,
    }
    const trial = await tradeToken(simulator, request, signal).catch((error: unknown) => {
      if (toPetrelError(error).code === 'simulation_failed') return undefined
      throw error
    })
    if (trial) tried.push({ pool, trial })
    if (scope === 'line' && tried.length > 0) break
  }
  return tried.length > 0 ? tried : undefined
}
