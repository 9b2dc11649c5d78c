const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Scripts that a terminal draws two columns wide (Unicode TR11, W and F), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u
const ZERO = /^(\p{Mn}|\p{Me}|\u200c|\u200d|[\ufe00-\ufe0f])+$/u
const ASCII = /^[\x20-\x7e]*$/

function graphemeWidth(grapheme: string): number {
  if (ZERO.test(grapheme)) return 0
  return WIDE.test(grapheme) ? 2 : 1
}

/** Columns that a text takes in a terminal. */
export function textWidth(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const { segment } of segments.segment(text)) width += graphemeWidth(segment)
  return width
}

/** The text cut to at most `width` columns, ending in … when something is missing; never inside a character. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  if (width < 1) return ''
  let fitted = ''
  let used = 0
  for (const { segment } of segments.segment(text)) {
    used += graphemeWidth(segment)
    if (used > width - 1) break
    fitted += segment
  }
  return `${fitted}…`
}

/** The text filled with spaces to `width` columns. */
export function padText(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)))
  return align === 'left' ? text + space : space + text
}

/** Lines of at most `width` columns, broken between words; a word that is longer stands on lines of its own, cut. */
export function wrapText(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, Math.max(1, width)))
}

function wrapParagraph(paragraph: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of paragraph.split(/ +/).flatMap((word) => cutWord(word, width))) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function cutWord(word: string, width: number): string[] {
  if (textWidth(word) <= width) return [word]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  for (const { segment } of segments.segment(word)) {
    const next = graphemeWidth(segment)
    if (piece !== '' && used + next > width) {
      pieces.push(piece)
      piece = ''
      used = 0
    }
    piece += segment
    used += next
  }
  return piece === '' ? pieces : [...pieces, piece]
}
