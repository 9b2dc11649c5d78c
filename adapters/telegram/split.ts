import { cut, type Styled } from './styled.ts'

/** Where a text may be parted, the best first: between paragraphs, lines, sentences, words. */
const SEAMS = [/\n{2,}/g, /\n/g, /(?<=[.!?…])\s|(?<=[。！？])/g, /\s/g] as const

/** A seam must leave at least this share of the room used, or a lesser seam is better. */
const LEAST_FULL = 0.5

/** Never inside a surrogate pair, and not before a mark that belongs to the character before it. */
function hardCut(text: string, limit: number): number {
  let at = limit
  while (at > limit - 20 && at > 1 && /^(?:[\udc00-\udfff]|\u200d|\p{M})/u.test(text.slice(at, at + 2))) at -= 1
  return /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at - 1 : at
}

function cutAt(text: string, limit: number): number {
  const room = text.slice(0, limit + 1)
  for (const seam of SEAMS) {
    const last = [...room.matchAll(seam)]
      .map(({ index }) => index)
      .filter((index) => index > 0 && index <= limit)
      .at(-1)
    if (last !== undefined && last >= limit * LEAST_FULL) return last
  }
  return hardCut(text, limit)
}

/**
 * A text in pieces of at most `limit` UTF-16 units, parted at the best seam in the second half of the room; none is empty.
 * The formatting goes on in the next piece.
 */
export function split(whole: Styled, limit: number): Styled[] {
  const pieces: Styled[] = []
  let rest = cut(whole, 0, whole.text.length)
  while (rest.text.length > limit) {
    const at = cutAt(rest.text, limit)
    const piece = cut(rest, 0, at)
    if (piece.text !== '') pieces.push(piece)
    rest = cut(rest, at, rest.text.length)
  }
  return rest.text === '' ? pieces : [...pieces, rest]
}
