/** Names of the field that hold digits and claim nothing. Each stands for the whole name: "ERC-20,000" is none of them. */
const END = String.raw`(?![\p{L}\p{N}]|[.,'’]\d|\s?%)`
const PATTERNS = [
  '(?:ERC|EIP|BEP|TRC|BIP)[- ]?(?:20|165|155|223|712|721|777|1155|1271|1363|1559|1967|2612|2771|4337|4626|4844|6909|7201|7683|7702|32|39|44)',
  'web[23]|(?:uniswap|sushiswap|pancakeswap|quickswap|aave|compound|curve|balancer|camelot|quoter|router|pair|pool)?[ -]?V[1-4]|layer[ -][123]|L[123]',
  'u?int(?:8|16|32|64|112|128|160|256)|bytes(?:4|20|32)|SHA-?(?:1|2|3|256|512)|keccak-?256|secp256k1|UTF-8|base(?:32|58|64)|IPv[46]|P2P|B2B|H100|H200',
]
const TERMS = new RegExp(String.raw`(?<![\p{L}\p{N}]|\d[.,-])(?:${PATTERNS.join('|')})${END}`, 'giu')

/** Replaces well-known names by a word without digits. */
export const withoutTerms = (text: string): string => text.replace(TERMS, 'term')

/** Digits and letters in one: a name, when a record or the asker says it like this. */
const CHUNK = /[\p{L}\p{N}]{2,128}/gu
const FIGURE_LIKE =
  /^\d+(?:[.,]\d+)?(?:k|m|b|t|bn|mn|mm|tn|x|h|d|s|w|y|hr|hrs|min|mins|ms|sec|secs|st|nd|rd|th|bps|bp|pct|kb|mb|gb|e\d+|usd|eur|gwei|wei|eth)$/i

/** Names with digits that a text holds, lower case; none that could be read as a figure. */
export function namesIn(text: string): string[] {
  return [...text.matchAll(CHUNK)]
    .map((match) => match[0].toLowerCase())
    .filter((chunk) => /\p{L}/u.test(chunk) && /\d/.test(chunk) && !FIGURE_LIKE.test(chunk))
    .filter((chunk) => chunk.length >= 24 || (!/\d{4}/.test(chunk) && !/^\d{2}/.test(chunk)))
}
