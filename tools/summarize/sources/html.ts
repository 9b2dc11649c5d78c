import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { visible } from '../material.ts'
import type { TextBlock } from '../text/blocks.ts'
import { type DomNode, dropUnseen } from './unseen.ts'

export interface Page {
  title: string
  blocks: TextBlock[]
  /** Addresses of feeds that the page names. */
  feeds: string[]
  /** Unix milliseconds, when the page says when it was published. */
  at?: number
}

const APART = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER NAV ASIDE UL OL DL TABLE TBODY THEAD FIGURE DETAILS SUMMARY BODY HTML #document'.split(' '),
)
const LEAF: Readonly<Record<string, TextBlock['kind']>> = {
  P: 'paragraph',
  LI: 'item',
  DT: 'item',
  DD: 'item',
  TR: 'row',
  PRE: 'code',
  BLOCKQUOTE: 'quote',
  FIGCAPTION: 'paragraph',
}

interface Walk {
  blocks: TextBlock[]
  path: string[]
  /** Level of each heading of the path. */
  levels: number[]
  kind: TextBlock['kind']
  line: string
}

const flat = (text: string): string => visible(text).replace(/\s+/g, ' ').trim()

function end(walk: Walk): void {
  const text = flat(walk.line)
  walk.line = ''
  if (text) walk.blocks.push({ kind: walk.kind, text, path: [...walk.path] })
}

function heading(node: DomNode, level: number, walk: Walk): void {
  end(walk)
  const text = flat(node.textContent ?? '')
  if (!text) return
  while ((walk.levels.at(-1) ?? 0) >= level) {
    walk.levels.pop()
    walk.path.pop()
  }
  walk.blocks.push({ kind: 'heading', text, path: [...walk.path] })
  walk.path.push(text)
  walk.levels.push(level)
}

/** Deepest nesting that is followed; a page beyond it is made to break readers. */
const DEEPEST = 200

function walkNode(node: DomNode, walk: Walk, depth: number): void {
  if (node.nodeType === 3) {
    walk.line += node.textContent ?? ''
    return
  }
  if (node.nodeType !== 1 || depth > DEEPEST) return
  const name = node.nodeName.toUpperCase()
  if (name === 'BR') walk.line += ' '
  const level = /^H([1-6])$/.exec(name)?.[1]
  if (level) {
    heading(node, Number(level), walk)
    return
  }
  const kind = LEAF[name]
  if (!kind && !APART.has(name)) {
    for (const child of node.childNodes) walkNode(child, walk, depth + 1)
    if (name === 'TD' || name === 'TH') walk.line += ' | '
    return
  }
  end(walk)
  const before = walk.kind
  walk.kind = kind === 'paragraph' && (before === 'item' || before === 'quote') ? before : (kind ?? before)
  for (const child of node.childNodes) walkNode(child, walk, depth + 1)
  end(walk)
  walk.kind = before
}

/** Blocks of text below a node. */
function blocksOf(root: DomNode): TextBlock[] {
  const walk: Walk = { blocks: [], path: [], levels: [], kind: 'paragraph', line: '' }
  walkNode(root, walk, 0)
  end(walk)
  return walk.blocks
}

/** Blocks of the visible text of a fragment of HTML, as feeds and forums give it. */
export function htmlBlocks(html: string): TextBlock[] {
  if (isMonster(html)) return []
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`)
  dropUnseen(document as unknown as DomNode)
  return blocksOf(document.body as unknown as DomNode)
}

/** Fewest characters that the main text must have to be believed; else the whole page is taken. */
const FEWEST = 250

/** Readability's choice of the main text; [] where it finds none. It gets a copy of its own, cleaned first: it changes what it reads. */
function mainBlocks(html: string): TextBlock[] {
  try {
    const { document } = parseHTML(html)
    dropUnseen(document as unknown as DomNode)
    const article = new Readability(document as unknown as ConstructorParameters<typeof Readability>[0], {
      maxElemsToParse: 20_000,
    }).parse()
    return article?.content ? htmlBlocks(article.content) : []
  } catch {
    return [] // too many nodes, or none: the whole page is read instead
  }
}

const sizeOf = (blocks: readonly TextBlock[]): number => blocks.reduce((sum, { text }) => sum + text.length, 0)

const CONTAINER = /<(\/?)(?:div|span|section|article|main|table|tbody|tr|td|ul|ol|blockquote|font|center|b|i|u|em|strong|small|details)\b/gi
/** Deepest nesting of a page that is read at all: parsers take quadratic time beyond. */
const DEEPEST_PAGE = 400
/** Most tags of a page that is read. */
const MOST_TAGS = 60_000

/** True for a page that is made to break readers: too many tags, or nested too deep. */
export function isMonster(html: string): boolean {
  let [depth, tags] = [0, 0]
  for (const [, closes] of html.matchAll(CONTAINER)) {
    depth = Math.max(0, depth + (closes ? -1 : 1))
    tags += 1
    if (depth > DEEPEST_PAGE || tags > MOST_TAGS) return true
  }
  return false
}

/** Title, main text and feeds of a page: what its reader sees, without navigation, scripts and hidden words. */
export function readPage(html: string, url: string): Page {
  if (isMonster(html)) return { title: '', blocks: [], feeds: [] }
  const { document } = parseHTML(/<html|<body|<head/i.test(html) ? html : `<!doctype html><html><head></head><body>${html}</body></html>`)
  const attribute = (selector: string, name: string): string => (document.querySelector(selector)?.getAttribute(name) ?? '').trim()
  const title = flat(attribute('meta[property="og:title"]', 'content') || (document.querySelector('title')?.textContent ?? ''))
  const feeds = [...document.querySelectorAll('link[rel="alternate"]')].flatMap((link) => {
    const href = link.getAttribute('href') ?? ''
    return /rss|atom|feed\+json/.test(link.getAttribute('type') ?? '') && URL.canParse(href, url) ? [new URL(href, url).href] : []
  })
  const published = Date.parse(attribute('meta[property="article:published_time"]', 'content') || attribute('time[datetime]', 'datetime'))
  const main = mainBlocks(html)
  dropUnseen(document as unknown as DomNode)
  const blocks = sizeOf(main) >= FEWEST ? main : document.body ? blocksOf(document.body as unknown as DomNode) : []
  return { title: title || (blocks[0]?.text.slice(0, 120) ?? ''), blocks, feeds, ...(Number.isNaN(published) ? {} : { at: published }) }
}
