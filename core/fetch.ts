import { setTimeout as sleep } from 'node:timers/promises'
import robotsParser from 'robots-parser'
import { request } from 'undici'
import { PetrelError } from './errors.ts'
import { decodeText, readBody, tooLarge } from './fetch/body.ts'
import { type ConnectOptions, safeAgent, systemLookup } from './fetch/connect.ts'
import { createPacer, type Pace } from './fetch/pace.ts'
import { freshFor, pageCache } from './fetch/pages.ts'
import { checkUrl, refused } from './fetch/url.ts'

/** What was read. Its bytes are a stranger's: data. */
export interface Fetched {
  /** Where it was found after redirects. */
  url: string
  contentType: string
  bytes: Uint8Array
  /** The bytes as text in the charset that they are in. */
  text(): string
  /** Unix milliseconds. */
  at: number
}

export interface FetchOptions {
  signal: AbortSignal
  /** Most bytes after decoding; 2 MiB when left out. */
  maxBytes?: number
  /** Media types that are asked for. */
  accept?: string
  /** False for an API that an operator or the code itself names; robots.txt speaks of pages. */
  robots?: boolean
  /** Headers besides Fetcher's own. They go to the origin that was named and no other, and what comes back is not kept. */
  headers?: Readonly<Record<string, string>>
  /** JSON to POST, for APIs that take questions so (GraphQL). Never cached. */
  json?: unknown
}

/** The one way to a host that a stranger named. */
export interface Fetcher {
  /** Throws PetrelError url_refused, fetch_failed, fetch_too_large, deadline, cancelled. */
  fetch(url: string, options: FetchOptions): Promise<Fetched>
  close(): Promise<void>
}

export interface FetcherOptions {
  /** Unix milliseconds. */
  now(): number
  /** Ports that may be reached; 80 and 443 when left out. */
  ports?: readonly number[] | 'any'
  /** For tests alone: addresses besides public ones that may be reached. */
  allow?: (address: string) => boolean
  lookup?: ConnectOptions['lookup']
  /** Milliseconds for the whole of one fetch, redirects included. */
  totalMs?: number
  /** Milliseconds until headers must have come. */
  headersMs?: number
  /** Hosts, and with them all below, that are never opened. */
  deny?: readonly string[]
  userAgent?: string
  /** How often one host may be asked; 8 times at once and twice a second when left out. */
  pace?: Pace
}

const MOST_REDIRECTS = 5
const MOST_BYTES = 2 * 2 ** 20
const CACHE_BYTES = 32 * 2 ** 20
const ROBOTS_BYTES = 512 * 1024
const ROBOTS_MS = 3_600_000
/** Longest wait for a turn at a host. */
const MOST_WAIT_MS = 12_000
export const USER_AGENT = 'PetrelBot/0.1 (self-hosted assistant; reads pages when asked to)'

/** What a host's robots.txt says to PetrelBot. */
interface Rules {
  allowed(url: string): boolean
  /** Between two pages. */
  delayMs?: number
  until: number
}

type Header = string | string[] | undefined
const one = (value: Header): string => (Array.isArray(value) ? value.join(', ') : (value ?? ''))

