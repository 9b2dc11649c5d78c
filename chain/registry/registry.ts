import type { LabelMatch, OwnEvent, Resolve, TokenMatch } from '../../core/resolve.ts'
import type { Chain, Chains } from '../clients/chains.ts'
import { SELECTOR, word } from '../index/events.ts'
import type { Label } from '../index/follow-chain.ts'
import { openSource } from '../index/rpc.ts'
import { decodeText, MAX_NAME, MAX_SYMBOL } from '../index/text.ts'
import { EVENTS_SQL, eventColumns, eventView, specOf } from '../warehouse/events.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import { type Catalogue, mark, readCatalogue, type Token } from './catalogue.ts'
import { distance, tolerance } from './near.ts'

const MOST = 20
const ADDRESS = /^0x[0-9a-f]{40}$/
/** What people call a native coin beside its symbol. */
const COIN_NAMES: Record<string, readonly string[]> = {
  ETH: ['ether', 'ethereum'],
  POL: ['matic', 'polygon'],
  BNB: ['binance coin'],
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
/** "Pepe (demo)" is also called "Pepe". */
const shortName = (name: string): string => plain(name.replace(/\s*\([^)]*\)\s*$/, ''))

interface Search {
  catalogue: Catalogue
  chains: Chains
}

/** Best first: the main chain's, then what is traded most. */
const byStanding =
  (main: number) =>
  (a: Token, b: Token): number =>
    Number(b.chain === main) - Number(a.chain === main) || b.weight - a.weight || a.address.localeCompare(b.address)

function wrappedOf({ catalogue, chains }: Search, wanted: string): Token[] {
  const meant = chains.all.filter(({ native }) => plain(native.symbol) === wanted || COIN_NAMES[native.symbol]?.includes(wanted))
  return meant.flatMap(({ id, wrappedNative }) =>
    catalogue.tokens.filter(({ chain, address }) => chain === id && address === wrappedNative.toLowerCase()),
  )
}

function nearest(tokens: readonly Token[], wanted: string, main: number): Token[] {
  const limit = tolerance(wanted.length)
  if (limit === 0) return []
  const scored = tokens.flatMap((token) => {
    const slips = Math.min(...[plain(token.symbol), shortName(token.name)].map((text) => distance(wanted, text, limit)))
    return slips <= limit ? [{ token, slips }] : []
  })
  const order = byStanding(main)
  return scored.sort((a, b) => a.slips - b.slips || order(a.token, b.token)).map(({ token }) => token)
}

function findTokens(search: Search, words: string): TokenMatch[] {
  const { catalogue, chains } = search
  const wanted = plain(words).replace(/^\$/, '')
  if (wanted === '') return []
  const order = byStanding(chains.main.id)
  const found = new Map<string, TokenMatch>()
  const add = (tokens: readonly Token[], match: TokenMatch['match']) => {
    for (const token of tokens) {
      const key = `${token.chain}:${token.address}`
      if (!found.has(key)) found.set(key, { ...token, match })
    }
  }
  add(wrappedOf(search, wanted).sort(order), 'symbol')
  add(catalogue.tokens.filter(({ symbol }) => plain(symbol) === wanted).sort(order), 'symbol')
  add(catalogue.tokens.filter(({ name }) => plain(name) === wanted || shortName(name) === wanted).sort(order), 'name')
  if (found.size === 0 && wanted.length >= 4)
    add(catalogue.tokens.filter(({ name }) => plain(name).startsWith(`${wanted} `)).sort(order), 'name')
  if (found.size === 0) add(nearest(catalogue.tokens, wanted, chains.main.id), 'near')
  return [...found.values()].slice(0, MOST)
}

