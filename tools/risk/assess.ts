import { erc20Abi, type Hex } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { openSimulator } from '../../chain/simulate/open-simulator.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { PublishedSource } from '../audit/published.ts'
import { openCode } from './code.ts'
import { depthOf, together } from './depth.ts'
import { readHistory } from './history.ts'
import { type Identity, readIdentity } from './identity.ts'
import { impersonation } from './impersonation.ts'
import { insidersOf } from './insiders.ts'
import { type LinkJudge, readLinks } from './links.ts'
import { readLp } from './liquidity.ts'
import { readBooks, sharePct } from './market.ts'
import { findPools, type RiskPool } from './pools.ts'
import { findPowers, renounces, upgradePower } from './powers.ts'
import type { RiskReport, Unchecked } from './report.ts'
import { type Rungs, rung, trade } from './trade.ts'
import { verdictOf } from './verdict.ts'
import type { Where } from './where.ts'
import { described } from './who.ts'

/** Pools whose depth is counted together. */
const MOST_DEPTHS = 5

export interface AssessContext {
  resolve: Resolve
  signal: AbortSignal
  /** Absent where there is no index. */
  warehouse?: Warehouse
  /** Asks for the published source of a contract; absent where nobody is asked. */
  sourceOf?(address: Hex): Promise<PublishedSource>
  /** Absent where there is no list of phishing domains. */
  links?: LinkJudge
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
  const [identity, time] = await Promise.all([readIdentity(token, where), chain.client.getBlock({ blockNumber: where.block })])
  const unchecked: Unchecked[] = [{ what: 'combinations', because: 'never' }]
  const [pools, books] = await Promise.all([
    findPools(token, where, warehouse),
    warehouse ? readBooks(token, where, { warehouse, resolve }) : undefined,
  ])
  say('Reading what each function can do', 0.2)
  const { found, truncated } = await findPowers(code, { token, owner: identity.owner }, { where, resolve })
  if (truncated) unchecked.push({ what: 'code', because: 'truncated' })
  if (code.lost) unchecked.push({ what: 'code', because: 'lost' })
  say('Buying and selling in a simulation', 0.4)
  const close = [identity.owner, code.admin, books?.creator as Hex | undefined].filter((one) => one !== undefined)
  const insiders = await insidersOf({ token, code, pools, known: close }, where)
  const rungs: Rungs = { where, scope, unchecked }
  const traded = await trade({ token, pools, books, found, insiders, code, resolve }, rungs)
  const upgrade = await upgradePower(code, where, resolve)
  if (scope === 'full' && books?.holders === undefined) unchecked.push({ what: 'market', because: 'not_indexed' })
  say('Looking around the token', 0.8)
  const around = scope === 'full' ? await surroundings({ identity, pools, books, code }, rungs, context) : {}
  say('Done', 1)
  if (scope === 'line') unchecked.push({ what: 'source', because: 'not_asked' })
  return {
    ...{ chain: chain.name, chainId: chain.id, block: code.block, time: Number(time.timestamp), identity, pools, unchecked },
    code: {
      ...(code.parts[0]?.proxy ? { proxy: code.parts[0].proxy.kind } : {}),
      ...(code.parts[1] ? { implementation: code.parts[1].address } : {}),
      ...(upgrade ? { admin: upgrade.who } : {}),
      ...(renounces(code) ? { renounces: true as const } : {}),
    },
    owner: identity.owner ? await described(identity.owner, where, resolve) : undefined,
    ...traded,
    powers: worstFirst([...(upgrade ? [upgrade] : []), ...traded.powers]),
    ...(books ? { books } : {}),
    ...around,
    impersonation: await impersonation(identity, where, resolve),
  }
}

/** Powers that did harm, then those that somebody has, then those that are open, then those that nobody has any more. */
const worstFirst = (powers: RiskReport['powers']): RiskReport['powers'] => [...powers].sort((a, b) => rank(a) - rank(b))
const rank = ({ usable, effect }: RiskReport['powers'][number]): number => {
  const harm = effect !== undefined && (effect.takes || effect.stops !== undefined || effect.mints || (effect.taxBps ?? 0) > 0)
  return { yes: harm ? 0 : 1, unknown: 2, no: 3 }[usable]
}