/**
 * A fetcher that reaches public hosts only: every address is checked when it is connected to, at each redirect anew; time, bytes after
 * decoding and redirects are bounded; no cookies, no credentials, no referrer.
 * @example const page = await createFetcher({ now: Date.now }).fetch('https://example.org/', { signal })
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { now, ports = [80, 443], allow = () => false, lookup = systemLookup, totalMs = 20_000, headersMs = 10_000 } = options
  const { deny = [], userAgent = USER_AGENT } = options
  const agent = safeAgent({ lookup, allow, connectMs: 5000 })
  const pages = pageCache<Fetched>(CACHE_BYTES)
  const rules = new Map<string, Rules>()
  const pacer = createPacer(now, options.pace)

  const check = (text: string): URL => {
    const url = checkUrl(text, { ports, allowNames: options.allow !== undefined })
    const host = url.hostname.replace(/\.$/, '')
    if (deny.some((name) => host === name || host.endsWith(`.${name}`))) throw refused(text, 'the operator forbids this host')
    return url
  }

  /** One request without redirects. */
  const ask = async (url: URL, { signal, json, headers = {}, accept = '*/*' }: FetchOptions, validators: Record<string, string>) => {
    const body = json === undefined ? {} : { body: JSON.stringify(json) }
    return request(url.href, {
      dispatcher: agent,
      method: json === undefined ? 'GET' : 'POST',
      headers: {
        'user-agent': userAgent,
        accept,
        'accept-encoding': 'gzip, deflate, br',
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
        ...validators,
        ...headers,
      },
      ...body,
      signal,
      headersTimeout: headersMs,
      bodyTimeout: headersMs,
    })
  }

  const rulesOf = async (url: URL, signal: AbortSignal): Promise<Rules> => {
    const known = rules.get(url.origin)
    if (known && known.until > now()) return known
    const place = new URL('/robots.txt', url).href
    const text = await load(place, { signal, maxBytes: ROBOTS_BYTES, robots: false }).then(
      (page) => page.text(),
      (error: unknown) => {
        if (error instanceof PetrelError && (error.code === 'url_refused' || error.code === 'cancelled' || error.code === 'deadline'))
          throw error
        const status = error instanceof PetrelError ? Number(error.facts.status) : 0
        // RFC 9309: what the server has not (4xx) forbids nothing; a server at fault forbids all.
        return status >= 500 ? 'User-agent: *\nDisallow: /' : ''
      },
    )
    const robots = robotsParser(place, text)
    const allowed = (href: string): boolean => robots.isAllowed(href, 'PetrelBot') !== false
    const delay = robots.getCrawlDelay('PetrelBot')
    const found: Rules = { allowed, until: now() + ROBOTS_MS, ...(delay ? { delayMs: delay * 1000 } : {}) }
    if (rules.size > 500) rules.clear()
    rules.set(url.origin, found)
    return found
  }

  /** Waits for the next turn at a host; robots.txt itself is asked for without one. */
  const turnAt = async (url: URL, delayMs: number | undefined, signal: AbortSignal): Promise<void> => {
    if (url.pathname === '/robots.txt') return
    const wait = pacer.turn(url.host, { delayMs, mostMs: MOST_WAIT_MS })
    if (wait > MOST_WAIT_MS)
      throw new PetrelError('fetch_failed', {
        message: `${url.host} is asked too often: its next turn comes in ${Math.ceil(wait / 1000)} s.`,
        hint: 'Try again then.',
        facts: { url: url.href, retryAfterMs: wait },
      })
    if (wait > 0) await sleep(wait, undefined, { signal })
  }

  const load = async (text: string, wanted: FetchOptions): Promise<Fetched> => {
    const { signal, maxBytes = MOST_BYTES, json } = wanted
    let url = check(text)
    const { origin } = url
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      const known = wanted.robots === false ? undefined : await rulesOf(url, signal)
      if (known && !known.allowed(url.href)) throw refused(url.href, 'its robots.txt asks machines not to read it')
      const plain = json === undefined && wanted.headers === undefined
      const kept = plain ? pages.get(url.href) : undefined
      if (kept && kept.freshUntil > now()) return within(kept.value, maxBytes)
      if (json === undefined) await turnAt(url, known?.delayMs, signal)
      const own = url.origin === origin ? wanted : without(wanted)
      const response = await ask(url, own, {
        ...(kept?.etag ? { 'if-none-match': kept.etag } : {}),
        ...(kept?.lastModified ? { 'if-modified-since': kept.lastModified } : {}),
      })
      const { statusCode: status, headers, body } = response
      body.on('error', () => {}) // a body that is let go must not end the process
      const next = one(headers.location)
      if ([301, 302, 303, 307, 308].includes(status) && next) {
        body.destroy()
        const target = check(URL.canParse(next, url.href) ? new URL(next, url).href : next)
        if (url.protocol === 'https:' && target.protocol === 'http:') throw refused(target.href, 'a redirect leaves https')
        if (json !== undefined) throw refused(target.href, 'a question is not sent on to another address')
        url = target
        continue
      }
      if (status === 304 && kept) {
        body.destroy()
        pages.put(url.href, { ...kept, freshUntil: now() + freshFor(one(headers['cache-control'])) })
        return within(kept.value, maxBytes)
      }
      if (status < 200 || status > 299) {
        body.destroy()
        throw new PetrelError('fetch_failed', {
          message: `${url.href.slice(0, 200)} answered with status ${status}.`,
          hint: whatToDo(status),
          facts: { url: url.href, status, ...waitOf(one(headers['retry-after']), now()) },
        })
      }
      if (Number(one(headers['content-length'])) > maxBytes) {
        body.destroy()
        throw tooLarge(url.href, maxBytes)
      }
      const bytes = await readBody(body, { encoding: one(headers['content-encoding']), most: maxBytes, url: url.href, signal })
      const contentType = one(headers['content-type'])
      const page: Fetched = { url: url.href, contentType, bytes, text: () => decodeText(bytes, contentType), at: now() }
      const [etag, lastModified] = [one(headers.etag), one(headers['last-modified'])]
      const fresh = freshFor(one(headers['cache-control']))
      if (plain && (etag || lastModified || fresh > 0) && !/no-store/i.test(one(headers['cache-control'])))
        pages.put(url.href, {
          value: page,
          bytes: bytes.length,
          freshUntil: now() + fresh,
          ...(etag ? { etag } : {}),
          ...(lastModified ? { lastModified } : {}),
        })
      return page
    }
    throw refused(text, `it redirects more than ${MOST_REDIRECTS} times`)
  }

  return {
    fetch: async (url, wanted) => {
      const signal = AbortSignal.any([wanted.signal, AbortSignal.timeout(totalMs)])
      try {
        return await load(url, { ...wanted, signal })
      } catch (error) {
        throw asFault(url, error, wanted.signal)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Headers of one's own are for the host that was named: a redirect may lead to a stranger's. */
const without = ({ headers: _, ...wanted }: FetchOptions): FetchOptions => wanted

const within = (page: Fetched, maxBytes: number): Fetched => {
  if (page.bytes.length > maxBytes) throw tooLarge(page.url, maxBytes)
  return page
}

/** What a person can do about a status that is no success. */
function whatToDo(status: number): string {
  if (status === 401 || status === 402 || status === 403) return 'The page is not open to everybody: paste the part that matters.'
  if (status === 404 || status === 410) return 'There is no such page: check the address, or paste the text.'
  if (status === 429 || status >= 500) return 'The site has a problem or turns visitors away: try again later, or paste the text.'
  return 'Check the address, or paste the text.'
}

/** Milliseconds that a server asks to wait, in either of the two ways that RFC 9110 knows. */
function waitOf(header: string, now: number): { retryAfterMs?: number } {
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now
  return header !== '' && Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {}
}

/** A fault of the net in Petrel's words. */
function asFault(url: string, error: unknown, asked: AbortSignal): Error {
  if (error instanceof PetrelError) return error
  asked.throwIfAborted()
  const cause = error instanceof Error ? error : new Error(String(error))
  if (cause.cause instanceof PetrelError) return cause.cause
  const slow = cause.name === 'TimeoutError' || /TIMEOUT/.test((cause as { code?: string }).code ?? '')
  return new PetrelError('fetch_failed', {
    message: slow
      ? `${url.slice(0, 200)} did not answer in time.`
      : `${url.slice(0, 200)} could not be read: ${cause.message.slice(0, 200)}.`,
    hint: 'Check the address, or paste the text.',
    facts: { url: url.slice(0, 500) },
    cause,
  })
}
