import ipaddr from 'ipaddr.js'

/**
 * True for an address of the public internet. Everything else is refused: private, loopback, link-local, shared, multicast, reserved,
 * and every IPv6 form that carries an IPv4 address inside (mapped, NAT64, 6to4, Teredo, ISATAP), whatever that one is.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.kind() === 'ipv4') return parsed.range() === 'unicast' && !isFormer(parsed as ipaddr.IPv4)
  const v6 = parsed as ipaddr.IPv6
  if (v6.isIPv4MappedAddress()) return isPublicAddress(v6.toIPv4Address().toString())
  // Global unicast is 2000::/3 (RFC 4291); the rest of the space is unassigned or special.
  const [first = 0] = v6.parts
  const isatap = (v6.parts[4] ?? 0) % 0x200 === 0 && v6.parts[5] === 0x5efe
  return first >= 0x2000 && first < 0x4000 && v6.range() === 'unicast' && !isatap
}

/** Blocks that ipaddr.js counts as unicast although nothing public lives there. */
const FORMER = ['192.88.99.0/24', '192.0.0.0/24', '198.18.0.0/15', '255.255.255.255/32'].map((block) => ipaddr.IPv4.parseCIDR(block))
const isFormer = (address: ipaddr.IPv4): boolean => FORMER.some((block) => address.match(block))
