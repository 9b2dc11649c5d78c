import { plainNumber } from '../../../core/written-amounts.ts'

/** A quote that the asker brings from elsewhere. */
export interface Comparison {
  input: { compareAmount: string; compareName: string }
  rest: string
}

const NAMES =
  '1inch|0x|matcha|uniswap|cow(?:swap| ?swap)?|paraswap|velora|odos|kyber(?:swap)?|sushi(?:swap)?|openocean|jupiter|okx|li\\.?fi|lifi|metamask|rabby|coinbase|binance|pancake(?:swap)?|balancer|curve|llama(?:swap)?|bebop'
const VERB =
  'gives?(?: me)?|offers?(?: me)?|quotes?(?: me)?|says?|shows?(?: me)?|pays?(?: me)?|me da|da|ofrece|dice|cotiza|me dá|dá|oferece|да[её]т|предлагает|показывает|veriyor|gösteriyor|给(?:我)?|給(?:我)?|报价|顯示|显示|显示'
const NUMBER = "\\d{1,3}(?:[,.'’ ]\\d{3})+(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)?"
const QUOTED = new RegExp(
  `(?:[,;.]\\s*|\\b(?:but|and|while|pero|y|mas|e)\\b\\s*|но\\s+|但是?\\s*)?(${NAMES})\\s*(?:${VERB})\\s*(${NUMBER})(?:\\s*[\\p{Script=Latin}]{2,10})?`,
  'iu',
)

/** "1inch gives me 31,200", alone or behind a question. */
export function comparisonIn(text: string, locale: string): Comparison | undefined {
  const found = QUOTED.exec(text)
  if (!found) return undefined
  const [whole, name = '', number = ''] = found
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + whole.length)}`.trim()
  return { input: { compareAmount: plainNumber(number, locale).digits, compareName: name }, rest }
}
