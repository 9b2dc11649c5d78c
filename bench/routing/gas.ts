/**
 * Gas of a swap and of each crossed tick, measured with the real bytecode of Uniswap V2 and V3 on a local chain: what a caller spends on
 * paying in and swapping, memory slots cold as in a transaction of its own. Run: node --import tsx bench/routing/gas.ts
 */
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { type Abi, createTestClient, type Hex, http, parseAbi, publicActions, walletActions } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { foundry } from 'viem/chains'

const require = createRequire(import.meta.url)

const SOURCE = `pragma solidity ^0.8.0;
interface IToken { function transfer(address, uint256) external returns (bool); }
interface IPair { function swap(uint256, uint256, address, bytes calldata) external; }
interface IPool {
  function swap(address, bool, int256, uint160, bytes calldata) external returns (int256, int256);
  function mint(address, int24, int24, uint128, bytes calldata) external returns (uint256, uint256);
  function token0() external view returns (address);
  function token1() external view returns (address);
}
contract Token {
  mapping(address => uint256) public balanceOf;
  event Transfer(address indexed from, address indexed to, uint256 value);
  constructor() { balanceOf[msg.sender] = 1e40; }
  function transfer(address to, uint256 value) external returns (bool) {
    balanceOf[msg.sender] -= value; balanceOf[to] += value; emit Transfer(msg.sender, to, value); return true;
  }
}
contract Probe {
  uint256 public spent;
  function v2(IPair pair, IToken token, uint256 paid, uint256 out1) external {
    uint256 before = gasleft(); token.transfer(address(pair), paid); pair.swap(0, out1, msg.sender, ''); spent = before - gasleft();
  }
  function v3(IPool pool, bool down, int256 amount) external {
    address token = down ? pool.token0() : pool.token1(); uint256 before = gasleft();
    pool.swap(msg.sender, down, amount, down ? 4295128740 : 1461446703485210103287273052203988822378723970341, abi.encode(token)); spent = before - gasleft();
  }
  function mint(IPool pool, int24 lower, int24 upper, uint128 size) external {
    pool.mint(address(this), lower, upper, size, abi.encode(pool.token0(), pool.token1()));
  }
  function uniswapV3SwapCallback(int256 a, int256 b, bytes calldata data) external {
    IToken(abi.decode(data, (address))).transfer(msg.sender, uint256(a > 0 ? a : b));
  }
  function uniswapV3MintCallback(uint256 a, uint256 b, bytes calldata data) external {
    (address first, address second) = abi.decode(data, (address, address));
    if (a > 0) IToken(first).transfer(msg.sender, a); if (b > 0) IToken(second).transfer(msg.sender, b);
  }
}`

interface Artifact {
  abi: Abi
  bytecode: Hex
}

function compiled(): Record<'Token' | 'Probe', Artifact> {
  const solc = require('solc') as { compile(input: string): string }
  const settings = { evmVersion: 'paris', optimizer: { enabled: true }, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } } }
  const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources: { probe: { content: SOURCE } }, settings })))
  const of = (name: string): Artifact => {
    const { abi, evm } = output.contracts.probe[name]
    return { abi, bytecode: `0x${evm.bytecode.object}` }
  }
  return { Token: of('Token'), Probe: of('Probe') }
}

/** A node on a free port, and how to end it. */
async function openNode(): Promise<{ url: string; close(): void }> {
  const child = spawn(require.resolve('@foundry-rs/anvil/package.json').replace(/@foundry-rs.*/, '.bin/anvil'), ['--port', '0'])
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('anvil ended before it listened')))
    child.stdout.on('data', (text) => {
      const found = /Listening on ([\d.:]+)/.exec(String(text))
      if (found) resolve(`http://${found[1]}`)
    })
  })
  return { url, close: () => child.kill() }
}

const FACTORY_V2 = parseAbi([
  'function createPair(address, address) returns (address)',
  'function getPair(address, address) view returns (address)',
])
const FACTORY_V3 = parseAbi([
  'function createPool(address, address, uint24) returns (address)',
  'function getPool(address, address, uint24) view returns (address)',
])
const PAIR = parseAbi(['function mint(address) returns (uint256)'])
const POOL = parseAbi([
  'function initialize(uint160)',
  'function slot0() view returns (uint160, int24, uint16, uint16, uint16, uint8, bool)',
])
const SPACING = 60

