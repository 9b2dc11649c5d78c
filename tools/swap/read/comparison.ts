import { amountsIn } from '../../../core/written-amounts.ts'

/** A quote that the asker brings from elsewhere. */
export interface Comparison {
  input: { compareAmount: string; compareName: string }
  rest: string
}

const NAMES =
  '1inch|0x|matcha|uniswap|cow(?:swap| ?swap)?|paraswap|velora|odos|kyber(?:swap)?|sushi(?:swap)?|openocean|jupiter|okx|li\\.?fi|lifi|metamask|rabby|coinbase|binance|pancake(?:swap)?|balancer|curve|llama(?:swap)?|bebop'
const VERB =
  'gives?(?: me)?|offers?(?: me)?|quotes?(?: me)?|says?|shows?(?: me)?|pays?(?: me)?|me da|da|ofrece|dice|cotiza|me dá|dá|oferece|да[её]т|предлагает|показывает|veriyor|gösteriyor|给(?:我)?|給(?:我)?|报价|顯示|显示|显示'
const QUOTED = new RegExp(
  `(?:[,;.]\\s*|\\b(?:but|and|while|pero|y|mas|e)\\b\\s*|но\\s+|但是?\\s*)?(?<!\\p{L})(${NAMES})\\s*(?:${VERB})\\s*(?=[$\\d])`,
  'iu',
)
const GOT = new RegExp(
  `(?:[,;.]\\s*|\\b(?:but|and)\\b\\s*)?\\bi (?:got|get|have|had|see|saw|was (?:offered|quoted))\\s+(?:a quote of |about )?([$]?\\d[^a-z]{0,24}(?:k|m|mln|million)?(?:\\s+[a-z]{2,10})?)\\s+(?:on|at|from|with|via|in)\\s+(${NAMES})(?!\\p{L})`,
  'iu',
)

/** The first amount right at the beginning of a text, and where the words after it (its token) end. */
function leading(text: string, locale: string): { digits: string; end: number } | undefined {
  const [amount] = amountsIn(text, locale)
  if (!amount || text.slice(0, amount.start).trim() !== '') return undefined
  const token = /^\s*[\p{Script=Latin}]{2,10}(?!\p{L})/u.exec(text.slice(amount.end))
  return { digits: amount.digits, end: amount.end + (token?.[0].length ?? 0) }
}

/** "1inch gives me 31,200", "I got 31.2k on 1inch", alone or behind a question. */
export function comparisonIn(text: string, locale: string): Comparison | undefined {
  const given = QUOTED.exec(text)
  const tail = given ? given.index + given[0].length : 0
  const offer = given && leading(text.slice(tail), locale)
  if (given && offer) {
    const rest = `${text.slice(0, given.index)} ${text.slice(tail + offer.end)}`.trim()
    return { input: { compareAmount: offer.digits, compareName: given[1] as string }, rest }
  }
  const got = GOT.exec(text)
  const had = got && leading(got[1] as string, locale)
  if (!got || !had) return undefined
  const rest = `${text.slice(0, got.index)} ${text.slice(got.index + got[0].length)}`.trim()
  return { input: { compareAmount: had.digits, compareName: got[2] as string }, rest }
}
