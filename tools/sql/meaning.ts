import type { ToolContext } from '../../core/tool.ts'
import type { Handles } from '../define.ts'
import type { Meant } from './edit.ts'

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** What a name in "only …" stands for: an address, a DEX, its version, a chain, a pair or a token, in that order. */
export async function meaningOf(
  words: string,
  { resolve, handles }: Pick<ToolContext<Handles>, 'resolve' | 'handles'>,
): Promise<Meant | undefined> {
  if (/^0x[0-9a-f]{40}$/i.test(words)) return { kind: 'address', value: words.toLowerCase() }
  if (/^v[234]$/i.test(words)) return { kind: 'version', value: words.slice(1) }
  const [dexes, chains, pairs] = await Promise.all([resolve.values('dex'), resolve.values('chain'), resolve.values('pool')])
  const dex = dexes.find((name) => same(name, words)) ?? dexes.find((name) => name.startsWith(words.toLowerCase()) && words.length >= 4)
  if (dex) return { kind: 'dex', value: dex }
  const chain =
    chains.find((name) => same(name, words)) ??
    handles.chains.all.find(({ name, aliases }) => same(name, words) || aliases.includes(words.toLowerCase()))?.name
  if (chain) return { kind: 'chain', value: chain }
  const sides = words.toUpperCase().split(/[-/]/).sort().join('-')
  const pair = sides.includes('-') ? pairs.find((name) => same(name, sides)) : undefined
  if (pair) return { kind: 'pair', value: pair }
  const [token] = (await resolve.tokens(words)).filter(({ match }) => match === 'symbol' || match === 'name')
  if (token) return { kind: 'token', value: token.symbol }
  const label = (await resolve.labels(words)).find(({ name }) => same(name, words))
  return label ? { kind: 'address', value: label.address } : undefined
}
