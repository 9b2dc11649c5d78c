import { isJson } from './check-form.ts'
import { textOf } from './check-message.ts'
import type { Json } from './fault.ts'
import type { Interaction, KitState } from './kit-state.ts'
import { INTENTS, LIMITS, PERMISSIONS } from './limits.ts'
import { contextOf, edit, openThread, post, remove } from './post.ts'
import type { UploadedFile } from './read-body.ts'
import { type Shown, show } from './shown.ts'
import { wireChannel, wireMember, wireMessage, wireUser } from './wire.ts'
import { type Application, type Channel, type Guild, guildPermissions, type Message, permissionsIn, type User } from './world.ts'

export interface SentFile {
  name: string
  mime: string
  bytes: Uint8Array
}

export interface SayOptions {
  replyTo?: string
  /** Whether a reply notifies its author; true as in the client. */
  ping?: boolean
  files?: readonly SentFile[]
  forwarded?: boolean
}

/** What became of an interaction. */
export interface Asked {
  id: string
  token: string
  /** The first answer: undefined while there is none. */
  answer(): Interaction['answer']
  /** Milliseconds of the machine from the interaction to its first answer. */
  answeredAfterMs(): number | undefined
  /** Resolves once there is an answer; rejects when the 3 seconds of the machine are over. */
  answered(): Promise<void>
  /** The message that the person sees as the answer. */
  message(): Shown | undefined
  modal(): Json | undefined
  choices(): readonly { name: string; value: string | number }[]
}

/** A person with a Discord client. */
export interface Person extends User {
  say(channel: Channel, content: string, options?: SayOptions): Message
  edit(message: Message, content: string): void
  delete(message: Message): void
  thread(channel: Channel, name: string): Channel
  join(guild: Guild, roles?: readonly string[]): void
  leave(guild: Guild): void
  /** The direct channel with a bot. */
  direct(bot: Application): Channel
  /** A command with its options by name; attachments as files. Throws when the client would not offer it. */
  slash(channel: Channel, bot: Application, name: string, options?: Record<string, string | number | boolean | SentFile>): Asked
  /** What the client asks while an option is typed. */
  typing(channel: Channel, bot: Application, name: string, options: { field: string; text: string; others?: Record<string, string> }): Asked
  press(message: Pick<Shown, 'id'>, label: string): Asked
  select(message: Pick<Shown, 'id'>, labels: readonly string[]): Asked
  submit(asked: Asked, fields: Record<string, string>): Asked
}

interface Request {
  type: Interaction['type']
  application: Application
  channel: Channel
  data: Json
  source?: Message
}

const upload = (files: readonly SentFile[]): UploadedFile[] => files.map((file, index) => ({ index: String(index), ...file }))

function interact(state: KitState, person: Person, { type, application, channel, data, source }: Request): Asked {
  const { world, gateway } = state
  const id = world.id()
  const token = `${id}${Buffer.from(`interaction:${id}`).toString('base64url')}`
  const interaction: Interaction = {
    id,
    token,
    type,
    application,
    channel,
    user: person,
    createdAt: world.now(),
    startedAt: performance.now(),
    answeredAfterMs: undefined,
    answer: undefined,
    ephemeral: false,
    original: source,
    choices: [],
    modal: undefined,
    data,
  }
  state.interactions.set(token, interaction)
  const member = channel.guild?.members.get(person.id)
  const payload: Json = {
    id,
    application_id: application.id,
    type,
    data,
    token,
    version: 1,
    channel: wireChannel(channel),
    channel_id: channel.id,
    locale: state.locales.get(person.id) ?? 'en-US',
    app_permissions: permissionsIn(channel, application.user.id, world.now()).toString(),
    entitlements: [],
    authorizing_integration_owners: {},
    context: channel.guild ? 0 : 1,
    attachment_size_limit: LIMITS.fileBytes,
    ...(source ? { message: { ...wireMessage(source, contextOf(state, application)), ephemeral: undefined } } : {}),
    ...(channel.guild && member
      ? {
          guild_id: channel.guild.id,
          guild_locale: 'en-US',
          member: { ...wireMember(member), permissions: permissionsIn(channel, person.id, world.now()).toString() },
        }
      : { user: wireUser(person) }),
  }
  gateway.publish(application, 'INTERACTION_CREATE', payload, { guild: channel.guild, intent: 0 })
  return asked(state, interaction)
}

