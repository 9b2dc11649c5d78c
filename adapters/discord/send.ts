import type { APIMessage } from 'discord.js'
import type { Delivery, Outbound } from '../../core/adapter.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import type { Log } from '../../core/log.ts'
import { type Api, type Body, nonceOf } from './api.ts'
import { isPreviewOf, keepChoices } from './components.ts'
import type { Live, Shown } from './live.ts'
import { isCode, platformError } from './platform-error.ts'
import type { Part } from './render/piece.ts'
import { renderParts } from './render/render.ts'
import { type InteractionRoute, type Route, routeOf, tokenAlive } from './route.ts'
import { say } from './words.ts'

export interface SendParts {
  api: Api
  live: Live
  callbacks: CallbackStore
  log: Log
  /** Id of the bot's user. */
  self(): string
  /** Whether the bot may embed in this channel: Discord drops the embeds of one that may not, without a word. */
  mayEmbed(chat: string): boolean
  /** Unix milliseconds. */
  now(): number
}

/** Where the parts of one answer go. */
interface Target {
  route: Route | undefined
  /** The message that a preview left; the first part takes its place. */
  shown: Shown | undefined
  /** What an earlier process sent of this answer without noting it, by content. */
  earlier: readonly APIMessage[]
}

interface Job extends SendParts {
  outbound: Outbound
  signal: AbortSignal
  target: Target
}

/** Delivers an answer in parts, each noted before the next. Throws PetrelError platform_refused, platform_failed. */
export async function sendAnswer(parts: SendParts, outbound: Outbound, delivery: Delivery): Promise<void> {
  const { signal, accepted, accept } = delivery
  try {
    const { inbound } = outbound
    const target = await targetOf(parts, outbound, delivery)
    const messages = renderParts(outbound.answer, { embeds: parts.mayEmbed(inbound.chat) })
    for (let index = accepted.length; index < messages.length; index += 1) {
      signal.throwIfAborted()
      const part = messages[index]
      if (!part) break
      const job = { ...parts, outbound, signal, target }
      const components = index === messages.length - 1 ? await rows(job) : []
      const id = await sendPart(job, { part, index, components })
      await accept(id)
    }
  } catch (error) {
    throw platformError(error, signal)
  } finally {
    parts.live.release(outbound.inbound)
  }
}

/** The buttons of an answer; they work in the channel in which it is shown. */
async function rows(job: Job): Promise<unknown[]> {
  const { callbacks, now, log, outbound, target } = job
  const { inbound, answer } = outbound
  if (!answer.blocks.some(({ kind }) => kind === 'buttons')) return []
  try {
    const chat = target.shown?.channel ?? (tokenAlive(target.route, now()) ? inbound.chat : await channelOf(job))
    return await keepChoices(answer.blocks, { callbacks, bot: inbound.bot, chat, locale: answer.locale, now: now() })
  } catch (error) {
    log.warn({ reason: String(error) }, 'the buttons of an answer could not be stored')
    return []
  }
}

/** Ends the preview; after a restart looks for what the earlier process may have left in the channel. */
async function targetOf(parts: SendParts, outbound: Outbound, { signal, accepted }: Delivery): Promise<Target> {
  const { inbound } = outbound
  const route = routeOf(inbound)
  const { shown, known } = await parts.live.end(outbound.id, inbound)
  const since = route?.kind === 'message' ? route.message : route?.interaction
  if (known || accepted.length > 0 || since === undefined || tokenAlive(route, parts.now())) return { route, shown, earlier: [] }
  try {
    const found = (await parts.api.history(inbound.chat, since, signal)).filter(({ author }) => author.id === parts.self())
    const preview = found.find((message) => isPreviewOf(message, outbound.id))
    const answers = found.filter(
      ({ message_reference: to, id }) => route?.kind === 'message' && to?.message_id === since && id !== preview?.id,
    )
    return { route, shown: preview ? { channel: inbound.chat, message: preview.id } : undefined, earlier: answers }
  } catch {
    // Without a look back the nonce still holds for some minutes.
    return { route, shown: undefined, earlier: [] }
  }
}

interface OnePart {
  part: Part
  index: number
  components: readonly unknown[]
}

const bodyOf = ({ part, components }: OnePart): Body => ({
  content: part.content,
  files: part.files,
  components,
  ...(part.embeds ? { embeds: part.embeds } : {}),
})

