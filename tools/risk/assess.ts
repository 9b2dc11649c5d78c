import type { Hex } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { openSimulator } from '../../chain/simulate/open-simulator.ts'
import type { Simulator } from '../../chain/simulate/simulator.ts'
import { tradeToken } from '../../chain/simulate/trade-token.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Resolve } from '../../core/resolve.ts'
import { openScene } from './adversary.ts'
import { openCode } from './code.ts'
import { readIdentity } from './identity.ts'
import { impersonation } from './impersonation.ts'
import { depthOf, readLp } from './liquidity.ts'
import { type Books, readBooks } from './market.ts'
import { findPools, type RiskPool } from './pools.ts'
import { findPowers, tryPowers, upgradePower } from './powers.ts'
import { replayHolders } from './replay.ts'
import type { RiskReport, Unchecked } from './report.ts'
import { trySizes } from './sizes.ts'
import type { Where } from './where.ts'
import { described } from './who.ts'

/** Seconds after a purchase at which a sale is tried again: an hour, a month. Together with the first sale and a transfer they use up what was bought. */
const WAITS = [3_600, 2_592_000]
/** Pools in which trades are tried. */
const MOST_POOLS = 3

export interface AssessContext {
  resolve: Resolve
  signal: AbortSignal
  /** Absent where there is no index. */
  warehouse?: Warehouse
  /** line: only what the verdict needs. */
  scope: 'full' | 'line'
  progress?(message: string, done?: number): void
}

/** Finds out everything about a token at the newest block. Throws PetrelError token_unknown, rpc_failed, cancelled. */
export async function assess(chain: Chain, token: Hex, context: AssessContext): Promise<RiskReport> {
  const { resolve, signal, warehouse, scope } = context
  const say = (message: string, done: number) => context.progress?.(message, done)
  say('Reading the contract', 0)
  const code = await openCode(chain, token, signal)
  const where: Where = { chain, block: BigInt(code.block), signal }
  const identity = await readIdentity(token, where)
  const unchecked: Unchecked[] = [
    { what: 'source', because: 'never' },
    { what: 'combinations', because: 'never' },
  ]
  const [pools, books] = await Promise.all([
    findPools(token, where, warehouse),
    warehouse ? readBooks(token, where, { warehouse, resolve }) : undefined,
  ])
  say('Reading what each function can do', 0.2)
  const { found, truncated } = await findPowers(code, { token, owner: identity.owner }, { where, resolve })
  if (truncated) unchecked.push({ what: 'code', because: 'truncated' })
  if (code.lost) unchecked.push({ what: 'code', because: 'lost' })
  say('Buying and selling in a simulation', 0.4)
  const insiders = [identity.owner, code.admin, books?.creator as Hex | undefined].filter(
    (one): one is Hex => one !== undefined && !/^0x0{40}$/.test(one),
  )
  const traded = await trade({ token, pools, books, found, insiders }, { where, scope }, unchecked)
  const upgrade = await upgradePower(code, where, resolve)
  const [lp, depth] = scope === 'full' ? await liquidity(pools[0], where, { warehouse, unchecked }) : []
  say('Done', 1)
  return {
    ...{ chain: chain.name, chainId: chain.id, block: code.block, identity, pools, unchecked: noted(unchecked, { books, scope }) },
    code: {
      ...(code.parts[0]?.proxy ? { proxy: code.parts[0].proxy.kind } : {}),
      ...(code.parts[1] ? { implementation: code.parts[1].address } : {}),
      ...(upgrade ? { admin: upgrade.who } : {}),
    },
    owner: identity.owner ? await described(identity.owner, where, resolve) : undefined,
    ...traded,
    powers: [...(upgrade ? [upgrade] : []), ...traded.powers],
    ...(books ? { books } : {}),
    ...(lp ? { lp } : {}),
    ...(depth ? { depth } : {}),
    impersonation: await impersonation(identity, where, resolve),
  }
}

const noted = (unchecked: Unchecked[], { books, scope }: { books: Books | undefined; scope: AssessContext['scope'] }): Unchecked[] =>
  books?.holders === undefined && scope === 'full' ? [...unchecked, { what: 'market', because: 'not_indexed' }] : unchecked

