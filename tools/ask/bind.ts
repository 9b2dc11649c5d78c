import type { Chain, Chains } from '../../chain/clients/chains.ts'
import { PetrelError } from '../../core/errors.ts'
import type { LabelMatch, Resolve, TokenMatch } from '../../core/resolve.ts'
import { cleanText } from '../format.ts'
import { bindSteps } from './bind-steps.ts'
import type { Bound, BoundChain, BoundToken, Excluded, Party } from './compile/bound.ts'
import { metricOf } from './layer/index.ts'
import type { Aggregate } from './layer/types.ts'
import { meant, plainName } from './parties.ts'
import type { Query } from './query.ts'

export const ADDRESS = /^0x[0-9a-fA-F]{40}$/

export const bindChain = (chain: Chain): BoundChain => ({
  id: chain.id,
  name: chain.name,
  native: chain.native.symbol,
  wrappedNative: chain.wrappedNative.toLowerCase(),
  stables: chain.stables.map((stable) => stable.toLowerCase()),
})

/** "Ether" itself has no contract: its wrapped token stands for it. */
export const isNative = (text: string, chain: BoundChain): boolean =>
  [chain.native.toLowerCase(), ...(chain.native === 'ETH' ? ['ether', 'ethereum', '以太坊', '以太币'] : [])].includes(text.toLowerCase())

/** Matches that are exact, one entry an address; a known token beats unknown ones of the same symbol only when it is ten times as heavy. */
export function exactMatches(matches: readonly TokenMatch[], chains: readonly BoundChain[]): TokenMatch[] {
  const ids = chains.map((chain) => chain.id)
  const here = matches.filter((match) => match.match !== 'near' && ids.includes(match.chain))
  const best = here.some((match) => match.match === 'address')
    ? 'address'
    : here.some((match) => match.match === 'symbol')
      ? 'symbol'
      : 'name'
  const unique = [
    ...new Map(here.filter((match) => match.match === best).map((match) => [`${match.chain}:${match.address}`, match])).values(),
  ]
  const [first, second] = unique.sort((a, b) => b.weight - a.weight)
  return first && second && first.weight > 0 && first.weight >= 10 * second.weight ? [first] : unique
}

/** The one token that a name or an address means. Throws PetrelError token_unknown, token_ambiguous. */
export async function bindToken(text: string, chains: readonly BoundChain[], resolve: Resolve): Promise<BoundToken> {
  const words = text.replace(/^\$/, '').trim()
  let found = exactMatches(await resolve.tokens(words), chains)
  const chain = chains[0]
  if (found.length === 0 && chain && isNative(words, chain)) found = exactMatches(await resolve.tokens(chain.wrappedNative), chains)
  const [first, second] = found
  if (!first) {
    throw new PetrelError('token_unknown', {
      message: `No token is called "${cleanText(text)}".`,
      hint: 'Give its symbol or address.',
      facts: { token: text },
    })
  }
  if (second) {
    throw new PetrelError('token_ambiguous', {
      message: `Several tokens are called "${cleanText(text)}".`,
      hint: `Give an address: ${found
        .slice(0, 4)
        .map((match) => `${cleanText(match.name)} ${match.address}`)
        .join(', ')}.`,
      facts: { token: text, addresses: found.map((match) => match.address) },
    })
  }
  return {
    chain: first.chain,
    address: first.address.toLowerCase(),
    symbol: cleanText(first.symbol, 24) || first.address,
    decimals: first.decimals,
  }
}

/** At most this many addresses stand for one label. */
const MOST = 5000
const addressesOf = (labels: readonly LabelMatch[]): string[] => [
  ...new Set(labels.slice(0, MOST).map((label) => label.address.toLowerCase())),
]

async function place(text: string, resolve: Resolve, kinds = false): Promise<Party> {
  if (ADDRESS.test(text)) return { address: text.toLowerCase() }
  const found = meant(await resolve.labels(text), text)
  // Counted by label, a label is a kind: names that begin so are of others.
  const kind = kinds ? found.filter((label) => plainName(label.category) === plainName(text)) : []
  const labels = kind.length > 0 ? kind : found
  if (labels.length > 0) return { labelled: addressesOf(labels) }
  throw new PetrelError('not_found', {
    message: `No labelled address is called "${cleanText(text)}".`,
    hint: 'Give the address itself.',
    facts: { address: text },
  })
}

