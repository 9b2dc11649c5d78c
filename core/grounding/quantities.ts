import { type Amount, type AmountContext, gluedWords, hanAmount, literalAmount, partAt, spelledAmount } from './amounts.ts'
import { readHan } from './chinese.ts'
import type { Claim, Reading } from './claim.ts'
import { add, type Decimal, decimal, multiply, negate, toNumber } from './decimal.ts'
import { type Lexicon, saysNumber } from './lexicon.ts'
import { FALSE_FRIENDS } from './lexicon-es.ts'
import { foreignNumber } from './lexicon-other.ts'
import { around } from './neighbours.ts'
import { isFractionBar, type Token } from './tokens.ts'
import { gluedUnit, type Symbols, unitAfter, unitBefore } from './unit-search.ts'
import { COUNT, PERCENT, type Unit, unit } from './units.ts'

export interface QuantityContext extends AmountContext {
  symbols: Symbols
  /** True for a mix of letters and digits that a record or the asker uses as a name. */
  known: (chunk: string) => boolean
}

/** A claim with the tokens that it covers, from `start` up to `end`. */
export interface Quantity {
  start: number
  end: number
  claim: Claim
  /** Of a plain number: what a range shares with its other end. */
  amount?: Amount
}

type Scan = { tokens: readonly Token[]; context: QuantityContext }

const textOf = (tokens: readonly Token[], start: number, end: number): string =>
  tokens.slice(start, end).map((token, index) => (index > 0 && token.apart ? ` ${token.text}` : token.text)).join('') // biome-ignore format: short

function quantity(
  { tokens }: Scan,
  [start, end]: readonly [number, number],
  readings: readonly Reading[],
  kind: Claim['kind'] = 'number',
): Quantity {
  return { start, end, claim: { kind: readings.length === 0 ? 'unreadable' : kind, text: textOf(tokens, start, end), readings } }
}
const unreadable = (scan: Scan, start: number, end: number): Quantity => quantity(scan, [start, end], [])
/** "third quarter" speaks of time, not of a place in a list. */
const PERIOD = /^(?:quarter|half|week|month|year|day|hour|century|time|trimestre|semana|mes|ano|dia|vez)s?$/
const rank = (scan: Scan, [start, end]: readonly [number, number], value: number): Quantity =>
  quantity(scan, [start, end], PERIOD.test(scan.tokens[end]?.folded ?? '') ? [] : [{ kind: 'rank', value }], 'ordinal')

/** Readings of a number with its unit; the sign and the words before it decide what a record must be. */
export function pointReadings(amount: Amount, of: Unit, { tokens }: { tokens: readonly Token[] }): Reading[] {
  const { negative, signed, bound, approximate, glued100 } = around(tokens, amount.start, amount.end)
  const value = negative ? negate(amount.value) : amount.value
  const zeros = approximate || bound ? trailingZeros(amount) : 0
  const step = zeros > 0 ? multiply(amount.step, decimal(1, zeros)) : amount.step
  if (of.family === 'times') return [{ kind: 'times', factor: toNumber(amount.value), step: toNumber(amount.step) }]
  // Formatters cut long decimals and say so: "1.1234…" is everything from there up to the next digit.
  const cut = tokens[amount.end]?.text === '.' && tokens[amount.end + 1]?.text === '.' && !tokens[amount.end]?.apart
  if (cut) return [{ kind: 'point', value, step: multiply(amount.step, decimal(2)), unit: of, rough: false, signed, bound: 'above' }]
  const low = bound ?? (glued100 ? 'above' : undefined)
  return [{ kind: 'point', value, step, unit: of, rough: amount.rough || zeros > 0, signed, ...(low ? { bound: low } : {}) }]
}

/** "about 1,200" claims two digits; the zeros are free. */
function trailingZeros({ value, step }: Amount): number {
  if (value.exponent !== step.exponent || step.digits !== 1n || value.digits === 0n) return 0
  let [zeros, digits] = [0, value.digits]
  while (digits % 10n === 0n && zeros < 60) [zeros, digits] = [zeros + 1, digits / 10n]
  return zeros
}

