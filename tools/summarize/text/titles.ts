/** A line that ends as sentences do, or as lines that go on. */
const CLOSED = /[.!?:;,。！？：；，…]["'”’)»]*$/u
const MARKED = /^\s*(?:#|[-*+•>|]|```|~~~|\d{1,3}[.)]\s)/
/** "1. Hosting bill": a section of minutes, when text of its own stands under it. */
const NUMBERED = /^\s*\d{1,2}[.)]\s+(\p{Lu}[^.!?]{2,58})$/u
/** Longest line that can be a title. */
const LONGEST = 130
/** Longest line that can be the heading of a section, or stand by itself. */
const SHORT = 60

const blank = (line: string | undefined): boolean => (line ?? '').trim() === ''
const opens = (line: string): boolean => /^[¡¿"“«(]?[\p{Lu}\p{N}\p{Script=Han}]/u.test(line)

/** Whether a line is a heading of a section: short, unfinished, by itself, with text under it. */
const isSection = (line: string, before: string | undefined, after: readonly string[]): boolean =>
  blank(before) && blank(after[0]) && !blank(after[1]) && line.length <= SHORT && line.split(/\s+/).length <= 8 && titleLike(line)

const titleLike = (line: string): boolean => opens(line) && !CLOSED.test(line) && !MARKED.test(line)

/**
 * Plain text with its titles marked as Markdown marks them: a first line that is no sentence, lines that are underlined, short lines by
 * themselves, and "2. Hosting bill" above a paragraph. Short lines that end without a point stay apart from the next.
 */
export function markTitles(text: string): string {
  const lines = text.split(/\r?\n/)
  const hasMarks = lines.some((line) => /^ {0,3}#{1,6}\s/.test(line))
  const first = lines.findIndex((line) => !blank(line))
  const marked: string[] = []
  lines.forEach((line, i) => {
    const own = line.trim()
    const [before, next = ''] = [lines[i - 1], lines[i + 1] ?? '']
    const under = /^\s*(=|-)\1{2,}\s*$/.exec(next)?.[1]
    if (under && own && !MARKED.test(line) && (i === first || blank(before))) marked.push(`${under === '=' ? '#' : '##'} ${own}`)
    else if (hasMarks || !own) marked.push(line)
    else if (i === first && isTitle(own, lines.slice(i + 1))) marked.push(`# ${own}`, '')
    else if (i > first && isSection(own, before, lines.slice(i + 1))) marked.push(`## ${own}`)
    else if (NUMBERED.test(line) && /^\s*\p{Lu}/u.test(next) && !NUMBERED.test(next)) marked.push(`## ${NUMBERED.exec(line)?.[1] ?? own}`)
    else if (own.length <= SHORT && titleLike(own) && opens(next.trim()) && !MARKED.test(next)) marked.push(line, '')
    else marked.push(line)
  })
  return marked.join('\n')
}

/** A first line that is no sentence, with text under it. */
function isTitle(line: string, after: readonly string[]): boolean {
  const rest = after.filter((other) => !blank(other))
  if (line.length > LONGEST || rest.length === 0 || !titleLike(line)) return false
  return blank(after[0]) || (line.length <= SHORT && opens(rest[0]?.trim() ?? ''))
}
