import type { Lexicon } from './lexicon.ts'
import { ENGLISH } from './lexicon-en.ts'
import { SPANISH } from './lexicon-es.ts'
import type { Token } from './tokens.ts'

export interface Neighbours {
  negative: boolean
  /** A sign or a word for it is written. */
  signed: boolean
  bound?: 'above' | 'below'
  approximate: boolean
  /** "100+". */
  glued100: boolean
}

const LANGUAGES: readonly Lexicon[] = [ENGLISH, SPANISH]
const any = (pick: (lexicon: Lexicon) => ReadonlySet<string>, word: string): boolean => LANGUAGES.some((lexicon) => pick(lexicon).has(word))
const MONEY = /^[$€£¥₹₩₽₿]$/

function sign(tokens: readonly Token[], start: number): '+' | '-' | undefined {
  let at = start - 1
  if (MONEY.test(tokens[at]?.text ?? '')) at -= 1
  const token = tokens[at]
  if (token?.kind === 'word' && any((lexicon) => lexicon.negative, token.folded)) return '-'
  if (token?.text !== '-' && token?.text !== '+') return undefined
  // A dash right behind a word or number is a hyphen or a range, and one with space on both sides is a pause.
  const before = tokens[at - 1]
  const opens = before === undefined || token.apart || before.text === '(' || before.text === '-' || before.text === '='
  return opens && !tokens[at + 1]?.apart ? token.text : undefined
}

function wordsBefore(tokens: readonly Token[], start: number): string[] {
  const found: string[] = []
  for (let at = start - 1; at >= 0 && at >= start - 5 && found.length < 3; at -= 1) {
    const token = tokens[at]
    if (token?.kind === 'word' || (token?.kind === 'sign' && /[~≈><≥≤]/.test(token.text))) found.push(token.folded)
    else if (token?.kind === 'han') found.push(token.text)
    else if (token?.kind !== 'sign' || !/[$€£¥+-]/.test(token.text)) break
  }
  return found
}

/** What the words and signs around a number say about it. */
export function around(tokens: readonly Token[], start: number, end: number): Neighbours {
  const shown = sign(tokens, start)
  const words = wordsBefore(tokens, start)
  const is = (pick: (lexicon: Lexicon) => ReadonlySet<string>, pattern: RegExp): boolean =>
    words.some((word, index) => (index < 2 && any(pick, word)) || pattern.test(word))
  const less = words.some(
    (word) => /^(?:less|fewer|most|menos|[<≤]|up)$/.test(word) || /(?:不到|低于|少于|小于|不足|至多|最多)$/.test(word),
  )
  const below = less || is((lexicon) => lexicon.below, /^[<≤]$/)
  const above = !below && is((lexicon) => lexicon.above, /^[>≥]$|(?:超过|逾|多于|大于|至少|高于)$/)
  const after = tokens[end]?.kind === 'han' ? (tokens[end]?.text ?? '') : ''
  const approximate = is((lexicon) => lexicon.approximate, /^[~≈]$|(?:约|大约|大概|接近|将近|近)$/) || /^(?:左右|多|余)/.test(after)
  return {
    negative: shown === '-',
    signed: shown !== undefined,
    approximate,
    glued100: tokens[end]?.text === '+' && !tokens[end]?.apart,
    ...(above ? { bound: 'above' as const } : below ? { bound: 'below' as const } : {}),
  }
}
