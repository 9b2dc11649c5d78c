import { factsOf } from './facts.ts'
import { toHex } from './hex.ts'

export type ProxyKind = 'minimal' | 'eip1967' | 'beacon' | 'uups' | 'other'

export interface Proxy {
  kind: ProxyKind
  /** Implementation written into the code (EIP-1167). */
  implementation?: string
  /** Storage slot that holds the implementation or beacon, 64 hex digits. */
  slot?: string
}

/** keccak256("eip1967.proxy.implementation") - 1 and so on, and EIP-1822's PROXIABLE slot. */
const SLOTS: readonly [string, ProxyKind][] = [
  ['360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc', 'eip1967'],
  ['a3f0ad74e5423aebfd80d3ef4346578335a9a72aeaee59ff6cb3582b35133d50', 'beacon'],
  ['c5f16f0fcc639fa48a6947836d9850f504798523bf8c9a3a87d5876cf622bcf7', 'uups'],
]

/** Whether code hands its calls to other code, and where that is written down; undefined when it does not. */
export function detectProxy(code: Uint8Array): Proxy | undefined {
  const hex = toHex(code)
  const minimal = /^363d3d373d3d3d363d(?:73([0-9a-f]{40})|7[0-9a-f]([0-9a-f]{32,38}))5af4/.exec(hex)
  if (minimal) return { kind: 'minimal', implementation: `0x${(minimal[1] ?? minimal[2] ?? '').padStart(40, '0')}` }
  const forwards = factsOf(code).events.some((event) => event.k === 'call' && event.op === 0xf4 && event.selector === '')
  const known = SLOTS.find(([slot]) => hex.includes(slot))
  if (!forwards) return undefined
  return known ? { kind: known[1], slot: known[0] } : { kind: 'other' }
}
