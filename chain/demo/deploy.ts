import { encodeAbiParameters, encodeFunctionData, encodePacked, getContractAddress, getCreate2Address, type Hex, keccak256 } from 'viem'
import { marketTokenAbi } from './abi.ts'
import { actors, type LabelRow } from './actors.ts'
import { CHAIN_ID } from './anvil.ts'
import { artifact, creation, initCodeHash } from './artifacts.ts'
import type { DemoPool, DemoToken, Deployment } from './deployment.ts'
import { demoToken } from './deployment.ts'
import type { PoolPlan } from './pools.ts'
import { baseUnits, TOKENS, type TokenPlan } from './tokens.ts'
import type { Tx } from './writer.ts'

const CREATION_GAS = 6_500_000
const CALL_GAS = 120_000

/** Creations queued by one account, whose nonces give the addresses before anything is mined. */
export interface Creations {
  transactions: Tx[]
  create(data: Hex): Hex
  call(to: Hex, data: Hex): void
}

/** A queue for an account that has sent `nonce` transactions so far. */
export function creations(from: Hex, nonce: number): Creations {
  const transactions: Tx[] = []
  return {
    transactions,
    create: (data) => {
      const address = getContractAddress({ from, nonce: BigInt(nonce + transactions.length) }).toLowerCase() as Hex
      transactions.push({ from, data, gas: CREATION_GAS })
      return address
    },
    call: (to, data) => void transactions.push({ from, to, data, gas: CALL_GAS }),
  }
}

/** Queues every contract of the first day. The order is fixed, so the addresses are the same for every seed. */
export function deployment(seed: number, genesis: number): { deployment: Deployment; transactions: Tx[] } {
  const { deployer } = actors()
  const queue = creations(deployer, 0)
  const weth = queue.create(creation('weth'))
  const v2Factory = queue.create(creation('v2Factory', [deployer]))
  const v2Router = queue.create(creation('v2Router', [v2Factory, weth]))
  const v3Factory = queue.create(creation('v3Factory'))
  const positions = queue.create(creation('positions', [v3Factory, weth, `0x${'0'.repeat(40)}`]))
  const quoter = queue.create(creation('quoter', [v3Factory, weth]))
  const v3Router = queue.create(creation('v3Router', [v3Factory, weth]))
  const multicall3 = queue.create(creation('multicall'))
  const proxyAdmin = queue.create(creation('proxyAdmin'))
  const plans = TOKENS.filter((plan) => plan.appears === 0)
  const tokens = plans.map((plan) => describe(plan, plan.kind === 'wrapped' ? weth : createToken(queue, plan, proxyAdmin)))
  const known: Deployment = {
    chainId: CHAIN_ID,
    seed,
    genesis,
    weth,
    multicall3,
    v2: { factory: v2Factory, router: v2Router, initCodeHash: initCodeHash('v2Pair') },
    v3: { factory: v3Factory, positions, quoter, router: v3Router, initCodeHash: initCodeHash('v3Pool') },
    proxyAdmin,
    tokens,
    pools: [],
    labels: [],
  }
  return { deployment: { ...known, labels: [...actors().labels, ...contractLabels(known)] }, transactions: queue.transactions }
}

/** Queues the creation of one token; its supply goes to the treasury. */
export function createToken(queue: Creations, plan: TokenPlan, proxyAdmin: Hex): Hex {
  const { treasury, deployer } = actors()
  const supply = baseUnits(plan.supply, plan.decimals)
  const words = [plan.name, plan.symbol] as const
  switch (plan.kind) {
    case 'wrapped':
      throw new RangeError('the wrapped native token is created first')
    case 'honeypot':
      return queue.create(creation('honey', [...words, supply, treasury]))
    case 'sell-tax':
      return queue.create(creation('taxed', [...words, supply, treasury, deployer]))
    case 'mintable': {
      const token = queue.create(creation('mintable', words))
      queue.call(token, encodeFunctionData({ abi: artifact('mintable').abi, functionName: 'mint', args: [treasury, supply] }))
      return token
    }
    case 'proxy': {
      const logic = queue.create(creation('proxied'))
      const args = [...words, supply, treasury]
      const setup = encodeFunctionData({ abi: artifact('proxied').abi, functionName: 'initialize', args })
      return queue.create(creation('proxy', [logic, proxyAdmin, setup]))
    }
    case 'stable':
    case 'ordinary':
    case 'meme':
      if (plan.decimals !== 18) return queue.create(creation('demoToken', [...words, plan.decimals, supply, treasury]))
      return queue.create(creation('fixedSupply', [...words, supply, treasury]))
  }
}

export function describe({ symbol, name, decimals, kind }: TokenPlan, address: Hex): DemoToken {
  return { symbol, name, decimals, kind, address }
}

/** The pool of a plan with its CREATE2 address. */
export function poolOf(known: Deployment, plan: PoolPlan): DemoPool {
  const a = demoToken(known, plan.a)
  const b = demoToken(known, plan.b)
  const [token0, token1] = a.address < b.address ? [a, b] : [b, a]
  return { version: plan.version, token0, token1, fee: plan.fee, address: poolAddress(known, { token0, token1, plan }) }
}

function poolAddress(known: Deployment, { token0, token1, plan }: { token0: DemoToken; token1: DemoToken; plan: PoolPlan }): Hex {
  const { factory, initCodeHash: bytecodeHash } = plan.version === '2' ? known.v2 : known.v3
  const pair = [token0.address, token1.address] as const
  const salt =
    plan.version === '2'
      ? keccak256(encodePacked(['address', 'address'], pair))
      : keccak256(encodeAbiParameters([{ type: 'address' }, { type: 'address' }, { type: 'uint24' }], [...pair, plan.fee]))
  return getCreate2Address({ from: factory, salt, bytecodeHash }).toLowerCase() as Hex
}

/** Transactions that tell a honeypot or taxed token where its market is. */
export function marketMarks(pool: DemoPool): Tx[] {
  const special = [pool.token0, pool.token1].find((token) => token.kind === 'honeypot' || token.kind === 'sell-tax')
  if (special === undefined) return []
  const data = encodeFunctionData({ abi: marketTokenAbi, functionName: 'setMarket', args: [pool.address, true] })
  return [{ from: actors().deployer, to: special.address, data, gas: CALL_GAS }]
}

export function poolLabel(pool: DemoPool): LabelRow {
  const fee = pool.version === '3' ? ` ${pool.fee / 10_000}%` : ''
  return { address: pool.address, name: `Uniswap V${pool.version} ${pool.token0.symbol}-${pool.token1.symbol}${fee}`, category: 'pool' }
}

function contractLabels(known: Deployment): LabelRow[] {
  const contract = (address: Hex, name: string, category = 'contract'): LabelRow => ({ address, name, category })
  return [
    contract(known.v2.factory, 'Uniswap V2 Factory', 'factory'),
    contract(known.v2.router, 'Uniswap V2 Router', 'router'),
    contract(known.v3.factory, 'Uniswap V3 Factory', 'factory'),
    contract(known.v3.positions, 'Uniswap V3 Positions'),
    contract(known.v3.quoter, 'Uniswap V3 Quoter'),
    contract(known.v3.router, 'Uniswap V3 Router', 'router'),
    contract(known.multicall3, 'Multicall'),
    contract(known.proxyAdmin, 'Proxy Admin'),
    ...known.tokens.map((token) => contract(token.address, token.name, 'token')),
  ]
}
