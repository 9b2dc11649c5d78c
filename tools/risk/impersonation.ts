import type { Resolve } from '../../core/resolve.ts'
import type { Identity } from './identity.ts'
import { type KnownToken, knownTokens } from './known-tokens.ts'
import type { Where } from './where.ts'

export interface Impersonation {
  /** unknown: it bears the name of a token that is known on other chains only, so that which one is real here is not known. */
  state: 'yes' | 'no' | 'unknown'
  /** Which token it looks like, and where that one is. */
  of?: { symbol: string; address: string }
  /** How: its letters only look alike; the same symbol; the same name; or a link in its name. */
  by?: 'letters' | 'symbol' | 'name' | 'link'
  /** It stands on the list of known tokens itself. */
  listed?: true
}

const LINK = /https?:|www\.|\b[a-z0-9-]+\.(?:com|org|net|io|xyz|app|fi|gg|me|cc|top|site|claims?)\b/i

/** Whether a token passes itself off as another: against a published list of known tokens and what else of its name is traded on the chain. */
export async function impersonation(identity: Identity, { chain }: Where, resolve: Resolve): Promise<Impersonation> {
  const { address, symbol, name } = identity
  if (LINK.test(`${name} ${symbol}`)) return { state: 'yes', by: 'link' }
  if ([chain.wrappedNative, ...chain.stables].some((one) => one.toLowerCase() === address)) return { state: 'no' }
  const known = knownTokens()
  if (known.at(chain.id, address)) return { state: 'no', listed: true }
  const traded = await heavier(identity, chain.id, resolve)
  if (traded) return { state: 'yes', by: 'symbol', of: traded }
  const here = (list: readonly KnownToken[]): KnownToken | undefined => list.find((one) => one.chain === chain.id)
  const alike = known.byLooks(symbol)
  const letters = here(alike) ?? alike[0]
  if (letters) return { state: 'yes', by: 'letters', of: of(letters) }
  for (const [by, list] of [['symbol', known.bySymbol(symbol)], ['name', known.byName(name)]] as const) {
    const real = here(list) ?? list[0]
    // On a chain that the list does not know the token on, which address is the real one is not known.
    if (real) return { state: real.chain === chain.id ? 'yes' : 'unknown', by, of: of(real) }
  } // biome-ignore format: short
  return { state: 'no' }
}

const of = ({ symbol, address }: KnownToken) => ({ symbol, address })

/** A token of the same symbol on the same chain that is traded more. */
async function heavier({ address, symbol }: Identity, chain: number, resolve: Resolve): Promise<Impersonation['of']> {
  const others = (await resolve.tokens(symbol)).filter((one) => one.chain === chain && one.address !== address && one.match === 'symbol')
  const most = others.sort((a, b) => b.weight - a.weight)[0]
  if (!most) return undefined
  const mine = (await resolve.tokens(address)).find((one) => one.address === address)?.weight ?? 0
  return most.weight > mine ? { symbol: most.symbol, address: most.address } : undefined
}
