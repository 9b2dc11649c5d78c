import type { Resolve, TokenMatch } from '../../../core/resolve.ts'
import type { Said } from '../../../core/written-amounts.ts'

/** A token that a message names. */
export interface Mention {
  words: string
  start: number
  end: number
  /** Every token that the words can mean, best first. */
  matches: readonly TokenMatch[]
}

/** Words that are never taken for a token's name in a sentence about a swap, though somebody may have called one so. */
const COMMON = new Set(
  (
    'a an and as at be best buy by can cheapest could do does exactly exchange find for from get give gets got have how i if in instead into is it just least ' +
    'make many max maximum me minimum much my need now of on one or out pay please price quote receive route sell send show slippage so some spend swap take tell ' +
    'than that the then there this through to token tokens trade us using via want way what when which will with worth would you your gas fee fees after network chain ' +
    'el la los las un una de del por para con en a y o que qué cuánto cuántos cuanta cuántas cambia cambiar vende vender compra comprar mejor ruta quiero necesito recibo dan me mi ' +
    'o os as um uma do da em e quanto quantos quero preciso recebo troque trocar meu minha ile için ne kadar al sat takas bana en iyi rota ' +
    'thousand million billion k m half all everything over under above below mil bin usd dollars dollar bucks'
  ).split(' '),
)

/** Other words for the coin that most chains are named after. */
const COIN = /^(?:ether|ethereum|эфир\p{L}*|以太坊|以太币|以太)$/iu
const WORD = /\$?[\p{Script=Latin}][\p{Script=Latin}\d.+_-]*|0x[0-9a-fA-F]{40}|[\p{Script=Cyrillic}]+|以太坊|以太币|以太/gu

const bare = (words: string): string => words.replace(/^\$/, '').replace(/[.+_-]+$/, '')

/** "USD Coin" is a name, "usd" alone is a unit. */
const isCommon = (word: string, length: number): boolean =>
  COMMON.has(word.toLowerCase()) && !word.startsWith('$') && !(length > 1 && /^(?:usd|dollar)$/i.test(word))

async function meaning(words: string, resolve: Resolve): Promise<readonly TokenMatch[]> {
  const asked = COIN.test(words) ? 'ETH' : words
  const found = await resolve.tokens(asked)
  return found.filter(({ match }) => match !== 'near')
}

/** The tokens that a message names outside its amounts, in order; the longest name wins. Four at most are looked for. */
export async function mentionsIn(text: string, amounts: readonly Said[], resolve: Resolve): Promise<Mention[]> {
  const words = [...text.matchAll(WORD)]
    .map((found) => ({ words: found[0], start: found.index, end: found.index + found[0].length }))
    .filter(({ start, end }) => !amounts.some((one) => start < one.end && end > one.start))
  const mentions: Mention[] = []
  for (let at = 0; at < words.length && mentions.length < 4; at++) {
    for (const length of [3, 2, 1]) {
      const group = words.slice(at, at + length)
      const [first, last] = [group[0], group.at(-1)]
      if (group.length < length || !first || !last) continue
      if (group.some((word) => isCommon(word.words, length))) continue
      const name = bare(text.slice(first.start, last.end))
      if (length > 1 && !/^[\p{L}\d .+_-]+$/u.test(name)) continue
      const matches = await meaning(name, resolve)
      if (matches.length === 0) continue
      mentions.push({ words: name, start: first.start, end: last.end, matches })
      at += length - 1
      break
    }
  }
  return mentions
}