function fromAmount(scan: Scan, amount: Amount): Quantity {
  const { tokens, context } = scan
  const span = [amount.start, amount.end] as const
  if (amount.unreadable) return unreadable(scan, ...span)
  const before = unitBefore(tokens, amount.start)
  if (amount.glued !== undefined) {
    if (/^(?:st|nd|rd|th)$/i.test(amount.glued)) return rank(scan, span, toNumber(amount.value))
    const own = gluedUnit(amount.glued, context.symbols)
    const noun = /^\p{Ll}{3,}$/u.test(amount.glued) && !/^[ilo]+$/.test(amount.glued) ? COUNT : undefined
    const of = own ?? noun
    return of === undefined ? unreadable(scan, ...span) : { ...quantity(scan, span, pointReadings(amount, before ?? of, scan)), amount }
  }
  const ranked =
    before === undefined &&
    (tokens[amount.start - 1]?.text === '#' || /^(?:top|rank|ranked|puesto|no)$/.test(tokens[amount.start - 1]?.folded ?? ''))
  const readings = pointReadings(amount, before ?? unitAfter(tokens, amount.end, context.symbols), scan)
  if (ranked) readings.push({ kind: 'rank', value: toNumber(amount.value) })
  if (tokens[amount.end - 1]?.text === 'm')
    readings.push(
      ...pointReadings(
        { ...amount, value: multiply(amount.value, decimal(1, -6)), step: multiply(amount.step, decimal(1, -6)), rough: false },
        unit('seconds', decimal(60)),
        scan,
      ),
    )
  const year = toNumber(amount.value)
  if (/^(?:19|20)\d\d$/.test(tokens[amount.start]?.text ?? '') && amount.end === amount.start + 1 && before === undefined)
    readings.push({ kind: 'date', year })
  return { ...quantity(scan, span, readings), amount }
}

const share = (a: Decimal, b: Decimal, inDigits: boolean): Reading[] => {
  const percent = (100 * toNumber(a)) / toNumber(b)
  return Number.isFinite(percent) ? [{ kind: 'share', percent, ...(inDigits ? { parts: [a, b] as const } : {}) }] : []
}

/** "3/5", "3 1/2". */
function slash(scan: Scan, first: Amount): Quantity | undefined {
  const { tokens } = scan
  const plainAt = (at: number): Decimal | undefined =>
    tokens[at]?.kind === 'number' && /^\d{1,30}$/.test(tokens[at]?.text ?? '') ? decimal(BigInt(tokens[at]?.text ?? '0')) : undefined
  const at = first.start
  if (tokens[at + 1]?.text === '/' && first.end === at + 1) {
    const [a, b] = [plainAt(at), plainAt(at + 2)]
    if (a && b && tokens[at + 3]?.text !== '/') return quantity(scan, [at, at + 3], share(a, b, true))
    return b === undefined ? undefined : unreadable(scan, at, at + 3)
  }
  const [whole, a, b] = [plainAt(at), plainAt(at + 1), plainAt(at + 3)]
  if (!whole || !a || !b || tokens[at + 2]?.text !== '/' || b.digits === 0n || a.digits >= b.digits || b.digits > 100n) return undefined
  const value = add(whole, decimal((a.digits * 10_000n) / b.digits, -4))
  return fromAmount(scan, { value, step: decimal(1, -1), start: at, end: at + 4, rough: true, spelled: false, unreadable: false })
}

