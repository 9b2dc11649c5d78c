import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { PetrelError } from '../../core/errors.ts'

/** Domains known to be used for phishing, and domains known to be honest. */
export interface PhishingList {
  /** The listed domain that this host is or lies under, and which list says so. */
  find(host: string): { domain: string; source: string } | undefined
  /** Known to be honest, itself or a domain that it lies under. */
  trusts(host: string): boolean
  size: number
  sources: readonly string[]
}

export interface DomainList {
  source: string
  blocked: readonly string[]
  trusted: readonly string[]
}

const clean = (domain: string): string => domain.trim().toLowerCase().replace(/^\*\./, '').replace(/\.$/, '')

/** "a.b.com" → a.b.com, b.com, com: every domain that a host lies under. */
const above = (host: string): string[] => {
  const labels = clean(host).split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}

/**
 * Lists put together; a domain that any of them trusts is trusted, unless another blocks exactly this host.
 * @example createPhishingList([bundledList()]).find('app.evil.com')
 */
export function createPhishingList(lists: readonly DomainList[]): PhishingList {
  const blocked = new Map(lists.flatMap(({ source, blocked: domains }) => domains.map((domain) => [clean(domain), source] as const)))
  const trusted = new Set(lists.flatMap((list) => list.trusted.map(clean)))
  blocked.delete('')
  const trusts = (host: string): boolean => above(host).some((domain) => trusted.has(domain))
  return {
    find: (host) => {
      for (const domain of above(host)) {
        const source = blocked.get(domain)
        if (source !== undefined) return { domain, source }
        if (trusted.has(domain)) return undefined
      }
      return undefined
    },
    trusts,
    size: blocked.size,
    sources: lists.map(({ source }) => source),
  }
}

interface Config {
  blacklist?: string[]
  blocklist?: string[]
  whitelist?: string[]
  allowlist?: string[]
}

/** The list that comes with the npm package eth-phishing-detect. */
export function bundledList(): DomainList {
  const require = createRequire(import.meta.url)
  const config = require('eth-phishing-detect/src/config.json') as Config
  const { version } = require('eth-phishing-detect/package.json') as { version: string }
  return { source: `eth-phishing-detect ${version}`, blocked: config.blacklist ?? [], trusted: config.whitelist ?? [] }
}

/**
 * A newer list that the operator keeps: MetaMask's config.json, or one domain a line ("#" begins a comment).
 * Throws PetrelError config_unreadable.
 */
export function readDomainList(file: string): DomainList {
  try {
    const text = readFileSync(file, 'utf8')
    if (!text.trimStart().startsWith('{')) return { source: file, blocked: lines(text), trusted: [] }
    const config = JSON.parse(text) as Config
    return {
      source: file,
      blocked: [...(config.blacklist ?? []), ...(config.blocklist ?? [])],
      trusted: [...(config.whitelist ?? []), ...(config.allowlist ?? [])],
    }
  } catch (cause) {
    throw new PetrelError('config_unreadable', {
      message: `The phishing list ${file} cannot be read.`,
      hint: 'It is a JSON file with "blacklist" or "blocklist", or a text file with one domain a line.',
      facts: { file },
      cause,
    })
  }
}

/** Domains of a text file; a hosts file ("0.0.0.0 evil.com") is read too. */
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().split(/\s+/).at(-1) ?? '')
    .filter((domain) => domain.includes('.'))

/** The bundled list and the operator's own files. Throws PetrelError config_unreadable. */
export const openPhishingList = ({ files = [] }: { files?: readonly string[] } = {}): PhishingList =>
  createPhishingList([bundledList(), ...files.map(readDomainList)])
