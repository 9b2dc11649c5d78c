import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Abi,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeDeployData,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  parseAbi,
} from 'viem'
import { type Deployment, demoToken } from '../../chain/demo/deployment.ts'
import type { Exchange } from '../../chain/market/exchanges/exchange.ts'
import { deal } from '../../chain/simulate/find-slots.ts'
import type { PoolBase, Swap } from '../../routing/pool.ts'
import { committed } from './contracts/compile.ts'
import { type NodeClient, sendAs } from './universal-router.ts'

const require = createRequire(import.meta.url)
const OWNER: Hex = '0x00000000000000000000000000000000e0c4a49e'
const NATIVE: Hex = '0x0000000000000000000000000000000000000000'
const PEERS = new URL('../../.petrel/peers/node_modules/@balancer-labs/v2-deployments/dist/tasks/', import.meta.url)

export interface Exchanges {
  list: Exchange[]
  manager: Hex
  pairRouter: Hex
  /** Undefined without the package of Balancer's artifacts, which is GPL and big and therefore no dependency. */
  vault: Hex | undefined
  /** Pools of the demo's tokens by what they are. */
  pools: Record<string, Hex>
}

interface Standing {
  node: NodeClient
  deployment: Deployment
  /** Base units of a token that one whole native coin is worth. */
  worth(symbol: string): bigint
}

interface Artifact {
  abi: Abi
  bytecode: Hex
}

function v4Artifact(name: string): Artifact {
  const file = require.resolve(`@uniswap/v4-core/out/${name}.sol/${name}.json`)
  const { abi, bytecode } = JSON.parse(readFileSync(file, 'utf8')) as { abi: Abi; bytecode: { object: Hex } }
  return { abi, bytecode: bytecode.object }
}

const balancerArtifact = (path: string): Artifact => JSON.parse(readFileSync(new URL(path, PEERS), 'utf8')) as Artifact
/** Whether Balancer's own compiled contracts can be run here. */
export const hasBalancer = (): boolean => existsSync(PEERS)
export const BALANCER_HINT = 'npm install --prefix .petrel/peers --legacy-peer-deps @balancer-labs/v2-deployments@3.2.0'

/** Puts a contract on the node. */
async function deploy(node: NodeClient, { abi, bytecode }: Artifact, args: readonly unknown[] = []): Promise<Hex> {
  const receipt = await sendAs(node, OWNER, { data: encodeDeployData({ abi, bytecode, args }) })
  return receipt.contractAddress?.toLowerCase() as Hex
}

interface Call {
  to: Hex
  signature: string
  args: readonly unknown[]
  value?: bigint
}

function send(node: NodeClient, { to, signature, args, value = 0n }: Call) {
  return sendAs(node, OWNER, { to, data: encodeFunctionData({ abi: parseAbi([signature] as never) as Abi, args: [...args] }), value })
}

/** Writes a balance of the token into its books. */
export async function endow(node: NodeClient, { token, owner, amount }: { token: Hex; owner: Hex; amount: bigint }): Promise<void> {
  const block = await node.getBlockNumber()
  const overrides = await deal({ client: node as never, token, owner, block, amount }, new AbortController().signal)
  for (const [address, { slots }] of Object.entries(overrides ?? {}))
    for (const [index, value] of Object.entries(slots ?? {}))
      await node.setStorageAt({ address: address as Hex, index: index as Hex, value: value as Hex })
}

/** Gives the owner much of a token and lets a contract take it. */
async function supply(standing: Standing, token: Hex, spender: Hex): Promise<void> {
  await endow(standing.node, { token, owner: OWNER, amount: 10n ** 30n })
  await send(standing.node, { to: token, signature: 'function approve(address spender, uint256 amount)', args: [spender, 2n ** 255n] })
}

const tokenOf = ({ deployment }: Standing, symbol: string): Hex =>
  symbol === 'ETH' ? NATIVE : (demoToken(deployment, symbol).address.toLowerCase() as Hex)

function root(value: bigint): bigint {
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (let next = (guess + value / guess) / 2n; next < guess; next = (guess + value / guess) / 2n) guess = next
  return guess
}