interface Known {
  identity: Identity
  pools: readonly RiskPool[]
  books: RiskReport['books'] | undefined
  code: Awaited<ReturnType<typeof openCode>>
}

type Around = Partial<Pick<RiskReport, 'source' | 'lp' | 'depth' | 'links' | 'history' | 'ownerPct'>>

/** Liquidity, links, the maker's other tokens: each noted when it could not be had. */
async function surroundings({ identity, pools, books, code }: Known, rungs: Rungs, context: AssessContext): Promise<Around> {
  const { where } = rungs
  const [pool] = pools
  const { warehouse, links: judge } = context
  const simulator = async () => await openSimulator(where.chain, where.signal).catch(() => undefined)
  const history = async () =>
    warehouse && books?.creator
      ? await readHistory(
          {
            token: identity.address,
            creator: books.creator,
            warehouse,
            resolve: context.resolve,
            judge: (one) => short(one, rungs, context),
          },
          where,
        )
      : undefined
  const source = await sourceOf(code, rungs, context)
  const [lp, depth, links, made] = await Promise.all([
    pool ? rung(rungs, { what: 'lp', because: 'unread' }, () => readLp(pool, where, warehouse)) : undefined,
    pool ? rung(rungs, { what: 'depth', because: 'unread' }, () => depths(pools, identity.address, where)) : undefined,
    rung(rungs, { what: 'links', because: 'no_list' }, async () =>
      judge
        ? await readLinks({ identity, code, simulator: await simulator(), ...(source.text ? { source: source.text } : {}) }, where, judge)
        : undefined,
    ),
    rung(rungs, { what: 'history', because: 'not_indexed' }, history),
  ])
  return { ...(source.known ? { source: source.known } : {}), ...(lp ? { lp } : {}), ...(depth ? { depth } : {}), ...(links ? { links } : {}), ...(made ? { history: made } : {}), ...(await owned(identity, where)) } // biome-ignore format: short
}

/** Whether its source is published, and its text for links. */
async function sourceOf(
  code: Known['code'],
  { unchecked }: Rungs,
  context: AssessContext,
): Promise<{ known?: RiskReport['source']; text?: string }> {
  const at = code.parts.at(-1)?.address
  const found = at && context.sourceOf ? await context.sourceOf(at) : undefined
  if (found?.state === 'found')
    return { known: { verified: true, from: found.from }, text: found.sources.map(({ text }) => text).join('\n') }
  unchecked.push({ what: 'source', because: found?.state ?? 'not_asked' })
  return found?.state === 'unpublished' ? { known: { verified: false, from: 'Sourcify' } } : {}
}

async function depths(pools: readonly RiskPool[], token: Hex, where: Where): Promise<RiskReport['depth']> {
  const all = await Promise.all(pools.slice(0, MOST_DEPTHS).map((pool) => depthOf(pool, token, where).catch(() => undefined)))
  const read = all.filter((one) => one !== undefined)
  return read.length > 0 ? { pools: read.length, moves: together(read) } : undefined
}

/** The verdict alone, without the questions that only a full report answers. */
async function short(token: Hex, { where }: Rungs, { resolve, warehouse }: AssessContext) {
  const base = { resolve, signal: where.signal, scope: 'line' as const }
  return verdictOf(await assess(where.chain, token, { ...base, ...(warehouse ? { warehouse } : {}) })).level
}

/** What the owner holds of the supply, read from the token itself. */
async function owned({ address, owner, supply }: Identity, { chain, block }: Where): Promise<Around> {
  if (owner === undefined || supply === undefined || supply === 0n || /^0x0{40}$/.test(owner)) return {}
  const ask = { address, abi: erc20Abi, functionName: 'balanceOf', args: [owner], blockNumber: block } as const
  const held = await chain.client.readContract(ask).catch(() => undefined)
  return held === undefined ? {} : { ownerPct: sharePct(held, supply) }
}