/** Asks the chain itself about a contract that the index never met; undefined when it is no token there. */
async function askChain(chain: Chain, address: string): Promise<TokenMatch | undefined> {
  const source = openSource(chain.client, AbortSignal.timeout(5000))
  try {
    const [symbol, name, decimals] = await Promise.all(
      [SELECTOR.symbol, SELECTOR.name, SELECTOR.decimals].map((selector) => source.call(address, selector)),
    )
    if (decimals === undefined) return undefined
    return {
      ...{ chain: chain.id, address, symbol: decodeText(symbol, MAX_SYMBOL) ?? '', name: decodeText(name, MAX_NAME) ?? '' },
      ...{ decimals: Number(BigInt.asUintN(8, word(decimals, 0))), weight: 0, match: 'address' },
    }
  } catch {
    return undefined
  }
}

async function findAddress({ catalogue, chains }: Search, address: string): Promise<TokenMatch[]> {
  const known = catalogue.tokens.filter((token) => token.address === address).sort(byStanding(chains.main.id))
  if (known.length > 0) return known.map((token) => ({ ...token, match: 'address' }))
  const asked = (await Promise.all(chains.all.map((chain) => askChain(chain, address)))).filter((match) => match !== undefined)
  return asked.length > 0 ? asked : [{ chain: chains.main.id, address, symbol: '', name: '', decimals: 0, weight: 0, match: 'address' }]
}

/** 3 the very name, 2 its beginning or its category, 1 a word in it, 0 nothing. */
function labelScore({ name, category }: LabelMatch, wanted: string): number {
  const text = plain(name)
  if (text === wanted) return 3
  const singular = wanted.replace(/s$/, '')
  if (text.startsWith(wanted) || plain(category) === wanted || plain(category) === singular) return 2
  return wanted.length >= 3 && text.split(/[^\p{L}\p{N}]+/u).some((part) => part === wanted || part === singular) ? 1 : 0
}

function findLabels({ catalogue, chains }: Search, words: string): LabelMatch[] {
  const wanted = plain(words)
  if (wanted === '') return []
  if (ADDRESS.test(wanted)) return catalogue.labels.filter(({ address }) => address === wanted)
  const main = (label: LabelMatch) => Number(label.chain === chains.main.id)
  return catalogue.labels
    .map((label) => ({ label, score: labelScore(label, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || main(b.label) - main(a.label) || a.label.name.localeCompare(b.label.name, 'en', { numeric: true }))
    .map(({ label }) => label)
}

/** Read each time: there are few, and what the operator just added must be known at the next question. */
async function ownEvents(warehouse: Warehouse): Promise<OwnEvent[]> {
  const { rows } = await warehouse.query(EVENTS_SQL, [], { limits: { rows: 20_000, cell: 100_000, bytes: 50_000_000 } })
  return rows.map(specOf).map((spec) => {
    const { chain, contract, event, address } = spec
    return { chain, contract, event, address, view: eventView(spec), fields: eventColumns(spec).fields }
  })
}

/**
 * Names to addresses and back, from what the index has met. Read once and again when the index has moved.
 * Its methods throw PetrelError warehouse_down.
 */
export function createRegistry(parts: { warehouse: Warehouse; chains: Chains; labels?: readonly Label[] }): Resolve {
  const { warehouse, chains, labels = [] } = parts
  let current: { mark: string; catalogue: Promise<Catalogue> } | undefined
  const search = async (): Promise<Search> => {
    const now = await mark(warehouse)
    if (current?.mark !== now) {
      const catalogue = readCatalogue(warehouse, chains, labels)
      current = { mark: now, catalogue }
      catalogue.catch(() => {
        if (current?.catalogue === catalogue) current = undefined
      })
    }
    return { catalogue: await current.catalogue, chains }
  }
  return {
    tokens: async (words) => {
      const wanted = plain(words)
      const found = await search()
      return ADDRESS.test(wanted) ? findAddress(found, wanted) : findTokens(found, words)
    },
    labels: async (words) => findLabels(await search(), words),
    labelOf: async (address) => (await search()).catalogue.names.get(address.toLowerCase()),
    values: async (domain) => [...(await search()).catalogue.values[domain]],
    events: () => ownEvents(warehouse),
  }
}
