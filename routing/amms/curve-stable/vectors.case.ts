import type { Vector } from '../conformance.case.ts'
import type { CurveStablePool } from './math.ts'

const rate = (decimals: number): bigint => 10n ** BigInt(36 - decimals)

const base = { kind: 'curve-stable', id: '0xp', aPrecision: 100n } as const
const tokens = (count: number): string[] => Array.from({ length: count }, (_, at) => `0x${at}`)

const eur: CurveStablePool = {
  ...base,
  tokens: tokens(3),
  reserves: [103902458912250371998101n, 96026429950922739854657n, 90684626303n],
  rates: [rate(18), rate(18), rate(6)],
  amp: 1000n,
  fee: 4000000n,
}
const oeth: CurveStablePool = {
  ...base,
  tokens: tokens(2),
  reserves: [8189776041162322264444n, 9661706603857954240258n],
  rates: [rate(18), rate(18)],
  amp: 40000n,
  fee: 4000000n,
}
const eurs: CurveStablePool = {
  ...base,
  tokens: tokens(3),
  reserves: [549022857960890312641141n, 1075362632212n, 46720010n],
  rates: [rate(18), rate(6), rate(2)],
  amp: 20000n,
  fee: 4000000n,
}
const sdai: CurveStablePool = {
  ...base,
  tokens: tokens(2),
  reserves: [207488005116042557636229n, 47921035344869338429831n],
  rates: [rate(18), 1057419823498475822n],
  amp: 150000n,
  fee: 1000000n,
}
const thin: CurveStablePool = {
  ...base,
  tokens: tokens(2),
  reserves: [50980n, 75958n],
  rates: [rate(6), rate(6)],
  amp: 20000n,
  fee: 4000000n,
  offpegFeeMultiplier: 20000000000n,
}
const crvusd: CurveStablePool = {
  ...base,
  tokens: tokens(2),
  reserves: [8994725349517509957774712n, 1568153728639n],
  rates: [rate(18), rate(6)],
  amp: 100000n,
  fee: 1000000n,
  offpegFeeMultiplier: 50000000000n,
}

/** Metapools of stableswap-ng: the second coin is the base pool's share, its rate the base pool's virtual price. */
const mkusd: CurveStablePool = {
  kind: 'curve-stable',
  id: '0x9e10f9fb6f0d32b350cee2618662243d4f24c64a',
  tokens: ['0x4591dbff62656e7859afe5e45f6f47d3669fbb28', '0x383e6b4437b59fff47b619cba855ca29342a8559'],
  reserves: [1400402037639032709376918n, 389831262966377525851519n],
  rates: [1000000000000000000n, 1000073197173325044n],
  amp: 15000n,
  aPrecision: 100n,
  fee: 4000000n,
  offpegFeeMultiplier: 20000000000n,
}
const pusd: CurveStablePool = {
  ...mkusd,
  id: '0x2482dfb5a65d901d137742ab1095f26374509352',
  tokens: ['0x466a756e9a7401b5e2444a3fcb3c2c12fbea0a54', '0x6c3f90f043a72fa612cbac8115ee7e52bde6e490'],
  reserves: [4556837199510378636842480n, 113547535917173130561003n],
  rates: [1000000000000000000n, 1030506792713195533n],
  amp: 100000n,
}

type Row = [pool: CurveStablePool, name: string, tokenIn: number, amountIn: bigint, tokenOut: number, amountOut: bigint]

