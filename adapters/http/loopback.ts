import { isIPv4 } from 'node:net'

/** Whether a name or address is this machine's own loopback: localhost, 127.0.0.0/8, ::1. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase()
  return bare === 'localhost' || bare === '::1' || (isIPv4(bare) && bare.startsWith('127.'))
}

/** The host of a Host header without its port, or undefined when the header is not one. */
export function hostOf(header: string | undefined): string | undefined {
  if (!header || !/^(\[[0-9a-f:.]+\]|[^\s:/@[\]]+)(:\d{1,5})?$/i.test(header)) return undefined
  return header.replace(/:\d{1,5}$/, '')
}
