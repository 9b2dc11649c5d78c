import { erc20Abi } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { PetrelError } from '../../core/errors.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import { cleanText, unitsToDecimal } from '../format.ts'
import { one } from './find.ts'
import { type Market, market } from './market.ts'

export interface Fact {
  id: string
  value: string | number
}

export interface TokenResult {
  chain: string
  address: Fact
  /** Strangers' text, cleaned. */
  name: Fact
  symbol: Fact
  decimals: Fact
  /** Whole tokens, exact; absent when the contract does not say. */
  supply?: Fact
  block: Fact
  market: Market
}

const DAY = 86_400_000

async function onChain(chain: Chain, address: `0x${string}`) {
  const blockNumber = await chain.client.getBlockNumber()
  const read = async <N extends 'name' | 'symbol' | 'decimals' | 'totalSupply'>(functionName: N) => {
    try {
      return await chain.client.readContract({ address, abi: erc20Abi, functionName, blockNumber })
    } catch {
      return undefined
    }
  }
  const [name, symbol, decimals, supply] = await Promise.all([read('name'), read('symbol'), read('decimals'), read('totalSupply')])
  return { blockNumber, name, symbol, decimals, supply }
}

/** Reads a token at one block and its market from the index. Throws PetrelError token_unknown, token_ambiguous, rpc_failed. */
export async function run(input: { token: string; chain?: string | undefined }, context: ToolContext<Handles>): Promise<TokenResult> {
  const { chains } = context.handles
  const wanted = input.chain === undefined ? [chains.main] : [chains.get(input.chain)]
  const match = await one(
    input.token,
    wanted.map((chain) => chain.id),
    context.resolve,
  )
  const chain = chains.get(match.chain)
  const address = match.address.toLowerCase() as `0x${string}`
  const found = await onChain(chain, address)
  if (found.supply === undefined && found.decimals === undefined) {
    throw new PetrelError('token_unknown', {
      message: `At ${address} there is no token on ${chain.name}.`,
      hint: 'Check the address and the chain.',
      facts: { address, chain: chain.name },
    })
  }
  const decimals = Number(found.decimals ?? match.decimals)
  const symbol = cleanText(String(found.symbol ?? match.symbol), 24) || address
  const fact = (name: string, value: string | number, unit: string, source: string): Fact => {
    const record = context.ledger.measured({
      name,
      value,
      unit,
      source: `${source} of ${address}`,
      chain: chain.id,
      block: Number(found.blockNumber),
    })
    return { id: record.id, value }
  }
  return {
    chain: chain.name,
    address: fact('address', address, '', 'address'),
    name: fact('name', cleanText(String(found.name ?? match.name)), '', 'name()'),
    symbol: fact('symbol', symbol, '', 'symbol()'),
    decimals: fact('decimals', decimals, '', 'decimals()'),
    ...(found.supply === undefined
      ? {}
      : { supply: fact('total supply', unitsToDecimal(found.supply, decimals), symbol, 'totalSupply()') }),
    block: fact('block', Number(found.blockNumber), 'block', 'block of the reads'),
    market: await market({ chain: chain.id, address, symbol, since: context.now() - DAY }, context),
  }
}
