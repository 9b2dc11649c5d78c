import type { Resolve } from '../../core/resolve.ts'
import type { Identity } from './identity.ts'
import type { Where } from './where.ts'

/** Tokens that are copied most, at home on Ethereum (chain 1). */
const KNOWN: readonly [symbol: string, name: string, address: string][] = [
  ['USDC', 'USD Coin', '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48'],
  ['USDT', 'Tether USD', '0xdac17f958d2ee523a2206206994597c13d831ec7'],
  ['DAI', 'Dai Stablecoin', '0x6b175474e89094c44da98b954eedeac495271d0f'],
  ['WETH', 'Wrapped Ether', '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'],
  ['WBTC', 'Wrapped BTC', '0x2260fac5e5542a773aa44fbcfedf7c193bc2c599'],
  ['UNI', 'Uniswap', '0x1f9840a85d5af5bf1d1762f925bdaddc4201f984'],
  ['LINK', 'ChainLink Token', '0x514910771af9ca656af840dff83e8264ecf986ca'],
  ['AAVE', 'Aave Token', '0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9'],
  ['SHIB', 'SHIBA INU', '0x95ad61b0a150d79219dcf64e1e6cc01f0b64c4ce'],
  ['PEPE', 'Pepe', '0x6982508145454ce325ddbe47a25d4ec3d2311933'],
  ['stETH', 'Liquid staked Ether 2.0', '0xae7ab96520de3a18e5e111b5eaab095312d7fe84'],
  ['MKR', 'Maker', '0x9f8f72aa9304c8b593d555f12ef6589cc3a579a2'],
  ['LDO', 'Lido DAO Token', '0x5a98fcbea516cf06857215779fd812ca3bef1b32'],
  ['CRV', 'Curve DAO Token', '0xd533a949740bb3306d119cc777fa900ba034cd52'],
  ['COMP', 'Compound', '0xc00e94cb662c3520282e6f5717214004a7f26888'],
]

/** Letters of other scripts that look like Latin ones, and digits that stand for letters. */
const LOOKS = new Map(
  Object.entries({
    a: 'аɑα@', b: 'ЬвΒ', c: 'сϲ', d: 'ԁ', e: 'еєε', g: 'ɡ', h: 'һнΗ', i: 'іıɩΙ1!', j: 'ј', k: 'кκ', l: 'ⅼӏ', m: 'мΜ', n: 'пηΝ', o: 'оοσ0', p: 'рρ', q: 'ԛ', r: 'гᴦ', s: 'ѕ5$',
    t: 'тτ', u: 'υսцµ', v: 'ѵν', w: 'ԝω', x: 'хχ', y: 'уγΥ', z: 'ᴢΖ',
  }).flatMap(([latin, others]) => [...others].map((other): [string, string] => [other.toLowerCase(), latin])),
) // biome-ignore format: a table

/** A text as it looks: compatibility forms, accents, invisible characters and look-alike letters reduced to plain Latin. */
export const skeleton = (text: string): string =>
  [...text.normalize('NFKD').replace(/[\p{M}\p{C}\s]/gu, '').toLowerCase()].map((letter) => LOOKS.get(letter) ?? letter).join('').replace(/l/g, 'i') // biome-ignore format: one chain

export interface Impersonation {
  state: 'yes' | 'no' | 'unknown'
  /** Which token it looks like, and where that one is. */
  of?: { symbol: string; address: string }
  /** How: its letters only look alike; the same symbol; the same name; or a link in its name. */
  by?: 'letters' | 'symbol' | 'name' | 'link'
}

/** Whether a token passes itself off as another: against known tokens and what else of its name is traded on the chain. */
export async function impersonation({ address, symbol, name }: Identity, { chain }: Where, resolve: Resolve): Promise<Impersonation> {
  if (/https?:|www\.|\b[a-z0-9-]+\.(?:com|org|net|io|xyz|app|fi|gg|me|cc|top|site|claims?)\b/i.test(`${name} ${symbol}`))
    return { state: 'yes', by: 'link' }
  const own = [chain.wrappedNative, ...chain.stables].some((one) => one.toLowerCase() === address)
  if (own) return { state: 'no' }
  const others = (await resolve.tokens(symbol)).filter((one) => one.chain === chain.id && one.address !== address && one.match === 'symbol')
  const heavier = others.sort((a, b) => b.weight - a.weight)[0]
  const mine = (await resolve.tokens(address)).find((one) => one.address === address)?.weight ?? 0
  if (heavier && heavier.weight > mine) return { state: 'yes', by: 'symbol', of: { symbol: heavier.symbol, address: heavier.address } }
  const alike = KNOWN.find(([one]) => skeleton(one) === skeleton(symbol) && one.toLowerCase() !== symbol.toLowerCase())
  if (alike) return { state: 'yes', by: 'letters', of: { symbol: alike[0], address: alike[2] } }
  const named = KNOWN.find(([one, long]) => one.toLowerCase() === symbol.toLowerCase() || skeleton(long) === skeleton(name))
  if (!named || named[2] === address) return { state: 'no' }
  const by = named[0].toLowerCase() === symbol.toLowerCase() ? 'symbol' : 'name'
  // Elsewhere the real one has another address, which no list here knows.
  return { state: chain.id === 1 ? 'yes' : 'unknown', by, of: { symbol: named[0], address: named[2] } }
}
