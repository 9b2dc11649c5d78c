import { toPetrelError } from '../../core/errors.ts'
import type { Fetcher } from '../../core/fetch.ts'

/** Source that its author published and that compiles to what stands on the chain. A stranger's text. */
export interface Published {
  state: 'found'
  from: 'Sourcify'
  /** exact: down to the metadata; else the code alone is the same. */
  exact: boolean
  sources: readonly { path: string; text: string }[]
  remappings: readonly string[]
}

/** unpublished: nobody verified it. unreachable: the service did not answer. not_asked: a chain or a setting where nobody is asked. */
export type PublishedSource = Published | { state: 'unpublished' | 'unreachable' | 'not_asked' }

interface Answer {
  match?: string | null
  sources?: Record<string, { content?: string }>
  compilation?: { compilerSettings?: { remappings?: unknown } }
}

const SERVER = 'https://sourcify.dev/server/v2/contract'
const MOST_BYTES = 8 * 2 ** 20
const PATIENCE_MS = 8_000
/** Chains of developers' own machines, which no service knows. */
const LOCAL: ReadonlySet<number> = new Set([1337, 31_337])

/**
 * Asks Sourcify for the verified source of a contract (API v2, https://docs.sourcify.dev/blog/apiv2-lookup-endpoints): `match` is exact_match, match or null,
 * `sources` maps paths to { content }, remappings stand in the compiler's settings. Throws PetrelError cancelled only.
 */
export async function publishedSource(
  { chain, address }: { chain: number; address: string },
  { fetcher, signal }: { fetcher: Fetcher | undefined; signal: AbortSignal },
): Promise<PublishedSource> {
  if (!fetcher || LOCAL.has(chain)) return { state: 'not_asked' }
  const url = `${SERVER}/${chain}/${address}?fields=sources,compilation`
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)])
  try {
    const page = await fetcher.fetch(url, { signal: patience, maxBytes: MOST_BYTES, accept: 'application/json', robots: false })
    return read(JSON.parse(page.text()) as Answer)
  } catch (error) {
    if (signal.aborted) throw toPetrelError(signal.reason)
    // Sourcify answers 404 for what it does not know.
    return { state: Number(toPetrelError(error).facts.status) === 404 ? 'unpublished' : 'unreachable' }
  }
}

function read({ match, sources = {}, compilation }: Answer): PublishedSource {
  const files = Object.entries(sources).flatMap(([path, { content }]) => (typeof content === 'string' ? [{ path, text: content }] : []))
  if (!match || files.length === 0) return { state: 'unpublished' }
  const given = compilation?.compilerSettings?.remappings
  const remappings = Array.isArray(given) ? given.filter((one): one is string => typeof one === 'string') : []
  return { state: 'found', from: 'Sourcify', exact: match === 'exact_match', sources: files, remappings }
}

/** Files that their author took over from a library: read, but what is wrong in them is not the contract's. */
export const isLibrary = (path: string): boolean => /(?:^|\/)(?:@[\w-]+|node_modules|lib|solmate|solady)\//.test(path)
