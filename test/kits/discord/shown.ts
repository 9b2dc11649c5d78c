import { isJson } from './check-form.ts'
import { textOf } from './check-message.ts'
import type { Json } from './fault.ts'
import { FLAGS } from './limits.ts'
import { readText } from './read-text.ts'
import type { Attachment, Channel, Message, User } from './world.ts'

export interface ShownButton {
  label: string
  id: string | undefined
  url: string | undefined
  disabled: boolean
}

/** A message as one person sees it now. */
export interface Shown {
  id: string
  author: User
  content: string
  /** The words of it, without markup. */
  plain: string
  embeds: readonly Json[]
  files: readonly Attachment[]
  buttons: readonly ShownButton[]
  selects: readonly { id: string; options: readonly { label: string; value: string }[] }[]
  /** "… is thinking": a deferred answer that has not come. */
  thinking: boolean
  ephemeral: boolean
  replyTo: string | undefined
  pings: readonly string[]
  everyone: boolean
  nonce: string | undefined
  edits: number
  at: number
}

const parts = (message: Message): Json[] =>
  message.components.flatMap((row) => (Array.isArray(row.components) ? row.components.filter(isJson) : []))

export function show(message: Message): Shown {
  const components = parts(message)
  return {
    id: message.id,
    author: message.author,
    content: message.content,
    plain: readText(message.content).plain,
    embeds: message.embeds,
    files: message.attachments,
    buttons: components
      .filter(({ type }) => type === 2)
      .map((one) => ({
        label: textOf(one.label),
        id: one.custom_id as string | undefined,
        url: one.url as string | undefined,
        disabled: one.disabled === true,
      })),
    selects: components
      .filter(({ type }) => type === 3)
      .map((one) => ({
        id: textOf(one.custom_id),
        options: (Array.isArray(one.options) ? one.options.filter(isJson) : []).map((option) => ({
          label: textOf(option.label),
          value: textOf(option.value),
        })),
      })),
    thinking: (message.flags & FLAGS.loading) !== 0,
    ephemeral: message.onlyFor !== undefined,
    replyTo: message.replyTo,
    pings: message.pings,
    everyone: message.mentionsEveryone,
    nonce: message.nonce,
    edits: message.edits,
    at: message.at,
  }
}

/** Everything that stands in a channel now, oldest first, as this person sees it; without one, all of it. */
export const shownIn = (channel: Channel, viewer?: User): Shown[] =>
  [...channel.messages.values()].filter(({ onlyFor }) => viewer === undefined || onlyFor === undefined || onlyFor === viewer.id).map(show)
