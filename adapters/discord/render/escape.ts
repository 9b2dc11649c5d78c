import { cleanLine, cleanText } from '../../render/clean-text.ts'

/**
 * A line in which nothing is markup for Discord: no mention, link, emoji, emphasis, heading, quote or list. A backslash takes the meaning
 * from any character that is no letter, digit or space (reference#message-formatting).
 */
const escapeLine = (line: string): string =>
  line
    .replace(/[\\`*_~|<>[\]@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    // An invitation needs no scheme to be unfolded: discord.gg/name.
    .replace(/(\.[a-z]{2,})\//gi, '$1\\/')
    .replace(/^(\s*)([-+#])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/, '$1\\$2')

/** Text of anybody as text of a message: it shows as it is and notifies nobody. */
export const escapeText = (text: string): string =>
  cleanText(text)
    .split('\n')
    .map((line) => escapeLine(line).trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** The same on one line. */
export const escapeInline = (text: string): string => escapeLine(cleanLine(text))

/** Text between fences; three backticks inside would end it. */
export const fence = (text: string, language = ''): string => `\`\`\`${language}\n${unfenced(text)}\n\`\`\``

const unfenced = (text: string): string => cleanText(text).replace(/``(?=`)/g, '``\u200b')

/** A link by its words to http or https, never unfolded; the words alone for anything else. */
export function escapeLink(words: string, url: string | undefined): string {
  const shown = escapeInline(words)
  if (url === undefined || !URL.canParse(url)) return shown
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return shown
  const target = href.replace(/[<>()\\\s]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
  return shown === '' || target.length > 500 ? shown : `[${shown}](<${target}>)`
}
