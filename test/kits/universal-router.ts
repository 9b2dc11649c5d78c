import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import {
  type Abi,
  concatHex,
  createTestClient,
  encodeDeployData,
  getCreate2Address,
  type Hex,
  http,
  keccak256,
  type PublicClient,
  publicActions,
} from 'viem'
import type { Deployment } from '../../chain/demo/deployment.ts'
import { PERMIT2, type Venues } from '../../chain/transactions/venues.ts'

const require = createRequire(import.meta.url)
/** The deployer that gives a contract the same address on every chain, and the salt with which Permit2 was made. */
const DEPLOYER: Hex = '0x4e59b44847b379578588920ca78fbf26c0b4956c'
const SALT: Hex = '0x0000000000000000000000000000000000000000d3af2663da51c10215000000'
const DEPLOYER_CODE: Hex =
  '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3'
const NOBODY: Hex = '0x0000000000000000000000000000000000000000'

/**
 * Permit2's creation code, compiled from its authors' source (Uniswap Labs, MIT, github.com/Uniswap/permit2) with their settings. That
 * it is the real one shows in the address that follows from its hash.
 */
const permit2Code = (): Hex => readFileSync(new URL('permit2.hex', import.meta.url), 'utf8').trim() as Hex

/** Where the code would be deployed on any chain. */
export const permit2Address = (): Hex => getCreate2Address({ from: DEPLOYER, salt: SALT, bytecodeHash: keccak256(permit2Code()) })

/** A client that may do what only a test's node allows. */
export const nodeClient = (rpcUrl: string) =>
  createTestClient({ mode: 'anvil', transport: http(rpcUrl), cacheTime: 0 }).extend(publicActions)

export type NodeClient = ReturnType<typeof nodeClient>

/** Sends a transaction as anybody and mines it. Throws when it reverts. */
export async function sendAs(node: NodeClient, from: Hex, { to, data, value = 0n }: { to?: Hex; data: Hex; value?: bigint }) {
  const client = node as unknown as PublicClient & { request(call: unknown): Promise<Hex> }
  const gas = '0x1000000'
  const tx = { from, data, gas, value: `0x${value.toString(16)}`, ...(to ? { to } : {}) }
  const hash = await client.request({ method: 'eth_sendUnsignedTransaction', params: [tx] })
  await node.mine({ blocks: 1 })
  const receipt = await node.getTransactionReceipt({ hash })
  if (receipt.status !== 'success') throw new Error(`the transaction to ${to} reverted`)
  return receipt
}

export interface V4Options {
  manager?: Hex
  /** Another compiled router than that of the dependency, 2.1.0. */
  file?: URL
}

const ROUTER_PATH = 'artifacts/contracts/UniversalRouter.sol/UniversalRouter.json'
const PEER = new URL(`../../.petrel/peers/node_modules/@uniswap/universal-router/${ROUTER_PATH}`, import.meta.url)

/** The version that stands on the chains, 2.0.0: its package is too big to be a dependency. Undefined where it is not installed. */
export const deployedRouter = (): URL | undefined => (existsSync(PEER) ? PEER : undefined)
export const ROUTER_HINT = 'npm install --prefix .petrel/peers --legacy-peer-deps @uniswap/universal-router@2.0.0'

/** Puts Permit2 and a Universal Router over the demo's exchanges on a node of a test. */
export async function deployUniversalRouter(
  rpcUrl: string,
  deployment: Deployment,
  { manager = NOBODY, file }: V4Options = {},
): Promise<Venues> {
  const node = nodeClient(rpcUrl)
  const from: Hex = '0x00000000000000000000000000000000d0e0d0e0'
  await node.setBalance({ address: from, value: 10n ** 20n })
  await node.setCode({ address: DEPLOYER, bytecode: DEPLOYER_CODE })
  if (!(await node.getCode({ address: PERMIT2 }))) await sendAs(node, from, { to: DEPLOYER, data: concatHex([SALT, permit2Code()]) })
  const path = file ?? require.resolve(`@uniswap/universal-router/${ROUTER_PATH}`)
  const { abi, bytecode } = JSON.parse(readFileSync(path, 'utf8')) as { abi: Abi; bytecode: Hex }
  const { weth, v2, v3 } = deployment
  const params = {
    permit2: PERMIT2,
    weth9: weth,
    v2Factory: v2.factory,
    v3Factory: v3.factory,
    pairInitCodeHash: v2.initCodeHash,
    poolInitCodeHash: v3.initCodeHash,
    ...{ v4PoolManager: manager, v3NFTPositionManager: NOBODY, v4PositionManager: NOBODY, spokePool: NOBODY },
  }
  const receipt = await sendAs(node, from, { data: encodeDeployData({ abi, bytecode, args: [params] }) })
  const router = receipt.contractAddress?.toLowerCase() as Hex
  return { universal: { router, permit2: PERMIT2, ...(file ? {} : { hopLimits: true }) }, routers: {} }
}