async function measure(url: string): Promise<void> {
  // The first key of every test chain.
  const account = privateKeyToAccount('0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80')
  const client = createTestClient({ mode: 'anvil', chain: foundry, transport: http(url), account, pollingInterval: 20 })
    .extend(publicActions)
    .extend(walletActions)
  const send = async (address: Hex, abi: Abi, call: { name: string; args: readonly unknown[] }): Promise<void> => {
    const hash = await client.writeContract({ address, abi, functionName: call.name, args: [...call.args] })
    const { status } = await client.waitForTransactionReceipt({ hash })
    if (status !== 'success') throw new Error(`${call.name} failed`)
  }
  const read = (address: Hex, abi: Abi, call: { name: string; args?: readonly unknown[] }): Promise<unknown> =>
    client.readContract({ address, abi, functionName: call.name, args: [...(call.args ?? [])] })
  const deploy = async ({ abi, bytecode }: Artifact, args: readonly unknown[] = []): Promise<Hex> => {
    const hash = await client.deployContract({ abi, bytecode, args: [...args] })
    return (await client.waitForTransactionReceipt({ hash })).contractAddress as Hex
  }

  const { Token, Probe } = compiled()
  const made = [await deploy(Token), await deploy(Token)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)) as [Hex, Hex]
  const probe = await deploy(Probe)
  for (const token of made) await send(token, Token.abi, { name: 'transfer', args: [probe, 10n ** 39n] })

  const v2 = require('@uniswap/v2-core/build/UniswapV2Factory.json') as { abi: Abi; bytecode: string }
  const bytecode = (v2.bytecode.startsWith('0x') ? v2.bytecode : `0x${v2.bytecode}`) as Hex
  const pairs = await deploy({ abi: v2.abi, bytecode }, [account.address])
  await send(pairs, FACTORY_V2, { name: 'createPair', args: made })
  const pair = (await read(pairs, FACTORY_V2, { name: 'getPair', args: made })) as Hex
  for (const token of made) await send(token, Token.abi, { name: 'transfer', args: [pair, 10n ** 24n] })
  await send(pair, PAIR, { name: 'mint', args: [account.address] })
  for (let turn = 0; turn < 3; turn++) {
    await send(probe, Probe.abi, { name: 'v2', args: [pair, made[0], 10n ** 18n, 9n * 10n ** 17n] })
    console.log(`V2 swap: ${await read(probe, Probe.abi, { name: 'spent' })}`)
  }

  const v3 = require('@uniswap/v3-core/artifacts/contracts/UniswapV3Factory.sol/UniswapV3Factory.json') as Artifact
  const pools = await deploy(v3)
  await send(pools, FACTORY_V3, { name: 'createPool', args: [...made, 3000] })
  const pool = (await read(pools, FACTORY_V3, { name: 'getPool', args: [...made, 3000] })) as Hex
  await send(pool, POOL, { name: 'initialize', args: [1n << 96n] })
  // One position to each spacing, so that every sixty ticks one initialised tick is crossed.
  for (let at = -40; at < 2; at++)
    await send(probe, Probe.abi, { name: 'mint', args: [pool, at * SPACING, (at + 1) * SPACING, 10n ** 22n] })
  // Down, up and down again: a tick that was never crossed pays for slots that hold nothing yet, which old pools no longer do.
  for (const amount of [1n, 1n, 700n, -690n, 1n, 20n, 40n, 80n, 160n, 300n]) {
    const before = ((await read(pool, POOL, { name: 'slot0' })) as readonly [bigint, number])[1]
    await send(probe, Probe.abi, { name: 'v3', args: [pool, amount > 0n, (amount > 0n ? amount : -amount) * 10n ** 18n] })
    const after = ((await read(pool, POOL, { name: 'slot0' })) as readonly [bigint, number])[1]
    const crossed = Math.abs(Math.floor(before / SPACING) - Math.floor(after / SPACING))
    console.log(`V3 swap over ${crossed} initialised ticks: ${await read(probe, Probe.abi, { name: 'spent' })}`)
  }
}

const node = await openNode()
try {
  await measure(node.url)
} finally {
  node.close()
}
