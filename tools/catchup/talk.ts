import type { HeardMessage } from '../../store/history.ts'
import { shownName } from '../summarize/evidence.ts'
import { type Material, visible } from '../summarize/material.ts'
import type { Said } from '../summarize/text/document.ts'

/** Messages of one person this close together are one. */
const TOGETHER_MS = 30_000

/** How a message begins that goes on from the last, and how one ends that is not over. */
const CONTINUES =
  /^(?:and|but|so|because|cause|or|which|that|also|then|y|pero|porque|que|o|и|но|а|потому|что|или|ve|ama|çünkü|và|nhưng|vì|hoặc)(?!\p{L})|^(?:而且|但是?|因为|所以|还有)|^(?:…|\.\.\.)/iu
const UNFINISHED = /(?:[,:;，：、]|…|\.\.\.)$/u

/** What begins with the mention of a bot is a question to it. */
const TO_A_BOT = /^(?:<@!?\d+>|@\w*bot(?!\w))/i

/** "2026-05-01 12:30", UTC. */
const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** What was said as a document: messages that one person sends in one breath joined, commands left out. */
export function talkMaterial(messages: readonly HeardMessage[], title: string): Material {
  const blocks: (Said & { user: string; last: number })[] = []
  for (const { user, name, text, at } of messages) {
    const words = visible(text).replace(/\s+/g, ' ').trim() // biome-ignore format: short
    if (!words || words.startsWith('/') || TO_A_BOT.test(words)) continue
    const open = blocks.at(-1)
    if (open && open.user === user && at - open.last <= TOGETHER_MS && (CONTINUES.test(words) || UNFINISHED.test(open.text))) {
      const stop = /[.!?。！？…]$/.test(open.text) ? '' : '.'
      Object.assign(open, { text: `${open.text}${stop} ${words}`, last: at })
    } else blocks.push({ kind: 'paragraph', text: words, path: [minute(at)], who: shownName(name, 60) || user, user, last: at })
  }
  const at = messages.at(-1)?.at
  return { title, genre: 'news', blocks, ...(at === undefined ? {} : { at }) }
}

/** True when a message speaks to a person by name or handle. */
export function mentions(text: string, names: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return names.some((name) => {
    const plain = name.toLowerCase().replace(/^@/, '')
    if (plain.length < 3) return lower.includes(`@${plain}`)
    const at = lower.indexOf(plain)
    return at >= 0 && !/[\p{L}\p{N}]/u.test(lower[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(lower[at + plain.length] ?? ' ')
  })
}
