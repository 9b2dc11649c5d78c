import type { Seen } from '../kits/telegram/kit.ts'
import { escapeHtml } from './frame.ts'

const TAGS: Readonly<Record<string, readonly [string, string]>> = {
  bold: ['<b>', '</b>'],
  italic: ['<i>', '</i>'],
  code: ['<code>', '</code>'],
  pre: ['<pre>', '</pre>'],
  blockquote: ['<blockquote>', '</blockquote>'],
  expandable_blockquote: ['<blockquote class=folded>', '</blockquote>'],
  text_link: ['<a>', '</a>'],
}

/** Text with its entities (offsets in UTF-16 units, as Telegram counts) as HTML. */
export function telegramHtml({ text, entities }: Pick<Seen, 'text' | 'entities'>): string {
  const marks = new Map<number, string>()
  const add = (at: number, tag: string, before: boolean): void => {
    marks.set(at, before ? tag + (marks.get(at) ?? '') : (marks.get(at) ?? '') + tag)
  }
  for (const { type, offset, length } of [...entities].sort((a, b) => b.length - a.length)) {
    const [open, close] = TAGS[type] ?? ['', '']
    add(offset, open, false)
    add(offset + length, close, true)
  }
  const units = [...Array(text.length + 1).keys()].map((at) => (marks.get(at) ?? '') + escapeUnit(text, at))
  return units.join('')
}

const escapeUnit = (text: string, at: number): string => {
  const unit = text[at] ?? ''
  return /[&<>"]/.test(unit) ? escapeHtml(unit) : unit
}

/** The markup that Discord's messages of Petrel use, as HTML: bold, small print, quotes, headings, fences, links, escapes. */
export function discordHtml(content: string): string {
  const blocks = content.split(/```\w*\n([\s\S]*?)```/)
  return blocks
    .map((block, index) => (index % 2 === 1 ? `<pre>${escapeHtml(block)}</pre>` : block.split('\n').map(line).join('\n')))
    .join('')
}

function line(text: string): string {
  if (text.startsWith('-# ')) return `<small>${inline(text.slice(3))}</small>`
  if (text.startsWith('## ')) return `<b style="font-size:20px">${inline(text.slice(3))}</b>`
  return text.startsWith('> ')
    ? `<span style="border-left:4px solid #4e5058;padding-left:8px">${inline(text.slice(2))}</span>`
    : inline(text)
}

const inline = (text: string): string =>
  escapeHtml(text)
    .replace(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/g, '<b>$1</b>')
    .replace(/(?<!\\)\[(.+?)(?<!\\)\]\(.*?\)/g, '<a>$1</a>')
    .replace(/(?<!\\)&#96;(.+?)(?<!\\)&#96;|`([^`]+)`/g, '<code>$1$2</code>')
    .replace(/\\(?=\S)/g, '')
