import type { Vector } from '../conformance.case.ts'
import type { CurveCryptoPool } from './pool.ts'

const base = { kind: 'curve-crypto', id: '0xp' } as const
const two = { ...base, tokens: ['0x0', '0x1'] }
const three = { ...base, tokens: ['0x0', '0x1', '0x2'] }

/** Arbitrum 0x1fb84fa6d252762e8367ea607a6586e09dcebe3d. */
export const ethPlus: CurveCryptoPool = {
  ...two,
  generation: 'ng',
  reserves: [968569777414549410834n, 1045106588251996643768n],
  precisions: [1n, 1n],
  priceScale: [983313638977093334n],
  ann: 20000000n,
  gamma: 20000000000000000n,
  d: 1996236386986675947911n,
  midFee: 500000n,
  outFee: 8000000n,
  feeGamma: 30000000000000000n,
  profit: {
    supply: 1006167834136870835627n,
    virtualPrice: 1000381175737496082n,
    xcpProfit: 1000760564011364559n,
    allowedExtra: 1000000000000n,
    adjustmentStep: 25000000000000n,
    oracle: [983239528662393033n],
  },
}
/** Arbitrum 0xe34b3a4cedb077b53cc813df6fe34a85749fcecc: a coin of two decimals. */
export const eurs: CurveCryptoPool = {
  ...two,
  generation: 'ng',
  reserves: [4048585006552861060153n, 399999n],
  precisions: [1n, 10000000000000000n],
  priceScale: [1083716143157454024n],
  ann: 1880000n,
  gamma: 199000000000000000n,
  d: 8383386641969295080730n,
  midFee: 4000000n,
  outFee: 30000000n,
  feeGamma: 12300000000000000n,
  profit: {
    supply: 4026454270358976869472n,
    virtualPrice: 1000020627288204984n,
    xcpProfit: 1000023302885130528n,
    allowedExtra: 100000000n,
    adjustmentStep: 100000000000000n,
    oracle: [1083039505855158959n],
  },
}
/** Ethereum 0x2889302a794da87fbf1d6db415c1492194663d13: crvUSD, tBTC, wstETH. */
export const tricrypto: CurveCryptoPool = {
  ...three,
  generation: 'ng',
  reserves: [3848079508071253519125552n, 60997386412794855327n, 1028200997183081004168n],
  precisions: [1n, 1n, 1n],
  priceScale: [66313464177401058702341n, 3988288337309167729564n],
  ann: 540000n,
  gamma: 80500000000000n,
  d: 11990883592127090140834712n,
  midFee: 1000000n,
  outFee: 140000000n,
  feeGamma: 400000000000000n,
  profit: {
    supply: 6209561906175920711602n,
    virtualPrice: 1002781276086899355n,
    xcpProfit: 1005532234158713186n,
    allowedExtra: 100000000n,
    adjustmentStep: 100000000000n,
    oracle: [63612706012126486095056n, 3782761569503404058823n],
  },
}
/** Ethereum 0x95f3672a418230c5664b7154dfce0acfa7eed68d, of the first crypto factory. */
export const firstTwo: CurveCryptoPool = {
  ...two,
  generation: 'v2',
  reserves: [2575977394749099472751n, 1447320191806527553931n],
  precisions: [1n, 1n],
  priceScale: [1250033866036595049n],
  ann: 200000000n,
  gamma: 100000000000000n,
  d: 4344269418800893049364n,
  midFee: 10000000n,
  outFee: 90000000n,
  feeGamma: 5000000000000000n,
}
/** Ethereum 0xd51a44d3fae010294c616388b506acda1bfaae46, tricrypto2: USDT, WBTC, WETH. */
export const tricrypto2: CurveCryptoPool = {
  ...three,
  generation: 'v2',
  reserves: [54743954382801n, 212871488312n, 32759437840549558629494n],
  precisions: [1000000000000n, 10000000000n, 1n],
  priceScale: [25182439404844022315525n, 1651754874918630176109n],
  ann: 1707629n,
  gamma: 11809167828997n,
  d: 162458225493710120387117207n,
  midFee: 3000000n,
  outFee: 30000000n,
  feeGamma: 500000000000000n,
}

type Row = [pool: CurveCryptoPool, tokenIn: number, amountIn: bigint, tokenOut: number, amountOut: bigint]

