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

/** An event of a contract that the operator made known: a view with one column an argument. */
export interface OwnEvent {
  chain: number
  /** "contracts.vault_deposit" */
  view: string
  /** As the operator and the ABI spell them. */
  contract: string
  event: string
  /** Lower-case hex. */
  address: string
  /** Arguments that the view has as columns, with their Solidity types. */
  fields: readonly { column: string; type: string }[]
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
  /** Events of the operator's own contracts; absent where nobody can add any. */
  events?(): Promise<readonly OwnEvent[]>
}
