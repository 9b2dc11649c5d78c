import type { HeardMessage } from '../../store/history.ts'
import { shownName } from '../summarize/evidence.ts'
import { type Material, visible } from '../summarize/material.ts'
import type { Said } from '../summarize/text/document.ts'

/** Messages of one person this close together are one. */
const TOGETHER_MS = 120_000

/** "2026-05-01 12:30", UTC. */
const minute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

/** What was said as a document: messages of one person within two minutes joined, commands left out. */
export function talkMaterial(messages: readonly HeardMessage[], title: string): Material {
  const blocks: (Said & { user: string; last: number })[] = []
  for (const { user, name, text, at } of messages) {
    const words = visible(text).replace(/\s+/g, ' ').trim() // biome-ignore format: short
    if (!words || words.startsWith('/')) continue
    const open = blocks.at(-1)
    if (open && open.user === user && at - open.last <= TOGETHER_MS) {
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
