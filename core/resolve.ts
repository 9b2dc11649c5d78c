/** Names to things and back, from the token and label registries; the only source of addresses that do not stand in the text. */
export interface TokenMatch {
  chain: number
  /** Lower-case hex. */
  address: string
  symbol: string
  name: string
  decimals: number
  /** Why it stands first: traded value, or being on a known list. Higher is better. */
  weight: number
  /** How the words matched. */
  match: 'address' | 'symbol' | 'name' | 'near'
}

export interface LabelMatch {
  chain: number
  address: string
  name: string
  category: string
}

export interface Resolve {
  /** Tokens that these words can mean, best first; [] when none. A pasted address matches whether or not it is a known token. */
  tokens(words: string): Promise<TokenMatch[]>
  /** Labelled addresses that these words can mean ("Binance", "whale"). */
  labels(words: string): Promise<LabelMatch[]>
  /** Label of an address, if it has one. */
  labelOf(address: string): Promise<LabelMatch | undefined>
  /** Names of DEX projects, chains and the like that the data really holds. */
  values(domain: 'dex' | 'chain' | 'pool'): Promise<string[]>
}
