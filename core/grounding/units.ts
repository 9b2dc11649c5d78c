import { type Decimal, decimal } from './decimal.ts'

/**
 * What a number counts. Two numbers can only stand for each other when their families are the same;
 * `scale` brings a number to the base of its family (percent, seconds, wei, bytes).
 */
export interface Unit {
  family: string
  scale: Decimal
}

const ONE = decimal(1)
export const unit = (family: string, scale: Decimal = ONE): Unit => ({ family, scale })

/** No unit is said: fits any record that is not a percentage. */
export const BARE = unit('bare')
/** Counts things that have no unit of their own: "342 swaps". */
export const COUNT = unit('count')
export const PERCENT = unit('percent')
export const TIMES = unit('times')
export const BLOCK = unit('block')
export const CHAIN = unit('chain')
export const money = (code: string): Unit => unit(`money:${code}`)
export const ticker = (symbol: string): Unit => unit(`token:${symbol.toUpperCase()}`)
const seconds = (length: number): Unit => unit('seconds', decimal(length))

/** Unit words of prose and of records, lower case and without accents. */
const WORDS: Readonly<Record<string, Unit>> = Object.fromEntries(
  (
    [
      [PERCENT, '% percent pct pp percentage porcentaje porciento percents'],
      [unit('percent', decimal(1, -2)), 'bps bp bip bips'],
      [unit('percent', decimal(1, -1)), '‰ permille'],
      [money('USD'), '$ us$ usd dollar dollars buck bucks dolar dolares 美元 美金 刀'],
      [unit('money:USD', decimal(1, -2)), '¢ cent cents centavo centavos 美分'],
      [money('EUR'), '€ eur euro euros 欧元'],
      [money('GBP'), '£ gbp pound pounds sterling quid libra libras 英镑'],
      [money('JPY'), 'jpy yen 日元'],
      [money('CNY'), 'cny rmb yuan renminbi 元 人民币'],
      [unit('money:¥'), '¥'],
      [money('INR'), '₹ inr rupee rupees'],
      [money('KRW'), '₩ krw won'],
      [money('RUB'), '₽ rub ruble rubles'],
      [ticker('BTC'), '₿ bitcoin bitcoins'],
      [ticker('ETH'), 'ξ ether ethers eth'],
      [unit('wei'), 'wei'],
      [unit('wei', decimal(1, 9)), 'gwei'],
      [BLOCK, 'block blocks bloque bloques 区块 个区块'],
      [seconds(1), 's sec secs second seconds segundo segundos 秒'],
      [unit('seconds', decimal(1, -3)), 'ms millisecond milliseconds milisegundo milisegundos 毫秒'],
      [seconds(60), 'min mins minute minutes minuto minutos 分钟'],
      [seconds(3600), 'h hr hrs hour hours hora horas 小时 个小时'],
      [seconds(86_400), 'd day days dia dias 天 日'],
      [seconds(604_800), 'w wk week weeks semana semanas 周 星期 个星期'],
      [seconds(2_592_000), 'month months mes meses 个月'],
      [seconds(31_536_000), 'y yr yrs year years ano anos 年'],
      [TIMES, 'x times fold veces 倍'],
      [unit('bytes'), 'byte bytes'],
      [unit('bytes', decimal(1, 3)), 'kb kib'],
      [unit('bytes', decimal(1, 6)), 'mb mib'],
      [unit('bytes', decimal(1, 9)), 'gb gib'],
      [unit('bytes', decimal(1, 12)), 'tb tib'],
    ] as const
  ).flatMap(([of, words]) => words.split(' ').map((word) => [word, of] as const)),
)

/** Upper-case words that are no token although they look like one. */
const ACRONYMS = new Set(
  'DEX DEXS CEX NFT NFTS LP LPS EOA EOAS DAO DAOS RPC EVM API SQL AMM TVL MEV UTC GMT AM PM URL ID OK FAQ CPU GPU RAM APR APY EIP ERC L1 L2'.split(
    ' ',
  ),
)

/** Unit that a word of prose names, by its folded form; undefined when it names none. */
export const unitWord = (folded: string): Unit | undefined => (Object.hasOwn(WORDS, folded) ? WORDS[folded] : undefined)

/** A token symbol by its looks: "USDC", "WETH9". */
export const looksLikeTicker = (word: string): boolean => /^[A-Z][A-Z0-9.]{1,11}$/.test(word) && !ACRONYMS.has(word)

/** Family of a record's unit: "USD per WETH" counts USD, "swaps" counts swaps, "" is a pure count. */
export function recordUnit(text: string): Unit {
  const first =
    text
      .trim()
      .split(/\s*\/\s*|\s+per\s+/i)[0]
      ?.trim() ?? ''
  if (first === '') return COUNT
  const folded = first.toLowerCase()
  const known = unitWord(folded) ?? unitWord(folded.replace(/^basis points?$/, 'bps'))
  if (known) return known
  if (/^(ratio|fraction|share)$/.test(folded)) return unit('percent', decimal(1, 2))
  return /[A-Z]/.test(first) || /\d/.test(first) ? ticker(first) : unit(`noun:${singular(folded)}`)
}

/** "swaps" and "swap" are the same unit. */
export const singular = (word: string): string =>
  word.length > 3 && word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 2 && word.endsWith('s') ? word.slice(0, -1) : word
