/** A sentence and where it stands: `text.slice(start, end)`. */
export interface Sentence {
  text: string
  start: number
  end: number
}

/** Words after which a point ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s("'“[])(?:no|nos|vs|e\.g|i\.e|cf|etc|al|approx|ca|est|fig|figs|eq|sec|sect|ch|vol|pp?|ep|mr|mrs|ms|dr|prof|sr|jr|st|inc|ltd|corp|co|dept|gov|gen|rep|sen|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|u\.s|u\.k|a\.m|p\.m|\p{Lu})\.$/iu
/** These may well end a sentence: only a small letter or a digit after them says that they did not. */
const MAY_END = /(?:etc|al|inc|ltd|corp|co|u\.s|u\.k|a\.m|p\.m)\.$/i
/** A list marker alone: "3." or "b)". */
const MARKER = /^\s*(?:\d{1,3}|[a-z])[.)]\s*$/i
const segmenters = new Map<string, Intl.Segmenter>()

function segmenterOf(locale: string): Intl.Segmenter {
  const made = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'sentence' })
  segmenters.set(locale, made)
  return made
}

/** True when what follows belongs to the same sentence although the segmenter cut it. */
function goesOn(before: string, after: string): boolean {
  const left = before.trimEnd()
  if (MARKER.test(left)) return true
  if (/^\s*[\p{Ll}]/u.test(after) && !/[!?。！？]["'”’)\]]*$/u.test(left)) return true
  if (!ABBREVIATION.test(left)) return /\d\.$/.test(left) && /^\d/.test(after)
  return !MAY_END.test(left) || /^\s*\d/.test(after)
}

/** Where a sentence ends before a number: "No funds were lost. 1,214 withdrawals waited", which the segmenter takes for one. */
const BEFORE_NUMBER = /(?<=\p{Ll}{3}[.!?]["'”’)\]]*) +(?=[$€£]?\d)/gu

/** The parts of a segment, cut where a number opens a sentence. */
function cuts(segment: string): string[] {
  const parts: string[] = []
  let from = 0
  for (const { index } of segment.matchAll(BEFORE_NUMBER)) {
    if (ABBREVIATION.test(segment.slice(0, index)) || segment.slice(from, index).split(' ').length < 3) continue
    parts.push(segment.slice(from, index))
    from = index
  }
  return [...parts, segment.slice(from)]
}

/**
 * Sentences of running text, by Intl.Segmenter, joined again after abbreviations, list markers and decimals. Line breaks count as
 * spaces: cut blocks apart before (text/blocks.ts).
 * @example splitSentences('See No. 5. It passed.', 'en').map(({ text }) => text) // ['See No. 5.', 'It passed.']
 */
export function splitSentences(text: string, locale = 'en'): Sentence[] {
  const flat = text.replace(/[\r\n\t\u00a0\u2028\u2029]/g, ' ')
  const found: { start: number; end: number }[] = []
  for (const { index, segment } of segmenterOf(locale).segment(flat)) {
    let start = index
    for (const part of cuts(segment)) {
      const last = found.at(-1)
      if (last && start === index && goesOn(flat.slice(last.start, last.end), part)) last.end = start + part.length
      else found.push({ start, end: start + part.length })
      start += part.length
    }
  }
  return found.flatMap(({ start, end }) => {
    const raw = flat.slice(start, end)
    const shift = raw.length - raw.trimStart().length
    const trimmed = raw.trim()
    return trimmed ? [{ text: trimmed, start: start + shift, end: start + shift + trimmed.length }] : []
  })
}