interface Trading {
  token: Hex
  pools: readonly RiskPool[]
  books: Books | undefined
  found: Awaited<ReturnType<typeof findPowers>>['found']
  insiders: readonly Hex[]
}

type Traded = Pick<RiskReport, 'trials' | 'powers'> & Partial<Pick<RiskReport, 'simulator' | 'sizes' | 'replay'>>

/** The rungs of the simulation. What a rung cannot do is noted; it never hides what another found. */
async function trade(
  trading: Trading,
  { where, scope }: { where: Where; scope: AssessContext['scope'] },
  unchecked: Unchecked[],
): Promise<Traded> {
  const rung = async <R>(
    what: Unchecked['what'],
    run: () => Promise<R | undefined>,
    because: Unchecked['because'],
  ): Promise<R | undefined> => {
    try {
      const result = await run()
      if (result === undefined) unchecked.push({ what, because })
      return result
    } catch (error) {
      if (where.signal.aborted || toPetrelError(error).code === 'cancelled') throw error
      unchecked.push({ what, because: 'failed' })
      return undefined
    }
  }
  const [pool] = trading.pools
  const simulator = await rung('sale', async () => (pool ? await openSimulator(where.chain, where.signal) : undefined), 'no_pool')
  if (!pool || !simulator) return { trials: [], powers: await tryPowers(trading.found, undefined) }
  const trials = (await rung('sale', async () => await tryPools(simulator, trading, { where, scope }), 'no_means')) ?? []
  if (!simulator.blocks) unchecked.push({ what: 'later', because: 'one_sender' })
  const at = { token: trading.token, pool: trials[0]?.pool ?? pool }
  const bought = trials[0]?.trial.buy.ok === true
  const why = !simulator.whole ? 'one_sender' : bought ? 'no_means' : 'not_bought'
  const full = scope === 'full'
  const sizes = full && bought ? await rung('sizes', () => trySizes(simulator, at, where), why) : undefined
  const holders = trading.books?.holdings ?? []
  const replay = full
    ? await rung('holders', () => replayHolders(simulator, { ...at, holders }, where), holders.length === 0 ? 'not_indexed' : why)
    : undefined
  const needed = trading.found.length > 0
  const opened = needed ? await rung('adversary', () => openScene(simulator, at, where), why) : undefined
  const trying = opened ? { simulator, opened, insiders: trading.insiders, where } : undefined
  const powers = (await rung('adversary', () => tryPowers(trading.found, trying), 'failed')) ?? (await tryPowers(trading.found, undefined))
  return { trials, powers, simulator: simulator.kind, ...(sizes ? { sizes } : {}), ...(replay ? { replay } : {}) }
}

async function tryPools(
  simulator: Simulator,
  { token, pools }: Trading,
  { where, scope }: { where: Where; scope: AssessContext['scope'] },
) {
  const { chain, block, signal } = where
  const wrappedNative = chain.wrappedNative.toLowerCase() as Hex
  const tried: { pool: RiskPool; trial: Awaited<ReturnType<typeof tradeToken>> }[] = []
  for (const pool of pools.slice(0, MOST_POOLS)) {
    const spend = pool.quoteReserve / 1_000n || 1n
    const request = { client: chain.client, wrappedNative, token, pool, block, spend, waits: WAITS }
    const trial = await tradeToken(simulator, request, signal).catch((error: unknown) => {
      if (toPetrelError(error).code === 'simulation_failed') return undefined
      throw error
    })
    if (trial) tried.push({ pool, trial })
    if (scope === 'line' && tried.length > 0) break
  }
  return tried.length > 0 ? tried : undefined
}

async function liquidity(
  pool: RiskPool | undefined,
  where: Where,
  { warehouse, unchecked }: { warehouse: Warehouse | undefined; unchecked: Unchecked[] },
) {
  if (!pool) return []
  const [lp, depth] = [await readLp(pool, where, warehouse), depthOf(pool)]
  if (!lp) unchecked.push({ what: 'lp', because: 'ranges' })
  if (!depth) unchecked.push({ what: 'depth', because: 'ranges' })
  return [lp, depth] as const
}