const keyType = '(address currency0, address currency1, uint24 fee, int24 tickSpacing, address hooks)'

interface V4Pool {
  pair: readonly [string, string]
  fee: number
  spacing: number
  /** Whole native coins' worth on each side of a full-range position. */
  coins: number
  hooks?: Hex
}

const V4_POOLS: readonly V4Pool[] = [
  { pair: ['ETH', 'USDC'], fee: 500, spacing: 10, coins: 4000 },
  { pair: ['ETH', 'UNI'], fee: 3000, spacing: 60, coins: 600 },
  { pair: ['ETH', 'WBTC'], fee: 3000, spacing: 60, coins: 2000 },
  { pair: ['WETH', 'LINK'], fee: 3000, spacing: 60, coins: 800 },
  { pair: ['USDC', 'DAI'], fee: 100, spacing: 1, coins: 3000 },
  // Not of an ordinary tier: only its event tells of it.
  { pair: ['ETH', 'PEPE'], fee: 2500, spacing: 50, coins: 300 },
  { pair: ['ETH', 'DAI'], fee: 3000, spacing: 60, coins: 900, hooks: '0x0000000000000000000000000000000000000080' },
]

async function makeV4(standing: Standing): Promise<{ manager: Hex; stateView: Hex }> {
  const { node } = standing
  const managerArtifact = v4Artifact('PoolManager')
  const manager = await deploy(node, managerArtifact, [OWNER])
  const view = readFileSync(new URL('state-view.hex', import.meta.url), 'utf8').trim() as Hex
  const stateView = await deploy(node, { abi: parseAbi(['constructor(address manager)']), bytecode: view }, [manager])
  const liquidity = await deploy(node, v4Artifact('PoolModifyLiquidityTest'), [manager])
  for (const symbol of new Set(V4_POOLS.flatMap(({ pair }) => pair)))
    if (symbol !== 'ETH') await supply(standing, tokenOf(standing, symbol), liquidity)
  for (const pool of V4_POOLS) await openV4(standing, { pool, manager, liquidity })
  return { manager, stateView }
}

async function openV4(standing: Standing, { pool, manager, liquidity }: { pool: V4Pool; manager: Hex; liquidity: Hex }): Promise<void> {
  const [[first, a], [second, b]] = pool.pair
    .map((symbol) => [tokenOf(standing, symbol), standing.worth(symbol)] as const)
    .sort((x, y) => (x[0] < y[0] ? -1 : 1)) as [readonly [Hex, bigint], readonly [Hex, bigint]]
  const key = [first, second, pool.fee, pool.spacing, pool.hooks ?? NATIVE]
  const sqrtPrice = root((b << 192n) / a)
  await send(standing.node, {
    to: manager,
    signature: `function initialize(${keyType} key, uint160 sqrtPriceX96)`,
    args: [key, sqrtPrice],
  })
  const size = root(a * b) * BigInt(pool.coins)
  const tick = Math.floor(Math.log(Number(b) / Number(a)) / Math.log(1.0001) / pool.spacing) * pool.spacing
  const far = Math.floor(800_000 / pool.spacing) * pool.spacing
  // All over, and more around the price, so that trades cross ticks.
  const ranges: [number, number, bigint][] = [
    [-far, far, size],
    [tick - 20 * pool.spacing, tick + 17 * pool.spacing, size * 3n],
    [tick - 400 * pool.spacing, tick + 300 * pool.spacing, size],
  ]
  for (const [lower, upper, amount] of ranges)
    await send(standing.node, {
      to: liquidity,
      signature: `function modifyLiquidity(${keyType} key, (int24 tickLower, int24 tickUpper, int256 liquidityDelta, bytes32 salt) params, bytes hookData) payable`,
      args: [key, [Math.max(lower, -far), Math.min(upper, far), amount, `0x${'0'.repeat(64)}`], '0x'],
      value: first === NATIVE ? 10n ** 24n : 0n,
    })
}

const standIn = (name: string): Artifact => {
  const found = committed().get(name)
  if (!found) throw new Error(`no stand-in ${name}`)
  return found
}

