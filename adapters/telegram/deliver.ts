import type { Delivery, Inbound, Outbound } from '../../core/adapter.ts'
import type { ButtonsBlock } from '../../core/answer.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import { PetrelError } from '../../core/errors.ts'
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
  try {
    await sendRest(desk, outbound, delivery)
    desk.live.over(outbound.id)
  } catch (error) {
    if (error instanceof PetrelError && !error.retryable) desk.live.over(outbound.id)
    throw error
  }
}

async function sendRest(desk: Sender, { inbound, answer, id }: Outbound, delivery: Delivery): Promise<void> {
  const route = routeOf(inbound)
  if (route.inline) return
  const { parts, buttons } = toParts(answer)
  const placeholder = await desk.live.end(id, inbound)
  for (const [index, part] of parts.entries()) {
    if (index < delivery.accepted.length) continue
    delivery.signal.throwIfAborted()
    const markup = index === parts.length - 1 && buttons.length > 0 ? await markupOf(desk, inbound, buttons) : {}
    const reply = index === 0 ? route.reply : undefined
    const sending = { part, place: placeOf(inbound.chat), markup, signal: delivery.signal, ...(reply === undefined ? {} : { reply }) }
    const replaced = index === 0 && placeholder !== undefined ? await replace(desk, sending, placeholder) : undefined
    const message = replaced ?? (await sendPart(desk.account, sending))
    await delivery.accept(String(message.message_id))
  }
}

async function markupOf({ callbacks, account }: Sender, { bot, chat }: Inbound, buttons: ButtonsBlock['items']): Promise<object> {
  return { reply_markup: await keyboard(callbacks, { bot, chat, buttons, now: account.clock.now() }) }
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
  const above = part.above ? { show_caption_above_media: true } : {}
  return await post(account, { ...base, method: 'sendPhoto', payload: { photo, ...words, ...above, ...markup } })
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
