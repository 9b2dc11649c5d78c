import { rectifyConfusion } from 'unicode-confusables'

/** Characters that a reader does not see: zero width, direction marks, variation selectors, soft hyphen. */
const INVISIBLE = /\p{Cf}|\p{Default_Ignorable_Code_Point}/gu

/** Pairs that look like one letter, and figures that are read as letters; TR39 has no rule for these. */
const ALIKE: readonly [RegExp, string][] = [
  [/vv/g, 'w'],
  [/rn/g, 'm'],
  [/[0ø]/g, 'o'],
  [/[1i|!]/g, 'l'],
  [/3/g, 'e'],
  [/4/g, 'a'],
  [/5/g, 's'],
  [/7/g, 't'],
  [/8/g, 'b'],
  [/9/g, 'g'],
]

const withoutMarks = (text: string): string => text.replace(INVISIBLE, '').normalize('NFKD').replace(/\p{M}/gu, '')

/** Letters as they are meant: width, accents and invisible characters gone, lower case. */
export const plainLetters = (text: string): string => withoutMarks(text).toLowerCase().replaceAll('ı', 'i').replaceAll('đ', 'd')

/**
 * What a text looks like at a glance: two texts with one skeleton can be taken for each other.
 * Unicode TR39 skeleton, then lower case and the pairs above. Not reversible, not for display.
 * @example skeleton('ΜetаМаsk') === skeleton('rnetamask') // true
 */
export function skeleton(text: string): string {
  // Twice: a capital can be like a Latin capital while its small letter is like nothing.
  const capital = withoutMarks(rectifyConfusion(withoutMarks(text))).toLowerCase()
  const looks = withoutMarks(rectifyConfusion(capital)).toLowerCase()
  return ALIKE.reduce((folded, [pattern, letter]) => folded.replace(pattern, letter), looks)
}

/** True when the text holds what only a disguise needs: invisible characters, or letters of two scripts in one word. */
export function disguised(text: string): boolean {
  if (/[\u200b\u2060\u00ad\u180e\ufeff]|[\u202a-\u202e\u2066-\u2069]/u.test(text)) return true
  return (text.match(/[\p{L}]+/gu) ?? []).some(
    (word) => [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u].filter((script) => script.test(word)).length > 1,
  )
}
