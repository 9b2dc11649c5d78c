import { isJson } from './check-form.ts'
import { textOf } from './check-message.ts'
import { FAULTS, type Json } from './fault.ts'
import { type KitState, note } from './kit-state.ts'
import { FLAGS, INTENTS, LIMITS, PERMISSIONS } from './limits.ts'
import type { UploadedFile } from './read-body.ts'
import { readsContent, wireChannel, wireMessage } from './wire.ts'
import { type Application, type Attachment, type Channel, type Message, permissionsIn, type User } from './world.ts'

export const contextOf = (state: KitState, application: Application) => ({
  origin: state.origin(),
  application,
  content: readsContent(application),
})

/** The applications whose bots are where this channel is and may look into it. */
export const watchers = (state: KitState, channel: Channel): Application[] =>
  [...state.world.applications.values()].filter(
    ({ user }) => (permissionsIn(channel, user.id, state.world.now()) & PERMISSIONS.view) !== 0n,
  )

/** Tells the bots that a message is there or has changed; one that only one person sees is told to nobody. */
export function publishMessage(state: KitState, event: 'MESSAGE_CREATE' | 'MESSAGE_UPDATE', message: Message): void {
  if (message.onlyFor !== undefined) return
  const { channel } = message
  const member = channel.guild?.members.get(message.author.id)
  for (const application of watchers(state, channel)) {
    const intents =
      [...state.gateway.sessions.values()].find((session) => session.valid && session.application === application)?.intents ?? 0
    // Without the intent in IDENTIFY the content stays away, whatever the portal says.
    const content = (intents & INTENTS.messageContent) !== 0
    const data: Json = {
      ...wireMessage(message, { ...contextOf(state, application), content }),
      channel_type: channel.type,
      ...(channel.guild ? { guild_id: channel.guild.id } : {}),
      ...(member
        ? { member: { roles: member.roles, joined_at: new Date(member.joinedAt).toISOString(), deaf: false, mute: false, flags: 0 } }
        : {}),
    }
    state.gateway.publish(application, event, data, {
      guild: channel.guild,
      intent: channel.guild ? INTENTS.guildMessages : INTENTS.directMessages,
    })
  }
}

/** Users whom a text notifies, as allowed_mentions says (resources/message, Allowed Mentions). */
function pinged(content: string, allowed: unknown): { pings: string[]; everyone: boolean } {
  const named = [...content.matchAll(/<@!?(\d+)>/g)].map((match) => match[1] ?? '')
  const everyone = /@(everyone|here)/.test(content)
  if (!isJson(allowed)) return { pings: [...new Set(named)], everyone }
  const parse = Array.isArray(allowed.parse) ? allowed.parse : []
  const users = Array.isArray(allowed.users) ? allowed.users : []
  return {
    pings: [...new Set(named.filter((id) => parse.includes('users') || users.includes(id)))],
    everyone: everyone && parse.includes('everyone'),
  }
}

export interface Draft {
  channel: Channel
  author: User
  body: Json
  files?: readonly UploadedFile[]
  onlyFor?: string | undefined
  interaction?: Message['interaction']
  thinking?: boolean
  forwarded?: boolean
}

/** Makes a message of a body that passed the checks, and tells everybody. */
export function post(state: KitState, draft: Draft): Message {
  const { channel, author, body, files = [] } = draft
  const content = textOf(body.content).trim()
  const replyTo = referenceOf(channel, body)
  const quoted = replyTo === undefined ? undefined : channel.messages.get(replyTo)
  const { pings, everyone } = pinged(content, body.allowed_mentions)
  const repliedPing = quoted && (!isJson(body.allowed_mentions) || body.allowed_mentions.replied_user !== false) ? [quoted.author] : []
  const named = [...content.matchAll(/<@!?(\d+)>/g)].flatMap((match) => state.world.users.get(match[1] ?? '') ?? [])
  const message: Message = {
    id: state.world.id(),
    channel,
    author,
    content,
    embeds: listOf(body.embeds),
    components: listOf(body.components),
    attachments: attach(state, channel, files, body),
    replyTo,
    nonce: body.nonce === undefined ? undefined : String(body.nonce),
    flags: (Number(body.flags) || 0) | (draft.onlyFor === undefined ? 0 : FLAGS.ephemeral) | (draft.thinking ? FLAGS.loading : 0),
    pings: [...new Set([...pings, ...repliedPing.map(({ id }) => id)])].filter((id) => id !== author.id),
    mentionsEveryone: everyone,
    mentions: [...new Set([...named, ...repliedPing])],
    interaction: draft.interaction,
    onlyFor: draft.onlyFor,
    at: state.world.now(),
    editedAt: undefined,
    edits: 0,
    forwarded: draft.forwarded ?? false,
    reactions: new Map(),
  }
  channel.messages.set(message.id, message)
  if (draft.onlyFor === undefined) channel.lastMessage = message.id
  note(state, {
    kind: 'message',
    channel: channel.id,
    by: author.id,
    message: message.id,
    text: content,
    ...(draft.onlyFor ? { onlyFor: draft.onlyFor } : {}),
  })
  publishMessage(state, 'MESSAGE_CREATE', message)
  return message
}

