import type { ContractCall, PoolIdentity, StatePlan } from '../../amm.ts'
import type { ConcentratedPool } from './concentrated.ts'
import type { TickedPool } from './math.ts'

const lower = (value: unknown): string => String(value).toLowerCase()
const number = (value: unknown): number => Number(value as bigint)
const big = (value: unknown): bigint => BigInt(value as bigint)

type Ticks = TickedPool['ticks']

/** Adds liquidity to one tick; a tick whose net becomes zero stays out only when nothing else holds it, which `net` cannot tell: reload then. */
export function addToTick(ticks: Ticks, tick: number, delta: bigint): Ticks {
  const others = ticks.filter(([at]) => at !== tick)
  const net = (ticks.find(([at]) => at === tick)?.[1] ?? 0n) + delta
  return [...others, [tick, net] as const].sort((a, b) => a[0] - b[0])
}

/** State after a position grew (or shrank, with a negative delta). */
export function withPosition<P extends TickedPool>(pool: P, range: { lower: number; upper: number }, delta: bigint): P {
  const ticks = addToTick(addToTick(pool.ticks, range.lower, delta), range.upper, -delta)
  const inside = pool.tick >= range.lower && pool.tick < range.upper
  return { ...pool, ticks, liquidity: pool.liquidity + (inside ? delta : 0n) }
}

const call = (identity: PoolIdentity, signature: string, args: readonly unknown[] = []): ContractCall => ({
  to: identity.id,
  signature,
  args,
})
const BITMAP = 'function tickBitmap(int16 word) view returns (uint256)'
const TICK =
  'function ticks(int24 tick) view returns (uint128 liquidityGross, int128 liquidityNet, uint256, uint256, int56, uint160, uint32, bool initialized)'
const SLOT0 = 'function slot0() view returns (uint160 sqrtPriceX96, int24 tick, uint16, uint16, uint16, uint8, bool)'

/** Words of the bitmap that can hold ticks: all of them for wide spacings, otherwise `reach` words each way. */
function words(tick: number, spacing: number, reach: number): number[] {
  const [least, most] = [Math.floor(-887272 / spacing / 256), Math.floor(887272 / spacing / 256)]
  const here = Math.floor(tick / spacing / 256)
  const from = Math.max(least, here - reach)
  return Array.from({ length: Math.min(most, here + reach) - from + 1 }, (_, index) => from + index)
}

function initialised(list: readonly number[], bitmaps: readonly unknown[], spacing: number): number[] {
  return list.flatMap((word, index) => {
    const bits = big(bitmaps[index])
    return Array.from({ length: 256 }, (_, bit) => bit).flatMap((bit) => ((bits >> BigInt(bit)) & 1n ? [(word * 256 + bit) * spacing] : []))
  })
}

/** How a pool's bitmap and ticks are asked for. */
export interface TickReads {
  first: readonly ContractCall[]
  word(index: number): ContractCall
  tick(tick: number): ContractCall
}

/** Three rounds at one block: price, the bitmap, the ticks. `fixed.reach` limits the words read each way (default: all). */
export function readTicked(
  identity: PoolIdentity,
  answers: readonly (readonly unknown[])[],
  { first, word, tick: ask }: TickReads,
): { calls: readonly ContractCall[] } | { found: Pick<TickedPool, 'sqrtPriceX96' | 'tick' | 'liquidity' | 'ticks'> } {
  const [head, bitmaps, ticks] = answers
  if (!head) return { calls: [...first] }
  const slot0 = head[0] as readonly unknown[]
  const spacing = number(identity.fixed['tickSpacing'])
  const list = words(number(slot0[1]), spacing, number(identity.fixed['reach'] ?? 10_000))
  if (!bitmaps) return { calls: list.map(word) }
  const at = initialised(list, bitmaps, spacing)
  if (!ticks && at.length > 0) return { calls: at.map(ask) }
  const nets = at.map((tick, index) => [tick, big((ticks?.[index] as readonly unknown[] | undefined)?.[1])] as const)
  return { found: { sqrtPriceX96: big(slot0[0]), tick: number(slot0[1]), liquidity: big(head[1]), ticks: nets } }
}

/** Uniswap V3: `Swap` carries price, liquidity and tick; `Mint` and `Burn` move two ticks. */
export const state: StatePlan<ConcentratedPool> = {
  created: [
    {
      signature: 'event PoolCreated(address indexed token0, address indexed token1, uint24 indexed fee, int24 tickSpacing, address pool)',
      identity: (args) => ({
        id: lower(args['pool']),
        tokens: [lower(args['token0']), lower(args['token1'])],
        fixed: { feePpm: number(args['fee']), tickSpacing: number(args['tickSpacing']) },
      }),
    },
  ],
  read(identity, answers) {
    const first = [call(identity, SLOT0), call(identity, 'function liquidity() view returns (uint128)')]
    const round = readTicked(identity, answers, {
      first,
      word: (index) => call(identity, BITMAP, [index]),
      tick: (tick) => call(identity, TICK, [tick]),
    })
    if ('calls' in round) return round
    const tokens = [identity.tokens[0] ?? '', identity.tokens[1] ?? ''] as const
    const { feePpm, tickSpacing } = identity.fixed
    const dex = identity.dex === undefined ? {} : { dex: identity.dex }
    return {
      pool: {
        kind: 'concentrated',
        id: identity.id,
        tokens,
        ...dex,
        feePpm: number(feePpm),
        tickSpacing: number(tickSpacing),
        ...round.found,
      },
    }
  },
  events: [
    {
      signature:
        'event Swap(address indexed sender, address indexed recipient, int256 amount0, int256 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick)',
      apply: (pool, args) => ({
        ...pool,
        sqrtPriceX96: big(args['sqrtPriceX96']),
        liquidity: big(args['liquidity']),
        tick: number(args['tick']),
      }),
    },
    {
      signature:
        'event Mint(address sender, address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
      apply: (pool, args) =>
        withPosition(pool, { lower: number(args['tickLower']), upper: number(args['tickUpper']) }, big(args['amount'])),
    },
    {
      signature:
        'event Burn(address indexed owner, int24 indexed tickLower, int24 indexed tickUpper, uint128 amount, uint256 amount0, uint256 amount1)',
      // A burn can clear a tick from the bitmap, which changes where the contract rounds: only the chain knows.
      apply: () => undefined,
    },
  ],
}
