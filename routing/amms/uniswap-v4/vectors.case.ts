import { tickAtSqrtRatio } from '../concentrated/tick-math.ts'
import type { Vector } from '../conformance.case.ts'
import { totalFee } from './state.ts'
import type { UniswapV4Pool } from './uniswap-v4.ts'

interface Shape {
  sqrtPriceX96: bigint
  feePpm: number
  tickSpacing: number
  protocol: readonly [number, number]
  ticks: UniswapV4Pool['ticks']
}

const SHAPES: readonly Shape[] = [
  {
    sqrtPriceX96: 177980415080625169456974266368n,
    feePpm: 500,
    tickSpacing: 10,
    protocol: [0, 0],
    ticks: [
      [15290, 71806425500000000000000n],
      [16000, 27310490100000000000000n],
      [16150, 20033525800000000000000n],
      [16390, -20033525800000000000000n],
      [16520, -71806425500000000000000n],
      [16720, 13511928300000000000000n],
      [16800, 30318546900000000000000n],
      [17450, -13511928300000000000000n],
      [17650, -27310490100000000000000n],
      [19500, -30318546900000000000000n],
    ],
  },
  {
    sqrtPriceX96: 104904256871093798254948646912n,
    feePpm: 3000,
    tickSpacing: 60,
    protocol: [500, 800],
    ticks: [
      [0, 25828702500000000000000n],
      [660, 86947471800000000000000n],
      [4500, 23044516600000000000000n],
      [5160, 9763060500000000000000n],
      [7320, -9763060500000000000000n],
      [8640, 19888393500000000000000n],
      [9060, -86947471800000000000000n],
      [13020, -25828702500000000000000n],
      [21240, -23044516600000000000000n],
      [22140, -19888393500000000000000n],
    ],
  },
  {
    sqrtPriceX96: 130784612653023965002405511168n,
    feePpm: 10000,
    tickSpacing: 200,
    protocol: [0, 0],
    ticks: [
      [-200, 33851338800000000000000n],
      [4400, 25578220000000000000000n],
      [7800, -25578220000000000000000n],
      [16800, 50427216900000000000000n],
      [17600, 69783185100000000000000n],
      [18400, 609661500000000000000n],
      [22200, -33851338800000000000000n],
      [27000, -50427216900000000000000n],
      [31600, -609661500000000000000n],
      [69200, -69783185100000000000000n],
    ],
  },
]

/** What the real PoolManager gave on a local chain, native coin against a token, with and without a protocol fee. */
const ROWS: readonly [shape: number, tokenIn: 0 | 1, exactOut: 0 | 1, amountIn: bigint, amountOut: bigint][] = [
  [0, 0, 0, 28306492516967888n, 142775565427496674n],
  [0, 1, 0, 36187728940352120n, 7167353178823282n],
  [0, 0, 1, 864826598575873570n, 4362043800897968640n],
  [0, 1, 1, 1889507680009n, 374236546565n],
  [0, 0, 0, 1883075446645551616n, 9497742073378064848n],
  [0, 1, 0, 25923175577113n, 5134353146989n],
  [0, 0, 1, 27748964570212n, 139963515982026n],
  [0, 1, 1, 11545242665527961681159n, 2145376370466537078784n],
  [1, 0, 0, 1112624942724313600n, 1943789388783036832n],
  [1, 1, 0, 70592613252491944n, 40112474529330201n],
  [1, 0, 1, 7883122918813473818n, 13771208879181529088n],
  [1, 1, 1, 3835967374543445665n, 2179649432963581184n],
  [1, 0, 0, 15753803903609n, 27522648890498n],
  [1, 1, 0, 813305476185012043776n, 460206206711975732162n],
  [1, 0, 1, 267447449329n, 467243485483n],
  [1, 1, 1, 1473888975721n, 837500594495n],
  [2, 0, 0, 1995625738317930168320n, 4910462353276756445369n],
  [2, 1, 0, 505812128417376698368n, 182135996739978450834n],
  [2, 0, 1, 2700967843422897668032n, 6448576529588097646592n],
  [2, 1, 1, 7508944367663n, 2728097878380n],
  [2, 0, 0, 26301936027137848n, 70953936293692461n],
  [2, 1, 0, 11194371666695317504n, 4066255458230637913n],
  [2, 0, 1, 199598827734728n, 538452391457385n],
  [2, 1, 1, 789705603057274n, 286910389117822n],
]

function poolOf({ sqrtPriceX96, feePpm, tickSpacing, protocol, ticks }: Shape): UniswapV4Pool {
  const tick = tickAtSqrtRatio(sqrtPriceX96)
  const liquidity = ticks.reduce((sum, [at, net]) => (at <= tick ? sum + net : sum), 0n)
  const feesPpm = [totalFee(feePpm, protocol[0]), totalFee(feePpm, protocol[1])] as const
  const base = { id: '0xp', tokens: ['native', '0xb'] as const, hooks: '0x0000000000000000000000000000000000000000' }
  return { kind: 'uniswap-v4', ...base, feePpm, feesPpm, tickSpacing, sqrtPriceX96, tick, liquidity, ticks }
}

export const VECTORS: readonly Vector<UniswapV4Pool>[] = ROWS.map(([shape, tokenIn, exactOut, amountIn, amountOut]) => ({
  name: `pool ${shape}, ${amountIn} of token ${tokenIn}${exactOut ? ', exact out' : ''}`,
  pool: poolOf(SHAPES[shape] as Shape),
  swap: { tokenIn, tokenOut: 1 - tokenIn },
  amountIn,
  amountOut,
  ...(exactOut ? { exactOut: true } : {}),
}))
