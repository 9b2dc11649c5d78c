import { readHan } from './chinese.ts'
import { add, type Decimal, decimal, multiply } from './decimal.ts'
import { builder, type Lexicon } from './lexicon.ts'
import { readLiteral, type Shown } from './literals.ts'
import { fold } from './normalise.ts'
import type { Token } from './tokens.ts'

export interface AmountContext {
  locale: string
  /** Languages whose number words are read, in order. */
  lexicons: readonly Lexicon[]
  /** "mil" is a thousand here, not a slang million. */
  spanish: boolean
}

/** A number as a phrase says it, before its unit: tokens from `start` up to `end`. */
export interface Amount extends Shown {
  start: number
  end: number
  /** Scaled or spelled: its zeros do not claim precision. */
  rough: boolean
  spelled: boolean
  /** Letters stuck to the digits that are no scale: a unit, an ordinal ending, or nonsense. */
  glued?: string
  /** It holds a number that no rule reads. */
  unreadable: boolean
}

/** Scale letters stuck to digits or standing right after them. */
const SUFFIX: Readonly<Record<string, number>> = {
  k: 1e3,
  K: 1e3,
  m: 1e6,
  M: 1e6,
  mn: 1e6,
  MN: 1e6,
  mm: 1e6,
  MM: 1e6,
  Mn: 1e6,
  b: 1e9,
  B: 1e9,
  bn: 1e9,
  BN: 1e9,
  Bn: 1e9,
  t: 1e12,
  T: 1e12,
  tn: 1e12,
  TN: 1e12,
  Tn: 1e12,
}
const APART = new Set(['k', 'K', 'M', 'MM', 'bn', 'Bn', 'B', 'mn', 'tn'])

const builds = (word: string, { lexicons }: AmountContext) => {
  for (const lexicon of lexicons) {
    const found = builder(lexicon, word)
    if (found) return found
  }
  return undefined
}
const isOneOf = (token: Token | undefined, pick: (lexicon: Lexicon) => ReadonlySet<string>, { lexicons }: AmountContext): boolean =>
  token?.kind === 'word' && lexicons.some((lexicon) => pick(lexicon).has(token.folded))

const scaled = (amount: Amount, factor: Decimal): Amount => ({
  ...amount,
  value: multiply(amount.value, factor),
  step: multiply(amount.step, factor),
  rough: true,
})

function scaleAt(token: Token | undefined, context: AmountContext): number | undefined {
  if (token?.kind === 'han-number') {
    const han = readHan(token.text)
    return han?.scaleOnly ? Number(han.value.digits) * 10 ** han.value.exponent : undefined
  }
  if (token?.kind !== 'word') return undefined
  if (APART.has(token.text)) return SUFFIX[token.text]
  if (token.folded === 'mil') return context.spanish ? 1e3 : 1e6
  const found = builds(token.folded, context)
  return found?.role === 'scale' || found?.role === 'hundred' ? found.value : undefined
}

/** "million", "hundred thousand", "and a half": what may follow a number and change its size. */
function withScales(amount: Amount, tokens: readonly Token[], context: AmountContext): Amount {
  let result = amount
  let last = 1
  for (;;) {
    const hyphen = tokens[result.end]?.text === '-' && scaleAt(tokens[result.end + 1], context) !== undefined ? 1 : 0
    const scale = scaleAt(tokens[result.end + hyphen], context)
    if (scale === undefined) break
    result = { ...scaled(result, decimal(scale)), end: result.end + hyphen + 1 }
    last = scale
  }
  return withHalf(result, last, { tokens, context })
}

/** "two and a half million", "dos millones y medio". */
function withHalf(amount: Amount, last: number, { tokens, context }: { tokens: readonly Token[]; context: AmountContext }): Amount {
  let at = amount.end
  if (!isOneOf(tokens[at], (lexicon) => lexicon.and, context)) return amount
  at += 1
  if (isOneOf(tokens[at], (lexicon) => lexicon.articles, context)) at += 1
  const part = partAt(tokens[at], context)
  if (part !== 2 && part !== 4) return amount
  const share = multiply(part === 2 ? decimal(5, -1) : decimal(25, -2), decimal(last))
  const sum = { ...amount, value: add(amount.value, share), step: multiply(decimal(1, -1), decimal(last)), end: at + 1, rough: true }
  return last === 1 ? withScales(sum, tokens, context) : sum
}

