/**
 * What a reader sees of a message's content, by the rules of reference#message-formatting and the client's Markdown: the words without their
 * escapes, and everything that is more than words. Strict where clients differ: what any client may take for markup counts.
 */
export interface ReadText {
  /** The words. */
  plain: string
  /** "<@1>", "<#1>", "@everyone", links, "**", code, headings … in order. */
  marks: string[]
}

const RULES: readonly { name: string; pattern: RegExp; words?: (match: RegExpExecArray) => string; line?: boolean }[] = [
  { name: 'fence', pattern: /^```(?:[a-z0-9_+\-.#]*\n)?([\s\S]+?)```/i, words: (match) => match[1] ?? '' },
  { name: 'code', pattern: /^(`+)([\s\S]*?[^`])\1(?!`)/, words: (match) => match[2] ?? '' },
  { name: 'mention', pattern: /^<(?:@!?|@&|#)\d+>/ },
  { name: 'emoji', pattern: /^<a?:\w+:\d+>/ },
  { name: 'time', pattern: /^<t:-?\d+(?::\w)?>/ },
  { name: 'command', pattern: /^<\/[^>\n]+:\d+>/ },
  { name: 'guide', pattern: /^<id:\w+>/ },
  { name: 'mention', pattern: /^@(?:everyone|here)/ },
  { name: 'link', pattern: /^\[([^\]\n]+)\]\(<?(https?:\/\/[^\s)>]+)>?\)/, words: (match) => match[1] ?? '' },
  { name: 'url', pattern: /^<?https?:\/\/[^\s<]+[^\s<.,:;"')\]]>?/i },
  { name: 'url', pattern: /^(?:discord\.gg|discord(?:app)?\.com\/invite)\/\w+/i },
  { name: 'url', pattern: /^<(?:tel|mailto|sms):[^>]+>/i },
  { name: 'heading', pattern: /^#{1,3} +(?=\S)/, words: () => '', line: true },
  { name: 'subtext', pattern: /^-# +(?=\S)/, words: () => '', line: true },
  { name: 'quote', pattern: /^(?:>>> |> )/, words: () => '', line: true },
  { name: 'list', pattern: /^ *(?:[-*]|\d{1,10}\.) +(?=\S)/, words: () => '', line: true },
]
const ESCAPE = /^\\([^0-9A-Za-z\s])/
const PAIRS = ['***', '**', '__', '~~', '||', '*', '_'] as const

/** Reads the content of a message. @example readText('**hi** \\*there').plain // 'hi *there' */
export function readText(content: string): ReadText {
  const marks: string[] = []
  const plain = read(content, marks)
  return { plain, marks }
}

function read(content: string, marks: string[]): string {
  let plain = ''
  let rest = content
  let lineStart = true
  while (rest !== '') {
    const step = next(rest, { lineStart, marks, before: plain })
    plain += step.words
    rest = rest.slice(step.taken)
    lineStart = step.words.endsWith('\n') || (lineStart && step.opens)
  }
  return plain
}

interface Step {
  taken: number
  words: string
  /** The line has only had marks so far. */
  opens: boolean
}

function next(rest: string, { lineStart, marks, before }: { lineStart: boolean; marks: string[]; before: string }): Step {
  const escaped = ESCAPE.exec(rest)
  if (escaped) return { taken: 2, words: escaped[1] ?? '', opens: false }
  for (const { name, pattern, words, line } of RULES) {
    if (line && !lineStart) continue
    const match = pattern.exec(rest)
    if (!match) continue
    marks.push(name === 'mention' || name === 'url' || name === 'link' ? match[0] : name)
    return { taken: match[0].length, words: words ? words(match) : match[0], opens: line ?? false }
  }
  return pair(rest, { marks, before }) ?? { taken: 1, words: rest.slice(0, 1), opens: false }
}

/** Bold, italics and the like: an opening mark with its close further on. */
function pair(rest: string, { marks, before }: { marks: string[]; before: string }): Step | undefined {
  for (const mark of PAIRS) {
    if (!rest.startsWith(mark)) continue
    if (mark === '_' && /\w$/.test(before)) return undefined
    const end = closing(rest, mark)
    const inner = end === undefined ? '' : rest.slice(mark.length, end)
    if (end === undefined || inner.trim() === '' || ((mark === '*' || mark === '_') && /^\s|\s$/.test(inner))) continue
    marks.push(mark)
    return { taken: end + mark.length, words: read(inner, marks), opens: false }
  }
  return undefined
}

function closing(rest: string, mark: string): number | undefined {
  for (let at = mark.length + 1; at <= rest.length - mark.length; at += 1) {
    if (rest[at - 1] === '\\' && rest[at - 2] !== '\\') continue
    if (rest.startsWith(mark, at)) return at
  }
  return undefined
}