/** "two thirds", "half a million", "a quarter", "un tercio". `from` is where the phrase begins, `at` the word for the part. */
function part(scan: Scan, [from, at]: readonly [number, number], count: Decimal): Quantity | undefined {
  const { tokens, context } = scan
  const parts = partAt(tokens[at], context)
  if (parts === undefined) return undefined
  let next = at + 1
  if (/^(?:of|de)$/.test(tokens[next]?.folded ?? '')) next += 1
  if (/^(?:a|an|un|una)$/.test(tokens[next]?.folded ?? '')) next += 1
  const scale = spelledAmount(tokens, next, context)
  if (
    scale &&
    scale.rough !== undefined &&
    !scale.unreadable &&
    context.lexicons.some((lexicon) => Object.hasOwn(lexicon.scales, tokens[next]?.folded ?? ''))
  ) {
    const value = decimal(BigInt(Math.round((toNumber(scale.value) * toNumber(count) * 1000) / parts)), -3)
    return fromAmount(scan, { ...scale, value, step: multiply(scale.value, decimal(1, -1)), start: from, rough: true })
  }
  return quantity(scan, [from, at + 1], share(count, decimal(parts), false))
}

function fromNumber(scan: Scan, at: number): Quantity {
  const amount = literalAmount(scan.tokens, at, scan.context)
  if (isFractionBar(scan.tokens[at + 1])) return hanFraction(scan, at)
  const hyphen = scan.tokens[amount.end]?.text === '-' ? 1 : 0
  const named =
    partAt(scan.tokens[amount.end + hyphen], scan.context) !== undefined && scan.tokens[amount.end + hyphen]?.folded.endsWith('s')
  return slash(scan, amount) ?? (named ? part(scan, [at, amount.end + hyphen], amount.value) : undefined) ?? fromAmount(scan, amount)
}

const hanOrDigits = (token: Token | undefined): Decimal | undefined =>
  token?.kind === 'han-number'
    ? readHan(token.text)?.value
    : token?.kind === 'number' && /^\d+(?:\.\d+)?$/.test(token.text)
      ? decimal(BigInt(token.text.replace('.', '')), -(token.text.split('.')[1]?.length ?? 0))
      : undefined

/** 百分之五, 三分之二. */
function hanFraction(scan: Scan, at: number): Quantity {
  const below = hanOrDigits(scan.tokens[at])
  const above = hanOrDigits(scan.tokens[at + 2])
  if (!below || !above) return unreadable(scan, at, at + 2)
  const hundred = scan.tokens[at]?.text === '百' || scan.tokens[at]?.text === '千'
  if (!hundred) return quantity(scan, [at, at + 3], share(above, below, false))
  const percent = scan.tokens[at]?.text === '百' ? above : multiply(above, decimal(1, -1))
  return fromPercent(scan, [at, at + 3], percent)
}

function fromPercent(scan: Scan, [start, end]: readonly [number, number], value: Decimal): Quantity {
  const amount: Amount = {
    value,
    step: decimal(1, Math.min(0, value.exponent)),
    start,
    end,
    rough: false,
    spelled: true,
    unreadable: false,
  }
  return { ...quantity(scan, [start, end], pointReadings(amount, PERCENT, scan)), amount }
}

function fromHan(scan: Scan, at: number): Quantity {
  const { tokens } = scan
  const token = tokens[at]
  const before = tokens[at - 1]?.kind === 'han' ? (tokens[at - 1]?.text ?? '') : ''
  const after = tokens[at + 1]?.kind === 'han' ? (tokens[at + 1]?.text ?? '') : ''
  const own = readHan(token?.text ?? '')
  if (isFractionBar(tokens[at + 1])) return hanFraction(scan, at)
  if (token?.text === '半' && /^[数幾几]?$/.test(before)) return quantity(scan, [at, at + 1], share(decimal(1), decimal(2), false))
  if (token?.text === '一半') return quantity(scan, [at, at + 1], share(decimal(1), decimal(2), false))
  if (own && before.endsWith('第')) return rank(scan, [at, at + 1], toNumber(own.value))
  if (own && after.startsWith('成') && !/^成[为功交员本立]/.test(after))
    return fromPercent(scan, [at, at + 1], multiply(own.value, decimal(10)))
  const vague = /[数几]$|好几$/.test(before) ? 2 : /上$|成$/.test(before) ? 1 : 0
  if (own?.scaleOnly && vague > 0) {
    const reading = {
      kind: 'interval',
      low: multiply(own.value, decimal(vague)),
      high: multiply(own.value, decimal(10)),
      unit: unitAfter(tokens, at + 1, scan.context.symbols),
    } as const
    return quantity(scan, [at, at + 1], [reading])
  }
  return fromAmount(scan, hanAmount(tokens, at, scan.context))
}

