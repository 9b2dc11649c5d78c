import { domainToUnicode } from 'node:url'
import { parse } from 'tldts'

/** A link's host, taken apart. */
export interface Host {
  /** ASCII form, lower case, without a dot at the end. */
  host: string
  /** As a browser may show it. */
  shown: string
  /** What somebody registered, or was given under a shared suffix such as pages.dev: "evil.com", "evil.pages.dev". */
  registrable: string
  /** The label that its owner chose: "evil". */
  label: string
  /** Labels before the registrable part, ASCII: "app.login". */
  subdomain: string
  suffix: string
  /** Anyone gets a name under this suffix for nothing (pages.dev, github.io). */
  shared: boolean
  ip: boolean
  /** An address written so that it does not look like one: decimal, hexadecimal, octal. */
  hiddenIp: boolean
  /** "https://metamask.io@evil.com": what stands before "@" is no host. */
  userinfo: string
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/** Shared hosting that the public suffix list does not name. */
const SHARED = [
  'webflow.io',
  'weebly.com',
  'wixsite.com',
  'godaddysites.com',
  'square.site',
  'webcindario.com',
  'blogspot.com',
  'wordpress.com',
  'medium.com',
  'getforge.io',
  'site44.com',
  'tilda.ws',
  'carrd.co',
  'glitch.me',
  'repl.co',
  'surge.sh',
  'gitbook.io',
  'mystrikingly.com',
  'yolasite.com',
]

/** The host that a link or a bare domain leads to; undefined when it leads to none (mailto:, nonsense). */
export function readHost(link: string): Host | undefined {
  const text = link.trim()
  let url: URL
  try {
    url = new URL(SCHEME.test(text) && !/^[^/]+:\d+(?:\/|$)/.test(text) ? text : `http://${text}`)
  } catch {
    return undefined
  }
  if (!/^(?:https?|wss?|ftp):$/.test(url.protocol) || url.hostname === '') return undefined
  const host = url.hostname.replace(/\.$/, '').toLowerCase()
  return { ...parts(host), hiddenIp: hidesIp(text, host), userinfo: decoded(url.username) }
}

function parts(host: string): Omit<Host, 'hiddenIp' | 'userinfo'> {
  const found = parse(host, { allowPrivateDomains: true })
  const ip = found.isIp === true
  const suffix = SHARED.find((name) => host.endsWith(`.${name}`)) ?? found.publicSuffix ?? ''
  const inner = suffix === '' || host === suffix ? host : host.slice(0, -suffix.length - 1)
  const labels = ip ? [host] : inner.split('.')
  const label = labels.at(-1) ?? host
  return {
    host,
    shown: domainToUnicode(host) || host,
    registrable: ip || host === suffix || suffix === '' ? host : `${label}.${suffix}`,
    label,
    subdomain: labels.slice(0, -1).join('.'),
    suffix,
    shared: found.isPrivate === true || SHARED.includes(suffix),
    ip,
  }
}

const hidesIp = (link: string, host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host) && !link.includes(host)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Addresses of one's own machine or network, which developers paste. */
export const isLocal = ({ host, ip }: Pick<Host, 'host' | 'ip'>): boolean =>
  host === 'localhost' ||
  /\.(?:local|localhost|internal|lan|test)$/.test(host) ||
  (ip && /^(?:127\.|10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|0\.0\.0\.0|\[?::1\]?|\[?f[cde])/.test(host))
