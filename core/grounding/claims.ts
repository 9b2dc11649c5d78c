import { CHINESE_IDIOMS } from './chinese.ts'
import type { Claim, Reading } from './claim.ts'
import { takeDates } from './dates.ts'
import { multiply } from './decimal.ts'
import type { Lexicon } from './lexicon.ts'
import { ENGLISH } from './lexicon-en.ts'
import { FALSE_FRIENDS, SPANISH } from './lexicon-es.ts'
import { takeLinks } from './links.ts'
import { normalise, reordered } from './normalise.ts'
import { pointReadings, type Quantity, readQuantities } from './quantities.ts'
import { withoutTerms } from './terms.ts'
import { CLAIMED, type Token, tokenize } from './tokens.ts'
import type { Symbols } from './unit-search.ts'

export interface ClaimContext {
  /** BCP 47 tag: decides "1,234" and the language of number words. */
  locale: string
  /** Symbols that records speak of, lower case. */
  symbols: Symbols
  /** True for a mix of letters and digits that a record or the asker uses as a name. */
  known: (chunk: string) => boolean
}

const SPANISH_WORDS =
  /\b(?:el|la|los|las|del|que|con|para|por|una|fue|son|su|esta|hay|tiene|este|ultimas?|ultimos?|hoy|ayer|total|precio|y|en|de|se)\b/gi

/** Without the words that mean something else in English, for prose that is not Spanish. */
const SPANISH_ABROAD: Lexicon = {
  ...SPANISH,
  ...Object.fromEntries(
    (['units', 'teens', 'tens', 'hundreds', 'scales', 'plurals', 'parts', 'ordinals', 'times'] as const).map((table) => [
      table,
      Object.fromEntries(Object.entries(SPANISH[table]).filter(([word]) => !FALSE_FRIENDS.has(word))),
    ]),
  ),
  opaque: new Set([...SPANISH.opaque].filter((word) => !FALSE_FRIENDS.has(word))),
  and: new Set(),
  articles: new Set(),
}

function isSpanish(text: string, locale: string): boolean {
  if (/^es\b/i.test(locale)) return true
  const words = text.match(SPANISH_WORDS)?.length ?? 0
  return words >= 2 && words * 6 >= text.split(/\s+/).length
}

const within = (idioms: readonly RegExp[], text: string): string =>
  idioms.reduce((rest, idiom) => rest.replace(idiom, ` ${CLAIMED} `), text)
/** "1 ETH = 3,120 USDC" quotes a price for one; that one is no figure. */
const PER_ONE = /(?<![\p{L}\p{N}.,-])1(?=\s[A-Z][A-Z0-9]{1,10}\s?(?:=|≈|is worth\b|equals\b|costs\b|trades at\b|vale\b|cuesta\b))/gu

/** Chinese words for a multiple that hold no numeral of their own. */
const multiples = (text: string): string => text.replace(/翻了?一?[倍番]|加倍|双倍/g, ' double ').replace(/腰斩|减半/g, ' halved ')

const joins = (tokens: readonly Token[], first: Quantity, second: Quantity): readonly Token[] => tokens.slice(first.end, second.start)
const shown = (between: readonly Token[]): string => between.map((token) => token.folded).join(' ')
const spoil = (quantity: Quantity): Quantity => ({ ...quantity, claim: { ...quantity.claim, kind: 'unreadable', readings: [] } })

/** What stands between two numbers of one range: "3-5", "3 to 5", "between 3 and 5", 3到5. */
const RANGE = /^(?:-|~|to|a|hasta|至|到|-\s?[$€£]|to [$€£])$/
const OPERATOR = /^(?:[×*+÷^/\\]|x|times|plus|minus|multiplied by|divided by|por|mas|menos|加|乘|乘以|减|除以)$/

