import { parse } from 'tldts'
import { type Host, readHost } from './host.ts'

/** More than these in one message are not looked at. */
const MOST = 50

const URL_LIKE = /\b(?:https?|hxxps?|wss?|ftp):\/\/[^\s<>"'`，。、）】」]+/giu
const BARE =
  /(?<![\p{L}\p{N}@/._-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}[\p{L}\p{N}])?\.)+[\p{L}]{2,24}(?![\p{L}\p{N}_])(?:[/?#][^\s<>"'`，。、）】」]*)?/giu

/** A link of a message. */
export interface Link extends Host {
  /** As it was written or linked. */
  url: string
  /** Behind other words: its host does not stand in the text. */
  hidden: boolean
  /** The host that the words before it name, where the markup says which words these are. */
  shows?: string
}

/** Ways of writing a link so that filters do not see it: "evil[.]com", "hxxps". */
const rearmed = (text: string): string =>
  text
    .replace(/\s?[[({]\s?(?:\.|dot)\s?[\])}]\s?/giu, '.')
    .replace(/[。．｡]/gu, '.')
    .replace(/\bhxxp/gi, 'http')

const trimmed = (url: string): string => url.replace(/[).,;:!?\]}'"*_~|]+$/u, '')

/** A word with a dot is a link only when its ending exists: "uniswap.org", not "well.done" or "v3.pool". */
const endsRight = (url: string): boolean => parse(url).isIcann === true

function visible(text: string): string[] {
  const clear = rearmed(text.slice(0, 20_000))
  const whole = (clear.match(URL_LIKE) ?? []).map(trimmed)
  const bare = (clear.replace(URL_LIKE, ' ').match(BARE) ?? []).map(trimmed).filter(endsRight)
  return [...whole, ...bare]
}

/** Links of markdown, "[words](https://…)": taken out of the text, the words stay. */
function marked(text: string): { text: string; links: { url: string; words: string }[] } {
  const links: { url: string; words: string }[] = []
  const clear = text.replace(
    /\[([^\][\n]{1,300})\]\(<?(https?:\/\/[^\s)>]{1,2000})>?(?:\s+"[^"\n]*")?\)/gi,
    (_whole, words: string, url: string) => {
      links.push({ words, url })
      return ` ${words} `
    },
  )
  return { text: clear, links }
}

/** Every link of a message: those that can be read in it and those behind other words. Each host once. */
export function readLinks(text: string, targets: readonly string[]): Link[] {
  const seen = new Map<string, Link>()
  const add = (url: string, more: Pick<Link, 'hidden' | 'shows'>): void => {
    const host = seen.size < MOST ? readHost(url) : undefined
    const key = host ? `${host.host} ${host.userinfo}` : ''
    if (host && !seen.has(key)) seen.set(key, { ...host, url, ...more })
  }
  const { text: words, links } = marked(text.slice(0, 20_000))
  for (const url of visible(words)) add(url, { hidden: false })
  for (const link of links) {
    const shows = visible(link.words).flatMap((url) => readHost(url)?.host ?? [])[0]
    add(link.url, { hidden: true, ...(shows === undefined ? {} : { shows }) })
  }
  for (const url of targets.slice(0, MOST)) add(url, { hidden: true })
  return [...seen.values()]
}
