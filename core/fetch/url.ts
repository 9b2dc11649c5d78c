import ipaddr from 'ipaddr.js'
import { PetrelError } from '../errors.ts'

/** Names that mean this machine or its network, whatever they resolve to. */
const INNER = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|invalid|onion|arpa)\.?$/i

export const refused = (url: string, why: string): PetrelError =>
  new PetrelError('url_refused', {
    message: `The address ${url.slice(0, 200)} is not opened: ${why}.`,
    hint: 'Give a public http or https address, or paste the text.',
    facts: { url: url.slice(0, 500), why },
  })

/** Host without the brackets of IPv6. */
export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** An address as fetch takes it: scheme, port, credentials and name are checked here, numbers once more when connecting. Throws PetrelError url_refused. */
export function checkUrl(text: string, { ports, allowNames }: { ports: readonly number[] | 'any'; allowNames: boolean }): URL {
  if (text.length > 2048) throw refused(text, 'it is longer than 2048 characters')
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw refused(text, 'it is no address')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused(text, `the scheme ${url.protocol} is not http or https`)
  if (url.username || url.password) throw refused(text, 'it carries a user name or password')
  const port = url.port ? Number(url.port) : url.protocol === 'https:' ? 443 : 80
  if (ports !== 'any' && !ports.includes(port)) throw refused(text, `port ${port} is not a port of the web`)
  const host = bareHost(url)
  if (!host) throw refused(text, 'it names no host')
  if (!ipaddr.isValid(host) && !allowNames && (INNER.test(host) || !host.replace(/\.$/, '').includes('.')))
    throw refused(text, `${host} is a name of a private network`)
  url.hash = ''
  return url
}
