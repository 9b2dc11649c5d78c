import type { Vector } from '../conformance.case.ts'
import type { BalancerV3Pool } from './pool.ts'

const E18 = 10n ** 18n
const base = { kind: 'balancer-v3', id: '0xp', tokens: ['0x0', '0x1'], scales: [1n, 1n] } as const

/** Ethereum 0xc4ce391d82d164c166df9c8336ddf84206b2f812 at block 22,817,774: two lent tokens, each with a rate. */
const stable: BalancerV3Pool = {
  ...base,
  reserves: [687804073931103275644n, 1783969556654743519024n],
  live: [694069210892948295209n, 2124492373418339554414n],
  rates: [1009108897721464489n, 1190879275654308905n],
  fee: 20000000000000n,
  aggregateFee: E18 / 2n,
  amp: 5000000n,
}
/** Gnosis 0x272d6be442e30d7c87390edeb9b96f1e84cecd8d as a swap of it found it. */
const even: BalancerV3Pool = {
  ...base,
  reserves: [619469949959861143118n, 1841897390394044699179n],
  live: [718362766363614682950n, 8898955182296732614690n],
  rates: [1189577407040530520n, 1000892729180982664n],
  fee: 2500000000000000n,
  aggregateFee: E18 / 10n,
  weights: [E18 / 2n, E18 / 2n],
}
/** Arbitrum 0x2c6c34a046ae1bfb5543ffd32745cc5e2ac7fb34. */
const heavy: BalancerV3Pool = {
  ...base,
  reserves: [92522708649454779998815n, 360573774832263481n],
  live: [92522708649454779998815n, 360573774832263481n],
  rates: [E18, E18],
  fee: 5000000000000000n,
  aggregateFee: 0n,
  weights: [(3n * E18) / 4n, E18 / 4n],
}
/** Ethereum 0xdaba3d8ccf79ef289a7e2dbce51871b39ea445a2. */
const tree: BalancerV3Pool = {
  ...base,
  reserves: [54968478987261442046n, 2951446654676525480148856n],
  live: [56305404803570006222n, 2951446654676525480148856n],
  rates: [1024321681096877127n, E18],
  fee: 8000000000000000n,
  aggregateFee: E18 / 2n,
  weights: [E18 / 5n, (4n * E18) / 5n],
}

type Row = [pool: BalancerV3Pool, name: string, tokenIn: 0 | 1, amountIn: bigint, amountOut: bigint, exactOut?: true]

/** Swaps of deployed pools at the given states. */
const ROWS: readonly Row[] = [
  [stable, 'stable', 0, 1000000000n, 847659581n],
  [stable, 'stable', 0, 2000000000000000000n, 1695317072722991811n],
  [stable, 'stable', 1, 842557n, 993937n],
  [stable, 'stable', 1, 1000000000n, 1179671670n],
  [stable, 'stable', 1, 2000000000000000000n, 2359339885152387011n],
  [even, 'weighted 50/50', 1, 999108067073568238n, 67682487794870862n],
  [even, 'weighted 50/50', 1, 999108067073574531n, 67682487794870862n, true],
  [heavy, 'weighted 75/25', 0, E18, 11632707084358n],
  [tree, 'weighted 20/80', 0, 976255817341645373n, 12858515052701213115427n],
  [tree, 'weighted 20/80', 1, 13358934186453660015697n, 976255817341645374n, true],
]

export const VECTORS: readonly Vector<BalancerV3Pool>[] = ROWS.map(([pool, name, tokenIn, amountIn, amountOut, exactOut]) => ({
  name: `${name}, ${amountIn} of token ${tokenIn}${exactOut ? ', exact out' : ''}`,
  pool,
  swap: { tokenIn, tokenOut: 1 - tokenIn },
  amountIn,
  amountOut,
  ...(exactOut ? { exactOut } : {}),
}))
