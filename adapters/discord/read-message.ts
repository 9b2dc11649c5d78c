import type { APIAttachment, APIMessage } from 'discord.js'
import type { FileRef, Inbound } from '../../core/adapter.ts'
import type { Audience } from '../../core/tool.ts'
import { cleanText } from '../render/clean-text.ts'

/** Message types that people write: plain and reply (resources/message, Message Types). */
const WRITTEN = new Set([0, 19])
const FORWARD = 1

export interface Sender {
  /** Id of the bot's user. */
  self: string
  bot: string
  role: Audience
  guild: string | undefined
}

/** Whether a person wrote it: neither a bot, nor a webhook, nor Discord itself. */
export const isWritten = (message: APIMessage): boolean =>
  !message.author.bot && message.webhook_id === undefined && WRITTEN.has(message.type)

/** Whether it speaks to Petrel: a direct message, a mention, or an answer to one of its messages. */
export const isAddressed = (message: APIMessage, { self, guild }: Pick<Sender, 'self' | 'guild'>): boolean =>
  guild === undefined || message.mentions.some(({ id }) => id === self) || message.referenced_message?.author.id === self

/** The words, without the mention that only addresses Petrel; other people by name. */
export function wordsOf(message: Pick<APIMessage, 'content' | 'mentions'>, self: string): string {
  const named = new Map(message.mentions.map((user) => [user.id, user.global_name ?? user.username]))
  const without = message.content.replaceAll(new RegExp(`^\\s*<@!?${self}>[\\s,:]*|\\s*<@!?${self}>\\s*$`, 'g'), '')
  return cleanText(
    without
      .replace(/<@!?(\d+)>/g, (whole, id: string) => (id === self ? '' : named.has(id) ? `@${named.get(id)}` : whole))
      .replace(/<a?(:\w+:)\d+>/g, '$1'),
  ).trim()
}

/** A file's durable id: its address expires within a day, so the message is read again when it is opened. */
export const fileRef = (attachment: APIAttachment, ref: string): FileRef => ({
  name: attachment.filename,
  mime: attachment.content_type ?? 'application/octet-stream',
  size: attachment.size,
  ref,
})

const filesOf = (message: APIMessage): FileRef[] =>
  message.attachments.map((attachment) => fileRef(attachment, `message/${message.channel_id}/${message.id}/${attachment.id}`))

function quotedOf(message: APIMessage, self: string): Inbound['quoted'] {
  const quoted = message.referenced_message
  if (!quoted || message.message_reference?.type === FORWARD) return undefined
  return { user: quoted.author.id, text: wordsOf(quoted, self).slice(0, 4000), own: quoted.author.id === self }
}

/** A message as core takes it; the same for one from the gateway and one fetched later. */
export function toInbound(message: APIMessage, { self, bot, role, guild }: Sender): Inbound {
  const files = filesOf(message)
  const quoted = quotedOf(message, self)
  return {
    bot,
    id: message.id,
    chat: message.channel_id,
    user: message.author.id,
    role,
    text: wordsOf(message, self),
    place: guild === undefined ? 'direct' : 'group',
    ...(quoted ? { quoted } : {}),
    ...(files.length > 0 ? { files } : {}),
    route: { kind: 'message', message: message.id, ...(guild === undefined ? {} : { guild }) },
    at: Date.parse(message.timestamp),
  }
}

/** Link targets in a text, also those behind other words and those of embeds. */
export function linksOf(message: Pick<APIMessage, 'content' | 'embeds'>): string[] {
  const written = [...message.content.matchAll(/\bhttps?:\/\/[^\s<>)\]]+|\bdiscord(?:\.gg|(?:app)?\.com\/invite)\/[\w-]+/gi)].map(
    (match) => match[0],
  )
  const embedded = message.embeds.flatMap((embed) => (embed.url ? [embed.url] : []))
  return [...new Set([...written, ...embedded])]
}

export const isForwarded = (message: Pick<APIMessage, 'message_reference'>): boolean => message.message_reference?.type === FORWARD
