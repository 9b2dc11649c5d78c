import type { Delivery, Outbound } from '../../core/adapter.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import type { Account } from './account.ts'
import { refusedWith, statusOf } from './api.ts'
import { keyboard } from './keyboard.ts'
import type { Live } from './live.ts'
import { type Part, toParts } from './parts.ts'
import { type Place, placeOf, routeOf } from './place.ts'
import { post, resolvePlace } from './post.ts'
import type { Message } from './wire.ts'

export interface Sender {
  account: Account
  callbacks: CallbackStore
  live: Live
}

/** Sends what is left of an answer, part by part; each accepted part is noted before the next goes. */
export async function deliver(desk: Sender, outbound: Outbound, delivery: Delivery): Promise<void> {
  const { inbound, answer, id } = outbound
  const route = routeOf(inbound)
  if (route.inline) return
  const { parts, buttons } = toParts(answer)
  const placeholder = await desk.live.end(id)
  const place = placeOf(inbound.chat)
  for (const [index, part] of parts.entries()) {
    if (index < delivery.accepted.length) continue
    const last = index === parts.length - 1
    const markup =
      last && buttons.length > 0
        ? { reply_markup: await keyboard(desk.callbacks, { bot: inbound.bot, chat: inbound.chat, buttons, now: desk.account.clock.now() }) }
        : {}
    const reply = index === 0 ? route.reply : undefined
    const sending = { part, place, markup, signal: delivery.signal, ...(reply === undefined ? {} : { reply }) }
    const replaced = index === 0 && placeholder !== undefined ? await replace(desk, sending, placeholder) : undefined
    const message = replaced ?? (await sendPart(desk.account, sending))
    if (index === 0) desk.live.used(id)
    await delivery.accept(String(message.message_id))
  }
}

interface Sending {
  part: Part
  place: Place
  reply?: number
  markup: object
  signal: AbortSignal
}

/** The first text of an answer takes the place of the message that said "working on it"; anything else makes that message go. */
async function replace({ account }: Sender, sending: Sending, placeholder: number): Promise<Message | undefined> {
  const { part, place, markup, signal } = sending
  const { chat } = resolvePlace(account, place)
  if (part.kind !== 'text') {
    await account.api.call('deleteMessage', { chat_id: chat, message_id: placeholder }, { signal }).catch(() => {})
    return undefined
  }
  const { text, entities } = part.body
  try {
    return await post(account, {
      method: 'editMessageText',
      place: { chat },
      payload: { message_id: placeholder, text, entities, ...markup },
      signal,
    })
  } catch (error) {
    // An edit that broke off after it took effect is found done.
    if (refusedWith(error, 400, /message is not modified/i)) return { message_id: placeholder, date: 0, chat: { id: chat, type: 'group' } }
    if (statusOf(error) !== 400) throw error
    return undefined
  }
}

async function sendPart(account: Account, { part, place, reply, markup, signal }: Sending): Promise<Message> {
  const base = { place, signal, ...(reply === undefined ? {} : { reply }) }
  if (part.kind === 'text') {
    const { text, entities } = part.body
    return await post(account, { ...base, method: 'sendMessage', payload: { text, entities, ...markup } })
  }
  const { text: caption, entities: caption_entities } = part.caption
  const words = caption === '' ? {} : { caption, caption_entities }
  if (part.kind === 'document') {
    const document = { source: part.bytes(), filename: part.name }
    return await post(account, { ...base, method: 'sendDocument', payload: { document, ...words, ...markup } })
  }
  const rich =
    part.rich && account.features.rich !== false
      ? await sendRich(account, { ...base, payload: { rich_message: part.rich, ...markup } })
      : undefined
  if (rich) return rich
  const photo = { source: part.png(), filename: 'picture.png' }
  return await post(account, { ...base, method: 'sendPhoto', payload: { photo, ...words, ...markup } })
}

/** As a rich message where the server has them; remembered when it has not. */
async function sendRich(account: Account, request: Omit<Parameters<typeof post>[1], 'method'>): Promise<Message | undefined> {
  try {
    return await post(account, { ...request, method: 'sendRichMessage' })
  } catch (error) {
    const status = statusOf(error)
    if (status === 404) account.features.rich = false
    else if (status !== 400 || (error as { facts?: { migrateTo?: unknown } }).facts?.migrateTo !== undefined) throw error
    return undefined
  }
}
