/** A piece of the message as the reader sees it. */
export interface Word {
  kind: 'word' | 'number' | 'money' | 'address' | 'hash' | 'selector'
  /** Lower case, without accents; corrected when it was misspelt. */
  text: string
  /** As it stood in the message. */
  raw: string
  /** Value of a number or an amount of dollars. */
  value?: number
  /** True when the spelling was corrected. */
  corrected?: boolean
}

const CJK = /[\p{Script=Han}]/u
const SCALE: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  mil: 1e3,
  m: 1e6,
  mm: 1e6,
  million: 1e6,
  millones: 1e6,
  b: 1e9,
  mln: 1e6,
  millon: 1e6,
  milhoes: 1e6,
  milhao: 1e6,
  milyon: 1e6,
  миллион: 1e6,
  миллиона: 1e6,
  миллионов: 1e6,
  млн: 1e6,
  тыс: 1e3,
  тысяч: 1e3,
  bin: 1e3,
  百万: 1e6,
  千: 1e3,
  milliard: 1e9,
  bn: 1e9,
  billion: 1e9,
  万: 1e4,
  亿: 1e8,
}

/** Words that multiply the number before them. */
export const SCALES: readonly string[] = Object.keys(SCALE)

/** Lower case, compatibility forms folded, accents removed. */
export const fold = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replaceAll('ı', 'i').normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')

const NUMBER_WORDS: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  twenty: 20,
  thirty: 30,
  hundred: 100,
  dos: 2,
  tres: 3,
  cuatro: 4,
  cinco: 5,
  seis: 6,
  siete: 7,
  ocho: 8,
  nueve: 9,
  diez: 10,
  veinte: 20,
  treinta: 30,
  两: 2,
  三: 3,
  五: 5,
  十: 10,
  七: 7,
  二十四: 24,
  三十: 30,
}
export const numberWord = (text: string): number | undefined => NUMBER_WORDS[text]

const PIECE =
  /\d{4}-\d{2}(?![\d-])|\d{1,2}:\d{2}(?!\d)|0x[0-9a-f]{64}(?![0-9a-f])|0x[0-9a-f]{40}(?![0-9a-f])|0x[0-9a-f]{8}(?![0-9a-f])|\d{4}-\d{2}-\d{2}|(?:us)?\$\s?\d[\d,.]*\s?(?:k|mm|m|bn|b|thousand|million|billion)?(?![\p{L}\d])|\$[\p{L}_][\p{L}\p{N}_.]*|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|>=|>|\p{Script=Han}+|(?!\p{Script=Han})[\p{L}\p{M}_](?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}_'’.-])*|%/giu

function money(raw: string): Word {
  const match = /([\d,.]+)\s?(\p{L}*)$/u.exec(raw.toLowerCase())
  const value = Number((match?.[1] ?? '').replace(/,/g, '').replace(/\.$/, '')) * (SCALE[match?.[2] ?? ''] ?? 1)
  return { kind: 'money', text: '$', raw, value }
}