async function excluded(text: string, chains: readonly BoundChain[], resolve: Resolve): Promise<Excluded[]> {
  const lower = text.toLowerCase()
  if (/^stable ?-?coins?$/.test(lower)) return chains.flatMap((chain) => chain.stables.map((value) => ({ kind: 'token' as const, value })))
  if (/^0x([0-9a-f]{8})?$/.test(lower)) return [{ kind: 'method', value: lower }]
  const dexes = await resolve.values('dex')
  if (dexes.some((dex) => dex.toLowerCase() === lower)) return [{ kind: 'dex', value: lower }]
  const found = exactMatches(await resolve.tokens(text), chains)
  const known = found.length > 0 && (!ADDRESS.test(text) || found.some((match) => match.symbol !== ''))
  if (known) return found.map((match) => ({ kind: 'token', value: match.address.toLowerCase() }))
  if (ADDRESS.test(text)) return [{ kind: 'address', value: lower }]
  const labels = meant(await resolve.labels(text), text)
  if (labels.length > 0) return [{ kind: 'label', addresses: addressesOf(labels) }]
  if (chains[0] && isNative(text, chains[0])) return [{ kind: 'token', value: chains[0].wrappedNative }]
  throw new PetrelError('not_found', {
    message: `Nothing is called "${cleanText(text)}", so it cannot be left out.`,
    hint: 'Name a token, a DEX or an address.',
    facts: { exclude: text },
  })
}

/** The chains that a query speaks of. Throws PetrelError chain_unknown. */
export function chainsOf(query: Query, chains: Chains): readonly BoundChain[] {
  if (query.by.includes('chain') || query.chain?.toLowerCase() === 'all') return chains.all.map(bindChain)
  return [bindChain(query.chain === undefined ? chains.main : chains.get(query.chain))]
}

/** A second measure beside the first. Throws PetrelError cannot_answer when it counts other rows. */
function companion(id: string, first: NonNullable<ReturnType<typeof metricOf>>): Aggregate {
  const other = metricOf(id)
  if (
    other?.metric.kind === 'aggregate' &&
    first.metric.kind === 'aggregate' &&
    other.subject.id === first.subject.id &&
    other.metric.where === first.metric.where
  )
    return other.metric
  throw new PetrelError('cannot_answer', {
    message: `"${first.metric.title.en}" and "${other?.metric.title.en ?? id}" are not of the same rows.`,
    hint: 'Ask for one after the other.',
    facts: { metric: first.metric.id, also: id },
  })
}

/** Names to addresses. Throws PetrelError token_unknown, token_ambiguous, chain_unknown, not_found, input_invalid. */
export async function bind(query: Query, world: { chains: Chains; resolve: Resolve; now: number }): Promise<Bound> {
  const found = query.metric === undefined ? undefined : metricOf(query.metric)
  if (!found)
    throw new PetrelError('input_invalid', { message: 'The query names no metric.', hint: 'Say what to measure, for example volume.' })
  const chains = chainsOf(query, world.chains)
  const where = query.address === undefined ? {} : await place(query.address, world.resolve, found.subject.id === 'labels')
  const other = query.other === undefined ? undefined : await place(query.other, world.resolve)
  const also = query.also.map((id) => companion(id, found))
  const among = await Promise.all(
    query.among.map(async (each) =>
      query.by[0] === 'token' ? (await bindToken(each, chains, world.resolve)).address : each.toLowerCase(),
    ),
  )
  const steps = await bindSteps(query, world.now, (step) => bind(step, world))
  const left = await Promise.all(query.exclude.map((each) => excluded(each, chains, world.resolve)))
  return {
    query,
    ...found,
    now: world.now,
    chains,
    ...(query.token === undefined ? {} : { token: await bindToken(query.token, chains, world.resolve) }),
    ...(query.token2 === undefined ? {} : { token2: await bindToken(query.token2, chains, world.resolve) }),
    ...where,
    ...(other ? { other } : {}),
    excluded: left.flat(),
    among,
    also,
    ...(steps.length > 0 ? { steps } : {}),
  }
}
