/**
 * How much invented prose passes the figure check, and how much proven prose it keeps. A seeded generator writes turns: records, the
 * asker's words, and sentences whose figures are either true to a record or invented, each in a random disguise. The generator shares
 * nothing with the checker: it has its own spellers and formats. The peer is the check that most bots have, if any: digits by regex.
 */
import { checkProse } from '../core/grounding/check.ts'
import type { PetrelRecord, ScalarRecord } from '../core/record.ts'
import type { Figure } from './figures.ts'
import { disguise, type Kind, plainly, type Subject } from './grounding-disguises.ts'

export interface GroundingOptions {
  seed?: number
  turns?: number
  quick?: boolean
}

export interface Random {
  /** Integer from low to high, both included. */
  between(low: number, high: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32: small, seeded, the same on every machine. */
export function random(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => list[Math.floor(next() * list.length)] as (typeof list)[number],
  }
}

const hex = (dice: Random, digits: number): string => Array.from({ length: digits }, () => dice.pick([...'0123456789abcdef'])).join('')

interface Truth {
  kind: Kind
  value: number
  text: string
}

const farFrom = (taken: readonly number[], value: number): boolean =>
  taken.every((other) =>
    [1, 100, 0.01, 1e3, 1e-3].every((factor) => Math.abs(other * factor - value) > 0.2 * Math.max(value, other * factor)),
  )

/** A number that no rounding brings near any record of the turn. */
function invented(dice: Random, kind: Kind, taken: readonly number[]): number {
  for (;;) {
    const value =
      kind === 'percent' ? dice.between(120, 9890) / 100
      : kind === 'usd' ? dice.between(100, 999_999_999) / 10 ** dice.between(0, 3)
      : dice.between(13, 10 ** dice.between(2, 9)) // biome-ignore format: a table reads better
    if (farFrom(taken, value) && value > 13) return kind === 'count' || kind === 'block' ? Math.floor(value) : value
  }
}

function truths(dice: Random): Truth[] {
  const at = Date.UTC(2024, dice.between(0, 11), dice.between(1, 28), dice.between(0, 23), dice.between(0, 59))
  return [
    { kind: 'count', value: dice.between(14, 10 ** dice.between(2, 8)), text: '' },
    { kind: 'count', value: dice.between(14, 999), text: '' },
    { kind: 'usd', value: dice.between(1400, 10 ** dice.between(6, 11)) / 100, text: '' },
    { kind: 'percent', value: dice.between(150, 9900) / 100, text: '' },
    { kind: 'block', value: dice.between(1_000_000, 30_000_000), text: '' },
    { kind: 'token', value: dice.between(14_000, 10 ** dice.between(6, 9)) / 1000, text: '' },
    { kind: 'address', value: 0, text: `0x${hex(dice, 40)}` },
    { kind: 'hash', value: 0, text: `0x${hex(dice, 64)}` },
    { kind: 'date', value: at, text: '' },
  ]
}

const UNITS: Readonly<Record<Kind, string>> = {
  count: '',
  usd: 'USD',
  percent: '%',
  block: 'block',
  token: 'WETH',
  address: '',
  hash: '',
  date: 'time',
  link: '',
}

const record = (truth: Truth, index: number): ScalarRecord => ({
  kind: 'scalar',
  id: `r${index + 1}`,
  name: `fact ${'abcdefghijkl'[index]}`,
  value: truth.text === '' ? truth.value : truth.text,
  unit: UNITS[truth.kind],
  origin: 'measured',
  source: 'generator',
  at: Date.UTC(2008, 0, 1),
})

/** A word without digits or meaning, by which a sentence is found again. */
const tag = (dice: Random): string => `Q${Array.from({ length: 9 }, () => dice.pick([...'bcdfghjklmnprstvwz'])).join('')}q`

const LANGUAGES = ['en', 'en', 'en', 'es', 'zh'] as const
export type Language = (typeof LANGUAGES)[number]

interface Written {
  text: string
  tag: string
  kind: 'supported' | 'unsupported' | 'plain'
  how: string
}

const PLAIN: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Activity looks healthy, says TAG.',
    'Liquidity is spread over many pools (TAG).',
    'Keep in mind that past flows say nothing about the future, TAG.',
    'TAG is one of the busiest pairs.',
  ],
  es: ['La actividad parece sana, dice TAG.', 'La liquidez se reparte entre muchos pools (TAG).', 'TAG es uno de los pares más activos.'],
  zh: ['TAG 的流动性很好。', '请注意，TAG 的历史数据不代表未来。', 'TAG 是最活跃的交易对之一。'],
}

