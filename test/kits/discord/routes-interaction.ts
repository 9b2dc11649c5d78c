import { checkChoices, checkModal } from './check-components.ts'
import { isJson } from './check-form.ts'
import { checkMessage } from './check-message.ts'
import { FAULTS, type Json } from './fault.ts'
import { type Interaction, type KitState, note } from './kit-state.ts'
import { FLAGS, LIMITS } from './limits.ts'
import { contextOf, edit, post, remove } from './post.ts'
import { asJson, type Body } from './read-body.ts'
import type { Answer, Route } from './routes.ts'
import { wireMessage } from './wire.ts'
import type { Message } from './world.ts'

const TYPE = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const

const ephemeralIn = (data: Json): boolean => ((Number(data.flags) || 0) & FLAGS.ephemeral) !== 0

function draft(
  state: KitState,
  interaction: Interaction,
  { data, files, thinking }: { data: Json; files: Body['files']; thinking: boolean },
): Message {
  interaction.ephemeral = ephemeralIn(data)
  const { channel, user, application } = interaction
  return post(state, {
    channel,
    author: application.user,
    body: data,
    files,
    thinking,
    interaction: { id: interaction.id, user, type: interaction.type },
    onlyFor: interaction.ephemeral ? user.id : undefined,
  })
}

/** interactions/receiving-and-responding, Interaction Callback Type: which answers fit which interaction. */
function answer(
  state: KitState,
  interaction: Interaction,
  { type, data, files }: { type: unknown; data: Json; files: Body['files'] },
): void {
  const component = interaction.type === 3
  const conversation = interaction.type !== 4
  if (type === TYPE.message && conversation) {
    checkMessage(data, files)
    interaction.original = draft(state, interaction, { data, files, thinking: false })
    interaction.answer = 'message'
  } else if (type === TYPE.deferred && conversation) {
    interaction.original = draft(state, interaction, { data, files, thinking: true })
    interaction.answer = 'deferred'
  } else if (type === TYPE.deferredUpdate && component) interaction.answer = 'update'
  else if (type === TYPE.update && component && interaction.original) {
    checkMessage(data, files, { edit: true })
    edit(state, interaction.original, { body: data, files })
    interaction.answer = 'update'
  } else if (type === TYPE.choices && interaction.type === 4) {
    checkChoices(data)
    interaction.choices = Array.isArray(data.choices) ? data.choices.filter(isJson) : []
    interaction.answer = 'choices'
  } else if (type === TYPE.modal && (interaction.type === 2 || component)) {
    checkModal(data)
    interaction.modal = data
    interaction.answer = 'modal'
    note(state, {
      kind: 'modal',
      channel: interaction.channel.id,
      by: interaction.application.user.id,
      text: String(data.title),
      onlyFor: interaction.user.id,
    })
  } else
    throw FAULTS.invalidForm([
      { field: 'type', code: 'BASE_TYPE_CHOICES', message: `This interaction cannot be answered with type ${String(type)}.` },
    ])
}

function callback(state: KitState, { id, token, body }: { id: string; token: string; body: Body }): Answer {
  const interaction = state.interactions.get(token)
  if (!interaction || interaction.id !== id) throw FAULTS.unknownInteraction()
  if (interaction.answer) throw FAULTS.alreadyAcknowledged()
  const after = state.world.now() - interaction.createdAt
  if (after > LIMITS.answerMs) throw FAULTS.unknownInteraction()
  const json = asJson(body.json)
  answer(state, interaction, { type: json.type, data: isJson(json.data) ? json.data : {}, files: body.files })
  interaction.answeredAfterMs = performance.now() - interaction.startedAt
  return { status: 204 }
}

/** The interaction behind a webhook's token while it lives. */
function live(state: KitState, { application, token }: { application: string; token: string }): Interaction {
  const interaction = state.interactions.get(token)
  if (!interaction || interaction.application.id !== application || !interaction.answer || interaction.answer === 'choices')
    throw FAULTS.unknownWebhook()
  if (state.world.now() - interaction.createdAt > LIMITS.tokenMs) throw FAULTS.tokenExpired()
  return interaction
}

const shown = (state: KitState, interaction: Interaction, message: Message): Answer => ({
  status: 200,
  json: wireMessage(message, contextOf(state, interaction.application)),
})

function followUp(state: KitState, interaction: Interaction, body: Body): Answer {
  const json = asJson(body.json)
  checkMessage(json, body.files)
  const { original, channel, user, application } = interaction
  // A follow-up to a deferred answer that has not come yet takes its place.
  if (original && (original.flags & FLAGS.loading) !== 0)
    return shown(state, interaction, edit(state, original, { body: json, files: body.files }))
  const ephemeral = ephemeralIn(json)
  const { nonce: _, ...rest } = json
  return shown(
    state,
    interaction,
    post(state, {
      channel,
      author: application.user,
      body: rest,
      files: body.files,
      interaction: { id: interaction.id, user, type: interaction.type },
      onlyFor: ephemeral ? user.id : undefined,
    }),
  )
}

function messageOf(interaction: Interaction, id: string): Message {
  const message = id === '@original' ? interaction.original : interaction.channel.messages.get(id)
  if (!message || !interaction.channel.messages.has(message.id)) throw FAULTS.unknownMessage()
  if (message.author.id !== interaction.application.user.id) throw FAULTS.notAuthor()
  return message
}

const hook = ({ params }: { params: Record<string, string> }) => ({ application: params.application ?? '', token: params.token ?? '' })

/** interactions/receiving-and-responding: answers, and the webhook of an interaction's token. None of them needs the bot's token. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:id/:token/callback',
    open: true,
    run: ({ state, params, body }) => callback(state, { id: params.id ?? '', token: params.token ?? '', body }),
  },
  {
    method: 'POST',
    path: '/webhooks/:application/:token',
    open: true,
    run: ({ state, params, body }) => followUp(state, live(state, hook({ params })), body),
  },
  {
    method: 'GET',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: ({ state, params }) => {
      const interaction = live(state, hook({ params }))
      return shown(state, interaction, messageOf(interaction, params.message ?? ''))
    },
  },
  {
    method: 'PATCH',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: ({ state, params, body }) => {
      const interaction = live(state, hook({ params }))
      const message = messageOf(interaction, params.message ?? '')
      const json = asJson(body.json)
      checkMessage(json, body.files, { edit: true, kept: message.attachments.map(({ name }) => name) })
      return shown(state, interaction, edit(state, message, { body: json, files: body.files }))
    },
  },
  {
    method: 'DELETE',
    path: '/webhooks/:application/:token/messages/:message',
    open: true,
    run: ({ state, params }) => {
      const interaction = live(state, hook({ params }))
      remove(state, messageOf(interaction, params.message ?? ''), interaction.application.user.id)
      return { status: 204 }
    },
  },
]
