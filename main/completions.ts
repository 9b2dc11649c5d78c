import type { Complete } from '../adapters/discord/options.ts'
import type { Resolve } from '../core/resolve.ts'

const MOST = 25
/** Longest name that Discord shows (application-commands, Application Command Option Choice). */
const NAME = 100

/** Choices while somebody types: tokens by what the registry knows. */
export const completions =
  (resolve: Resolve): Complete =>
  async (field, words) => {
    if (field === 'token') {
      const found = words.trim() === '' ? [] : await resolve.tokens(words)
      return found
        .slice(0, MOST)
        .map(({ symbol, name, address }) => ({ name: `${symbol} · ${name} · ${address}`.slice(0, NAME), value: address }))
    }
    const values = field === 'pool' ? await resolve.values('pool') : []
    const asked = words.toLowerCase()
    return values
      .filter((value) => value.toLowerCase().includes(asked))
      .slice(0, MOST)
      .map((value) => ({ name: value.slice(0, NAME), value: value.slice(0, NAME) }))
  }
