const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const SEAMS = [/\n\n+/g, /\n/g, /[.!?。！？]\s+/g, /\s+/g] as const

/** The longest beginning of at most `most` UTF-16 units that ends well, and the rest. An escape is never cut in two. */
export function cut(text: string, most: number): [string, string] {
  if (text.length <= most) return [text, '']
  for (const seam of SEAMS) {
    let at = 0
    for (const match of text.matchAll(seam)) {
      const end = match.index + match[0].length
      if (end > most) break
      at = end
    }
    // A seam near the beginning would leave a message almost empty.
    if (at > most / 3) return [text.slice(0, at).trimEnd(), text.slice(at).trimStart()]
  }
  const at = hardCut(text, most)
  return [text.slice(0, at), text.slice(at)]
}

function hardCut(text: string, most: number): number {
  let at = 0
  for (const { index, segment } of segments.segment(text.slice(0, most + 64))) {
    if (index + segment.length > most) break
    at = index + segment.length
  }
  // One grapheme may be longer than the room (marks piled on a letter); then code points must do.
  if (at === 0) at = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '') ? most - 1 : most
  let escapes = 0
  while (escapes < at && text[at - 1 - escapes] === '\\') escapes += 1
  return Math.max(1, escapes % 2 === 1 ? at - 1 : at)
}

/** Pieces of at most `most` units each. */
export function cutAll(text: string, most: number): string[] {
  const parts: string[] = []
  let rest = text
  while (rest !== '') {
    const [head, tail] = cut(rest, most)
    if (head !== '') parts.push(head)
    rest = tail
  }
  return parts
}

/** The text with an ellipsis when it is longer than `most` UTF-16 units. */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  return `${text.slice(0, hardCut(text, most - 1))}…`
}
