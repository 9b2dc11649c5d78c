import { encodeFunctionData, type Hex } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Amm } from '../../../routing/amm.ts'
import { AMMS, ammOf, type Pool } from '../../../routing/amms/index.ts'
import { findRoute } from '../../../routing/find-route.ts'
import { buildGraph } from '../../../routing/graph/graph.ts'
import type { Quote } from '../../../routing/quote.ts'
import { openTestDemo, type TestDemo } from '../../../test/kits/demo.ts'
import { deployExchanges, type Exchanges, fill, hasBalancer, openContracts } from '../../../test/kits/exchanges.ts'
import { type NodeClient, nodeClient, sendAs } from '../../../test/kits/universal-router.ts'
import { openChains } from '../../clients/open-chains.ts'
import { demoToken } from '../../demo/deployment.ts'
import type { Snapshot } from '../market.ts'
import { openMarket } from '../open-market.ts'

const KINDS = AMMS as unknown as readonly Amm[]
const signal = new AbortController().signal
const WALLET: Hex = '0x00000000000000000000000000000000000c0ffe'
const TOKENS = ['ETH', 'USDC', 'DAI', 'UNI', 'WBTC', 'LINK', 'PEPE']

let demo: TestDemo
let node: NodeClient
let exchanges: Exchanges
let contracts: Awaited<ReturnType<typeof openContracts>>
let standing: Parameters<typeof deployExchanges>[0]

const key = (symbol: string): string => (symbol === 'ETH' ? 'native' : demoToken(demo.deployment, symbol).address)
const open = (list = exchanges?.list ?? []) => {
  const { main } = openChains({ use: ['demo'], rpc: {} }, { demoRpcUrl: demo.rpcUrl, demoDeployment: demo.deployment })
  return openMarket({ chains: { all: [main], main, get: () => main }, warehouse: undefined, kinds: KINDS, exchanges: () => list })
}
const take = (market = open(), tokens: readonly string[] = [...TOKENS.map(key), ...(exchanges ? [exchanges.pools.vault as Hex] : [])]) =>
  market.snapshot({ chain: 31_337, tokens, signal })
const states = ({ pools }: Snapshot) => new Map(pools.map(({ block: _, ...pool }) => [pool.id, pool]))

beforeAll(async () => {
  demo = await openTestDemo()
  node = nodeClient(demo.rpcUrl)
  const graph = buildGraph((await take()).pools as Pool[])
  const worth = (symbol: string): bigint => {
    if (/^W?ETH$/.test(symbol)) return 10n ** 18n
    const quote = findRoute(graph, { tokenIn: 'native', tokenOut: key(symbol), amount: 10n ** 16n, exact: 'in' }) as Quote
    return quote.amountOut * 100n
  }
  standing = { node, deployment: demo.deployment, worth }
  await node.setBalance({ address: WALLET, value: 10n ** 24n })
  exchanges = await deployExchanges(standing)
  contracts = await openContracts(standing, exchanges)
}, 240_000)
afterAll(() => demo?.stop())

const KINDS_HERE = ['uniswap-v4', 'solidly', 'curve-stable', 'erc4626', ...(hasBalancer() ? ['balancer-weighted'] : [])]

test('pools of every exchange are found for the tokens of a question, each sound', async () => {
  const snapshot = await take()
  const count = (kind: string) => snapshot.pools.filter((pool) => pool.kind === kind).length
  expect(Object.fromEntries(KINDS_HERE.map((kind) => [kind, count(kind)]))).toEqual({
    'uniswap-v4': 6,
    solidly: 2,
    'curve-stable': 2,
    erc4626: 1,
    ...(hasBalancer() ? { 'balancer-weighted': 3 } : {}),
  })
  for (const pool of snapshot.pools as Pool[]) expect(ammOf(pool)?.flaw(pool), pool.id).toBeUndefined()
  expect(snapshot.leftOut).toMatchObject([{ reason: 'kind', dex: 'uniswap v4', detail: expect.stringContaining('hooks contract') }])
}, 60_000)

test('what the market’s states give is what the contracts give, to the wei', async () => {
  const { pools } = await take()
  let compared = 0
  for (const pool of pools.filter(({ kind }) => KINDS_HERE.includes(kind))) {
    const amm = ammOf(pool) as Amm
    for (const tokenIn of [0, 1]) {
      const swap = { tokenIn, tokenOut: 1 - tokenIn }
      const depth = amm.depth(pool)[1 - tokenIn] ?? 0
      for (const share of [1e-9, 1e-5, 0.003, 0.04, 0.2]) {
        const amount = BigInt(Math.floor((depth / amm.spot(pool, swap)) * share)) + 1n
        const [ours, theirs] = [amm.out(pool, swap, amount)?.amountOut, await contracts.quote(pool, swap, amount)]
        // Limits of the engine's own (a fee on the last unit, the end of a window) may refuse what the contract would do, never the reverse.
        if (ours === undefined) continue
        expect({ pool: pool.kind, out: ours }).toEqual({ pool: pool.kind, out: theirs })
        compared++
      }
    }
  }
  expect(compared).toBeGreaterThan(KINDS_HERE.length * 12)
}, 120_000)

test('what happens in a V4 pool, and what the others are read to hold, is in the next snapshot', async () => {
  const live = open()
  await take(live)
  const before = await take()
  const pool = before.pools.find(({ kind, tokens }) => kind === 'uniswap-v4' && tokens[0] === 'native') as Pool
  for (const tokenIn of [0, 1, 1]) await contracts.trade(pool, { tokenIn, tokenOut: 1 - tokenIn }, tokenIn === 0 ? 10n ** 20n : 10n ** 9n)
  await fill(standing, exchanges.pools.stableNg as Hex, [
    ['USDC', 1400],
    ['DAI', 1333],
  ])
  const [followed, fresh] = [await take(live), await take()]
  expect(followed.block).toBe(fresh.block)
  expect(states(followed)).toEqual(states(fresh))
  expect(followed.changed).toEqual(expect.arrayContaining([pool.id, exchanges.pools.stableNg]))
  expect(states(followed).get(pool.id)).not.toEqual(states(before).get(pool.id))
}, 60_000)

test('a pool that gives something else than its state says is left out with that reason', async () => {
  const at = await node.snapshot()
  // Answers of a rate oracle come with the state of stableswap-ng; a plain pool that has one does not tell.
  const rate = {
    abi: [{ type: 'function', name: 'setRate', inputs: [{ type: 'uint256' }, { type: 'uint256' }] }],
    args: [0n, 2n * 10n ** 30n],
  }
  const data = encodeFunctionData({ ...rate, functionName: 'setRate' } as never)
  for (const name of ['stableNg', 'stablePlain']) await sendAs(node, WALLET, { to: exchanges.pools[name] as Hex, data })
  const { pools, leftOut } = await take()
  expect(pools.map(({ id }) => id)).toContain(exchanges.pools.stableNg)
  expect(leftOut.find(({ pool }) => pool === exchanges.pools.stablePlain)).toMatchObject({
    reason: 'unread',
    detail: expect.stringMatching(/^Its answers make no state: it gives \d+ where its state says \d+$/),
  })
  await node.revert({ id: at })
}, 60_000)