function asked(state: KitState, interaction: Interaction): Asked {
  return {
    id: interaction.id,
    token: interaction.token,
    answer: () => interaction.answer,
    answeredAfterMs: () => interaction.answeredAfterMs,
    answered: async () => {
      while (!interaction.answer) {
        if (performance.now() - interaction.startedAt > LIMITS.answerMs)
          throw new Error(`Interaction ${interaction.id} was not answered within ${LIMITS.answerMs} ms.`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    message: () =>
      interaction.answer && interaction.original && state.world.channels.get(interaction.channel.id)?.messages.has(interaction.original.id)
        ? show(interaction.original)
        : undefined,
    modal: () => interaction.modal,
    choices: () => interaction.choices as { name: string; value: string | number }[],
  }
}

/** The command as the client offers it to this person here. */
function offered(person: Person, { channel, bot, name }: { channel: Channel; bot: Application; name: string }): Json {
  const command = bot.commands.find((one) => one.name === name)
  if (!command)
    throw new Error(`${bot.user.username} has no command /${name}; it has ${bot.commands.map((one) => `/${String(one.name)}`).join(', ')}.`)
  const contexts = Array.isArray(command.contexts) ? command.contexts : [0, 1, 2]
  if (!contexts.includes(channel.guild ? 0 : 1)) throw new Error(`/${name} is not offered in this kind of channel.`)
  const needed = command.default_member_permissions
  if (channel.guild && typeof needed === 'string') {
    const has = guildPermissions(channel.guild, person.id)
    // interactions/application-commands, Permissions: "0" shows it to administrators alone.
    const fits = (has & PERMISSIONS.administrator) !== 0n || (needed !== '0' && (has & BigInt(needed)) === BigInt(needed))
    if (!fits) throw new Error(`/${name} is hidden from ${person.username}.`)
  }
  return command
}

const TYPES: Record<string, readonly number[]> = { string: [3], number: [4, 10], boolean: [5], object: [11] }

function checkOption(option: Json, value: string | number | boolean | SentFile): void {
  const name = String(option.name)
  if (!TYPES[typeof value]?.includes(option.type as number)) throw new Error(`Option ${name} does not take ${typeof value}.`)
  if (option.type === 4 && !Number.isInteger(value)) throw new Error(`Option ${name} takes whole numbers.`)
  const choices = Array.isArray(option.choices) ? option.choices.filter(isJson) : []
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw new Error(`Option ${name} offers ${choices.map((choice) => String(choice.value)).join(', ')}.`)
  const size = typeof value === 'string' ? value.length : Number(value)
  const [least, most] = typeof value === 'string' ? [option.min_length, option.max_length] : [option.min_value, option.max_value]
  if (typeof value !== 'object' && ((typeof least === 'number' && size < least) || (typeof most === 'number' && size > most)))
    throw new Error(`Option ${name} is out of its bounds.`)
}

function slash(
  state: KitState,
  person: Person,
  {
    channel,
    bot,
    name,
    options,
  }: { channel: Channel; bot: Application; name: string; options: Record<string, string | number | boolean | SentFile> },
): Asked {
  const command = offered(person, { channel, bot, name })
  const known = Array.isArray(command.options) ? command.options.filter(isJson) : []
  for (const option of known)
    if (option.required === true && options[String(option.name)] === undefined)
      throw new Error(`Option ${String(option.name)} is required.`)
  const attachments: Json = {}
  const given = Object.entries(options).map(([key, value]) => {
    const option = known.find((one) => one.name === key)
    if (!option) throw new Error(`/${name} has no option ${key}.`)
    checkOption(option, value)
    if (typeof value !== 'object') return { name: key, type: option.type, value }
    const id = state.world.id()
    const file = { id, name: value.name, mime: value.mime, bytes: value.bytes, description: undefined }
    state.files.set(`${channel.id}/${id}`, file)
    attachments[id] = {
      id,
      filename: value.name,
      size: value.bytes.length,
      content_type: value.mime,
      url: `${state.origin()}/attachments/${channel.id}/${id}/${encodeURIComponent(value.name)}`,
    }
    return { name: key, type: option.type, value: id }
  })
  const data = {
    id: command.id,
    name,
    type: 1,
    options: given,
    ...(Object.keys(attachments).length > 0 ? { resolved: { attachments } } : {}),
  }
  return interact(state, person, { type: 2, application: bot, channel, data })
}

const botOfMessage = (state: KitState, message: Message): Application => {
  const found = [...state.world.applications.values()].find(({ user }) => user === message.author)
  if (!found) throw new Error('Only messages of bots have buttons.')
  return found
}

function component(state: KitState, person: Person, id: string): { message: Message; parts: Json[] } {
  const message = [...state.world.channels.values()].map((channel) => channel.messages.get(id)).find((one) => one !== undefined)
  if (!message || (message.onlyFor !== undefined && message.onlyFor !== person.id))
    throw new Error(`${person.username} sees no message ${id}.`)
  return { message, parts: message.components.flatMap((row) => (Array.isArray(row.components) ? row.components.filter(isJson) : [])) }
}

function press(state: KitState, person: Person, { id, label }: { id: string; label: string }): Asked {
  const { message, parts } = component(state, person, id)
  const button = parts.find((part) => part.type === 2 && part.label === label)
  if (!button) throw new Error(`No button "${label}"; there are: ${parts.map((part) => String(part.label)).join(', ')}.`)
  if (button.disabled === true || typeof button.custom_id !== 'string') throw new Error(`The button "${label}" cannot be pressed.`)
  return interact(state, person, {
    type: 3,
    application: botOfMessage(state, message),
    channel: message.channel,
    source: message,
    data: { custom_id: button.custom_id, component_type: 2 },
  })
}

function select(state: KitState, person: Person, { id, labels }: { id: string; labels: readonly string[] }): Asked {
  const { message, parts } = component(state, person, id)
  const menu = parts.find((part) => part.type === 3)
  const options = menu && Array.isArray(menu.options) ? menu.options.filter(isJson) : []
  const values = labels.map((label) => {
    const option = options.find((one) => one.label === label)
    if (!option) throw new Error(`No option "${label}"; there are: ${options.map((one) => String(one.label)).join(', ')}.`)
    return option.value
  })
  return interact(state, person, {
    type: 3,
    application: botOfMessage(state, message),
    channel: message.channel,
    source: message,
    data: { custom_id: menu?.custom_id, component_type: 3, values },
  })
}

function submit(state: KitState, person: Person, { of, fields }: { of: Asked; fields: Record<string, string> }): Asked {
  const before = state.interactions.get(of.token)
  if (!before?.modal) throw new Error('No modal is open.')
  const inputs = (before.modal.components as Json[]).flatMap((row) => row.components as Json[])
  const components = inputs.map((input) => {
    const value = fields[textOf(input.custom_id)] ?? ''
    const most = typeof input.max_length === 'number' ? input.max_length : LIMITS.inputValue
    if (value.length > most || (input.required !== false && value === ''))
      throw new Error(`The field ${textOf(input.custom_id)} does not take this.`)
    return { type: 1, components: [{ type: 4, custom_id: input.custom_id, value }] }
  })
  return interact(state, person, {
    type: 5,
    application: before.application,
    channel: before.channel,
    data: { custom_id: before.modal.custom_id, components },
  })
}

function say(
  state: KitState,
  person: Person,
  { channel, content, options }: { channel: Channel; content: string; options: SayOptions },
): Message {
  if ((permissionsIn(channel, person.id, state.world.now()) & PERMISSIONS.send) === 0n)
    throw new Error(`${person.username} may not write here.`)
  const { replyTo, ping = true, files = [], forwarded = false } = options
  const allowed = ping ? {} : { allowed_mentions: { parse: ['users'], replied_user: false } }
  const reference = replyTo === undefined ? {} : { message_reference: { message_id: replyTo } }
  return post(state, { channel, author: person, body: { content, ...allowed, ...reference }, files: upload(files), forwarded })
}

function join(state: KitState, person: Person, { guild, roles }: { guild: Guild; roles: readonly string[] }): void {
  const member = { user: person, roles: [...roles], joinedAt: state.world.now(), timeoutUntil: undefined }
  guild.members.set(person.id, member)
  for (const application of state.world.applications.values())
    if (guild.members.has(application.user.id))
      state.gateway.publish(
        application,
        'GUILD_MEMBER_ADD',
        { ...wireMember(member), guild_id: guild.id },
        { guild, intent: INTENTS.guildMembers },
      )
}

function leave(state: KitState, person: Person, guild: Guild): void {
  guild.members.delete(person.id)
  for (const application of state.world.applications.values())
    if (guild.members.has(application.user.id))
      state.gateway.publish(
        application,
        'GUILD_MEMBER_REMOVE',
        { guild_id: guild.id, user: wireUser(person) },
        { guild, intent: INTENTS.guildMembers },
      )
}

function direct(state: KitState, person: Person, bot: Application): Channel {
  const both = [person.id, bot.user.id]
  const found = [...state.world.channels.values()].find(({ recipients }) => both.every((id) => recipients.some((one) => one.id === id)))
  if (found) return found
  const channel: Channel = {
    id: state.world.id(),
    type: 1,
    name: '',
    guild: undefined,
    parent: undefined,
    recipients: [person, bot.user],
    denied: new Map(),
    messages: new Map(),
    lastMessage: undefined,
  }
  state.world.channels.set(channel.id, channel)
  return channel
}

/** Somebody with a client; what they do goes through the same rules as in Discord. */
export function createPerson(state: KitState, user: User): Person {
  const person: Person = Object.assign(user, {
    say: (channel: Channel, content: string, options: SayOptions = {}) => say(state, person, { channel, content, options }),
    edit: (message: Message, content: string) => {
      edit(state, message, { body: { content } })
    },
    delete: (message: Message) => remove(state, message, user.id),
    thread: (channel: Channel, name: string) => openThread(state, channel, { id: state.world.id(), name }),
    join: (guild: Guild, roles: readonly string[] = []) => join(state, person, { guild, roles }),
    leave: (guild: Guild) => leave(state, person, guild),
    direct: (bot: Application) => direct(state, person, bot),
    slash: (channel: Channel, bot: Application, name: string, options: Record<string, string | number | boolean | SentFile> = {}) =>
      slash(state, person, { channel, bot, name, options }),
    typing: (
      channel: Channel,
      bot: Application,
      name: string,
      { field, text, others = {} }: { field: string; text: string; others?: Record<string, string> },
    ) => {
      const command = offered(person, { channel, bot, name })
      const rest = Object.entries(others).map(([key, value]) => ({ name: key, type: 3, value }))
      return interact(state, person, {
        type: 4,
        application: bot,
        channel,
        data: { id: command.id, name, type: 1, options: [...rest, { name: field, type: 3, value: text, focused: true }] },
      })
    },
    press: ({ id }: Pick<Shown, 'id'>, label: string) => press(state, person, { id, label }),
    select: ({ id }: Pick<Shown, 'id'>, labels: readonly string[]) => select(state, person, { id, labels }),
    submit: (of: Asked, fields: Record<string, string>) => submit(state, person, { of, fields }),
  })

  return person
}
