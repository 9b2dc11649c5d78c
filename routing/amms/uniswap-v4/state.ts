import type { ContractCall, StatePlan } from '../../amm.ts'
import { readTicked, withPosition } from '../concentrated/state.ts'
import type { UniswapV4Pool } from './uniswap-v4.ts'

const NONE = `0x${'0'.repeat(40)}`
const lower = (value: unknown): string => String(value).toLowerCase()
const number = (value: unknown): number => Number(value as bigint)
const big = (value: unknown): bigint => BigInt(value as bigint)
/** The manager writes the native coin as address zero. */
const tokenOf = (value: unknown): string => (lower(value) === NONE ? 'native' : lower(value))

const SLOT0 = 'function getSlot0(bytes32 poolId) view returns (uint160 sqrtPriceX96, int24 tick, uint24 protocolFee, uint24 lpFee)'
const LIQUIDITY = 'function getLiquidity(bytes32 poolId) view returns (uint128)'
const BITMAP = 'function getTickBitmap(bytes32 poolId, int16 word) view returns (uint256)'
const TICK = 'function getTickLiquidity(bytes32 poolId, int24 tick) view returns (uint128 liquidityGross, int128 liquidityNet)'

/** The protocol's part is taken first, the provider's from the rest, parts per million, rounded up as the manager does. Source: ProtocolFeeLibrary. */
export const totalFee = (feePpm: number, protocolPpm: number): number =>
  protocolPpm + feePpm - Math.floor((protocolPpm * feePpm) / 1_000_000)

/** Two protocol fees in one word: the lower twelve bits for selling the first token, the upper for the second. */
const feesOf = (feePpm: number, word: number): readonly [number, number] => [totalFee(feePpm, word & 0xfff), totalFee(feePpm, word >> 12)]

/** All pools live in one manager, so an event of another pool leaves this one as it is. */
const own =
  (apply: (pool: UniswapV4Pool, args: Readonly<Record<string, unknown>>) => UniswapV4Pool | undefined) =>
  (pool: UniswapV4Pool, args: Readonly<Record<string, unknown>>): UniswapV4Pool | undefined =>
    lower(args['id']) === pool.id ? apply(pool, args) : pool

/** Reads go through the periphery's StateView, `fixed.stateView`; the pool's id is the manager's. */
export const state: StatePlan<UniswapV4Pool> = {
  created: [
    {
      signature:
        'event Initialize(bytes32 indexed id, address indexed currency0, address indexed currency1, uint24 fee, int24 tickSpacing, address hooks, uint160 sqrtPriceX96, int24 tick)',
      identity: (args) => ({
        id: lower(args['id']),
        tokens: [tokenOf(args['currency0']), tokenOf(args['currency1'])],
        fixed: { feePpm: number(args['fee']), tickSpacing: number(args['tickSpacing']), hooks: lower(args['hooks']) },
      }),
    },
  ],
  read(identity, answers) {
    const ask = (signature: string, ...args: unknown[]): ContractCall => ({
      to: String(identity.fixed['stateView']),
      signature,
      args: [identity.id, ...args],
    })
    const round = readTicked(identity, answers, {
      first: [ask(SLOT0), ask(LIQUIDITY)],
      word: (index) => ask(BITMAP, index),
      tick: (tick) => ask(TICK, tick),
    })
    if ('calls' in round) return round
    const [, , protocol, fee] = (answers[0]?.[0] ?? []) as readonly unknown[]
    return {
      pool: {
        kind: 'uniswap-v4',
        id: identity.id,
        tokens: [identity.tokens[0] ?? '', identity.tokens[1] ?? ''],
        ...(identity.dex === undefined ? {} : { dex: identity.dex }),
        hooks: lower(identity.fixed['hooks'] ?? NONE),
        feePpm: number(fee),
        ...(number(protocol) === 0 ? {} : { feesPpm: feesOf(number(fee), number(protocol)) }),
        tickSpacing: number(identity.fixed['tickSpacing']),
        ...round.found,
      },
    }
  },
  events: [
    {
      signature:
        'event Swap(bytes32 indexed id, address indexed sender, int128 amount0, int128 amount1, uint160 sqrtPriceX96, uint128 liquidity, int24 tick, uint24 fee)',
      apply: own((pool, args) => ({
        ...pool,
        sqrtPriceX96: big(args['sqrtPriceX96']),
        liquidity: big(args['liquidity']),
        tick: number(args['tick']),
      })),
    },
    {
      signature:
        'event ModifyLiquidity(bytes32 indexed id, address indexed sender, int24 tickLower, int24 tickUpper, int256 liquidityDelta, bytes32 salt)',
      // A withdrawal can clear a tick from the bitmap, which changes where the manager rounds: only the chain knows.
      apply: own((pool, args) => {
        const delta = big(args['liquidityDelta'])
        if (delta < 0n) return undefined
        return delta === 0n ? pool : withPosition(pool, { lower: number(args['tickLower']), upper: number(args['tickUpper']) }, delta)
      }),
    },
    { signature: 'event ProtocolFeeUpdated(bytes32 indexed id, uint24 protocolFee)', apply: own(() => undefined) },
  ],
}
