import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { type APIMessage, type REST, Routes } from 'discord.js'
import type { FirstAnswers } from './first-answer.ts'
import type { Embed } from './render/card.ts'
import type { OutFile } from './render/piece.ts'

/** A message's body as Petrel sends it. */
export interface Body {
  content: string
  components?: readonly unknown[]
  files?: readonly OutFile[]
  embeds?: readonly Embed[]
  /** Users whom it may notify; nobody else ever. */
  pings?: readonly string[]
  replyTo?: string
  nonce?: string
  ephemeral?: boolean
}

/** The calls that the adapter makes; each throws what discord.js throws. */
export interface Api {
  create(channel: string, body: Body, signal?: AbortSignal): Promise<APIMessage>
  edit(channel: string, message: string, body: Body, signal?: AbortSignal): Promise<APIMessage>
  delete(channel: string, message: string): Promise<void>
  history(channel: string, after: string, signal?: AbortSignal): Promise<APIMessage[]>
  message(channel: string, message: string, signal?: AbortSignal): Promise<APIMessage>
  typing(channel: string): Promise<void>
  direct(user: string, signal?: AbortSignal): Promise<string>
  answer(interaction: { id: string; token: string }, type: number, data?: unknown): Promise<void>
  editAnswer(hook: Hook, body: Body, signal?: AbortSignal): Promise<APIMessage>
  deleteAnswer(hook: Hook): Promise<void>
  followUp(hook: Hook, body: Body, signal?: AbortSignal): Promise<APIMessage>
}

/** The webhook of an interaction's token. */
export interface Hook {
  application: string
  token: string
}

const EPHEMERAL = 1 << 6

/** The key under which Discord shows a message once (Create Message, enforce_nonce): 25 characters of the turn and the part. */
export const nonceOf = (turn: string, part: string | number): string =>
  createHash('sha256').update(`${turn}:${part}`).digest('base64url').slice(0, 25)

interface Request {
  body: unknown
  files?: { name: string; data: Buffer; contentType: string }[]
}

function request(body: Body, edit: boolean): Request {
  const { content, components = [], files = [], embeds = [], pings = [], replyTo, nonce, ephemeral = false } = body
  const json = {
    content,
    components,
    ...(embeds.length > 0 ? { embeds } : {}),
    allowed_mentions: { parse: [], users: [...pings], replied_user: replyTo !== undefined },
    // An edit without this would keep the files of the text that it replaces.
    ...(edit || files.length > 0
      ? { attachments: files.map(({ name, alt }, id) => ({ id, filename: name, ...(alt ? { description: alt } : {}) })) }
      : {}),
    ...(replyTo === undefined || edit ? {} : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
    ...(nonce === undefined || edit ? {} : { nonce, enforce_nonce: true }),
    ...(ephemeral && !edit ? { flags: EPHEMERAL } : {}),
  }
  const upload = files.map(({ name, mime, bytes }) => ({ name, data: Buffer.from(bytes), contentType: mime }))
  return upload.length === 0 ? { body: json } : { body: json, files: upload }
}

/**
 * Runs a request under a signal of its own: discord.js adds a listener for each request and never takes it away, which would grow without end
 * on a signal that lives as long as the process.
 */
async function scoped<T>(signal: AbortSignal | undefined, work: (scope: { signal?: AbortSignal }) => Promise<unknown>): Promise<T> {
  if (!signal) return (await work({})) as T
  const controller = new AbortController()
  const abort = () => controller.abort(signal.reason)
  if (signal.aborted) abort()
  // One listener for each request in flight, taken away below: however many there are, it is no leak.
  setMaxListeners(0, signal)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return (await work({ signal: controller.signal })) as T
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** The three clients that one bot speaks through; each keeps rate limits and connections of its own. */
export interface Lines {
  rest: REST
  /** First answers to interactions alone, so that they never wait behind anything. */
  first: Pick<FirstAnswers, 'post'>
  /** Later answers over an interaction's token, which the bot's global limit does not bind (topics/rate-limits). */
  hooks: REST
}

/** Discord's REST API, as far as Petrel speaks it, over discord.js's clients (which keep the rate limits). */
export function createApi({ rest, first, hooks }: Lines): Api {
  return {
    create: (channel, body, signal) =>
      scoped(signal, (scope) => rest.post(Routes.channelMessages(channel), { ...request(body, false), ...scope })),
    edit: (channel, message, body, signal) =>
      scoped(signal, (scope) => rest.patch(Routes.channelMessage(channel, message), { ...request(body, true), ...scope })),
    delete: async (channel, message) => {
      await rest.delete(Routes.channelMessage(channel, message))
    },
    history: (channel, after, signal) => {
      const query = new URLSearchParams({ after, limit: '100' })
      return scoped(signal, (scope) => rest.get(Routes.channelMessages(channel), { query, ...scope }))
    },
    message: (channel, message, signal) => scoped(signal, (scope) => rest.get(Routes.channelMessage(channel, message), scope)),
    typing: async (channel) => {
      await rest.post(Routes.channelTyping(channel))
    },
    direct: async (user, signal) => {
      const body = { recipient_id: user }
      const channel = await scoped<{ id: string }>(signal, (scope) => rest.post(Routes.userChannels(), { body, ...scope }))
      return channel.id
    },
    answer: (interaction, type, data) => first.post(interaction, type, data),
    editAnswer: ({ application, token }, body, signal) =>
      scoped(signal, (scope) =>
        hooks.patch(Routes.webhookMessage(application, token, '@original'), { ...request(body, true), auth: false, ...scope }),
      ),
    deleteAnswer: async ({ application, token }) => {
      await hooks.delete(Routes.webhookMessage(application, token, '@original'), { auth: false })
    },
    followUp: ({ application, token }, body, signal) =>
      scoped(signal, (scope) => hooks.post(Routes.webhook(application, token), { ...request(body, false), auth: false, ...scope })),
  }
}
