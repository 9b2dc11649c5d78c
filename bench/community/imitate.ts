import type { Random } from '../grounding.ts'

/**
 * Makes imitations of names, the way those who register them do. It shares no table with the rules: letters that look alike, keyboards
 * and lures are its own.
 */
const NAMES = ['metamask', 'uniswap', 'opensea', 'myetherwallet', 'coinbase', 'binance', 'etherscan', 'trustwallet', 'walletconnect', 'pancakeswap', 'trezor', 'coinmarketcap'] as const // biome-ignore format: short
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  a: ['а', 'ɑ', 'á', 'ạ', '4'],
  e: ['е', 'é', 'ẹ', 'ė', '3'],
  i: ['і', 'í', 'ı', '1', 'l'],
  o: ['о', 'ο', 'ö', '0', 'ọ'],
  s: ['ѕ', 'ś', 'ṣ', '5'],
  c: ['с', 'ç'],
  p: ['р'],
  m: ['rn', 'ṃ'],
  n: ['ñ', 'ṇ'],
  w: ['vv', 'ẁ'],
  t: ['ţ', 'ṭ'],
  b: ['ḅ'],
  k: ['ķ', 'ḳ'],
  r: ['ŗ'],
  z: ['ż', 'ẓ'],
}
const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']
const ENDINGS = ['com', 'net', 'org', 'app', 'xyz', 'live', 'online', 'finance', 'site', 'co', 'top', 'cc', 'pro', 'click']
const LURES = ['claim', 'airdrop', 'support', 'login', 'secure', 'verify', 'wallet', 'bonus', 'app', 'help', 'rewards', 'connect', 'update', 'official', 'restore', 'giveaway', 'event', 'portal', 'auth', 'unlock'] // biome-ignore format: short
const HOSTS = ['netlify.app', 'pages.dev', 'web.app', 'vercel.app', 'github.io', 'webflow.io', 'weebly.com']

const neighbours = (letter: string): string => {
  const row = KEYS.find((keys) => keys.includes(letter)) ?? ''
  const at = row.indexOf(letter)
  return `${row[at - 1] ?? ''}${row[at + 1] ?? ''}`
}

const replaced = (name: string, at: number, by: string): string => name.slice(0, at) + by + name.slice(at + 1)

function alike(name: string, dice: Random): string {
  const places = [...name].flatMap((letter, at) => (ALIKE[letter] ? [at] : []))
  const at = dice.pick(places)
  return replaced(name, at, dice.pick(ALIKE[name[at] ?? ''] ?? ['']))
}

function slip(name: string, dice: Random): string {
  const at = dice.between(1, name.length - 2)
  const way = dice.between(0, 3)
  if (way === 0) return replaced(name, at, '')
  if (way === 1) return replaced(name, at, (name[at] ?? '').repeat(2))
  if (way === 2) return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
  return replaced(name, at, dice.pick([...neighbours(name[at] ?? ''), name[at] ?? '']))
}

/** An imitation of a known name, and how it was made. A slip that changes nothing gets a lure. */
export function imitate(dice: Random): { domain: string; how: string } {
  const name = dice.pick(NAMES)
  const ending = dice.pick(ENDINGS)
  const [lure, other] = [dice.pick(LURES), dice.pick(LURES)]
  const ways: readonly [string, () => string][] = [
    ['look-alike letter', () => `${alike(name, dice)}.${ending}`],
    ['misspelled', () => `${slip(name, dice)}.${ending}`],
    ['lure behind', () => `${name}-${lure}.${ending}`],
    ['lure before', () => `${lure}${dice.pick(['', '-'])}${name}.${ending}`],
    ['two lures', () => `${lure}-${name}-${other}.${ending}`],
    ['as a subdomain', () => `${name}.${dice.pick(['com', 'io', 'org'])}.${lure}-${dice.between(10, 99)}.${ending}`],
    ['on free hosting', () => `${name}-${lure}.${dice.pick(HOSTS)}`],
    ['misspelled with a lure', () => `${alike(name, dice)}-${lure}.${ending}`],
  ]
  const [how, make] = dice.pick(ways)
  const domain = make()
  return domain.startsWith(`${name}.`) && how === 'misspelled'
    ? { how: 'lure behind', domain: `${name}-${lure}.${ending}` }
    : { how, domain }
}