async function callFor(node: NodeClient, call: Call): Promise<Hex> {
  const abi = parseAbi([call.signature] as never) as Abi
  const data = encodeFunctionData({ abi, args: [...call.args] })
  const { data: answer } = await node.call({ account: OWNER, to: call.to, data })
  await send(node, call)
  return `0x${(answer ?? '0x').slice(-40)}`
}

/** Whole native coins' worth of a token, in a contract's own books after `sync`. */
export async function fill(
  standing: Pick<Standing, 'node' | 'deployment' | 'worth'>,
  pool: Hex,
  amounts: readonly (readonly [symbol: string, coins: number])[],
): Promise<void> {
  for (const [symbol, coins] of amounts) {
    const token = tokenOf(standing, symbol)
    await endow(standing.node, { token, owner: pool, amount: standing.worth(symbol) * BigInt(coins) })
  }
  await send(standing.node, { to: pool, signature: 'function sync()', args: [] })
}

async function makeSolidly(standing: Standing, pools: Record<string, Hex>): Promise<{ factory: Hex; router: Hex }> {
  const { node } = standing
  const factory = await deploy(node, standIn('PairFactory'))
  const router = await deploy(node, standIn('PairRouter'), [standing.deployment.weth])
  await send(node, { to: factory, signature: 'function setRouter(address router)', args: [router] })
  const signature = 'function createPool(address a, address b, bool stable) returns (address)'
  const make = (a: string, b: string, stable: boolean) =>
    callFor(node, { to: factory, signature, args: [tokenOf(standing, a), tokenOf(standing, b), stable] })
  pools.pairStable = await make('USDC', 'DAI', true)
  pools.pairVolatile = await make('WETH', 'UNI', false)
  await fill(standing, pools.pairStable, [
    ['USDC', 900],
    ['DAI', 1100],
  ])
  await fill(standing, pools.pairVolatile, [
    ['WETH', 500],
    ['UNI', 501],
  ])
  return { factory, router }
}

async function makeCurve(standing: Standing, pools: Record<string, Hex>): Promise<Hex[]> {
  const { node } = standing
  const factories: Hex[] = []
  for (const ng of [true, false]) {
    const factory = await deploy(node, standIn('StableFactory'), [ng])
    const signature = 'function deploy(address[2] coins, uint256 amp, uint256 fee) returns (address)'
    const pool = await callFor(node, {
      to: factory,
      signature,
      args: [[tokenOf(standing, 'USDC'), tokenOf(standing, 'DAI')], 200n, 1_000_000n],
    })
    await fill(standing, pool, [
      ['USDC', ng ? 1500 : 700],
      ['DAI', ng ? 1200 : 900],
    ])
    pools[ng ? 'stableNg' : 'stablePlain'] = pool
    factories.push(factory)
  }
  return factories
}

async function makeVault(standing: Standing): Promise<Hex> {
  const dai = tokenOf(standing, 'DAI')
  const shares = await deploy(standing.node, standIn('Shares'), [dai])
  await supply(standing, dai, shares)
  const amount = standing.worth('DAI') * 100n
  await send(standing.node, { to: shares, signature: 'function deposit(uint256 assets, address receiver)', args: [amount, OWNER] })
  // Interest, so that the rate is odd.
  await send(standing.node, { to: dai, signature: 'function transfer(address to, uint256 amount)', args: [shares, amount / 17n] })
  return shares
}

const WEIGHTED: readonly { pair: readonly [string, string]; weights: readonly [bigint, bigint]; coins: readonly [number, number] }[] = [
  { pair: ['WBTC', 'WETH'], weights: [5n * 10n ** 17n, 5n * 10n ** 17n], coins: [900, 900] },
  { pair: ['LINK', 'WETH'], weights: [8n * 10n ** 17n, 2n * 10n ** 17n], coins: [1600, 400] },
  { pair: ['USDC', 'UNI'], weights: [3n * 10n ** 17n, 7n * 10n ** 17n], coins: [300, 700] },
]

