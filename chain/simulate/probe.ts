import { readFileSync } from 'node:fs'
import { type Hex, parseAbi } from 'viem'

interface Artifact {
  runtime: Hex
}

let runtime: Hex | undefined

/** Runtime code of contracts/probe.sol, to be put at an address by an override. */
export function probeCode(): Hex {
  runtime ??= (JSON.parse(readFileSync(new URL('contracts/probe.artifact.json', import.meta.url), 'utf8')) as Artifact).runtime
  return runtime
}

/** Where simulations put the probe when it is not in the asker's place; nobody has its key. */
export const PROBE: Hex = '0x70657472656c2070726f626500000000000000aa'

export const probeAbi = parseAbi([
  'struct Call { address to; uint256 value; bytes data; }',
  'struct Result { bool ok; bytes data; uint256 gas; }',
  'function run(Call[] calls) payable returns (Result[])',
  'function nativeBalance(address owner) view returns (uint256)',
  'function swapPair(address pair, bool zeroForOne, address tokenIn, uint256 amountIn, uint256 feePpm, address to) returns (uint256 arrived, uint256 amountOut)',
  'function swapPool(address pool, bool zeroForOne, address tokenIn, uint256 amountIn, address to) returns (uint256 arrived, uint256 amountOut)',
])