/** Sends one part by the surest way that is open. Returns the message's id. */
async function sendPart(job: Job, one: OnePart): Promise<string> {
  try {
    return await attempt(job, bodyOf(one), one)
  } catch (error) {
    const files = one.part.files.length > 0
    if (!files || !isCode(error, 'missingPermissions', 'tooLarge', 'invalidForm')) throw error
    job.log.warn({ reason: String(error) }, 'an answer is sent without its files')
    return attempt(job, withoutFiles(job, one), one)
  }
}

/** The same in words where files are not taken. */
function withoutFiles({ outbound }: Job, { part, index, components }: OnePart): Body {
  const bare = renderParts(outbound.answer, { files: false })
  const content = (bare.length === 1 && index === 0 ? bare[0]?.content : part.content) ?? ''
  return { content: [content, `-# ${say('noFiles', outbound.answer.locale)}`].filter(Boolean).join('\n'), components }
}

async function attempt(job: Job, body: Body, one: OnePart): Promise<string> {
  const { route } = job.target
  if (tokenAlive(route, job.now())) {
    try {
      return await byToken(job, route, { body, index: one.index })
    } catch (error) {
      if (!isCode(error, 'unknownWebhook', 'tokenExpired', 'unknownInteraction')) throw error
    }
  }
  return byChannel(job, { body, index: one.index })
}

interface Sending {
  body: Body
  index: number
}

/** Over the interaction's token: the first part is the answer itself, later ones follow it. */
async function byToken(job: Job, route: InteractionRoute, { body, index }: Sending): Promise<string> {
  const { api, signal, target } = job
  if (target.shown) return byChannel(job, { body, index })
  if (index === 0) {
    try {
      return (await api.editAnswer(route, body, signal)).id
    } catch (error) {
      // The person deleted it.
      if (!isCode(error, 'unknownMessage')) throw error
    }
  } else if (!route.ephemeral) {
    // A normal message has a nonce, a follow-up has none: sent twice, it shows once.
    try {
      return await create(job, job.outbound.inbound.chat, { body, index })
    } catch (error) {
      if (!isCode(error, 'missingAccess', 'missingPermissions', 'unknownChannel') || (body.files?.length ?? 0) > 0) throw error
    }
  }
  return (await api.followUp(route, { ...body, ephemeral: route.ephemeral }, signal)).id
}

const create = async ({ api, outbound, signal }: Job, channel: string, { body, index }: Sending): Promise<string> => {
  const message = await api.create(channel, { ...body, nonce: nonceOf(outbound.id, index) }, signal)
  // The nonce was that of the preview, which an earlier process left: it becomes the answer.
  return isPreviewOf(message, outbound.id) ? (await api.edit(channel, message.id, body, signal)).id : message.id
}

/** As a normal message: an answer to a message, an alert, or what an interaction's token no longer takes. */
async function byChannel(job: Job, { body, index }: Sending): Promise<string> {
  const { outbound, target, api, signal } = job
  const { inbound } = outbound
  const { route, shown } = target
  const first = index === 0
  const named = first && route?.kind !== 'message' && inbound.place !== 'direct' && /^\d+$/.test(inbound.user) ? [inbound.user] : []
  const addressed: Body = {
    ...body,
    ...(named.length > 0 ? { content: `<@${inbound.user}> ${body.content}`.trim() } : {}),
    // Nobody but the asker is ever notified.
    pings: named,
    ...(first && route?.kind === 'message' ? { replyTo: route.message } : {}),
  }
  const before = target.earlier.find(({ content }) => content !== '' && content === addressed.content.trim())
  if (before) return before.id
  if (first && shown) {
    try {
      return (await api.edit(shown.channel, shown.message, addressed, signal)).id
    } catch (error) {
      if (!isCode(error, 'unknownMessage', 'oldEdits')) throw error
    }
  }
  return create(job, await channelOf(job), { body: addressed, index })
}

/** A private answer never goes to the channel once its token is dead: it becomes a direct message. */
async function channelOf({ target: { route, shown }, outbound: { inbound }, api, signal }: Job): Promise<string> {
  const isPrivate = route?.kind === 'interaction' && route.ephemeral && route.guild !== undefined
  if (!isPrivate) return inbound.chat
  return shown?.channel ?? api.direct(inbound.user, signal)
}