async function makeBalancer(standing: Standing, pools: Record<string, Hex>): Promise<{ vault: Hex; factory: Hex }> {
  const { node, deployment } = standing
  const vault = await deploy(node, balancerArtifact('20210418-vault/artifact/Vault.json'), [OWNER, deployment.weth, 0n, 0n])
  const factory = await deploy(node, balancerArtifact('deprecated/20210418-weighted-pool/artifact/WeightedPoolFactory.json'), [vault])
  const create =
    'function create(string name, string symbol, address[] tokens, uint256[] weights, uint256 fee, address owner) returns (address)'
  for (const [at, { pair, weights, coins }] of WEIGHTED.entries()) {
    const sides = pair
      .map((symbol, side) => ({
        token: tokenOf(standing, symbol),
        weight: weights[side] as bigint,
        amount: standing.worth(symbol) * BigInt(coins[side] ?? 0),
      }))
      .sort((x, y) => (x.token < y.token ? -1 : 1))
    const tokens = sides.map(({ token }) => token)
    const args = ['Weighted', 'W', tokens, sides.map(({ weight }) => weight), 2n * 10n ** 15n + BigInt(at), OWNER]
    const pool = await callFor(node, { to: factory, signature: create, args })
    const poolId = await node.readContract({
      address: pool,
      abi: parseAbi(['function getPoolId() view returns (bytes32)']),
      functionName: 'getPoolId',
    })
    for (const token of tokens) await supply(standing, token, vault)
    const amounts = sides.map(({ amount }) => amount)
    const userData = encodeAbiParameters([{ type: 'uint256' }, { type: 'uint256[]' }], [0n, amounts])
    await send(node, {
      to: vault,
      signature:
        'function joinPool(bytes32 poolId, address sender, address recipient, (address[] assets, uint256[] maxAmountsIn, bytes userData, bool fromInternalBalance) request)',
      args: [poolId, OWNER, OWNER, [tokens, amounts, userData, false]],
    })
    pools[`weighted${at}`] = pool
  }
  return { vault, factory }
}

/**
 * Puts exchanges beside the demo's own on its node, over the demo's tokens: Uniswap V4 by its own bytecode, Balancer V2 by its own where
 * it is installed, an ERC-4626 vault of OpenZeppelin's, and stand-ins for the Solidly family and Curve, of which no registry has bytecode.
 */
export async function deployExchanges(standing: Standing): Promise<Exchanges> {
  const { node } = standing
  await node.setBalance({ address: OWNER, value: 10n ** 30n })
  const pools: Record<string, Hex> = {}
  const v4 = await makeV4(standing)
  const { factory, router } = await makeSolidly(standing, pools)
  const [ng, plain] = (await makeCurve(standing, pools)) as [Hex, Hex]
  pools.vault = await makeVault(standing)
  const list: Exchange[] = [
    { kind: 'uniswap-v4', dex: 'uniswap v4', ...v4 },
    { kind: 'solidly', dex: 'aerodrome', factory },
    { kind: 'curve-stable', dex: 'curve', factory: ng, ng: true },
    { kind: 'curve-stable', dex: 'curve', factory: plain, ng: false },
    { kind: 'erc4626', dex: 'erc-4626' },
  ]
  const balancer = hasBalancer() ? await makeBalancer(standing, pools) : undefined
  if (balancer) {
    const factories = [{ address: balancer.factory, makes: 'balancer-weighted' as const }]
    list.push({ kind: 'balancer', dex: 'balancer v2', vault: balancer.vault, factories, pools: [], plainPowers: [balancer.factory] })
  } else console.warn(`Skipped: Balancer's contracts are not installed (${BALANCER_HINT})`)
  return { list, manager: v4.manager, pairRouter: router, vault: balancer?.vault, pools }
}

/** What an account holds of a token, or of the native coin. */
export const holding = (node: NodeClient, token: string, owner: Hex): Promise<bigint> =>
  token === 'native'
    ? node.getBalance({ address: owner })
    : node.readContract({ address: token as Hex, abi: erc20Abi, functionName: 'balanceOf', args: [owner] })

