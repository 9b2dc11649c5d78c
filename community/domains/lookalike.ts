import { BRANDS, type Brand, officialOf } from './brands.ts'
import { distance } from './distance.ts'
import { disguised, skeleton } from './fold.ts'
import type { Host } from './host.ts'
import { BAIT, cut, LURES, STRONG_LURES } from './lures.ts'

/** How a domain borrows a name. `sure`: an honest owner has no reason for it. */
export interface Lookalike {
  brand: string
  how: 'disguised' | 'other ending' | 'misspelled' | 'with a lure' | 'in a subdomain' | 'contains' | 'bait'
  sure: boolean
}

interface Folded extends Brand {
  skeleton: string
}
const FOLDED: readonly Folded[] = BRANDS.map((brand) => ({ ...brand, skeleton: skeleton(brand.name) }))

/** Edits that a name of this length may differ by and still be taken for it. */
const slack = (name: string): number => (name.length >= 10 ? 2 : name.length >= 6 ? 1 : 0)

const shownLabel = ({ label, shown, suffix, registrable, host }: Host): string => {
  if (!label.startsWith('xn--')) return label
  const labels = shown.split('.')
  const behind = suffix === '' ? 0 : suffix.split('.').length
  return host === registrable ? (labels[0] ?? label) : (labels.at(-1 - behind) ?? label)
}

/** The name itself, disguised, on another ending, or misspelled. */
function ofName(label: string, brand: Folded, shared: boolean): Lookalike | undefined {
  const looks = skeleton(label)
  if (label === brand.name) return brand.distinct ? { brand: brand.name, how: 'other ending', sure: !shared } : undefined
  if (looks === brand.skeleton && label.length >= 4) return { brand: brand.name, how: 'disguised', sure: true }
  if (!brand.distinct) return undefined
  const limit = slack(brand.name)
  const apart = limit === 0 ? 1 : distance(looks.replaceAll('-', ''), brand.skeleton, limit)
  return apart <= limit ? { brand: brand.name, how: 'misspelled', sure: true } : undefined
}

/** The name with something before or behind it in one label. */
function inLabel(written: string, brand: Folded): Lookalike | undefined {
  const label = skeleton(written).includes(brand.skeleton) ? written : written.replaceAll('-', '')
  const looks = skeleton(label)
  const at = looks.indexOf(brand.skeleton)
  if (at < 0 || brand.name.length < 4) return undefined
  const rest = [label.slice(0, at), label.slice(at + brand.name.length)].map((part) => part.replace(/^-+|-+$/g, ''))
  const words = looks.length === label.length ? rest.map((part) => cut(part, LURES)) : [undefined]
  if (words.every((part) => part !== undefined)) {
    const strong = words.flat().some((word) => STRONG_LURES.has(word))
    return { brand: brand.name, how: 'with a lure', sure: brand.distinct || strong }
  }
  return brand.distinct ? { brand: brand.name, how: 'contains', sure: false } : undefined
}

/** A misspelled name with lures beside it, set apart by hyphens: "metarnask-support". */
function nearInParts(label: string, brand: Folded): Lookalike | undefined {
  const parts = label.split('-').filter((part) => part !== '')
  const limit = Math.min(1, slack(brand.name))
  if (!brand.distinct || limit === 0 || parts.length < 2) return undefined
  const near = parts.findIndex((part) => distance(skeleton(part), brand.skeleton, limit) <= limit)
  const rest = parts.filter((_, index) => index !== near)
  const lured = near >= 0 && rest.every((part) => cut(part, LURES) !== undefined)
  return lured ? { brand: brand.name, how: 'with a lure', sure: true } : undefined
}

/** The name, or its whole domain, before somebody else's. */
function inSubdomain({ subdomain }: Host, brand: Folded): Lookalike | undefined {
  if (subdomain === '') return undefined
  const whole = brand.domains.some((domain) => `${subdomain}.`.includes(`${domain}.`) || `${subdomain}-`.includes(`${domain}-`))
  if (whole) return { brand: brand.name, how: 'in a subdomain', sure: true }
  const near = brand.distinct && subdomain.split('.').some((label) => skeleton(label) === brand.skeleton)
  return near ? { brand: brand.name, how: 'in a subdomain', sure: false } : undefined
}

/** Two or more words of bait and nothing else. */
function bait(label: string): Lookalike | undefined {
  const words = cut(label, LURES) ?? cut(label, BAIT)
  const baits = new Set(words?.filter((word) => BAIT.has(word)))
  return baits.size >= 2 ? { brand: '', how: 'bait', sure: false } : undefined
}

const better = (a: Lookalike | undefined, b: Lookalike | undefined): Lookalike | undefined => (a?.sure || !b ? a : b.sure || !a ? b : a)

/**
 * Whether a host can be taken for a known name that it does not belong to. Pure; own rules, no list.
 * @example lookalike(readHost('https://uniswap-claim.app')) // { brand: 'uniswap', how: 'with a lure', sure: true }
 */
export function lookalike(host: Host): Lookalike | undefined {
  if (host.ip || officialOf(host.host)) return undefined
  const label = shownLabel(host)
  let found: Lookalike | undefined
  for (const brand of FOLDED) {
    found = better(found, ofName(label, brand, host.shared) ?? nearInParts(label, brand) ?? inLabel(label, brand))
    found = better(found, inSubdomain(host, brand))
    if (found?.sure) return found
  }
  return found ?? bait(label) ?? (disguised(label) ? { brand: '', how: 'disguised', sure: false } : undefined)
}