function piece(raw: string): Word[] {
  if (/^0x[0-9a-f]{64}$/i.test(raw)) return [{ kind: 'hash', text: raw.toLowerCase(), raw }]
  if (/^0x[0-9a-f]{40}$/i.test(raw)) return [{ kind: 'address', text: raw.toLowerCase(), raw }]
  if (/^0x[0-9a-f]{8}$/i.test(raw)) return [{ kind: 'selector', text: raw.toLowerCase(), raw }]
  if (/^\d{4}-\d{2}(-\d{2})?$|^\d{1,2}:\d{2}$/.test(raw)) return [{ kind: 'word', text: raw, raw }]
  if (/^(?:us)?\$\s?\d/i.test(raw)) return [money(raw)]
  if (/^\d/.test(raw)) return [{ kind: 'number', text: raw.replace(/,/g, ''), raw, value: Number(raw.replace(/,/g, '')) }]
  if (CJK.test(raw)) return [{ kind: 'word', text: fold(raw), raw }]
  // "uniswap v2'deki", "dex'lere": a Turkish ending behind its apostrophe.
  const ending = /^(.{2,})['’](?:[dt][ea](?:ki|n)?|n?[iıuü]n|n?[iıuü]|y?[ea]|l[ea]r[ea]?|l[ea]r(?:[dt][ea]n?|in|ın)?)$/iu.exec(raw)
  if (ending) return piece(ending[1] ?? '')
  const text = fold(raw)
    .replace(/[’']s$/, '')
    .replace(/[’']/g, '')
    .replace(/[.-]+$/, '')
  // "weth-usdc" is a pair; "on-chain" stays one word.
  const parts = text.includes('-') && text !== 'on-chain' && text !== 'first-time' ? text.split('-').filter(Boolean) : [text]
  const said = raw.split('-').filter(Boolean)
  return parts.filter(Boolean).map((part, index) => {
    const value = numberWord(part)
    return value === undefined
      ? { kind: 'word' as const, text: part, raw: parts.length === 1 ? raw : said.length === parts.length ? (said[index] ?? part) : part }
      : { kind: 'number' as const, text: String(value), raw, value }
  })
}

/** "a million", "one thousand": one only before a scale; elsewhere it is an article. */
const ONES: ReadonlySet<string> = new Set(['one', 'a', 'un', 'uma', 'um', 'bir', 'один', 'одного', '一'])

/** What people do once or more often. */
const COUNTED = /^(trade|swap|transaction|tx|txn|transfer|time|day|week|buy|purchase|sale|call|token|pair|pool|dex)$/

const ENGLISH = /^(the|over|above|than|show|how|what|which|who|with|more|of|in|and|is|are|me|trades|swaps|transfers|worth|at|least)$/
const ROMANCE = /^(mas|mais|que|los|las|por|el|os|com|con|del|do|da|em|de|cuant[oa]s?|quant[oa]s?|superiores|acima|encima|dolares)$/

/** "1 mil" is a thousand in Spanish and Portuguese and a million to English speakers. */
function scaleOf(text: string, words: readonly Word[]): number | undefined {
  const million = text === 'mil' && words.some((word) => ENGLISH.test(word.text)) && !words.some((word) => ROMANCE.test(word.text))
  return million ? 1e6 : SCALE[text]
}

/** "10k", "24 hours": a number joined with the scale that follows it at once. */
export function scaled(words: readonly Word[]): Word[] {
  const out: Word[] = []
  for (const [index, word] of words.entries()) {
    const last = out.at(-1)
    const half = word.text === 'a' && last?.text === 'half' && SCALE[words[index + 1]?.text ?? ''] !== undefined
    if (half) {
      out[out.length - 1] = { kind: 'number', text: '0.5', raw: 'half', value: 0.5 }
      continue
    }
    const one = ONES.has(word.text) && words[index + 1] !== undefined && SCALE[words[index + 1]?.text ?? ''] !== undefined
    if (word.kind === 'word' && one) {
      out.push({ kind: 'number', text: '1', raw: word.raw, value: 1 })
      continue
    }
    // "exactly one trade", "more than once": the word counts.
    const counts = /^(exactly|than|least|most|precisely)$/.test(words[index - 1]?.text ?? '')
    if (word.kind === 'word' && counts && /^(one|once|twice)$/.test(word.text)) {
      const value = word.text === 'twice' ? 2 : 1
      out.push({ kind: 'number', text: String(value), raw: word.raw, value })
      if (word.text !== 'one') out.push({ kind: 'word', text: 'times', raw: 'times' })
      continue
    }
    // "just two times", "only 3 trades": exactly so many.
    const alone =
      word.kind === 'number' &&
      last !== undefined &&
      /^(just|only)$/.test(last.text) &&
      COUNTED.test((words[index + 1]?.text ?? '').replace(/s$/, ''))
    if (
      alone &&
      Number(word.value) < 100 &&
      /^(did|do|does|made|make|makes|with|had|have|traded|swapped|bought|sold|sent|received|used|of)$/.test(words[index - 2]?.text ?? '')
    )
      out[out.length - 1] = { kind: 'word', text: 'exactly', raw: last.raw }
    // "just one trade", "only one swap", "a single buy": exactly one.
    const lone = word.kind === 'word' && (word.text === 'one' || word.text === 'single') && COUNTED.test(words[index + 1]?.text ?? '')
    if (lone && last && (word.text === 'one' ? /^(just|only)$/ : /^(a|one|just|only)$/).test(last.text)) {
      out.pop()
      out.push({ kind: 'word', text: 'exactly', raw: last.raw }, { kind: 'number', text: '1', raw: word.raw, value: 1 })
      continue
    }
    const factor = word.kind === 'word' && last?.kind === 'number' ? scaleOf(word.text, words) : undefined
    // A lone m counts only as a capital or after a small number without a unit of time in sight: "over 1M", "1m+".
    if (factor && last) out[out.length - 1] = { ...last, text: String((last.value ?? 0) * factor), value: (last.value ?? 0) * factor }
    else out.push(word)
  }
  return out
}

/** Dates as people write them to the form that is read: 14.06.2021, 6/14/2021, "1-5 august". */
const dated = (text: string): string =>
  text
    .replace(/(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)/g, (_, a: string, b: string, year: string) => {
      const [day, month] = Number(b) > 12 ? [b, a] : [a, b]
      return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
    })
    .replace(
      /(?<!\d)((?:19|20)\d\d)[./](\d{1,2})[./](\d{1,2})(?!\d)/g,
      (_, year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
    )
    .replace(/(?<![\d-])(\d{1,2})(?:st|nd|rd|th)?\s*[-–—]\s*(\d{1,2})(?=(?:st|nd|rd|th)?\s+\p{L})/gu, '$1 to $2')
    .replace(/(?:the )?first (?:day )?of (?=(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b)/giu, '1 ')
    .replace(/(\d{4}-\d{2}-\d{2})T(\d{1,2}:\d{2})(?::\d{2})?Z?/g, '$1 $2')

/** A message in words, numbers, amounts of money, addresses and hashes; at most 200 pieces. Numbers are not yet joined with their scales. */
export const pieces = (text: string): Word[] =>
  (dated(text.slice(0, 4000).normalize('NFKC')).match(PIECE) ?? []).slice(0, 200).flatMap(piece)