/** Denominator of "half", "thirds", "tercio". */
export function partAt(token: Token | undefined, { lexicons }: AmountContext): number | undefined {
  if (token?.kind !== 'word') return undefined
  for (const lexicon of lexicons) if (Object.hasOwn(lexicon.parts, token.folded)) return lexicon.parts[token.folded]
  return undefined
}

const POWER_OF = new Set([2n, 10n])
/** 10^6, 1.2 × 10^6. */
function withPower(amount: Amount, tokens: readonly Token[]): Amount {
  const exponentAt = (at: number): { power: number; end: number } | undefined => {
    if (tokens[at]?.text !== '^') return undefined
    const minus = tokens[at + 1]?.text === '-' ? 1 : 0
    const text = tokens[at + 1 + minus]?.text ?? ''
    return /^\d{1,3}$/.test(text) && Number(text) <= 200 ? { power: (minus ? -1 : 1) * Number(text), end: at + 2 + minus } : undefined
  }
  const own = exponentAt(amount.end)
  if (own) {
    const base = amount.value.exponent === 0 && POWER_OF.has(amount.value.digits) ? amount.value.digits : undefined
    if (base === undefined || (base === 2n && own.power < 0)) return { ...amount, end: own.end, unreadable: true }
    const value = base === 10n ? decimal(1, own.power) : decimal(2n ** BigInt(own.power))
    return { ...amount, value, step: base === 10n ? value : decimal(1), end: own.end, rough: true }
  }
  const times = /^[×xX*]$/.test(tokens[amount.end]?.text ?? '') && tokens[amount.end + 1]?.text === '10'
  const power = times ? exponentAt(amount.end + 2) : undefined
  return power ? { ...scaled(amount, decimal(1, power.power)), end: power.end } : amount
}

const sameRun = (token: Token | undefined): boolean => token !== undefined && !token.apart

/** "5 point 3": two literals that make one number. */
function withPoint(amount: Amount, tokens: readonly Token[], context: AmountContext): Amount {
  const next = tokens[amount.end + 1]
  if (!isOneOf(tokens[amount.end], (lexicon) => lexicon.point, context) || amount.value.exponent !== 0) return amount
  let digits = ''
  let end = amount.end + 1
  if (next?.kind === 'number' && /^\d+$/.test(next.text)) [digits, end] = [next.text, end + 1]
  else {
    for (
      let found = builds(tokens[end]?.folded ?? '', context);
      tokens[end]?.kind === 'word' && found?.role === 'unit';
      found = builds(tokens[end]?.folded ?? '', context)
    ) {
      digits += String(found.value)
      end += 1
    }
  }
  if (digits === '' || digits.length > 40) return digits === '' ? amount : { ...amount, end, unreadable: true }
  const step = decimal(1, -digits.length)
  return { ...amount, value: add(amount.value, { digits: BigInt(digits), exponent: -digits.length }), step, end }
}

/** A number that begins with digits. */
export function literalAmount(tokens: readonly Token[], start: number, context: AmountContext): Amount {
  const shown = readLiteral(tokens[start]?.text ?? '', context.locale)
  const base: Amount = {
    ...(shown ?? { value: decimal(0), step: decimal(1) }),
    start,
    end: start + 1,
    rough: false,
    spelled: false,
    unreadable: shown === undefined,
  }
  const next = tokens[base.end]
  if (next?.kind === 'word' && sameRun(next)) {
    const factor = SUFFIX[next.text]
    if (factor !== undefined) return withScales({ ...scaled(base, decimal(factor)), end: base.end + 1 }, tokens, context)
    if (scaleAt(next, context) === undefined) return { ...base, end: base.end + 1, glued: next.text }
  }
  return withScales(withPower(withPoint(base, tokens, context), tokens), tokens, context)
}