function referenceOf(channel: Channel, body: Json): string | undefined {
  const reference = isJson(body.message_reference) ? body.message_reference : undefined
  const id = reference && textOf(reference.message_id)
  if (!reference || !id) return undefined
  if (channel.messages.has(id)) return id
  if (reference.fail_if_not_exists === false) return undefined
  throw FAULTS.invalidForm([{ field: 'message_reference', code: 'MESSAGE_REFERENCE_UNKNOWN_MESSAGE', message: 'Unknown message' }])
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : [])

function attach(state: KitState, channel: Channel, files: readonly UploadedFile[], body: Json): Attachment[] {
  const listed = listOf(body.attachments)
  return files.map(({ index, name, mime, bytes }) => {
    const entry = listed.find(({ id }) => String(id) === index)
    const attachment: Attachment = {
      id: state.world.id(),
      name,
      mime,
      bytes,
      description: typeof entry?.description === 'string' ? entry.description : undefined,
    }
    state.files.set(`${channel.id}/${attachment.id}`, attachment)
    return attachment
  })
}

/** Changes a message as PATCH does: what the body leaves out stays (resources/message, Edit Message). */
export function edit(state: KitState, message: Message, { body, files = [] }: { body: Json; files?: readonly UploadedFile[] }): Message {
  const now = state.world.now()
  const old = now - message.at > LIMITS.oldEditAfterMs
  if (old && message.edits >= LIMITS.oldEdits) throw FAULTS.tooManyOldEdits()
  if (body.content !== undefined) message.content = textOf(body.content).trim()
  if (body.embeds !== undefined) message.embeds = listOf(body.embeds)
  if (body.components !== undefined) message.components = listOf(body.components)
  if (body.attachments !== undefined || files.length > 0) {
    const ids = listOf(body.attachments).map(({ id }) => String(id))
    const kept = body.attachments === undefined ? message.attachments : message.attachments.filter(({ id }) => ids.includes(id))
    message.attachments = [...kept, ...attach(state, message.channel, files, body)]
  }
  if (message.content === '' && message.embeds.length === 0 && message.components.length === 0 && message.attachments.length === 0)
    throw FAULTS.emptyMessage()
  message.flags &= ~FLAGS.loading
  message.editedAt = now
  message.edits += 1
  note(state, {
    kind: 'edit',
    channel: message.channel.id,
    by: message.author.id,
    message: message.id,
    text: message.content,
    ...(message.onlyFor ? { onlyFor: message.onlyFor } : {}),
  })
  publishMessage(state, 'MESSAGE_UPDATE', message)
  return message
}

export function remove(state: KitState, message: Message, by: string): void {
  const { channel } = message
  channel.messages.delete(message.id)
  note(state, { kind: 'delete', channel: channel.id, by, message: message.id, text: message.content })
  for (const application of watchers(state, channel))
    state.gateway.publish(
      application,
      'MESSAGE_DELETE',
      { id: message.id, channel_id: channel.id, ...(channel.guild ? { guild_id: channel.guild.id } : {}) },
      { guild: channel.guild, intent: channel.guild ? INTENTS.guildMessages : INTENTS.directMessages },
    )
}

/** A thread under a message or a channel (resources/channel, Start Thread). */
export function openThread(state: KitState, parent: Channel, { id, name }: { id: string; name: string }): Channel {
  const thread: Channel = {
    id,
    type: 11,
    name,
    guild: parent.guild,
    parent: parent.id,
    recipients: [],
    denied: parent.denied,
    messages: new Map(),
    lastMessage: undefined,
  }
  parent.guild?.channels.set(id, thread)
  state.world.channels.set(id, thread)
  for (const application of watchers(state, thread))
    state.gateway.publish(
      application,
      'THREAD_CREATE',
      { ...wireChannel(thread), newly_created: true },
      { guild: thread.guild, intent: INTENTS.guilds },
    )
  return thread
}
