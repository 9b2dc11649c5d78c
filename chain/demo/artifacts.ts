import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Abi, encodeDeployData, type Hex, keccak256 } from 'viem'

const require = createRequire(import.meta.url)

export interface Artifact {
  abi: Abi
  bytecode: Hex
}

const V3_PERIPHERY = '@uniswap/v3-periphery/artifacts/contracts'
const OPENZEPPELIN = '@openzeppelin/contracts/build/contracts'

/** Where each contract's compiled form is found: the packages of its authors, or our own beside its source. */
const PATHS = {
  weth: '@uniswap/v2-periphery/build/WETH9.json',
  v2Factory: '@uniswap/v2-core/build/UniswapV2Factory.json',
  v2Pair: '@uniswap/v2-core/build/UniswapV2Pair.json',
  v2Router: '@uniswap/v2-periphery/build/UniswapV2Router02.json',
  v3Factory: '@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json',
  v3Pool: '@uniswap/v3-core/artifacts/contracts/UniswapV3Pool.sol/UniswapV3Pool.json',
  positions: `${V3_PERIPHERY}/NonfungiblePositionManager.sol/NonfungiblePositionManager.json`,
  quoter: `${V3_PERIPHERY}/lens/QuoterV2.sol/QuoterV2.json`,
  v3Router: `${V3_PERIPHERY}/SwapRouter.sol/SwapRouter.json`,
  mintable: `${OPENZEPPELIN}/ERC20PresetMinterPauser.json`,
  fixedSupply: `${OPENZEPPELIN}/ERC20PresetFixedSupply.json`,
  proxy: `${OPENZEPPELIN}/TransparentUpgradeableProxy.json`,
  proxyAdmin: `${OPENZEPPELIN}/ProxyAdmin.json`,
  demoToken: './contracts/demo-token.artifact.json',
  honey: './contracts/honey-token.artifact.json',
  taxed: './contracts/taxed-token.artifact.json',
  proxied: './contracts/proxied-token.artifact.json',
  multicall: './contracts/demo-multicall.artifact.json',
} as const

export type ArtifactName = keyof typeof PATHS

const read = new Map<ArtifactName, Artifact>()

/** ABI and creation bytecode of a contract. */
export function artifact(name: ArtifactName): Artifact {
  const known = read.get(name)
  if (known !== undefined) return known
  const { abi, bytecode } = JSON.parse(readFileSync(require.resolve(PATHS[name]), 'utf8')) as { abi: Abi; bytecode: string }
  const found: Artifact = { abi, bytecode: (bytecode.startsWith('0x') ? bytecode : `0x${bytecode}`) as Hex }
  read.set(name, found)
  return found
}

/** Data of the transaction that creates a contract. */
export function creation(name: ArtifactName, args: readonly unknown[] = []): Hex {
  const { abi, bytecode } = artifact(name)
  return encodeDeployData({ abi, bytecode, args })
}

/** Hash that CREATE2 addresses of pools are made from. */
export const initCodeHash = (name: 'v2Pair' | 'v3Pool'): Hex => keccak256(artifact(name).bytecode)
