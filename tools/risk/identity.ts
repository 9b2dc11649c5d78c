import { type Abi, erc20Abi, type Hex, parseAbi } from 'viem'
import { PetrelError } from '../../core/errors.ts'
import { cleanText } from '../format.ts'
import type { Where } from './where.ts'

const ownerAbi = parseAbi(['function owner() view returns (address)', 'function getOwner() view returns (address)'])

/** What a token says of itself. Name and symbol are a stranger's, cleaned. */
export interface Identity {
  address: Hex
  name: string
  symbol: string
  decimals: number | undefined
  supply: bigint | undefined
  /** Whom owner() or getOwner() names, the zero address included; undefined when the contract has neither. */
  owner: Hex | undefined
}

/** Reads a token at one block. Throws PetrelError rpc_failed, and token_unknown when nothing there answers as a token. */
export async function readIdentity(address: Hex, { chain, block }: Where): Promise<Identity> {
  const read = async (abi: Abi, functionName: string): Promise<unknown> => {
    try {
      return await chain.client.readContract({ address, abi, functionName, blockNumber: block })
    } catch {
      return undefined
    }
  }
  const [name, symbol, decimals, supply, owner, other] = await Promise.all([
    ...['name', 'symbol', 'decimals', 'totalSupply'].map((one) => read(erc20Abi, one)),
    ...['owner', 'getOwner'].map((one) => read(ownerAbi, one)),
  ])
  if (decimals === undefined && supply === undefined) {
    throw new PetrelError('token_unknown', {
      message: `The contract at ${address} is no token.`,
      hint: 'Its code can be audited: "audit" and the address.',
      facts: { address, chain: chain.name },
    })
  }
  return {
    address,
    name: cleanText(String(name ?? '')),
    symbol: cleanText(String(symbol ?? ''), 24) || address,
    decimals: typeof decimals === 'number' ? decimals : undefined,
    supply: typeof supply === 'bigint' ? supply : undefined,
    owner: typeof (owner ?? other) === 'string' ? (String(owner ?? other).toLowerCase() as Hex) : undefined,
  }
}