interface Making {
  facts: readonly Truth[]
  taken: readonly number[]
  subject: Subject
}

interface Lie {
  text: string
  how: string
  /** What an idiom says, where it is not the subject's value. */
  says?: number
}

/** A true number that counts something else: 342 swaps as $342. */
function wrongUnit(facts: readonly Truth[], subject: Subject, dice: Random): { text: string; how: string } {
  const fact = dice.pick(facts.filter(({ kind, text }) => text === '' && kind !== 'date'))
  const other = dice.pick((['count', 'usd', 'percent', 'token', 'block'] as const).filter((kind) => kind !== fact.kind))
  return { text: plainly({ ...subject, kind: other, value: fact.value, text: '' }, dice).text, how: `wrong unit: ${fact.kind} as ${other}` }
}

/** A true sentence that an invented figure has joined. */
function halfTrue({ facts, subject }: Making, dice: Random): Lie {
  const truth = plainly({ ...subject, ...dice.pick(facts) }, dice).text.trim()
  const lie = disguise({ ...subject, tag: 'it', kind: 'count', text: '' }, dice)
  const joiner = subject.locale === 'zh' ? '，而' : subject.locale === 'es' ? ', mientras que ' : ', while '
  const text = truth.replace(/[.!?。]$/, '') + joiner + lie.text.trim().replace(/^- |[.!?。]$/g, '')
  const end = truth.startsWith('- ') ? '\n' : subject.locale === 'zh' ? '。' : '.'
  return { ...lie, text: `${truth.startsWith('- ') ? '\n' : ''}${text}${end}`, how: `half true, ${lie.how}` }
}

function invent(making: Making, dice: Random): Lie {
  const { facts, taken, subject } = making
  const kind = dice.between(0, 9)
  const plain = subject.text === '' && Number.isInteger(subject.value) && subject.kind !== 'date' && subject.kind !== 'link'
  if (kind === 0) return wrongUnit(facts, subject, dice)
  for (;;) {
    const lie: Lie = kind === 1 && plain ? halfTrue(making, dice) : disguise(subject, dice)
    // An idiom says a size of its own, which may be true by chance.
    if (lie.says === undefined || farFrom(taken, lie.says)) return lie
  }
}

/** One turn: what is proven, and prose about it. */
export function turn(seed: number): { records: PetrelRecord[]; words: string; locale: Language; sentences: Written[] } {
  const dice = random(seed)
  const locale = dice.pick(LANGUAGES)
  const facts = truths(dice)
  const records = facts.map(record)
  const taken = facts.filter(({ text, kind }) => text === '' && kind !== 'date').map(({ value }) => value)
  const sentences: Written[] = []
  for (let index = 0; index < 4; index += 1) {
    const fact = dice.pick(facts)
    const name = tag(dice)
    const { text, how } = plainly({ ...fact, locale, tag: name }, dice)
    sentences.push({ text, how, tag: name, kind: 'supported' })
  }
  for (let index = 0; index < 4; index += 1) {
    const name = tag(dice)
    const kind = dice.pick([
      'count',
      'count',
      'count',
      'usd',
      'usd',
      'percent',
      'block',
      'token',
      'address',
      'hash',
      'date',
      'link',
    ] as const)
    const known = facts.find((fact) => fact.kind === kind)
    const value =
      kind === 'date'
        ? Date.UTC(dice.between(2009, 2023), dice.between(0, 11), dice.between(1, 28), dice.between(0, 23), dice.between(1, 59))
        : invented(dice, kind, taken)
    const text = kind === 'address' ? `0x${hex(dice, 40)}` : kind === 'hash' ? `0x${hex(dice, 64)}` : ''
    const subject = { kind, value, text, locale, tag: name, near: known?.text ?? '' }
    const lie = invent({ facts, taken, subject }, dice)
    sentences.push({ text: lie.text, how: lie.how, tag: name, kind: 'unsupported' })
  }
  const name = tag(dice)
  sentences.push({ text: dice.pick(PLAIN[locale]).replace('TAG', name), tag: name, kind: 'plain', how: 'plain' })
  for (let at = sentences.length - 1; at > 0; at -= 1) {
    const other = dice.between(0, at)
    ;[sentences[at], sentences[other]] = [sentences[other] as Written, sentences[at] as Written]
  }
  return { records, words: locale === 'es' ? '¿qué pasó?' : locale === 'zh' ? '发生了什么？' : 'what happened?', locale, sentences }
}

