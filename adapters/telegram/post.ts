import { PetrelError } from '../../core/errors.ts'
import type { Account } from './account.ts'
import { refusedWith, statusOf } from './api.ts'
import type { Place } from './place.ts'
import type { Message } from './wire.ts'

/** Where a message goes and what it replies to; a reply to a message that is gone is sent all the same. */
export const sendOptions = ({ chat, thread }: Place, reply?: number): Record<string, unknown> => ({
  chat_id: chat,
  ...(thread === undefined ? {} : { message_thread_id: thread }),
  ...(reply === undefined ? {} : { reply_parameters: { message_id: reply, allow_sending_without_reply: true } }),
  link_preview_options: { is_disabled: true },
})

/** The chat as it is called now: a group that became a supergroup has another id. */
export const resolvePlace = ({ moved }: Pick<Account, 'moved'>, place: Place): Place => {
  const chat = moved.get(place.chat)
  return chat === undefined ? place : { ...place, chat }
}

/** A message on its way is let arrive when Petrel stops: cut off, it might be sent twice. */
const GRACE_MS = 2000

export interface Post {
  method: string
  place: Place
  reply?: number
  payload: object
  signal: AbortSignal
}

/**
 * Sends one message at its turn and returns it. Follows a group to its new id, and falls back to the chat when its topic is gone.
 * Throws PetrelError platform_refused, platform_failed, cancelled.
 */
export async function post(account: Account, request: Post): Promise<Message> {
  const place = resolvePlace(account, request.place)
  try {
    return await once(account, { ...request, place })
  } catch (error) {
    const next = followed(account, place, error)
    if (next === undefined) throw error
    return await once(account, { ...request, place: next })
  }
}

/** Where to try again at once, if that can help. */
function followed(account: Account, place: Place, error: unknown): Place | undefined {
  const to = error instanceof PetrelError ? error.facts.migrateTo : undefined
  if (typeof to === 'number') {
    account.moved.set(place.chat, to)
    return { chat: to }
  }
  return place.thread !== undefined && refusedWith(error, 400, /thread not found|TOPIC_(CLOSED|DELETED)/i)
    ? { chat: place.chat }
    : undefined
}

/** Milliseconds that the platform asked to wait. */
export const retryAfter = (error: unknown): number =>
  error instanceof PetrelError && typeof error.facts.retryAfterMs === 'number' ? error.facts.retryAfterMs : 1000

async function once({ api, limiter }: Account, { method, place, reply, payload, signal }: Post): Promise<Message> {
  await limiter.take(place.chat, signal)
  try {
    return await api.call<Message>(method, { ...sendOptions(place, reply), ...payload }, { signal, graceMs: GRACE_MS })
  } catch (error) {
    if (statusOf(error) === 429) limiter.penalty(place.chat, retryAfter(error))
    throw error
  }
}