const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/
const NOT_ROMAN = new Set(
  'CD DC MD MC CC CV DI LI MI CI MM DM CM MIX CIV LIV MDX CL DL ML CDL MCD XD DX VI XL XX DD XC MCC LL CCC DIX'.split(' '),
)
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 }

function romanValue(word: string): number | undefined {
  if (word.length < 2 || word.length > 15 || NOT_ROMAN.has(word) || !ROMAN.test(word)) return undefined
  const values = [...word].map((letter) => ROMAN_VALUES[letter] ?? 0)
  return values.reduce((total, value, index) => total + (value < (values[index + 1] ?? 0) ? -value : value), 0)
}

/** "lO,OOO": letters that only pretend to be digits. */
const DISGUISED = /^(?=.*[OОΟ|З])[lI|OОΟЗ]{2,}$/
const NOT_DISGUISED = new Set(['IO', 'OI', 'OO'])

const lookUp = (lexicons: readonly Lexicon[], pick: (lexicon: Lexicon) => Readonly<Record<string, unknown>>, word: string): unknown => {
  const found = lexicons.find((lexicon) => Object.hasOwn(pick(lexicon), word))
  return found && pick(found)[word]
}

function fromPlural(scan: Scan, at: number): Quantity | undefined {
  const { tokens, context } = scan
  const range = lookUp(context.lexicons, (lexicon) => lexicon.plurals, tokens[at]?.folded ?? '') as readonly [number, number] | undefined
  if (!range) return undefined
  let [low, high, end] = [range[0], range[1], at + 1]
  if (/^(?:of|de)$/.test(tokens[end]?.folded ?? '')) {
    const more = lookUp(context.lexicons, (lexicon) => ({ ...lexicon.plurals, ...lexicon.scales }), tokens[end + 1]?.folded ?? '')
    const scale = Array.isArray(more)
      ? Number(more[1]) === 144
        ? 12
        : Number(more[1]) / 1000
      : typeof more === 'number'
        ? more
        : undefined
    if (scale !== undefined) [low, high, end] = [low * scale, high * scale, end + 2]
  }
  const reading = {
    kind: 'interval',
    low: decimal(Math.round(low)),
    high: decimal(Math.round(high)),
    unit: unitAfter(tokens, /^(?:of|de)$/.test(tokens[end]?.folded ?? '') ? end + 1 : end, context.symbols),
  } as const
  return quantity(scan, [at, end], [reading])
}

