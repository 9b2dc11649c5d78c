import type { Token } from './tokens.ts'
import { BARE, BLOCK, CHAIN, COUNT, looksLikeTicker, money, PERCENT, singular, TIMES, ticker, type Unit, unit, unitWord } from './units.ts'

/** Symbols that records speak of, lower case. */
export type Symbols = ReadonlySet<string>

const FUNCTION_WORDS = new Set(
  'and or but in on at of for to from by as with is was are were be been has have had than then that this these those the a an last past next ago today yesterday now when while which who it its per via into over under up down so if not no only still also both during since until y o en de del la el los las por para con que es fue son se su al ultimo ultima ultimos ultimas como desde hasta cuando entre sobre'.split(
    ' ',
  ),
)
const COUNTABLE = new Set(
  'holder swap trade transfer pool transaction wallet address trader pair contract user event log buy sell deposit withdrawal position buyer seller market account owner sender receiver recipient'.split(
    ' ',
  ),
)
const MONEY_SIGNS: Readonly<Record<string, Unit>> = {
  $: money('USD'),
  '€': money('EUR'),
  '£': money('GBP'),
  '¥': unit('money:¥'),
  '₹': money('INR'),
  '₩': money('KRW'),
  '₽': money('RUB'),
  '₿': ticker('BTC'),
  Ξ: ticker('ETH'),
  '¢': unitWord('¢') ?? BARE,
}
/** What may stand between a number and its unit. */
const SKIPPED = new Set(["'", '"', '-', '~', '(', '*', '“', '”', '[', '’', '‘'])
const HAN_UNITS = [
  '个百分点',
  '百分点',
  '美元',
  '美金',
  '美分',
  '欧元',
  '英镑',
  '日元',
  '人民币',
  '个小时',
  '小时',
  '分钟',
  '毫秒',
  '秒',
  '个月',
  '个星期',
  '星期',
  '个区块',
  '区块',
  '天',
  '周',
  '年',
  '日',
  '倍',
  '元',
  '刀',
]
const HAN_BARE = /^[的，。；和与或及到至在是为（(]|^[、]/

function hanUnit(text: string): Unit {
  const found = HAN_UNITS.find((word) => text.startsWith(word))
  if (found === '个百分点' || found === '百分点') return PERCENT
  if (found !== undefined) return unitWord(found) ?? BARE
  return HAN_BARE.test(text) ? BARE : COUNT
}

/** Unit of one word, or of two: "basis points", "per cent", "por ciento", "US dollars". */
function wordUnit(tokens: readonly Token[], at: number, symbols: Symbols): Unit | undefined {
  const { text = '', folded = '', kind } = tokens[at] ?? {}
  if (kind !== 'word') return undefined
  const next = tokens[at + 1]?.folded ?? ''
  if (folded === 'basis' && /^points?$/.test(next)) return unitWord('bps')
  if ((folded === 'per' && next === 'cent') || (folded === 'por' && next === 'ciento')) return PERCENT
  if (folded === 'per' && (next === 'mille' || next === 'mil')) return unitWord('‰')
  if (folded === 'us' && unitWord(next)) return unitWord(next)
  const known = folded.length > 1 ? unitWord(folded) : undefined
  if (known) return known
  if (!looksLikeTicker(text) && !symbols.has(text.toLowerCase())) return undefined
  return COUNTABLE.has(singular(next)) ? COUNT : ticker(text)
}

/** Families that an adjective may stand before: "5 new blocks", "5 US dollars". */
const FAR = /^(?:block|percent|money:|token:|wei)/

function nounUnit(tokens: readonly Token[], at: number, symbols: Symbols): Unit {
  for (let ahead = 0; ahead < 3; ahead += 1) {
    const token = tokens[at + ahead]
    if (token?.kind !== 'word' || FUNCTION_WORDS.has(token.folded)) return ahead === 0 ? BARE : COUNT
    const found = wordUnit(tokens, at + ahead, symbols)
    if (found && (ahead === 0 || FAR.test(found.family))) return found
    const noun = singular(token.folded)
    if (noun !== token.folded || COUNTABLE.has(noun)) return unit(`noun:${noun}`)
  }
  return COUNT
}

/** Unit that stands after a number whose phrase ends before token `end`. */
export function unitAfter(tokens: readonly Token[], end: number, symbols: Symbols): Unit {
  let at = end
  for (let skipped = 0; skipped < 2 && SKIPPED.has(tokens[at]?.text ?? '') && tokens[at]?.kind === 'sign'; skipped += 1) at += 1
  const token = tokens[at]
  if (token === undefined) return BARE
  if (token.kind === 'sign')
    return token.text === '%' ? PERCENT : token.text === '‰' ? (unitWord('‰') ?? BARE) : (at === end && MONEY_SIGNS[token.text]) || BARE
  if (token.kind === 'han') return hanUnit(token.text)
  if (token.kind !== 'word') return BARE
  if (/^(?:of|in|de|en)$/.test(token.folded)) {
    const skip = /^(?:the|those|these|los|las|all)$/.test(tokens[at + 1]?.folded ?? '') ? 2 : 1
    return wordUnit(tokens, at + skip, symbols) ?? BARE
  }
  return nounUnit(tokens, at, symbols)
}

/** Unit that stands before token `start`: "$", "US$", "USD", "block", "block #", "chain id". */
export function unitBefore(tokens: readonly Token[], start: number): Unit | undefined {
  let at = start - 1
  if (/^[+-]$/.test(tokens[at]?.text ?? '')) at -= 1
  const token = tokens[at]
  if (token?.kind === 'sign' && MONEY_SIGNS[token.text]) return MONEY_SIGNS[token.text]
  if (token?.kind === 'word' && /^(?:USD|EUR|GBP|JPY|CNY|INR)$/i.test(token.text)) return unitWord(token.folded)
  while (at >= 0 && (/^(?:#|no|number|numero|height|id|altura|nr|:)$/.test(tokens[at]?.folded ?? '') || tokens[at]?.text === '.')) at -= 1
  const word = tokens[at]
  if (word?.kind === 'word' && /^(?:block|blocks|bloque|bloques)$/.test(word.folded)) return BLOCK
  if (word?.kind === 'word' && word.folded === 'chain') return CHAIN
  if (word?.kind === 'han' && /(?:区块|高度|区块号|块高)[为是号]?$/.test(word.text)) return BLOCK
  return undefined
}

/** Unit of letters stuck to digits: "24h", "10x", "30bps", "5gwei"; undefined when they are no unit. */
export function gluedUnit(letters: string, symbols: Symbols): Unit | undefined {
  if (/^x$/i.test(letters)) return TIMES
  return unitWord(letters.toLowerCase()) ?? (looksLikeTicker(letters) || symbols.has(letters.toLowerCase()) ? ticker(letters) : undefined)
}
