/** A piece of a document that stands by itself on the page. */
export interface TextBlock {
  kind: 'heading' | 'paragraph' | 'item' | 'row' | 'code' | 'quote'
  text: string
  /** Headings above it, outermost first. */
  path: readonly string[]
}

/** Markup of a line of Markdown taken away: links keep their words, emphasis and code keep their contents. */
export function plainInline(text: string): string {
  return text
    .replace(/<!--[\s\S]*?-->/g, ' ')
    .replace(/!\[[^[\]]{0,500}\]\([^()]{0,2000}\)/g, ' ')
    .replace(/\[([^[\]]{1,1000})\]\((?:[^()\s]|\([^()]{0,500}\)){0,2000}(?:\s+"[^"]{0,500}")?\)/g, '$1')
    .replace(/\[([^[\]]{1,1000})\]\[[^[\]]{0,200}\]/g, '$1')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, ' ')
    .replace(/(`+)([^`]+)\1/g, '$2')
    .replace(/(\*\*\*|\*\*|__)(?=\S)([\s\S]*?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=[^\s_])([^_\n]*[^\s_])_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!$|<>~])/g, '$1')
    .replace(/&nbsp;/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/[ \t]+/g, ' ')
    .trim()
}

const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/
const ITEM = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/
const FENCE = /^\s*(`{3,}|~{3,})/
const RULE = /^\s*(?:[-*_=]\s*){3,}$/
const ROW = /^\s*\|.*\|\s*$/

interface State {
  blocks: TextBlock[]
  path: string[]
  /** Level of each heading of the path: a document may begin at the second. */
  levels: number[]
  open: { kind: 'paragraph' | 'item' | 'quote'; lines: string[] } | undefined
}

function flush(state: State): void {
  const { open } = state
  state.open = undefined
  const text = open ? plainInline(open.lines.join(' ')) : ''
  if (open && text) state.blocks.push({ kind: open.kind, text, path: [...state.path] })
}

function heading(state: State, level: number, words: string): void {
  flush(state)
  const text = plainInline(words)
  if (!text) return
  while ((state.levels.at(-1) ?? 0) >= level) {
    state.levels.pop()
    state.path.pop()
  }
  state.blocks.push({ kind: 'heading', text, path: [...state.path] })
  state.path.push(text)
  state.levels.push(level)
}

function take(state: State, line: string): void {
  const title = HEADING.exec(line)
  if (title) {
    heading(state, title[1]?.length ?? 1, title[2] ?? '')
    return
  }
  if (!line.trim() || RULE.test(line)) {
    flush(state)
    return
  }
  if (ROW.test(line)) {
    flush(state)
    const cells = line.trim().slice(1, -1).split('|').map((cell) => plainInline(cell)) // biome-ignore format: short
    if (!cells.every((cell) => /^:?-*:?$/.test(cell))) state.blocks.push({ kind: 'row', text: cells.join(' | '), path: [...state.path] })
    return
  }
  if (ITEM.test(line)) {
    flush(state)
    state.open = { kind: 'item', lines: [line.replace(ITEM, '').replace(/^\[[ xX]\]\s*/, '')] }
    return
  }
  const quoted = /^\s*>\s?/.test(line)
  const words = line.replace(/^\s*(?:>\s?)+/, '').trim()
  if (quoted !== (state.open?.kind === 'quote')) flush(state)
  state.open ??= { kind: quoted ? 'quote' : 'paragraph', lines: [] }
  state.open.lines.push(words)
}

/** Blocks of Markdown or plain text, code kept apart. Runs in time linear to the text. */
export function markdownBlocks(source: string): TextBlock[] {
  const state: State = { blocks: [], path: [], levels: [], open: undefined }
  let fence: { mark: string; lines: string[] } | undefined
  for (const line of source.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)) {
    const mark = FENCE.exec(line)?.[1]
    if (fence) {
      if (mark?.startsWith(fence.mark) && line.trim() === mark) {
        state.blocks.push({ kind: 'code', text: fence.lines.join('\n'), path: [...state.path] })
        fence = undefined
      } else fence.lines.push(line)
    } else if (mark) {
      flush(state)
      fence = { mark, lines: [] }
    } else take(state, line)
  }
  if (fence) state.blocks.push({ kind: 'code', text: fence.lines.join('\n'), path: [...state.path] })
  flush(state)
  return state.blocks
}