/** Two numbers side by side that make a third are unreadable: "4 2 0 0", "3 × 1,000", "twelve 345", "1-2-3". */
function collides(tokens: readonly Token[], first: Quantity, second: Quantity): boolean {
  const between = joins(tokens, first, second)
  const text = shown(between)
  if (OPERATOR.test(text)) return true
  const small = (quantity: Quantity): boolean => quantity.end === quantity.start + 1 && /^\d$/.test(tokens[quantity.start]?.text ?? '')
  const spelled = (quantity: Quantity): boolean => quantity.amount?.spelled === true
  if (between.length === 0)
    return (small(first) && small(second)) || spelled(first) || spelled(second) || tokens[second.start]?.apart === false
  return /^[.·•_|'’:;,]$/.test(text) && between[0]?.apart === false && tokens[second.start]?.apart === false
}

function sharesUnit(tokens: readonly Token[], first: Quantity, second: Quantity): boolean {
  const text = shown(joins(tokens, first, second))
  const between =
    /^(?:between|entre)$/.test(tokens[first.start - 1]?.folded ?? '') || /^(?:between|entre)$/.test(tokens[first.start - 2]?.folded ?? '')
  return RANGE.test(text) || (between && /^(?:and|y)(?: [$€£])?$/.test(text))
}

/** In "3-5 million USDC" the first number is millions of USDC as well; in "$3-5" the second is dollars. */
function range(tokens: readonly Token[], [first, second]: readonly [Quantity, Quantity]): [Quantity, Quantity] {
  const [low, high] = [first.claim.readings[0], second.claim.readings[0]]
  if (low?.kind !== 'point' || high?.kind !== 'point' || !first.amount || !second.amount) return [first, second]
  const plain = (unit: { family: string }): boolean => unit.family === 'bare'
  const unit = plain(low.unit) ? high.unit : low.unit
  const scaled =
    tokens.slice(second.start + 1, second.end).some((token) => token.kind === 'word') &&
    first.end === first.start + 1 &&
    !first.amount.rough
  const factor =
    scaled && second.amount.rough
      ? { digits: second.amount.step.digits, exponent: second.amount.step.exponent + decimals(tokens[second.start]?.text ?? '') }
      : undefined
  const amount = factor
    ? { ...first.amount, value: multiply(first.amount.value, factor), step: multiply(first.amount.step, factor), rough: true }
    : first.amount
  const of = (quantity: Quantity, readings: Reading[]): Quantity => ({ ...quantity, claim: { ...quantity.claim, readings } })
  const second2 = plain(high.unit) ? of(second, pointReadings(second.amount, unit, { tokens })) : second
  return [of({ ...first, amount }, pointReadings(amount, unit, { tokens })), second2]
}
const decimals = (text: string): number => text.split('.')[1]?.length ?? 0

function related(tokens: readonly Token[], quantities: readonly Quantity[]): Quantity[] {
  const found = [...quantities]
  let chained = false
  for (let index = 0; index + 1 < found.length; index += 1) {
    const [first, second] = [found[index], found[index + 1]]
    if (!first || !second) continue
    const ranged = sharesUnit(tokens, first, second)
    if (collides(tokens, first, second) || (ranged && chained)) [found[index], found[index + 1]] = [spoil(first), spoil(second)]
    else if (ranged) [found[index], found[index + 1]] = range(tokens, [first, second])
    chained = ranged && shown(joins(tokens, first, second)) === '-'
  }
  return found
}

/** Everything in a sentence that needs a record: figures in digits or words, dates, addresses, hashes, links. */
export function extractClaims(sentence: string, context: ClaimContext): Claim[] {
  const plain = normalise(sentence)
  const links = takeLinks(plain)
  const dates = takeDates(links.rest)
  const spanish = isSpanish(dates.rest, context.locale)
  const idioms = [CHINESE_IDIOMS, ...ENGLISH.idioms, ...(spanish ? SPANISH.idioms : [])]
  const text = within(idioms, withoutTerms(multiples(dates.rest))).replace(PER_ONE, CLAIMED)
  const tokens = tokenize(text, context.known)
  const lexicons = spanish ? [SPANISH, ENGLISH] : [ENGLISH, SPANISH_ABROAD]
  const quantities = related(tokens, readQuantities(tokens, { ...context, lexicons, spanish }))
  const claims = [...links.claims, ...dates.claims, ...quantities.map(({ claim }) => claim)]
  const hidden: Claim[] = reordered(sentence) && claims.length > 0 ? [{ kind: 'unreadable', text: plain.trim(), readings: [] }] : []
  return [...claims, ...hidden]
}
