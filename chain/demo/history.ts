import { encodeFunctionData, type Hex } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { actors } from './actors.ts'
import { artifact } from './artifacts.ts'
import { createToken, creations, deployment, describe, marketMarks, poolLabel, poolOf } from './deploy.ts'
import { type Deployment, demoToken } from './deployment.ts'
import { distribute, wraps } from './funding.ts'
import { openPool } from './liquidity.ts'
import { type Market, mineAll, mineBlock, pace } from './market.ts'
import { POOLS } from './pools.ts'
import { random } from './random.ts'
import { hex, type Rpc } from './rpc.ts'
import { TOKENS } from './tokens.ts'
import { openWriter } from './writer.ts'

export type Report = (message: string, done?: number) => void

const SETUP_STEP_S = 12

/** Deploys and funds everything on an empty chain. Throws PetrelError demo_chain when a transaction of it fails. */
export async function settle(rpc: Rpc, seed: number, genesis: number): Promise<Market> {
  const writer = await openWriter(rpc, actors().all)
  const { deployment: known, transactions } = deployment(seed, genesis)
  const market: Market = { rpc, writer, known, approved: new Set() }
  await mineAll(market, [...transactions, ...wraps(known)], SETUP_STEP_S)
  const funds = known.tokens.flatMap((token) => distribute(known, token, writer.head.timestamp))
  await mineAll(market, funds, SETUP_STEP_S)
  await openPools(market, 0)
  await mineAll(market, exemptions(market.known), SETUP_STEP_S)
  await checkAllSucceeded(rpc, writer.head.number)
  return market
}

async function openPools(market: Market, appears: number): Promise<void> {
  const { providers } = actors()
  const plans = POOLS.filter((plan) => plan.appears === appears)
  const seconds = market.writer.head.timestamp + SETUP_STEP_S
  const pools = plans.map((plan) => poolOf(market.known, plan))
  const opening = pools.flatMap((pool, i) => {
    const from = providers[i % providers.length]
    return from === undefined ? [] : openPool(market.known, { pool, from, usd: plans[i]?.depth ?? 0, seconds })
  })
  await mineAll(market, [...opening, ...pools.flatMap(marketMarks)], SETUP_STEP_S)
  const { known } = market
  market.known = { ...known, pools: [...known.pools, ...pools], labels: [...known.labels, ...pools.map(poolLabel)] }
}

/** The market maker is on the honeypot's and the taxed token's side: it alone sells the one and pays no tax on the other. */
function exemptions(known: Deployment) {
  const { deployer, marketMaker } = actors()
  const call = (symbol: string, name: 'honey' | 'taxed', functionName: string) => ({
    from: deployer,
    to: demoToken(known, symbol).address,
    gas: 120_000,
    data: encodeFunctionData({ abi: artifact(name).abi, functionName, args: [marketMaker, true] }),
  })
  return [call('HONEY', 'honey', 'setSeller'), call('TAXED', 'taxed', 'setExempt')]
}

async function checkAllSucceeded(rpc: Rpc, last: number): Promise<void> {
  const calls = Array.from({ length: last }, (_, i) => ({ method: 'eth_getBlockReceipts', params: [hex(i + 1)] }))
  for (const result of await rpc.batch(calls)) {
    const receipts = result.ok ? (result.value as { status: Hex; transactionHash: Hex; blockNumber: Hex }[]) : []
    const failed = receipts.find((receipt) => receipt.status !== '0x1')
    if (failed === undefined) continue
    const message = `The demo chain could not be set up: transaction ${failed.transactionHash} in block ${Number(failed.blockNumber)} failed.`
    throw new PetrelError('demo_chain', { message })
  }
}

/** Lets the market trade from the head to a Unix time in seconds, a block about every `interval` seconds. */
export async function trade(market: Market, span: { until: number; interval: number; report?: Report | undefined }): Promise<void> {
  const { writer } = market
  const start = writer.head.timestamp
  let reported = 0
  while (writer.head.timestamp < span.until) {
    await launches(market, span.until)
    const r = random(`${market.known.seed}:interval:${writer.head.number}`)
    const next = writer.head.timestamp + Math.max(1, Math.round(span.interval * r.between(0.5, 1.5)))
    // A rest shorter than a second block is added to the last one.
    const seconds = span.until - next < span.interval / 2 ? span.until : next
    await mineBlock(market, seconds, pace(seconds - writer.head.timestamp))
    const done = (writer.head.timestamp - start) / (span.until - start)
    if (done - reported < 0.02) continue
    reported = done
    span.report?.(`Demo market: ${((writer.head.timestamp - start) / 86_400).toFixed(1)} days traded`, done)
  }
}

/** Brings the tokens and pools whose time has come; only while the first history is made. */
async function launches(market: Market, until: number): Promise<void> {
  const { genesis, pools } = market.known
  const past = (market.writer.head.timestamp - genesis) / (until - genesis)
  const due = [...new Set(POOLS.map((plan) => plan.appears))].filter((share) => share > 0 && share <= past)
  const next = due.find((share) => POOLS.filter((plan) => plan.appears <= share).length > pools.length)
  if (next === undefined) return
  const { launcher } = actors()
  const queue = creations(launcher, market.writer.nonce(launcher))
  const plans = TOKENS.filter((plan) => plan.appears === next)
  const tokens = plans.map((plan) => describe(plan, createToken(queue, plan, market.known.proxyAdmin)))
  const labels = tokens.map((token) => ({ address: token.address, name: token.name, category: 'token' }))
  market.known = { ...market.known, tokens: [...market.known.tokens, ...tokens], labels: [...market.known.labels, ...labels] }
  const funds = tokens.flatMap((token) => distribute(market.known, token, market.writer.head.timestamp))
  await mineAll(market, [...queue.transactions, ...funds], SETUP_STEP_S)
  await openPools(market, next)
}
