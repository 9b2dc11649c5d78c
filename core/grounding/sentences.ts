/** A piece of prose that is kept or dropped as a whole. */
export interface Sentence {
  /** As written, with the white space after it. */
  text: string
  /** A line of a table with pipes: its header, its rule of dashes, or a row. */
  table?: 'header' | 'rule' | 'row'
}

const BULLET = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s/
const TABLE = /^\s*\|.*\|\s*$/
const RULE = /^\s*\|[\s:|-]+\|\s*$/
/** Words that end in a full stop without ending the sentence. */
const ABBREVIATION =
  /(?:^|[\s(])(?:approx|ca|vs|e\.g|i\.e|etc|no|nr|fig|est|avg|max|min|cf|incl|excl|resp|aprox|p\.\s?ej|ej|núm|dr|mr|ms|st|u\.s|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\.\s*$/i
/** A list marker that the segmenter took for a sentence. */
const ALONE = /^\s*(?:[-*+•–]|\d{1,3}[.)])\s*$/
const ENDS_IN_FIGURE = /\p{N}[.,]?\s*$/u

const segmenters = new Map<string, Intl.Segmenter>()
function segmenter(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale)
  if (known) return known
  const supported = (() => {
    try {
      return Intl.Segmenter.supportedLocalesOf(locale).length > 0 ? locale : 'en'
    } catch {
      return 'en'
    }
  })()
  const made = new Intl.Segmenter(supported, { granularity: 'sentence' })
  segmenters.set(locale, made)
  return made
}

/** Lines of one paragraph belong together: only an empty line, a bullet, a heading, a table or a fence begins a new one. */
function paragraphs(text: string): string[] {
  const lines = text.split(/(?<=\n)/)
  const found: string[] = []
  let fenced = false
  let open = false
  let item = false
  for (const line of lines) {
    const fence = /^\s*(?:```|~~~)/.test(line)
    const alone = fenced || fence || TABLE.test(line) || /^\s*#{1,6}\s/.test(line) || line.trim() === ''
    if (fence) fenced = !fenced
    // Behind a list item only an indented line goes on with it.
    const goesOn = !alone && open && !BULLET.test(line) && (!item || /^\s{2,}/.test(line))
    if (goesOn) found[found.length - 1] += line
    else {
      found.push(line)
      item = BULLET.test(line)
    }
    open = !alone
  }
  return found
}

/** True when the piece before is not a whole sentence yet. */
const unfinished = (before: string, after: string): boolean =>
  ABBREVIATION.test(before.slice(-12)) ||
  ALONE.test(before) ||
  // No white space between them: the full stop may stand inside a figure that is written to look like none.
  /[.!?…]["'”’)*_]*$/.test(before.slice(-6)) ||
  (ENDS_IN_FIGURE.test(before.slice(-8)) && /^\p{N}/u.test(after)) ||
  (/\.\s+$/.test(before.slice(-8)) && /^\p{Ll}/u.test(after))

function pieces(paragraph: string, locale: string): string[] {
  // A line break inside a paragraph would end a sentence for the segmenter; a space of the same length does not.
  const flat = paragraph.trimEnd().replace(/[\r\n\u2028\u2029\u0085]/g, ' ')
  const found: string[] = []
  for (const { segment, index } of segmenter(locale).segment(flat)) {
    const original = paragraph.slice(index, index + segment.length)
    const last = found.at(-1)
    if (last !== undefined && last.length < 2000 && unfinished(last, original)) found[found.length - 1] = last + original
    else found.push(original)
  }
  const rest = paragraph.slice(flat.length)
  if (found.length === 0) return [paragraph]
  found[found.length - 1] += rest
  return found
}

/** Sentences, list items and table lines of a text, in order; joined they are the text again. */
export function splitSentences(text: string, locale: string): Sentence[] {
  const found: Sentence[] = []
  for (const paragraph of paragraphs(text)) {
    if (!TABLE.test(paragraph)) found.push(...pieces(paragraph, locale).map((piece) => ({ text: piece })))
    else if (RULE.test(paragraph)) found.push({ text: paragraph, table: 'rule' })
    else found.push({ text: paragraph, table: found.at(-1)?.table === undefined ? 'header' : 'row' })
  }
  return found
}