/** The peer: every run of ASCII digits must equal a record, as text or after rounding. */
function naive(text: string, records: readonly PetrelRecord[]): string {
  const values = records.flatMap((item) => (item.kind === 'scalar' ? [String(item.value)] : []))
  const known = (shown: string): boolean => {
    const bare = shown.replaceAll(',', '').replace(/\.$/, '')
    const places = bare.split('.')[1]?.length ?? 0
    return values.some((value) => value === bare || value.includes(bare) || Number(value).toFixed(places) === bare)
  }
  return text.split(/(?<=[.!?。])\s+|\n/).filter((sentence) => (sentence.match(/\d[\d,.]*/g) ?? []).every(known)).join(' ') // biome-ignore format: short
}

export interface Tally {
  unsupportedKept: number
  unsupported: number
  supportedKept: number
  supported: number
  naiveKept: number
  naiveSupported: number
  failures: { seed: number; sentence: string; how: string; kind: string }[]
}

/** Counts over seeded turns; `failures` names the seed and the sentence of each. */
export function tally(seed: number, turns: number): Tally {
  const sums: Tally = { unsupportedKept: 0, unsupported: 0, supportedKept: 0, supported: 0, naiveKept: 0, naiveSupported: 0, failures: [] }
  for (let index = 0; index < turns; index += 1) {
    const { records, words, locale, sentences } = turn(seed * 1_000_003 + index)
    const prose = sentences.map(({ text }) => text).join(locale === 'zh' ? '' : ' ')
    const { kept } = checkProse(prose, { records, words, locale })
    const peer = naive(prose, records)
    for (const sentence of sentences) {
      const stays = kept.includes(sentence.tag)
      const stray = sentence.kind === 'unsupported' ? stays : !stays
      if (sentence.kind === 'unsupported') {
        sums.unsupported += 1
        sums.unsupportedKept += Number(stays)
        sums.naiveKept += Number(peer.includes(sentence.tag))
      } else {
        sums.supported += 1
        sums.supportedKept += Number(stays)
        sums.naiveSupported += Number(peer.includes(sentence.tag))
      }
      if (stray) sums.failures.push({ seed: seed * 1_000_003 + index, sentence: sentence.text, how: sentence.how, kind: sentence.kind })
    }
  }
  return sums
}

/** Figures of docs/grounding.md: `unsupported_kept`, `supported_kept_pct`, `check_ms_100kb`. */
export async function run({ seed = 1, turns, quick = false }: GroundingOptions = {}): Promise<Figure[]> {
  const count = turns ?? 1000
  const sums = tally(seed, count)
  const peer = (value: number) => ({ name: 'digits by regular expression', value })
  const sample = turn(seed)
  const text = sample.sentences.map((sentence) => sentence.text).join(' ')
  const long = `${text}\n`.repeat(Math.ceil((quick ? 20_000 : 100_000) / text.length))
  const start = performance.now()
  checkProse(long, { records: sample.records, words: sample.words, locale: sample.locale })
  const ms = ((performance.now() - start) * 100_000) / long.length
  return [
    {
      id: 'unsupported_kept',
      value: sums.unsupportedKept,
      unit: `sentences of ${sums.unsupported}`,
      better: 'lower',
      peer: peer(sums.naiveKept),
    },
    {
      id: 'supported_kept_pct',
      value: (100 * sums.supportedKept) / sums.supported,
      unit: '%',
      better: 'higher',
      peer: peer((100 * sums.naiveSupported) / sums.supported),
    },
    { id: 'check_ms_100kb', value: ms, unit: 'ms', better: 'lower' },
  ]
}
