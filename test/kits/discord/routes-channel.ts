import { checkText, type Form } from './check-form.ts'
import { checkMessage, textOf } from './check-message.ts'
import { FAULTS, type Json } from './fault.ts'
import { type KitState, note } from './kit-state.ts'
import { FLAGS, LIMITS, PERMISSIONS, type Permission } from './limits.ts'
import { contextOf, edit, openThread, post, remove } from './post.ts'
import { asJson, type Body } from './read-body.ts'
import type { Answer, Route } from './routes.ts'
import { wireChannel, wireMessage } from './wire.ts'
import { type Application, type Channel, type Message, permissionsIn } from './world.ts'

const need = (state: KitState, bot: Application, { id, permissions }: { id: string; permissions: readonly Permission[] }): Channel => {
  const channel = state.world.channels.get(id)
  if (!channel) throw FAULTS.unknownChannel()
  const has = permissionsIn(channel, bot.user.id, state.world.now())
  if ((has & PERMISSIONS.view) === 0n) throw FAULTS.missingAccess()
  const wanted = channel.type === 11 ? permissions.map((one) => (one === 'send' ? 'sendInThreads' : one)) : permissions
  if (wanted.some((one) => (has & PERMISSIONS[one]) === 0n)) throw FAULTS.missingPermissions()
  return channel
}

const messageIn = (channel: Channel, id: string | undefined): Message => {
  const message = channel.messages.get(id ?? '')
  if (!message || message.onlyFor !== undefined) throw FAULTS.unknownMessage()
  return message
}

const shown = (state: KitState, bot: Application, message: Message): Answer => ({
  status: 200,
  json: wireMessage(message, contextOf(state, bot)),
})

function create(state: KitState, bot: Application, { id, body }: { id: string; body: Body }): Answer {
  const json = asJson(body.json)
  checkMessage(json, body.files)
  const channel = need(state, bot, { id, permissions: body.files.length > 0 ? ['send', 'attachFiles'] : ['send'] })
  if (channel.recipients.some(({ closed }) => closed)) throw FAULTS.cannotMessageUser()
  const repeated =
    json.enforce_nonce === true && json.nonce !== undefined
      ? sameNonce(state, channel, { author: bot.user.id, nonce: String(json.nonce) })
      : undefined
  if (repeated) return shown(state, bot, repeated)
  const embeds = (permissionsIn(channel, bot.user.id, state.world.now()) & PERMISSIONS.embedLinks) !== 0n
  return shown(
    state,
    bot,
    post(state, {
      channel,
      author: bot.user,
      body: { ...json, flags: Number(json.flags ?? 0) & FLAGS.suppressEmbeds, ...(embeds ? {} : { embeds: [] }) },
      files: body.files,
    }),
  )
}

/** resources/message, Create Message: with enforce_nonce the earlier message is returned. */
const sameNonce = ({ world }: KitState, channel: Channel, { author, nonce }: { author: string; nonce: string }): Message | undefined =>
  [...channel.messages.values()].findLast(
    (message) => message.author.id === author && message.nonce === nonce && world.now() - message.at < LIMITS.nonceWindowMs,
  )

function history(state: KitState, bot: Application, { id, query }: { id: string; query: URLSearchParams }): Answer {
  const limit = Number(query.get('limit') ?? 50)
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.page)
    throw FAULTS.invalidForm([
      { field: 'limit', code: 'NUMBER_TYPE_MAX', message: `int value should be less than or equal to ${LIMITS.page}.` },
    ])
  const channel = need(state, bot, { id, permissions: [] })
  const readable = (permissionsIn(channel, bot.user.id, state.world.now()) & PERMISSIONS.readHistory) !== 0n
  const open = readable ? [...channel.messages.values()].filter(({ onlyFor }) => onlyFor === undefined) : []
  const after = query.get('after')
  const before = query.get('before')
  const some =
    after !== null
      ? open.filter((message) => BigInt(message.id) > BigInt(after)).slice(0, limit)
      : open.filter((message) => before === null || BigInt(message.id) < BigInt(before)).slice(-limit)
  // Newest first, whichever end the page is taken from.
  return { status: 200, json: some.toReversed().map((message) => wireMessage(message, contextOf(state, bot))) }
}

