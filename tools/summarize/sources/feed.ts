import { parseFeed } from 'feedsmith'
import { type Material, visible } from '../material.ts'
import { htmlBlocks } from './html.ts'
import { nothing } from './text.ts'

/** Most entries that are read. */
const MOST = 50

export const looksLikeFeed = (text: string, contentType: string): boolean =>
  /\b(?:rss|atom)\b|feed\+json/i.test(contentType) ||
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)*<(?:rss|feed|rdf:RDF)[\s>]/i.test(text.slice(0, 3000)) ||
  /^\s*\{[\s\S]{0,200}"version"\s*:\s*"https:\/\/jsonfeed\.org/.test(text.slice(0, 500))

type Loose = Record<string, unknown>
const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).find(Boolean) ?? ''
  if (typeof value !== 'object' || value === null) return ''
  const { value: inner, encoded, href, url } = value as Loose
  return textOf(inner ?? encoded ?? href ?? url)
}
const first = (entry: Loose, ...names: string[]): string => names.map((name) => textOf(entry[name])).find(Boolean) ?? ''

const plainTitle = (thing: Loose): string =>
  visible(first(thing, 'title'))
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Entries of an RSS, Atom, RDF or JSON feed, newest first. Throws PetrelError nothing_to_read. */
export function feedMaterials(text: string, url: string): Material[] {
  let feed: Loose
  try {
    feed = parseFeed(text).feed as Loose
  } catch {
    throw nothing(url, 'The feed is empty or damaged: give the address of one of its pages.')
  }
  const series = plainTitle(feed)
  const entries = (feed.items ?? feed.entries ?? []) as Loose[]
  const found = entries.slice(0, MOST).map((entry): Material => {
    const title = plainTitle(entry)
    const body =
      [entry.content, entry.content_html, entry.description, entry.summary, entry.content_text]
        .map(textOf)
        .sort((a, b) => b.length - a.length)[0] ?? ''
    const links = [textOf(entry.url), textOf(entry.link), ...((entry.links ?? []) as Loose[]).map((link) => textOf(link.href))]
    const link = links.find((candidate) => URL.canParse(candidate, url))
    const at = Date.parse(first(entry, 'pubDate', 'published', 'updated', 'date_published', 'date'))
    const blocks = htmlBlocks(body)
    return {
      title,
      ...(series ? { series } : {}),
      genre: 'news',
      blocks: blocks.length > 0 ? blocks : [{ kind: 'paragraph', text: title, path: [] }],
      url: link ? new URL(link, url).href : url,
      ...(Number.isNaN(at) ? {} : { at }),
    }
  })
  if (found.length === 0) throw nothing(url, 'The feed is empty or damaged: give the address of one of its pages.')
  return found.sort((a, b) => (b.at ?? 0) - (a.at ?? 0))
}