function fromWord(scan: Scan, at: number): Quantity | undefined {
  const { tokens, context } = scan
  const { text = '', folded = '' } = tokens[at] ?? {}
  if (/\d/.test(text)) return context.known(text) ? undefined : unreadable(scan, at, at + 1)
  if (
    context.lexicons.some((lexicon) => lexicon.opaque.has(folded)) ||
    (foreignNumber(folded) && !context.lexicons.some((lexicon) => saysNumber(lexicon, folded)))
  )
    return unreadable(scan, at, at + 1)
  const times = lookUp(context.lexicons, (lexicon) => lexicon.times, folded) as number | undefined
  if (times !== undefined) return quantity(scan, [at, at + 1], [{ kind: 'times', factor: times, step: 0.1 }])
  const amount = spelledAmount(tokens, at, context)
  if (amount) {
    const hyphen = tokens[amount.end]?.text === '-' ? 1 : 0
    const named = amount.unreadable ? undefined : part(scan, [at, amount.end + hyphen], amount.value)
    const ordinal = lookUp(context.lexicons, (lexicon) => lexicon.ordinals, tokens[amount.end + hyphen]?.folded ?? '') as number | undefined
    return (
      named ??
      (ordinal !== undefined && hyphen ? rank(scan, [at, amount.end + 2], toNumber(amount.value) + ordinal) : fromAmount(scan, amount))
    )
  }
  const plural = fromPlural(scan, at)
  if (plural) return plural
  const ordinal = lookUp(context.lexicons, (lexicon) => lexicon.ordinals, folded) as number | undefined
  const fraction = partAt(tokens[at], context)
  const named = /^(?:of|de|del)$/.test(tokens[at + 1]?.folded ?? '') && /^(?:a|an|the|un|una|el|la)$/.test(tokens[at - 1]?.folded ?? '')
  if (fraction !== undefined && (ordinal === undefined || named)) return part(scan, [at, at], decimal(1))
  if (ordinal !== undefined) return rank(scan, [at, at + 1], ordinal)
  if (gluedWords(text, context) || (DISGUISED.test(text) && !NOT_DISGUISED.has(text))) return unreadable(scan, at, at + 1)
  const roman = context.known(text) || context.symbols.has(text.toLowerCase()) ? undefined : romanValue(text)
  if (roman === undefined) return undefined
  const value: Amount = { value: decimal(roman), step: decimal(1), start: at, end: at + 1, rough: false, spelled: true, unreadable: false }
  return { ...fromAmount(scan, value), amount: value }
}

/** Word pairs and letter runs that hide a number by breaking it: "twel ve", "f-i-v-e". */
function broken(scan: Scan, at: number): Quantity | undefined {
  const { tokens, context } = scan
  const says = (word: string): boolean => context.lexicons.some((lexicon) => saysNumber(lexicon, word) && !FALSE_FRIENDS.has(word))
  const hyphen = tokens[at + 1]?.kind === 'sign' && !tokens[at + 1]?.apart ? 1 : 0
  const [first, second] = [tokens[at], tokens[at + 1 + hyphen]]
  if (first?.kind !== 'word') return undefined
  if (first.text.length > 1 && second?.kind === 'word' && second.text.length > 1 && !says(first.folded) && !says(second.folded)) {
    const joined = first.folded + second.folded
    if (
      joined.length >= 4 &&
      says(joined) &&
      /^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|.*teen|.*ty|hundred|thousand|million|billion|trillion|dozen|dos|tres|cuatro|cinco|siete|ocho|nueve|diez|cien|millon(?:es)?)$/.test(
        joined,
      )
    )
      return unreadable(scan, at, at + 2 + hyphen)
  }
  if (first.text.length !== 1) return undefined
  let [letters, end] = ['', at]
  while (tokens[end]?.kind === 'word' && tokens[end]?.text.length === 1 && letters.length < 40) {
    letters += tokens[end]?.folded ?? ''
    end += tokens[end + 1]?.kind === 'sign' && tokens[end + 2]?.kind === 'word' && tokens[end + 2]?.text.length === 1 ? 2 : 1
  }
  return letters.length >= 3 && (says(letters) || gluedWords(letters, context)) ? unreadable(scan, at, end) : undefined
}

/** Every quantity of a tokenized sentence, in order. */
export function readQuantities(tokens: readonly Token[], context: QuantityContext): Quantity[] {
  const scan = { tokens, context }
  const found: Quantity[] = []
  for (let at = 0; at < tokens.length; ) {
    const kind = tokens[at]?.kind
    const next =
      kind === 'number' ? fromNumber(scan, at)
      : kind === 'han-number' ? fromHan(scan, at)
      : kind === 'odd' ? unreadable(scan, at, at + 1)
      : kind === 'word' ? (broken(scan, at) ?? fromWord(scan, at))
      : undefined // biome-ignore format: a table reads better
    if (next) found.push(next)
    at = Math.max(next?.end ?? 0, at + 1)
  }
  return found
}
