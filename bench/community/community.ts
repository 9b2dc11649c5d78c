/**
 * How much phishing the scam shield sees and whom it wrongs. The published list is split by a hash: seven tenths were looked at while the
 * rules were written, three tenths are held out and measured here with the rules alone, since a domain that nobody has listed yet is the
 * case that counts. Peer: the detector that comes with the list (list, allow-list, edit distance), given the same seven tenths.
 */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { entropyToMnemonic } from '@scure/bip39'
import { english, french, japanese, korean, simplifiedChinese, spanish } from 'viem/accounts'
import { readHost } from '../../community/domains/host.ts'
import { readLinks } from '../../community/domains/links.ts'
import { lookalike } from '../../community/domains/lookalike.ts'
import { bundledList, createPhishingList, type DomainList, type PhishingList } from '../../community/domains/phishing-list.ts'
import { judge } from '../../community/judge.ts'
import { redact } from '../../community/secrets/redact.ts'
import { HONEST } from '../../community/testing/honest.ts'
import type { BenchOptions, Figure } from '../figures.ts'
import { type Random, random } from '../grounding.ts'
import { HONEST_DOMAINS } from './honest-domains.ts'
import { imitate } from './imitate.ts'

const SEED = 20_260_105
const PEER = 'eth-phishing-detect’s detector'

/** 0 to 99, the same for a domain on every machine; 70 and above are held out. */
const place = (domain: string): number => Number.parseInt(createHash('sha256').update(domain).digest('hex').slice(0, 8), 16) % 100
const seen = (domain: string): boolean => place(domain) < 70
const heldOut = (domain: string): boolean => !seen(domain)

interface Sets {
  known: DomainList
  /** Phishing that nobody listed, as far as the shield knows. */
  unlisted: readonly string[]
  honest: readonly string[]
  /** Honest domains that were put on the allow-list because they look like phishing. */
  hard: readonly string[]
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean) // biome-ignore format: short

/** `blocked.txt`, `honest.txt` and, if there, `hard.txt`: one domain a line. */
function fromFolder(folder: string): Sets {
  const hard = join(folder, 'hard.txt')
  return {
    known: { ...bundledList(), trusted: [] },
    unlisted: linesOf(join(folder, 'blocked.txt')),
    honest: linesOf(join(folder, 'honest.txt')),
    hard: existsSync(hard) ? linesOf(hard) : [],
  }
}

/** Sites that the installed packages name as theirs: links that developers really post. */
function packageSites(): string[] {
  const hosts = new Set<string>()
  for (const entry of readdirSync('node_modules', { withFileTypes: true })) {
    const names = entry.name.startsWith('@')
      ? readdirSync(join('node_modules', entry.name)).map((name) => join(entry.name, name))
      : [entry.name]
    for (const name of names) {
      const file = join('node_modules', name, 'package.json')
      if (!existsSync(file)) continue
      for (const [, host = ''] of readFileSync(file, 'utf8').matchAll(/https?:\/\/([a-z0-9.-]+\.[a-z]{2,})/gi))
        hosts.add(host.toLowerCase())
    }
  }
  return [...hosts].sort()
}

function bundledSets(): Sets {
  const { source, blocked, trusted } = bundledList()
  return {
    known: { source, blocked: blocked.filter(seen), trusted: trusted.filter(seen) },
    unlisted: blocked.filter(heldOut),
    honest: [...new Set([...HONEST_DOMAINS, ...packageSites()])],
    hard: trusted.filter(heldOut),
  }
}

type Check = (domain: string) => 'sure' | 'evidence' | undefined

/** The shield's rules about links, as a message with nothing but the link would meet them. */
function shield(phishing: PhishingList): Check {
  return (domain) => {
    const host = readHost(domain)
    if (!host) return undefined
    if (phishing.find(host.host)) return 'sure'
    const found = phishing.trusts(host.host) ? undefined : lookalike(host)
    return found && (found.sure ? 'sure' : 'evidence')
  }
}

interface Detector {
  check(domain: string): { result: boolean }
}

function detector({ blocked, trusted }: DomainList): Check {
  const require = createRequire(import.meta.url)
  const Peer = require('eth-phishing-detect/src/detector') as new (config: object) => Detector
  const config = require('eth-phishing-detect/src/config.json') as { fuzzylist: string[]; tolerance: number }
  const peer = new Peer({ ...config, blacklist: blocked, whitelist: trusted })
  return (domain) => (peer.check(domain).result ? 'sure' : undefined)
}

