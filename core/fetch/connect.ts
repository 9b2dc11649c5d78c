import { lookup as dnsLookup } from 'node:dns'
import type { Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import { Agent, buildConnector } from 'undici'
import { isPublicAddress } from './address.ts'
import { refused } from './url.ts'

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>

export const systemLookup: Lookup = (host) =>
  new Promise((resolve, reject) => {
    dnsLookup(host, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found.map(({ address }) => address))))
  })

export interface ConnectOptions {
  lookup: Lookup
  /** Addresses that are allowed besides public ones; tests name their loopback servers here. */
  allow(address: string): boolean
  connectMs: number
}

/** Most addresses of one name that are tried. */
const TRIES = 3

/**
 * A dispatcher that can only reach allowed addresses. A name is resolved once, refused when any of its answers is not allowed, and the
 * very address that was checked is connected to (no second look-up, so nothing to rebind); the socket's own word is checked at the end.
 */
export function safeAgent({ lookup, allow, connectMs }: ConnectOptions): Agent {
  const ok = (address: string): boolean => isPublicAddress(address) || allow(address)
  const connect = buildConnector({ timeout: connectMs })
  const addressesOf = async (host: string): Promise<readonly string[]> => {
    if (ipaddr.isValid(host)) return [host]
    const found = await lookup(host)
    if (found.length === 0) throw new Error(`${host} has no address`)
    return found
  }
  const reach = (options: buildConnector.Options, address: string): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const name = options.hostname.replace(/^\[|\]$/g, '')
      const servername = ipaddr.isValid(name) ? '' : name
      connect({ ...options, hostname: address, servername }, (error, socket) => {
        if (error) return reject(error)
        const remote = socket.remoteAddress?.replace(/%.*$/, '')
        if (remote !== undefined && ok(remote)) return resolve(socket)
        socket.destroy()
        reject(refused(name, `it connected to ${remote ?? 'an unknown address'}`))
      })
    })
  const open = async (options: buildConnector.Options): Promise<Socket> => {
    const host = options.hostname.replace(/^\[|\]$/g, '')
    const addresses = await addressesOf(host)
    const bad = addresses.find((address) => !ok(address))
    if (bad !== undefined) throw refused(host, `it leads to ${bad}, which is not on the public internet`)
    let failure: unknown
    for (const address of addresses.slice(0, TRIES)) {
      try {
        return await reach(options, address)
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }
  return new Agent({
    connect: (options, callback) => {
      open(options).then(
        (socket) => callback(null, socket),
        (error: Error) => callback(error, null),
      )
    },
    connections: 4,
    pipelining: 1,
    maxHeaderSize: 32_768,
    keepAliveTimeout: 1000,
    keepAliveMaxTimeout: 2000,
  })
}
