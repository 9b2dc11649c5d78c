import {
  createPublicClient,
  encodeAbiParameters,
  encodeDeployData,
  encodeFunctionData,
  erc20Abi,
  type Hex,
  http,
  type PublicClient,
  parseAbi,
} from 'viem'
import type { Chain } from '../../../chain/clients/chains.ts'
import { startAnvil } from '../../../chain/demo/anvil.ts'
import { artifact } from '../../../chain/demo/artifacts.ts'
import { testTokens } from './compile.ts'

const abi = parseAbi([
  'function createPair(address a, address b) returns (address)',
  'function getPair(address a, address b) view returns (address)',
  'function deposit() payable',
  'function mint(address to) returns (uint256)',
  'function setPair(address to)',
  'function setUp(address holder)',
  'function renounceOwnership()',
])
/** First account of every development node. */
const MAKER: Hex = '0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266'
const TOKENS = 100_000n * 10n ** 18n
const COINS = 100n * 10n ** 18n

export interface TestMarket {
  chain: Chain
  client: PublicClient
  maker: Hex
  /** Deploys a test token with a pair against the wrapped coin. `renounced`: its owner gives up ownership afterwards. */
  launch(name: string, options?: { renounced?: boolean; pool?: boolean }): Promise<Hex>
  /** A transaction of the maker; throws when it fails. */
  send(tx: { to: Hex; data: Hex; value?: bigint }): Promise<void>
  /** Puts any contract on the chain. */
  deploy(data: Hex): Promise<Hex>
  stop(): Promise<void>
}

/** A node with a real Uniswap V2 factory and WETH, for tokens of tests. Stop it in afterAll. */
export async function openTestMarket(): Promise<TestMarket> {
  const anvil = await startAnvil({ port: 0, genesis: 1_780_000_000, signal: AbortSignal.timeout(60_000) })
  const url = `http://127.0.0.1:${anvil.port}`
  const client = createPublicClient({ transport: http(url), cacheTime: 0 })
  const ask = (method: string, ...params: unknown[]) => client.request({ method, params } as never) as Promise<unknown>
  await ask('anvil_impersonateAccount', MAKER)
  await ask('anvil_setBalance', MAKER, `0x${(10n ** 24n).toString(16)}`)
  const send = async (tx: { to?: Hex; data: Hex; value?: bigint }) => {
    const hash = (await ask('eth_sendTransaction', {
      from: MAKER,
      gas: '0x989680',
      ...tx,
      ...(tx.value ? { value: `0x${tx.value.toString(16)}` } : {}),
    })) as Hex
    await ask('anvil_mine', '0x1', '0x0')
    const receipt = await client.getTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`a transaction of the test market failed: ${tx.data.slice(0, 10)}`)
    return receipt
  }
  const deploy = async (data: Hex): Promise<Hex> => (await send({ data })).contractAddress?.toLowerCase() as Hex
  const made = (name: 'weth' | 'v2Factory', args: unknown[] = []) => deploy(encodeDeployData({ ...artifact(name), args }))
  const [weth, factory] = [await made('weth'), await made('v2Factory', [MAKER])]
  const token = async (name: string): Promise<Hex> => {
    const logic = testTokens().get(name)
    if (!logic) throw new Error(`there is no test token ${name}`)
    if (name === 'OwnProxy') {
      const code = await deploy(testTokens().get('Proxied')?.bytecode ?? '0x')
      const args = encodeAbiParameters([{ type: 'address' }], [code])
      const address = await deploy(`${logic.bytecode}${args.slice(2)}`)
      await send({ to: address, data: encodeFunctionData({ abi, functionName: 'setUp', args: [MAKER] }) })
      return address
    }
    const address = await deploy(logic.bytecode)
    if (name !== 'Proxied') return address
    const admin = await deploy(encodeDeployData({ ...artifact('proxyAdmin'), args: [] }))
    const data = encodeFunctionData({ abi, functionName: 'setUp', args: [MAKER] })
    return await deploy(encodeDeployData({ ...artifact('proxy'), args: [address, admin, data] }))
  }
  const launch: TestMarket['launch'] = async (name, { renounced = false, pool = true } = {}) => {
    const address = await token(name)
    if (!pool) return address
    await send({ to: factory, data: encodeFunctionData({ abi, functionName: 'createPair', args: [address, weth] }) })
    const pair = await client.readContract({ address: factory, abi, functionName: 'getPair', args: [address, weth] })
    await send({ to: weth, value: COINS, data: encodeFunctionData({ abi, functionName: 'deposit' }) })
    await send({ to: weth, data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [pair, COINS] }) })
    await send({ to: address, data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [pair, TOKENS] }) })
    await send({ to: pair, data: encodeFunctionData({ abi, functionName: 'mint', args: [MAKER] }) })
    const takesPair = testTokens()
      .get(name)
      ?.abi.some((item) => item.type === 'function' && item.name === 'setPair')
    if (takesPair) await send({ to: address, data: encodeFunctionData({ abi, functionName: 'setPair', args: [pair] }) })
    // What is meant for the first blocks only is over when anybody looks.
    await ask('anvil_mine', '0x5', '0x0')
    if (renounced) await send({ to: address, data: encodeFunctionData({ abi, functionName: 'renounceOwnership' }) })
    return address
  }
  const chain = {
    ...{
      id: 31337,
      name: 'test',
      aliases: [],
      native: { symbol: 'ETH', decimals: 18 },
      wrappedNative: weth,
      rpc: [url],
      blockTime: 12,
      stables: [],
      client,
    },
    factories: [{ project: 'uniswap', version: '2', address: factory, fromBlock: 0 }],
  } as unknown as Chain
  return { chain, client, maker: MAKER, launch, deploy, send: async (tx) => void (await send(tx)), stop: () => anvil.stop() }
}
