import { stemOf, wordsOf } from './words.ts'

/** What a sentence states that can be looked up word for word. */
export interface Facts {
  /** Numbers by value: "12", "0.505", "3500000". */
  numbers: readonly string[]
  /** Capitalised words that are no ordinary opening of a sentence, lower case. */
  names: readonly string[]
  /** Addresses, hashes and links, as written in lower case. */
  marks: readonly string[]
}

const SMALL: Readonly<Record<string, number>> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
)
const TENS: Readonly<Record<string, number>> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
}
const SCALE: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mm: 1e6,
  mn: 1e6,
  million: 1e6,
  bn: 1e9,
  b: 1e9,
  billion: 1e9,
  trillion: 1e12,
}
const NUMBER =
  /(?<![\p{L}\p{N}_])(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s?(k|mm|mn|m|bn|b|thousand|million|billion|trillion)?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}_])(\d+)(?:st|nd|rd|th)\b|(\d+(?:\.\d+)?)(?=\p{L})/giu
const MARK =
  /https?:\/\/[^\s<>"')\]]+|\b0x[0-9a-f]{8,64}\b|(?<![a-z0-9.-])(?:[a-z0-9-]{1,63}\.){1,20}(?:eth|com|org|io|net|xyz|fi|app|dev|me|ru|cc)\b(?:\/[^\s<>"')\]]*)?/gi
const NAME = /\p{Lu}[\p{L}\p{N}'’&.-]*/gu

/** A number without the noise of floating point. */
const tidy = (value: number): string => String(Number(value.toPrecision(12)))

function numbersIn(text: string): string[] {
  const digits = [...text.matchAll(NUMBER)].map(([, plain, scale, ordinal, glued]) => {
    const value = Number((plain ?? ordinal ?? glued ?? '').replace(/,/g, ''))
    return tidy(value * (SCALE[(scale ?? '').toLowerCase()] ?? 1))
  })
  const words = wordsOf(text).flatMap((word) => word.split('-'))
  const spelled = words.flatMap((word, i) => {
    const value = SMALL[word] ?? TENS[word]
    if (value === undefined || value < 3) return [] // "one" and "two" count what a text names, not what it says
    return [tidy(value * (SCALE[words[i + 1] ?? ''] ?? 1))]
  })
  return [...new Set([...digits, ...spelled])]
}

function namesIn(text: string): string[] {
  return [...text.matchAll(NAME)].flatMap((match) => {
    const before = text.slice(Math.max(0, match.index - 20), match.index).trimEnd()
    const opens = before === '' || /[.!?:"“‘(•\n-]$/.test(before)
    const name = match[0].replace(/(?:['’]s)?[.'’&-]*$/, '').toLowerCase()
    return name.length < 2 || (opens && !/\d|\p{Lu}.*\p{Lu}/u.test(match[0])) ? [] : [name]
  })
}

/** Numbers, names, addresses and links of a text. */
export function factsOf(text: string): Facts {
  const marks = [...new Set((text.match(MARK) ?? []).map((mark) => mark.toLowerCase().replace(/[.,;:]$/, '')))]
  const rest = text.replace(MARK, ' ')
  return { numbers: numbersIn(rest), names: [...new Set(namesIn(rest))], marks }
}

/** Pairs of words that say opposite things; a claim with one where its evidence has only the other says the contrary. */
const OPPOSITES = `increase decrease|increased decreased|increasing decreasing|raise lower|raised lowered|higher lower|high low|more less|more fewer|most least|rise fall|rose fell|up down|gain loss
win lose|won lost|accept reject|accepted rejected|approve reject|approved rejected|support oppose|supports opposes|agree disagree|allow forbid|allow prevent|allowed banned|enable disable|add remove|added removed
buy sell|bought sold|before after|first last|first second|start end|begin end|open close|opened closed|early late|earlier later|good bad|better worse|best worst|strong weak|positive negative|success failure
succeeded failed|easy difficult|easy hard|safe dangerous|safe unsafe|legal illegal|male female|man woman|men women|boy girl|father mother|son daughter|brother sister|he she|his her|north south|east west
left right|inside outside|above below|over under|maximum minimum|major minor|large small|larger smaller|big small|long short|longer shorter|new old|young old|many few|all none|always never|everyone nobody
happy sad|love hate|like dislike|cheap expensive|fast slow|hot cold|warm cold|rich poor|public private|internal external|domestic foreign|full empty|alive dead|guilty innocent|guilty acquitted|remember forget
ask answer|give take|send receive|sent received|arrive leave|arrived left|enter exit|push pull|include exclude|includes excludes|including excluding|attack defend|expand shrink|growth decline|improve worsen|improved worsened
improvement deterioration|confirm deny|confirmed denied|optimistic pessimistic|profit loss|deposit withdraw|mint burn|lock unlock|stake unstake|bullish bearish|upgrade downgrade|surplus deficit|asset liability|lend borrow
temporary permanent|voluntary mandatory|optional required|increase reduce|increased reduced|grow shrink|strengthen weaken|encourage discourage|interested uninterested|able unable|likely unlikely|possible impossible|necessary unnecessary
morning evening|day night|today tomorrow|yesterday tomorrow|weekday weekend|tomorrow tonight|partial full|continue stop|include omit|hopeful concerned|confident worried|praise criticise|praised criticised|praised criticized|praise criticize
favourable unfavourable|favorable unfavorable|satisfied dissatisfied|successful unsuccessful|exceed miss|exceeded missed|ahead behind|acquire sell|hire fire|join leave|joined left`

const opposites = new Map<string, Set<string>>()
for (const pair of OPPOSITES.split(/[|\n]/)) {
  const [a = '', b = ''] = pair.trim().split(' ').map(stemOf)
  opposites.set(a, (opposites.get(a) ?? new Set()).add(b))
  opposites.set(b, (opposites.get(b) ?? new Set()).add(a))
}

export const oppositesOf = (stem: string): ReadonlySet<string> => opposites.get(stem) ?? new Set()

const NEGATION =
  /\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|fail(?:s|ed)? to|refus(?:es?|ed) to|unable|lack(?:s|ed|ing)?|rather than|instead of)\b|n['’]t\b|(?:不|没|無|无|未)|(?<![\p{L}])(?:не|нет|без|ни|sin|nunca|jamás|değil|yok|không)(?![\p{L}])/giu
export const negationsIn = (text: string): number => text.match(NEGATION)?.length ?? 0

const UNSURE =
  /\b(?:may|might|could|perhaps|possibl[ey]|probably|likely|expects?|expected|plans?|planned|proposes?|proposed|would|should|consider(?:s|ing|ed)?|hopes?|intends?|if|alleged(?:ly)?|reportedly)\b/gi
export const hedgesIn = (text: string): number => text.match(UNSURE)?.length ?? 0
