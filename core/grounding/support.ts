import type { Claim, Reading } from './claim.ts'
import { absolute, compare, type Decimal, decimal, multiply, near } from './decimal.ts'
import { dateKey, type Evidence, type Fact, magnitude } from './evidence.ts'
import { linkKey } from './links.ts'
import { type Unit, unit } from './units.ts'

type Point = Extract<Reading, { kind: 'point' }>

/** Units under which a claim may find its record, with what brings it to their base. */
function homes(of: Unit): Unit[] {
  if (of.family === 'money:¥') return [unit('money:JPY'), unit('money:CNY')]
  if (of.family === 'token:ETH') return [of, unit('wei', decimal(1, 18))]
  if (of.family.startsWith('noun:')) return [of, unit('count')]
  return [of]
}

/** First fact whose size is not below `size`. */
function lowerBound(facts: readonly Fact[], size: number): number {
  let [low, high] = [0, facts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((facts[middle]?.size ?? 0) < size) low = middle + 1
    else high = middle
  }
  return low
}

/** Facts between two sizes, a little wider than asked so that float error loses none. */
function* between(facts: readonly Fact[] | undefined, low: number, high: number): Generator<Fact> {
  if (!facts) return
  const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high))
  for (let at = lowerBound(facts, low - slack); at < facts.length; at += 1) {
    const fact = facts[at]
    if (!fact || fact.size > high + slack) return
    yield fact
  }
}

/**
 * The rule: a record supports a shown number when it rounds to it at the precision shown; a scaled, spelled or approximate number must
 * be within 5 % as well; a bare zero needs an exact zero; signs must agree, and an unsigned figure stands for a negative record only
 * beside a word of decline.
 */
function agrees(fact: Fact, { value, step, point, declines }: { value: Decimal; step: Decimal; point: Point; declines: boolean }): boolean {
  const negative = fact.value.digits < 0n
  if (point.signed ? negative !== point.value.digits < 0n && fact.value.digits !== 0n : negative && !declines) return false
  const [shown, real] = [absolute(value), absolute(fact.value)]
  if (shown.digits === 0n && point.value.exponent >= 0) return real.digits === 0n
  if (!near(shown, real, { factor: 2n, limit: step })) return false
  if (point.rough && !near(shown, real, { factor: 20n, limit: real })) return false
  if (point.bound === 'above') return compare(real, shown) >= 0
  return point.bound === 'below' ? compare(real, shown) <= 0 : true
}

function supportsPoint(point: Point, evidence: Evidence, declines: boolean): string | undefined {
  for (const { family, scale } of homes(point.unit)) {
    const [value, step] = family === 'bare' ? [point.value, point.step] : [multiply(point.value, scale), multiply(point.step, scale)]
    const [size, half] = [magnitude(value), magnitude(step) / 2]
    for (const fact of between(evidence.numbers.get(family), size - half, size + half)) {
      if (agrees(fact, { value, step, point, declines })) return fact.record
    }
  }
  const count = point.value.exponent >= 0 && point.step.digits === 1n && !point.rough && /^(?:count|noun:)/.test(point.unit.family)
  return count ? evidence.tables.find(({ rows }) => rows === magnitude(point.value) && rows > 0)?.record : undefined
}

function supportsInterval({ low, high, unit: of }: Extract<Reading, { kind: 'interval' }>, evidence: Evidence): string | undefined {
  for (const { family, scale } of homes(of)) {
    const [from, to] = family === 'bare' ? [low, high] : [multiply(low, scale), multiply(high, scale)]
    for (const fact of between(evidence.numbers.get(family), magnitude(from), magnitude(to))) {
      if (compare(fact.value, from) >= 0 && compare(fact.value, to) < 0) return fact.record
    }
  }
  return undefined
}

function supportsShare({ percent, parts }: Extract<Reading, { kind: 'share' }>, evidence: Evidence): string | undefined {
  for (const fact of between(evidence.numbers.get('percent'), percent - 1, percent + 1))
    if (Math.abs(fact.size - percent) <= 1) return fact.record
  if (!parts) return undefined
  const found = parts.map((value) =>
    supportsPoint({ kind: 'point', value, step: decimal(1), unit: unit('count'), rough: false, signed: false }, evidence, false),
  )
  return found.every((record) => record !== undefined) ? found[0] : undefined
}

/** "doubled" needs a ratio of 2, or a change of 100 %. */
function supportsTimes({ factor, step }: Extract<Reading, { kind: 'times' }>, evidence: Evidence): string | undefined {
  const slack = Math.min(step / 2, 0.05 * factor)
  for (const fact of between(evidence.numbers.get('times'), factor - slack, factor + slack)) return fact.record
  const change = 100 * (factor - 1)
  for (const fact of between(evidence.numbers.get('change'), Math.abs(change) - 5, Math.abs(change) + 5)) {
    if (fact.value.digits < 0n === change < 0) return fact.record
  }
  return undefined
}

function supportsRank(value: number, evidence: Evidence): string | undefined {
  const table = evidence.tables.find(({ rows }) => value >= 1 && value <= rows)
  if (table) return table.record
  for (const fact of between(evidence.numbers.get('count'), value, value)) if (fact.size === value) return fact.record
  return undefined
}

/** A shortened address needs six digits shown, at least two of them in front. */
function supportsHex({ start, end, whole }: Extract<Reading, { kind: 'hex' }>, { hex }: Evidence): string | undefined {
  if (!whole && (start.length < 2 || start.length + end.length < 6)) return undefined
  let [low, high] = [0, hex.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((hex[middle]?.[0] ?? '') < start) low = middle + 1
    else high = middle
  }
  for (let at = low; at < hex.length; at += 1) {
    const [text, record] = hex[at] ?? ['', '']
    if (!text.startsWith(start)) return undefined
    if (whole ? text === start : text.endsWith(end) && text.length >= start.length + end.length) return record
  }
  return undefined
}

function supportsReading(reading: Reading, evidence: Evidence, declines: boolean): string | undefined {
  switch (reading.kind) {
    case 'point':
      return supportsPoint(reading, evidence, declines)
    case 'interval':
      return supportsInterval(reading, evidence)
    case 'share':
      return supportsShare(reading, evidence)
    case 'times':
      return supportsTimes(reading, evidence)
    case 'rank':
      return supportsRank(reading.value, evidence)
    case 'date':
      return evidence.dates.get(dateKey(reading))
    case 'hex':
      return supportsHex(reading, evidence)
    case 'verbatim':
      return evidence.links.get(linkKey(reading.text))
    default:
      return reading satisfies never
  }
}

const DECLINE =
  /\b(?:fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w*|decreas\w*|los[est]\w*|down|lower|below|minus|negative|less|shrank|shrunk|slid|slump\w*|plung\w*|reduc\w*|outflow\w*|cay\w*|caida|baj\w*|descen\w*|disminu\w*|perd\w*|menos|retroced\w*|negativ[oa])\b|下跌|下降|减少|跌|降|亏|负|流出/i

/** True when the sentence speaks of going down, so that "5 %" may stand for −5 %. */
export const declinesIn = (plain: string): boolean => DECLINE.test(plain)

/** Id of the record that supports a claim, "words" for the asker's own, undefined when nothing does. */
export function supports(claim: Claim, evidence: Evidence, declines: boolean): string | undefined {
  for (const reading of claim.readings) {
    const record = supportsReading(reading, evidence, declines)
    if (record !== undefined) return record
  }
  return undefined
}