function patch(state: KitState, bot: Application, { channel, message, body }: { channel: Channel; message: Message; body: Body }): Answer {
  if (message.author.id !== bot.user.id) throw FAULTS.notAuthor()
  if (body.files.length > 0) need(state, bot, { id: channel.id, permissions: ['attachFiles'] })
  const json = asJson(body.json)
  checkMessage(json, body.files, { edit: true, kept: message.attachments.map(({ name }) => name) })
  return shown(state, bot, edit(state, message, { body: json, files: body.files }))
}

function startThread(state: KitState, bot: Application, { parent, id, body }: { parent: Channel; id: string; body: Json }): Answer {
  need(state, bot, { id: parent.id, permissions: ['createThreads'] })
  const form: Form = { at: 'name', faults: [] }
  checkText(form, body.name, { most: 100 })
  if (form.faults.length > 0) throw FAULTS.invalidForm(form.faults)
  return { status: 201, json: wireChannel(openThread(state, parent, { id, name: textOf(body.name) })) }
}

/** resources/channel and resources/message. */
export const channelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/channels/:channel',
    run: ({ state, bot, params }) => ({ status: 200, json: wireChannel(need(state, bot, { id: params.channel ?? '', permissions: [] })) }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages',
    run: ({ state, bot, params, query }) => history(state, bot, { id: params.channel ?? '', query }),
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages',
    run: ({ state, bot, params, body }) => create(state, bot, { id: params.channel ?? '', body }),
  },
  {
    method: 'GET',
    path: '/channels/:channel/messages/:message',
    run: ({ state, bot, params }) =>
      shown(state, bot, messageIn(need(state, bot, { id: params.channel ?? '', permissions: ['readHistory'] }), params.message)),
  },
  {
    method: 'PATCH',
    path: '/channels/:channel/messages/:message',
    run: ({ state, bot, params, body }) => {
      const channel = need(state, bot, { id: params.channel ?? '', permissions: [] })
      return patch(state, bot, { channel, message: messageIn(channel, params.message), body })
    },
  },
  {
    method: 'DELETE',
    path: '/channels/:channel/messages/:message',
    run: ({ state, bot, params }) => {
      const channel = need(state, bot, { id: params.channel ?? '', permissions: [] })
      const message = messageIn(channel, params.message)
      if (message.author.id !== bot.user.id) need(state, bot, { id: channel.id, permissions: ['manageMessages'] })
      remove(state, message, bot.user.id)
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/typing',
    run: ({ state, bot, params }) => {
      const channel = need(state, bot, { id: params.channel ?? '', permissions: ['send'] })
      note(state, { kind: 'typing', channel: channel.id, by: bot.user.id })
      return { status: 204 }
    },
  },
  {
    method: 'PUT',
    path: '/channels/:channel/messages/:message/reactions/:emoji/@me',
    run: ({ state, bot, params }) => {
      const message = messageIn(
        need(state, bot, { id: params.channel ?? '', permissions: ['addReactions', 'readHistory'] }),
        params.message,
      )
      const emoji = params.emoji ?? ''
      message.reactions.set(emoji, (message.reactions.get(emoji) ?? new Set()).add(bot.user.id))
      note(state, { kind: 'reaction', channel: message.channel.id, by: bot.user.id, message: message.id, text: emoji })
      return { status: 204 }
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/messages/:message/threads',
    run: ({ state, bot, params, body }) => {
      const parent = need(state, bot, { id: params.channel ?? '', permissions: [] })
      // resources/channel, Start Thread from Message: the thread has the id of its message.
      return startThread(state, bot, { parent, id: messageIn(parent, params.message).id, body: asJson(body.json) })
    },
  },
  {
    method: 'POST',
    path: '/channels/:channel/threads',
    run: ({ state, bot, params, body }) =>
      startThread(state, bot, {
        parent: need(state, bot, { id: params.channel ?? '', permissions: [] }),
        id: state.world.id(),
        body: asJson(body.json),
      }),
  },
]