/** Answers of pools on Arbitrum and Ethereum at the given states (`get_dy`, and swaps on forks). */
const CHAIN: readonly Row[] = [
  [ethPlus, 1, 50000000000000000n, 0, 49158730955589571n],
  [ethPlus, 1, 500000000000000001n, 0, 491586661400038591n],
  [ethPlus, 1, 5000000000000000012n, 0, 4915798138812167060n],
  [ethPlus, 1, 50000000000000000123n, 0, 49147140999173741771n],
  [ethPlus, 1, 500000000000000001234n, 0, 453553432480766034585n],
  [ethPlus, 1, 5000000000000000012345n, 0, 923692799321975179979n],
  [ethPlus, 1, 10918181n, 0, 10734905n],
  [ethPlus, 1, 2480561515956081681n, 0, 2438807364673706750n],
  [ethPlus, 0, 1000000000000000000n, 1, 1016967986681031868n],
  [eurs, 0, 4732267796024191790852n, 1, 327494n],
  [eurs, 1, 1n, 0, 10822405757804743n],
  [eurs, 1, 279108n, 0, 2680342795273391100498n],
  [eurs, 1, 327494n, 0, 2949081412746367458511n],
  [tricrypto, 0, 50000000000000000n, 1, 777940997580n],
  [tricrypto, 0, 5000000000000000012n, 1, 77794015730818n],
  [tricrypto, 0, 5000000000000000012345n, 1, 77709786016695971n],
  [tricrypto, 0, 50000000000000000n, 2, 13082875266807n],
  [tricrypto, 0, 500000000000000001234n, 2, 130813699671187605n],
  [tricrypto, 0, 5000000000000000012345n, 2, 1306791631101999948n],
  [tricrypto, 2, 50000000000000000n, 1, 2942298304726216n],
  [tricrypto, 2, 50000000000000000123n, 1, 2809513964503774599n],
  [tricrypto, 2, 500000000000000001234n, 1, 19769566246680798724n],
  [tricrypto, 2, 5000000000000000012345n, 1, 49961193949748966896n],
  [tricrypto, 2, 500000000000000000000n, 0, 1247392878908745428005336n],
  [tricrypto, 2, 5000000000000000000001n, 0, 3151867100859420032898396n],
  [firstTwo, 0, 10n, 1, 304n],
  [firstTwo, 1, 1000n, 0, 172n],
  [tricrypto2, 0, 1n, 2, 600295188n],
  [tricrypto2, 1, 1n, 2, 153286543005n],
  [tricrypto2, 1, 1n, 0, 255n],
  [tricrypto2, 0, 1000n, 1, 3n],
]

/** The same first contracts at larger amounts, by the solver of Curve Research's simulator (curvesim 0.5.0), which its authors hold to the contracts. */
const SIMULATED: readonly Row[] = [
  [firstTwo, 1, 235275226959801504n, 0, 389845881789767421n],
  [firstTwo, 0, 102347698888262598656n, 1, 58197625574014784265n],
  [firstTwo, 0, 4726665627558778880n, 1, 2801534533581448337n],
  [firstTwo, 0, 7802729588353885n, 1, 4634330748300094n],
  [firstTwo, 1, 61792607135810551808n, 0, 98013892182650352490n],
  [firstTwo, 0, 4882499444810644n, 1, 2899901386431550n],
  [tricrypto2, 2, 51576646686990098432n, 0, 85681892416n],
  [tricrypto2, 2, 123722426856078544n, 0, 205772393n],
  [tricrypto2, 2, 737594348481013743616n, 1, 4699068325n],
  [tricrypto2, 1, 22541286n, 0, 5750658254n],
  [tricrypto2, 0, 449474433772n, 1, 1741895812n],
  [tricrypto2, 0, 90179732462n, 1, 352187635n],
  [tricrypto2, 2, 2606792217610942414848n, 1, 15704700110n],
]

export const VECTORS: readonly Vector<CurveCryptoPool>[] = [...CHAIN, ...SIMULATED].map(
  ([pool, tokenIn, amountIn, tokenOut, amountOut]) => ({
    name: `${pool.generation} pool of ${pool.tokens.length} coins with A ${pool.ann}, ${amountIn} of coin ${tokenIn} for coin ${tokenOut}`,
    pool,
    swap: { tokenIn, tokenOut },
    amountIn,
    amountOut,
  }),
)

type Step = [tokenIn: number, amountIn: bigint, tokenOut: number, amountOut: bigint]

/** Swaps that follow one another: what each gives rests on the invariant and the price scale that the one before left. */
export const SEQUENCES: readonly { name: string; pool: CurveCryptoPool; steps: readonly Step[] }[] = [
  {
    name: 'two coins, there and back',
    pool: ethPlus,
    steps: [
      [1, 1017116218018521399n, 0, 1000000000000000000n],
      [0, 1000000000000000000n, 1, 1016969759771777253n],
    ],
  },
  {
    name: 'two coins, with a price scale that moves in between',
    pool: eurs,
    steps: [
      [0, 4732267796024191790852n, 1, 327494n],
      [1, 327494n, 0, 4701664153184618167557n],
    ],
  },
  {
    name: 'three coins',
    pool: tricrypto,
    steps: [
      [0, 50000000000000000n, 1, 777940997580n],
      [0, 500000000000000001n, 1, 7779409029619n],
      [0, 5000000000000000012n, 1, 77793995822360n],
      [0, 50000000000000000123n, 1, 777930511062449n],
      [0, 500000000000000001234n, 1, 7778361047648857n],
      [0, 5000000000000000012345n, 1, 77689853414055234n],
      [0, 50000000000000000n, 2, 13063159475035n],
      [0, 500000000000000001n, 2, 130631578041005n],
      [0, 5000000000000000012n, 2, 1306314111679213n],
      [0, 50000000000000000123n, 2, 13062974255148374n],
      [0, 500000000000000001234n, 2, 130613068528414923n],
      [0, 5000000000000000012345n, 2, 1304475753930054478n],
      [2, 50000000000000000n, 1, 2944281383075492n],
      [2, 500000000000000001n, 1, 29429160844225131n],
      [2, 5000000000000000012n, 1, 292898020911624817n],
      [2, 50000000000000000123n, 1, 2784126686177687134n],
      [2, 500000000000000001234n, 1, 18092508659102257720n],
      [2, 5000000000000000012345n, 1, 29791521158275658506n],
      [2, 500000000000000000000n, 0, 269495174387166607472662n],
      [2, 5000000000000000000001n, 0, 1468879551843067569968646n],
    ],
  },
]