/** Results of `get_dy` of mainnet and Arbitrum pools at the given states. */
const ROWS: readonly Row[] = [
  [eur, 'cEUR-agEUR-EURC', 0, 500000000000000n, 1, 496315310333753n],
  [eur, 'cEUR-agEUR-EURC', 0, 50000000000000000n, 1, 49631528847328147n],
  [eur, 'cEUR-agEUR-EURC', 0, 5000000000000000000n, 1, 4963131024216305126n],
  [eur, 'cEUR-agEUR-EURC', 0, 50000000000000000n, 2, 49364n],
  [eur, 'cEUR-agEUR-EURC', 0, 5000000000000000000n, 2, 4936384n],
  [eur, 'cEUR-agEUR-EURC', 2, 5000n, 1, 5025079238286081n],
  [eur, 'cEUR-agEUR-EURC', 2, 500045n, 1, 502552896527853049n],
  [oeth, 'ETH-OETH', 0, 500000000000000n, 1, 500008393783392n],
  [oeth, 'ETH-OETH', 0, 500000000000000000n, 1, 500008321109370981n],
  [oeth, 'ETH-OETH', 1, 500000000000000000n, 0, 499591620339898039n],
  [oeth, 'ETH-OETH', 1, 5000000000000000000n, 0, 4995909662946962499n],
  [eurs, 'agEUR-EURT-EURS', 0, 500000000000000n, 1, 501n],
  [eurs, 'agEUR-EURT-EURS', 0, 50000000000000000n, 1, 50169n],
  [eurs, 'agEUR-EURT-EURS', 0, 5000000000000000000n, 2, 499n],
  [eurs, 'agEUR-EURT-EURS', 2, 1020n, 1, 10248489n],
  [sdai, 'crvUSD-sDAI', 0, 50000000000000123n, 1, 47184327843196292n],
  [sdai, 'crvUSD-sDAI', 0, 500000000000123n, 1, 471843279437909n],
  [sdai, 'crvUSD-sDAI', 1, 500000000000123n, 0, 529730979292097n],
  [sdai, 'crvUSD-sDAI', 1, 50000000000000123n, 0, 52973097809547429n],
  [thin, 'ng USDT-USDC.e', 0, 5000000n, 1, 75900n],
  [thin, 'ng USDT-USDC.e', 0, 50000001n, 1, 75897n],
  [thin, 'ng USDT-USDC.e', 0, 500000012n, 1, 75897n],
  [thin, 'ng USDT-USDC.e', 1, 500000012n, 0, 50939n],
  [thin, 'ng USDT-USDC.e', 1, 5000000n, 0, 50940n],
  [crvusd, 'ng crvUSD-USDC.e', 0, 50000000000000000n, 1, 49719n],
  [crvusd, 'ng crvUSD-USDC.e', 0, 500000000000000001n, 1, 497190n],
  [crvusd, 'ng crvUSD-USDC.e', 0, 5000000000000000012n, 1, 4971903n],
  [crvusd, 'ng crvUSD-USDC.e', 1, 5000001n, 0, 5026592848229394394n],
  [crvusd, 'ng crvUSD-USDC.e', 1, 500000n, 0, 502659192342457080n],
  [crvusd, 'ng crvUSD-USDC.e', 1, 5000n, 0, 5026591932391690n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 0, 50000000000000000n, 1, 49183840532051551n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 0, 500000000000000000n, 1, 491838395529404280n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 0, 5000000000000000000n, 1, 4918382977155694248n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 0, 50000000000000000000n, 1, 49183731951271033406n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 1, 50000000000000000000n, 0, 50781231606587338678n],
  [mkusd, 'ng meta mkUSD-PYUSDUSDC', 1, 50000000000000000n, 0, 50781344581152143n],
  [pusd, 'ng meta PUSd-3Crv', 0, 50000000000000000n, 1, 40553074115672826n],
  [pusd, 'ng meta PUSd-3Crv', 0, 50000000000000000000n, 1, 40550714375305973410n],
  [pusd, 'ng meta PUSd-3Crv', 1, 50000000000000000000n, 0, 61553361367675214388n],
  [pusd, 'ng meta PUSd-3Crv', 1, 500000000000000000n, 0, 615577301147228989n],
]

export const VECTORS: readonly Vector<CurveStablePool>[] = ROWS.map(([pool, name, tokenIn, amountIn, tokenOut, amountOut]) => ({
  name: `${name}, ${amountIn} of coin ${tokenIn} for coin ${tokenOut}`,
  pool,
  swap: { tokenIn, tokenOut },
  amountIn,
  amountOut,
}))