/** A number that begins with Chinese numerals. */
export function hanAmount(tokens: readonly Token[], start: number, context: AmountContext): Amount {
  const han = readHan(tokens[start]?.text ?? '')
  const base: Amount = {
    ...(han ?? { value: decimal(0), step: decimal(1) }),
    start, end: start + 1, spelled: true, unreadable: han === undefined, rough: han !== undefined && han.step.digits !== 1n,
  } // biome-ignore format: short
  return withScales(base, tokens, context)
}

interface Sum {
  total: number
  group: number
  step: number
  last: string
  lastScale: number
}

const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  unit: ['', 'tens', 'hundred', 'hundreds', 'scale'],
  teen: ['', 'hundred', 'hundreds', 'scale'],
  tens: ['', 'hundred', 'hundreds', 'scale'],
  hundreds: ['', 'scale'],
  hundred: ['', 'unit', 'teen', 'tens', 'scale'],
  scale: ['', 'unit', 'teen', 'tens', 'hundred', 'hundreds', 'scale'],
}

function take(sum: Sum, role: string, value: number): void {
  if (role === 'scale') {
    if (value > sum.lastScale) [sum.total, sum.group] = [(sum.total + sum.group) * value, 0]
    else [sum.total, sum.group] = [sum.total + (sum.group || 1) * value, 0]
    ;[sum.lastScale, sum.step] = [value, value === 12 ? 1 : value]
  } else if (role === 'hundred') [sum.group, sum.step] = [(sum.group || 1) * value, value]
  else [sum.group, sum.step] = [sum.group + value, role === 'hundreds' ? 100 : 1]
  sum.last = role
}

/** A number that begins with a word: "twelve thousand five hundred", "dos millones". Undefined when the word builds no number. */
export function spelledAmount(tokens: readonly Token[], start: number, context: AmountContext): Amount | undefined {
  const sum: Sum = { total: 0, group: 0, step: 1, last: '', lastScale: Number.POSITIVE_INFINITY }
  let end = start
  let unreadable = false
  for (let at = start; at < tokens.length && at - start < 60; at += 1) {
    const token = tokens[at]
    const found = token?.kind === 'word' ? builds(token.folded, context) : undefined
    if (!found) {
      const joins = token?.text === '-' || isOneOf(token, (lexicon) => lexicon.and, context)
      if (end > start && joins && continues(tokens[at + 1], sum.last, { context, hyphen: token?.text === '-' })) continue
      break
    }
    // "four two zero" is a number said digit by digit: seen, not read.
    unreadable ||= !FOLLOWS[found.role]?.includes(sum.last)
    take(sum, found.role, found.value)
    end = at + 1
  }
  if (end === start) return undefined
  const total = sum.total + sum.group
  unreadable ||= !Number.isSafeInteger(total)
  const value = unreadable ? decimal(0) : decimal(total)
  const amount: Amount = { value, step: decimal(unreadable ? 1 : sum.step), start, end, rough: sum.step > 1, spelled: true, unreadable }
  return withScales(withPoint(amount, tokens, context), tokens, context)
}

/** After "and" or a hyphen only a smaller part of the same number goes on: "five hundred and twelve", "twenty-five". */
function continues(next: Token | undefined, last: string, { context, hyphen }: { context: AmountContext; hyphen: boolean }): boolean {
  const found = next?.kind === 'word' ? builds(next.folded, context) : undefined
  if (!found) return false
  if (hyphen) return true
  return (
    (last === 'tens' && found.role === 'unit') ||
    ((last === 'hundred' || last === 'scale' || last === 'hundreds') && found.role !== 'scale' && found.role !== 'hundred')
  )
}

/** True for a word stuck together from number words: "fivehundred". */
export function gluedWords(word: string, context: AmountContext): boolean {
  const text = fold(word)
  if (text.length < 6 || text.length > 1000) return false
  const reach = new Array<boolean>(text.length + 1).fill(false)
  reach[0] = true
  for (let at = 0; at < text.length; at += 1) {
    if (!reach[at]) continue
    for (let length = 3; length <= 12 && at + length <= text.length; length += 1) {
      const piece = text.slice(at, at + length)
      if (builds(piece, context) || (at > 0 && piece === 'and')) reach[at + length] = true
    }
  }
  return reach[text.length] === true && builds(text, context) === undefined
}
