import type { Chains } from '../../chain/clients/chains.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import type { Fetcher } from '../../core/fetch.ts'
import type { AskedFile } from '../../core/tool.ts'
import type { Said } from './text/document.ts'
import type { Genre } from './text/weights.ts'

/** What a summary is asked of. */
export type Target = { kind: 'url'; url: string } | { kind: 'file'; file: AskedFile } | { kind: 'text'; text: string; title?: string }

/** A counted vote or poll choice. */
export interface Tally {
  choice: string
  score: number
}

/** What a source knows of a document besides its words: read from a contract or an API, not from its text. */
export interface Fact {
  name: 'state' | 'quorum' | 'action'
  value: string | number
  unit?: string
}

/** One document, cleaned: what a person can see of it and nothing else. All of it is a stranger's words. */
export interface Material {
  title: string
  /** What it is one entry of: the name of a feed, of a list of releases. */
  series?: string
  /** Where it was read; absent for pasted text. */
  url?: string
  genre: Genre
  blocks: readonly Said[]
  /** Unix milliseconds, when the document says. */
  at?: number
  /** Where people talk about it, when the document says. */
  discussion?: string
  /** Votes that were cast, with the unit they are counted in. */
  votes?: { unit: string; state: string; tallies: readonly Tally[] }
  facts?: readonly Fact[]
}

export interface SourceContext {
  fetcher: Fetcher
  signal: AbortSignal
  /** For what stands on a chain. */
  chains?: Chains | undefined
  warehouse?: Pick<Warehouse, 'query'> | undefined
}

/** A kind of thing that can be read. To add one: a file in sources/ and a line in sources/index.ts. */
export interface Source {
  name: string
  /** Whether this source reads the address; the first that does is taken. */
  fits(url: URL): boolean
  /** Documents, best first. Throws PetrelError nothing_to_read and what the fetcher throws. */
  read(url: URL, context: SourceContext): Promise<readonly Material[]>
}

/** Control, direction, tag and other unseen characters, which hide words from people; line breaks and tabs stay. */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu

/** Words as a person would see them. */
export const visible = (text: string): string => text.normalize('NFC').replace(UNSEEN, '')
