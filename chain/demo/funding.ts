import { encodeFunctionData, type Hex } from 'viem'
import { wethAbi } from './abi.ts'
import { actors, holder } from './actors.ts'
import { GAS, transfer } from './calls.ts'
import type { DemoToken, Deployment } from './deployment.ts'
import { POOLS } from './pools.ts'
import { random } from './random.ts'
import { baseUnits, tokenPlan } from './tokens.ts'
import { worth } from './units.ts'
import type { Tx } from './writer.ts'

/** Share of a token's supply that goes to plain holders; how it is split follows Pareto, as real holder lists do. */
const HELD = 0.2

/** Wraps ether for those who trade with it. */
export function wraps(known: Deployment): Tx[] {
  const r = random(`${known.seed}:wraps`)
  const { providers, arbitrageurs, marketMaker, whales, exchanges, treasury, traders } = actors()
  const much = (addresses: readonly Hex[], ether: number) => addresses.map((from) => wrap(known, from, ether))
  return [
    ...much(providers, 7000),
    ...much([...arbitrageurs, marketMaker], 4000),
    ...much(whales, 1500),
    ...much(exchanges, 3500),
    ...much([treasury], 900),
    ...traders.map((from) => wrap(known, from, r.around(6, 0.9))),
  ]
}

const wrap = (known: Deployment, from: Hex, ether: number): Tx => ({
  from,
  to: known.weth,
  gas: GAS.approve,
  value: baseUnits(ether, 18),
  data: encodeFunctionData({ abi: wethAbi, functionName: 'deposit' }),
})

/** The treasury's first transfers of a token: to providers what the pools need, to traders, whales, exchanges and plain holders. */
export function distribute(known: Deployment, token: DemoToken, seconds: number): Tx[] {
  const { treasury } = actors()
  return shares(known, token, seconds)
    .filter(([, amount]) => amount > 0n)
    .map(([address, amount]) => transfer(treasury, token.address, { address, amount }))
}

function shares(known: Deployment, token: DemoToken, seconds: number): [Hex, bigint][] {
  const people = holders(known, token)
  if (token.kind === 'wrapped') return people
  const { providers, arbitrageurs, marketMaker, whales, exchanges, traders } = actors()
  const r = random(`${known.seed}:fund:${token.symbol}`)
  const plan = tokenPlan(token.symbol)
  const dollars = (usd: number) => worth(known.seed, token, { usd, seconds })
  const ofSupply = (share: number) => baseUnits(plan.supply * share, plan.decimals)
  const needed = POOLS.filter((pool) => pool.a === token.symbol || pool.b === token.symbol).reduce((sum, pool) => sum + pool.depth, 0)
  const bag = Math.min(3_000_000, needed)
  return [
    ...providers.map((address): [Hex, bigint] => [address, dollars(needed * 1.15)]),
    ...[...arbitrageurs, marketMaker].map((address): [Hex, bigint] => [address, dollars(bag)]),
    ...whales.map((address, i): [Hex, bigint] => [address, r.chance(0.75) ? ofSupply(r.between(0.01, 0.05) / (i + 1)) : 0n]),
    ...exchanges.map((address, i): [Hex, bigint] => [address, ofSupply(r.between(0.03, 0.07) / (i + 1))]),
    ...traders.map((address): [Hex, bigint] => [address, dollars(purse(token, r.next()) * r.around(1, 0.9))]),
    ...people,
  ]
}

/** Dollars of a token that a trader of the crowd begins with; most hold stables, few hold each of the others. */
function purse(token: DemoToken, luck: number): number {
  if (token.symbol === 'USDC') return 25_000
  if (token.symbol === 'DAI') return luck < 0.6 ? 12_000 : 0
  return luck < 0.3 ? 5000 : 0
}

function holders(known: Deployment, token: DemoToken): [Hex, bigint][] {
  const plan = tokenPlan(token.symbol)
  const supply = token.kind === 'wrapped' ? 4000 : plan.supply
  const weights = Array.from({ length: plan.holders }, (_, i) => (i + 1) ** -1.1)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const offset = [...token.symbol].reduce((sum, letter) => sum + letter.charCodeAt(0), 0)
  return weights.map((weight, i) => [
    holder(known.seed, (offset * 7 + i * 3) % 400),
    baseUnits((supply * HELD * weight) / total, plan.decimals),
  ])
}