/** Asks the contracts themselves what a swap would give: each pool's own view, and a trial swap of the V4 manager. */
export async function openContracts(standing: Standing, { manager, vault }: Pick<Exchanges, 'manager' | 'vault'>) {
  const { node } = standing
  const trial = await deploy(node, v4Artifact('PoolSwapTest'), [manager])
  for (const symbol of new Set(V4_POOLS.flatMap(({ pair }) => pair)))
    if (symbol !== 'ETH') await supply(standing, tokenOf(standing, symbol), trial)
  const read = async (to: string, signature: string, args: readonly unknown[], value = 0n): Promise<unknown> => {
    const abi = parseAbi([signature] as never) as Abi
    const { data } = await node.call({ account: OWNER, to: to as Hex, data: encodeFunctionData({ abi, args: [...args] }), value })
    return decodeFunctionResult({ abi, data: data as Hex })
  }
  /** Undefined when the contract refuses. */
  const quote = async (pool: PoolBase, { tokenIn, tokenOut }: Swap, amountIn: bigint): Promise<bigint | undefined> => {
    const [from, to] = [pool.tokens[tokenIn], pool.tokens[tokenOut]]
    const facts = pool as unknown as { poolId: Hex }
    try {
      switch (pool.kind) {
        case 'solidly':
          return (await read(pool.id, 'function getAmountOut(uint256 amountIn, address tokenIn) view returns (uint256)', [
            amountIn,
            from,
          ])) as bigint
        case 'curve-stable':
          return (await read(pool.id, 'function get_dy(int128 i, int128 j, uint256 dx) view returns (uint256)', [
            BigInt(tokenIn),
            BigInt(tokenOut),
            amountIn,
          ])) as bigint
        case 'erc4626': {
          const name = tokenIn === 0 ? 'previewDeposit' : 'previewRedeem'
          return (await read(pool.id, `function ${name}(uint256 amount) view returns (uint256)`, [amountIn])) as bigint
        }
        case 'balancer-weighted': {
          const signature =
            'function queryBatchSwap(uint8 kind, (bytes32 poolId, uint256 assetInIndex, uint256 assetOutIndex, uint256 amount, bytes userData)[] swaps, address[] assets, (address sender, bool fromInternalBalance, address recipient, bool toInternalBalance) funds) returns (int256[])'
          const args = [0, [[facts.poolId, 0n, 1n, amountIn, '0x']], [from, to], [OWNER, false, OWNER, false]]
          return -((await read(vault as Hex, signature, args)) as bigint[])[1]!
        }
        default: {
          const { signature, args, value } = v4Call(pool, { tokenIn, tokenOut }, amountIn)
          const delta = (await read(trial, signature, args, value)) as bigint
          const [first, second] = [delta >> 128n, BigInt.asIntN(128, delta)]
          // A price limit that is reached leaves a part of the input unspent.
          if ((tokenIn === 0 ? first : second) !== -amountIn) return undefined
          return tokenIn === 0 ? second : first
        }
      }
    } catch {
      return undefined
    }
  }
  /** Makes a swap through a V4 pool. */
  const trade = (pool: PoolBase, swap: Swap, amountIn: bigint) => send(node, { to: trial, ...v4Call(pool, swap, amountIn) })
  return { quote, trade }
}

function v4Call(pool: PoolBase, { tokenIn }: Swap, amountIn: bigint) {
  const { feePpm, tickSpacing, hooks } = pool as unknown as { feePpm: number; tickSpacing: number; hooks: Hex }
  const key = [...pool.tokens.map((token) => (token === 'native' ? NATIVE : token)), feePpm, tickSpacing, hooks]
  const limit = tokenIn === 0 ? 4295128740n : 1461446703485210103287273052203988822378723970341n
  const signature = `function swap(${keyType} key, (bool zeroForOne, int256 amountSpecified, uint160 sqrtPriceLimitX96) params, (bool takeClaims, bool settleUsingBurn) settings, bytes hookData) payable returns (int256)`
  const args = [key, [tokenIn === 0, -amountIn, limit], [false, false], '0x']
  return { signature, args, value: pool.tokens[tokenIn] === 'native' ? amountIn : 0n }
}
