import type { Hex } from 'viem'
import type { Chain } from '../chain/clients/chains.ts'
import { openChains } from '../chain/clients/open-chains.ts'
import { openMarket } from '../chain/market/open-market.ts'
import { openSimulator } from '../chain/simulate/open-simulator.ts'
import type { Simulator } from '../chain/simulate/simulator.ts'
import { tradeToken } from '../chain/simulate/trade-token.ts'
import type { Amm } from '../routing/amm.ts'
import { AMMS } from '../routing/amms/index.ts'
import { openTestDemo, type TestDemo } from '../test/kits/demo.ts'
import type { BenchOptions, Figure } from './figures.ts'
import { exactness } from './swap-exactness.ts'

const signal = new AbortController().signal

/** What stands around the routing engine on a local node: simulation in its three ways, loading of the live pools, and quotes against executed swaps. */
export async function run({ quick, log }: BenchOptions): Promise<Figure[]> {
  const demo = await openTestDemo()
  try {
    const chain = openChain(demo)
    log(`demo chain with ${demo.deployment.pools.length} pools, seed ${demo.deployment.seed}`)
    const around = [...(await simulations(chain, demo, quick)), ...(await snapshots(demo, quick))]
    return [...around, ...(await exact(demo, chain, { quick, log }))]
  } finally {
    await demo.stop()
  }
}

/** Quotes against executed swaps; last, since it puts more exchanges on the chain. */
async function exact(demo: TestDemo, chain: Chain, { quick, log }: Pick<BenchOptions, 'quick' | 'log'>): Promise<Figure[]> {
  const { quotes, mismatches, kinds } = await exactness(demo, chain, { count: quick ? 60 : 1000, log })
  log(
    `executed: ${Object.entries(kinds)
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}`,
  )
  return [
    { id: 'wei_mismatch', value: mismatches, unit: 'quotes', better: 'lower' },
    { id: 'wei_quotes', value: quotes, unit: 'quotes', better: 'higher' },
  ]
}

const openChain = (demo: TestDemo): Chain =>
  openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment }).main

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

async function timed(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < count; round++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return median(times)
}

async function simulations(chain: Chain, { deployment }: TestDemo, quick: boolean): Promise<Figure[]> {
  const block = await chain.client.getBlockNumber()
  const pool = deployment.pools.find(({ token1, token0 }) => token0.symbol === 'UNI' || token1.symbol === 'UNI')
  if (!pool) return []
  const token = (pool.token0.symbol === 'UNI' ? pool.token0 : pool.token1).address
  const place = {
    address: pool.address,
    kind: pool.version === '2' ? ('pair' as const) : ('pool' as const),
    token0: pool.token0.address,
    token1: pool.token1.address,
    feePpm: pool.fee,
  }
  const request = { client: chain.client, wrappedNative: deployment.weth as Hex, token, pool: place, block, spend: 10n ** 16n }
  const measure = async (way: Simulator['kind'], count: number) => {
    const simulator = await openSimulator(chain, signal, { ways: [way] })
    return timed(count, () => tradeToken(simulator, request, signal))
  }
  const [whole, call, fork] = [
    await measure('simulate-v1', quick ? 20 : 200),
    await measure('call', quick ? 20 : 200),
    await measure('fork', quick ? 5 : 20),
  ]
  return [
    { id: 'simulate_p50_ms', value: whole, unit: 'ms', better: 'lower', peer: { name: 'fork in anvil', value: fork } },
    { id: 'simulate_call_p50_ms', value: call, unit: 'ms', better: 'lower', peer: { name: 'fork in anvil', value: fork } },
  ]
}

async function snapshots(demo: TestDemo, quick: boolean): Promise<Figure[]> {
  const tokens = ['native', ...demo.deployment.tokens.map(({ address }) => address)]
  const open = () => {
    const chain = openChain(demo)
    return openMarket({
      chains: { all: [chain], main: chain, get: () => chain },
      warehouse: undefined,
      kinds: AMMS as unknown as readonly Amm[],
    })
  }
  const cold = await timed(quick ? 5 : 30, () => open().snapshot({ chain: demo.chainId, tokens, signal }))
  const market = open()
  await market.snapshot({ chain: demo.chainId, tokens, signal })
  const warm = await timed(quick ? 20 : 200, () => market.snapshot({ chain: demo.chainId, tokens, signal }))
  return [
    { id: 'snapshot_cold_p50_ms', value: cold, unit: 'ms', better: 'lower' },
    { id: 'snapshot_warm_p50_ms', value: warm, unit: 'ms', better: 'lower' },
  ]
}
