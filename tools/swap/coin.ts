import { type Address, erc20Abi } from 'viem'
import type { Chain } from '../../chain/clients/chains.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Resolve } from '../../core/resolve.ts'
import type { TokenKey } from '../../routing/pool.ts'
import { cleanText } from '../format.ts'
import { one } from '../token/find.ts'
import { type Currency, nativeCoin, Token } from './uniswap.ts'

/** A token as swap deals with it: the engine's key, the package's currency, and the words it is shown with. */
export interface Coin {
  key: TokenKey
  /** Lower case; for the native coin that of its wrapped token. */
  address: Address
  symbol: string
  decimals: number
  currency: Currency
}

/** Whether these words mean the chain's native coin itself, not its wrapped token. */
export const isNative = (words: string, { native }: Pick<Chain, 'native'>): boolean => {
  const plain = words.trim().replace(/^\$/, '').toLowerCase()
  return (
    plain === native.symbol.toLowerCase() || (native.symbol === 'ETH' && (plain === 'ether' || plain === 'ethereum')) || plain === 'native'
  )
}

const tokenOf = (chain: Chain, address: Address, { decimals, symbol }: { decimals: number; symbol: string }): Token =>
  new Token(chain.id, address, decimals, symbol, undefined, true)

/**
 * The token of some words on a chain. Decimals come from the contract itself, never from a list. Throws PetrelError token_unknown,
 * token_ambiguous, rpc_failed.
 */
export async function coinOf(words: string, chain: Chain, resolve: Resolve): Promise<Coin> {
  if (isNative(words, chain)) {
    const address = chain.wrappedNative.toLowerCase() as Address
    const { symbol, decimals } = chain.native
    const wrapped = tokenOf(chain, address, { decimals, symbol: `W${symbol}` })
    return { key: 'native', address, symbol, decimals, currency: nativeCoin(chain.id, symbol, wrapped) }
  }
  const match = await one(words, [chain.id], resolve)
  const address = match.address.toLowerCase() as Address
  const decimals = await chain.client.readContract({ address, abi: erc20Abi, functionName: 'decimals' }).catch((error: unknown) => {
    if (error instanceof PetrelError) throw error
    return undefined
  })
  if (decimals === undefined || decimals > 77) {
    throw new PetrelError('token_unknown', {
      message: `The contract at ${address} does not say how many decimals it has${decimals === undefined ? '' : ` that are fewer than 78 (${decimals})`}.`,
      hint: 'Check the address and the chain.',
      facts: { address },
    })
  }
  const symbol = cleanText(match.symbol, 24) || address
  return { key: address, address, symbol, decimals, currency: tokenOf(chain, address, { decimals, symbol }) }
}

/** Symbols of tokens on the way, as far as the contracts give them; strangers' text, cleaned. */
export async function symbolsOf(
  chain: Chain,
  tokens: readonly TokenKey[],
  known: readonly Coin[],
): Promise<Map<TokenKey, { symbol: string; decimals: number }>> {
  const found = new Map(known.map(({ key, symbol, decimals }) => [key, { symbol, decimals }]))
  const wrapped = chain.wrappedNative.toLowerCase()
  const missing = [...new Set(tokens)].filter((token) => token !== 'native' && !found.has(token))
  await Promise.all(
    missing.map(async (token) => {
      const address = token as Address
      const read = async <T>(work: Promise<T>): Promise<T | undefined> => work.catch(() => undefined)
      const [symbol, decimals] = await Promise.all([
        read(chain.client.readContract({ address, abi: erc20Abi, functionName: 'symbol' })),
        read(chain.client.readContract({ address, abi: erc20Abi, functionName: 'decimals' })),
      ])
      const shown =
        cleanText(symbol ?? '', 24) || (token === wrapped ? `W${chain.native.symbol}` : `${token.slice(0, 6)}…${token.slice(-4)}`)
      found.set(token, { symbol: shown, decimals: decimals ?? 18 })
    }),
  )
  return found
}
