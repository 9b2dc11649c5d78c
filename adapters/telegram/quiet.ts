import { cleanText } from '../render/clean-text.ts'
import { concat, type Entity, type Styled, styled } from './styled.ts'

/** Word joiner: no width, no break, and no part of a link. */
const JOINER = '\u2060'

/**
 * Telegram makes links and mentions out of plain text by itself, and a token may be called "claim at evil.example" or "@admin". A character
 * without width takes that away; links come only from the sources of an answer. Commands stay: help is made of them.
 */
export const quiet = (text: string): string =>
  cleanText(text)
    .replace(/:\/\//g, `:${JOINER}//`)
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}{2})/gu, `.${JOINER}`)
    .replace(/@(?=[\p{L}\p{N}_])/gu, `@${JOINER}`)

const ADDRESS = /0x(?:[0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/gi

/** Text in which addresses and hashes can be copied by a tap. */
export function prose(text: string, style?: Omit<Entity, 'offset' | 'length'>): Styled {
  const clean = quiet(text)
  const pieces: Styled[] = []
  let from = 0
  for (const match of clean.matchAll(ADDRESS)) {
    pieces.push(styled(clean.slice(from, match.index), style), styled(match[0], { type: 'code' }))
    from = match.index + match[0].length
  }
  return concat(...pieces, styled(clean.slice(from), style))
}