const hits = (domains: readonly string[], check: Check): number => domains.filter((domain) => check(domain) === 'sure').length
const percent = (part: number, of: number): number => (of === 0 ? 0 : (100 * part) / of)

/** Phrases in several languages and spellings that the shield takes out of a text, in percent. */
function phrasesFound(dice: Random, count: number): number {
  const lists = [english, spanish, french, japanese, korean, simplifiedChinese]
  let found = 0
  for (let index = 0; index < count; index += 1) {
    const bytes = Uint8Array.from({ length: dice.pick([16, 20, 24, 28, 32]) }, () => dice.between(0, 255))
    const words = entropyToMnemonic(bytes, dice.pick(lists)).split(/\s/)
    const text = dice.pick([words.join(' '), words.join('\n'), words.map((word, at) => `${at + 1}. ${word}`).join(' '), words.join(', '), `help ${words.join(' ')} thanks!`]) // biome-ignore format: short
    const clear = redact(text).text.normalize('NFKD')
    found += Number(!clear.includes(words.slice(0, 3).join(' ').normalize('NFKD')) && clear.includes('‹seed phrase›'))
  }
  return percent(found, count)
}

/** Honest messages that would be removed. */
function honestRemoved(phishing: PhishingList): number {
  const context = { admins: [], phishing, newcomer: false, recent: [], same: '', joins: [], raiding: false, now: 0 }
  return HONEST.filter((said) => {
    const { text, secrets } = redact(said)
    const event = { kind: 'message', bot: '', id: '1', chat: '', chatTitle: '', from: { id: '1', name: '' }, role: 'everyone', text, links: [], forwarded: false, edited: false, at: 0 } as const // biome-ignore format: short
    return judge({ kind: 'message', event, member: event.from, links: readLinks(text, []), secrets }, context).remove
  }).length
}

/** Figures of docs/bench.md, part community. */
export async function run({ quick, dataDir, log }: BenchOptions): Promise<Figure[]> {
  const sets = dataDir === undefined ? bundledSets() : fromFolder(dataDir)
  log(
    `${sets.known.blocked.length} domains known, ${sets.unlisted.length} unlisted, ${sets.honest.length} honest, ${sets.hard.length} hard`,
  )
  const phishing = createPhishingList([sets.known])
  const [ours, peer] = [shield(phishing), detector(sets.known)]
  const dice = random(SEED)
  const made = Array.from({ length: quick ? 300 : 3000 }, () => imitate(dice).domain)
  const ascii = made.map((domain) => readHost(domain)?.host ?? domain)
  const [found, wronged] = [hits(sets.unlisted, ours), hits(sets.honest, ours)]
  const [peerFound, peerWronged] = [hits(sets.unlisted, peer), hits(sets.honest, peer)]
  const beside = (value: number) => ({ name: PEER, value })
  const exact = sets.unlisted.filter((domain) => phishing.find(domain)).length
  const noted = sets.unlisted.filter((domain) => ours(domain)).length
  return [
    { id: 'unlisted_recall_pct', value: percent(found, sets.unlisted.length), unit: `% of ${sets.unlisted.length}`, better: 'higher', peer: beside(percent(peerFound, sets.unlisted.length)) },
    { id: 'unlisted_evidence_pct', value: percent(noted, sets.unlisted.length), unit: '%', better: 'higher' },
    { id: 'list_alone_recall_pct', value: percent(exact, sets.unlisted.length), unit: '%', better: 'higher' },
    { id: 'precision_pct', value: percent(found, found + wronged), unit: '%', better: 'higher', peer: beside(percent(peerFound, peerFound + peerWronged)) },
    { id: 'honest_flagged', value: wronged, unit: `of ${sets.honest.length}`, better: 'lower', peer: beside(peerWronged) },
    { id: 'hard_flagged_pct', value: percent(hits(sets.hard, ours), sets.hard.length), unit: `% of ${sets.hard.length}`, better: 'lower', peer: beside(percent(hits(sets.hard, peer), sets.hard.length)) },
    { id: 'imitations_recall_pct', value: percent(hits(ascii, ours), ascii.length), unit: `% of ${ascii.length}`, better: 'higher', peer: beside(percent(hits(ascii, peer), ascii.length)) },
    { id: 'phrases_found_pct', value: phrasesFound(dice, quick ? 200 : 2000), unit: '%', better: 'higher' },
    { id: 'honest_messages_removed', value: honestRemoved(phishing), unit: `of ${HONEST.length}`, better: 'lower' },
  ] // biome-ignore format: a row a figure
}
