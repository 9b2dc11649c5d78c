import { fold } from './normalise.ts'

/** A word, number or sign of a normalised sentence. */
export interface Token {
  kind: 'number' | 'word' | 'han' | 'han-number' | 'odd' | 'sign' | 'claimed'
  text: string
  /** Look-up form of a word. */
  folded: string
  /** White space stands before it. */
  apart: boolean
}

/** Stands where something was read already; no number phrase reaches across it. */
export const CLAIMED = '\uE000'
const HAN_NUMERAL = '〇零一二三四五六七八九十百千万亿兆两俩仨半廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億兩點点'

const LEXER =
  /(?<space>\s+)|(?<number>(?:\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:[.,'’٬٫·]\d+)*(?:[eE][+-]?\d{1,4}(?![\p{L}\p{N}]))?|(?<![\p{L}\p{N}])\.\d+)|(?<han>\p{Script=Han}+)|(?<word>(?:(?!\p{Script=Han})\p{L})(?:(?!\p{Script=Han})[\p{L}\d]|['’](?=\p{L}))*)|(?<odd>\p{N})|(?<sign>[\s\S])/gu
const HAN_PARTS = new RegExp(`([${HAN_NUMERAL}]+)|([^${HAN_NUMERAL}]+)`, 'gu')
const FRACTION_BAR = /^分之/

function hanTokens(run: string, apart: boolean): Token[] {
  return [...run.matchAll(HAN_PARTS)].map((match, index) => {
    const text = match[0]
    // A "point" only belongs to a number between two numerals: 三点五.
    const numeral = match[1] !== undefined && !/^[点點]+$/.test(text)
    return { kind: numeral ? 'han-number' : 'han', text, folded: text, apart: apart && index === 0 } as const
  })
}

/** Splits a normalised sentence. `known` says whether a mix of letters and digits is a name that a record holds. */
export function tokenize(text: string, known: (chunk: string) => boolean): Token[] {
  const tokens: Token[] = []
  let apart = true
  let skipTo = 0
  for (const match of text.matchAll(LEXER)) {
    const { space, number, han, word, odd } = match.groups ?? {}
    if (match.index < skipTo) continue
    if (space !== undefined) {
      apart = true
      continue
    }
    const whole = number === undefined ? undefined : wholeName(text, match.index, known)
    if (whole !== undefined) {
      tokens.push({ kind: 'word', text: whole, folded: fold(whole), apart })
      skipTo = match.index + whole.length
    } else if (han !== undefined) tokens.push(...hanTokens(han, apart))
    else {
      const kind =
        number !== undefined
          ? 'number'
          : word !== undefined
            ? 'word'
            : odd !== undefined
              ? 'odd'
              : match[0] === CLAIMED
                ? 'claimed'
                : 'sign'
      tokens.push({ kind, text: match[0], folded: kind === 'word' ? fold(match[0]) : match[0], apart })
    }
    apart = false
  }
  return tokens
}

const NAME = /[\p{L}\p{N}]{2,64}/uy
/** A known name that begins with a digit: "1INCH". */
function wholeName(text: string, index: number, known: (chunk: string) => boolean): string | undefined {
  NAME.lastIndex = index
  const chunk = NAME.exec(text)?.[0]
  return chunk !== undefined && /\p{L}/u.test(chunk) && known(chunk) ? chunk : undefined
}

export const isFractionBar = (token: Token | undefined): boolean => token?.kind === 'han' && FRACTION_BAR.test(token.text)
