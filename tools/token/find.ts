import { PetrelError } from '../../core/errors.ts'
import type { Resolve, TokenMatch } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'

export const ADDRESS = /^0x[0-9a-fA-F]{40}$/

/** Tokens that are meant by exactly these words on these chains, heaviest first, one entry an address. */
export async function meant(words: string, chains: readonly number[], resolve: Resolve): Promise<TokenMatch[]> {
  const found = (await resolve.tokens(words.replace(/^\$/, '').trim())).filter((match) => chains.includes(match.chain))
  const exact =
    ['address', 'symbol', 'name'].map((kind) => found.filter((match) => match.match === kind)).find((each) => each.length > 0) ?? []
  return [...new Map(exact.map((match) => [`${match.chain}:${match.address}`, match])).values()].sort((a, b) => b.weight - a.weight)
}

/** How one of several tokens of a name is told from the others. */
export const choice = (match: TokenMatch): string => `${cleanText(match.symbol, 24)} (${cleanText(match.name)}) ${match.address}`

/** The one token that is meant. Throws PetrelError token_unknown, token_ambiguous. */
export async function one(words: string, chains: readonly number[], resolve: Resolve): Promise<TokenMatch> {
  const found = await meant(words, chains, resolve)
  const [first, second] = found
  if (!first) {
    throw new PetrelError('token_unknown', {
      message: `No token is called "${cleanText(words)}".`,
      hint: 'Give its address.',
      facts: { token: words },
    })
  }
  if (!second) return first
  throw new PetrelError('token_ambiguous', {
    message: `${found.length} tokens are called "${cleanText(words)}".`,
    hint: `Give the address: ${found.slice(0, 4).map(choice).join('; ')}.`,
    facts: { token: words, addresses: found.map((match) => match.address) },
  })
}
