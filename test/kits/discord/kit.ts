import type { AddressInfo } from 'node:net'
import { createGateway, drops, type GatewayOptions, type Session } from './gateway.ts'
import type { Call, KitState, SeenEvent } from './kit-state.ts'
import { INTENTS, LIMITS, type Permission } from './limits.ts'
import { type Asked, createPerson, type Person } from './person.ts'
import { post } from './post.ts'
import { createRestServer } from './server.ts'
import { type Shown, shownIn } from './shown.ts'
import { createFaults, createTraffic, type Faults, RATES, type Rates } from './traffic.ts'
import { wireChannel, wireGuild, wireRoles } from './wire.ts'
import { type Application, type Channel, createWorld, type Guild, type Message, permissionBits, type User } from './world.ts'

export interface KitOptions {
  /** Unix milliseconds; Date.now by default. `advance` adds to it. */
  now?: () => number
  rates?: Partial<Rates>
  gateway?: Partial<GatewayOptions>
}

export interface BotOptions {
  name?: string
  token?: string
  /** The portal's switches of the privileged intents; all on by default. */
  privileged?: Partial<Application['privileged']>
}

export interface DiscordKit {
  /** For `new Client({ rest: { api: kit.apiRoot } })`. */
  apiRoot: string
  now(): number
  /** Moves the kit's clock on: deadlines of interactions, nonces, timeouts. */
  advance(ms: number): void
  addBot(options?: BotOptions): Application
  addPerson(name: string, options?: { locale?: string; closed?: boolean }): Person
  /** A server with these bots and a channel "general"; `grant` are the bots' permissions. */
  addGuild(name: string, options: { bots: readonly Application[]; owner?: User; grant?: readonly Permission[] }): Guild
  addChannel(guild: Guild, name: string): Channel
  addRole(guild: Guild, name: string, permissions: readonly Permission[]): string
  /** Adds a bot to a server that exists, or takes it away. */
  invite(bot: Application, guild: Guild, grant?: readonly Permission[]): void
  kick(bot: Application, guild: Guild): void
  /** Takes permissions from a member or role in one channel. */
  deny(channel: Channel, who: string, permissions: readonly Permission[]): void
  channel(guild: Guild, name?: string): Channel
  /** A message of another bot, to show that bots are ignored. */
  botSays(bot: Application, channel: Channel, content: string): Message
  /** What stands in a channel now, oldest first, as this person sees it. */
  seen(channel: Channel, viewer?: User): Shown[]
  /** Everything that happened, in order. */
  events: readonly SeenEvent[]
  calls: readonly Call[]
  /** What no test should cause: an interaction without an answer in time, too many identifies or invalid requests. */
  violations(): readonly string[]
  faults: Faults
  /** Live sessions of a bot. */
  sessions(bot: Application): Session[]
  identifies(bot: Application): number
  resumes(bot: Application): number
  /** close: with a code (4000), resumable · cut: the line is dead, resumable · reconnect: asked to · lose: the session is gone too. */
  drop(bot: Application, how?: 'close' | 'cut' | 'reconnect' | 'lose', code?: number): void
  /** Sends an event to the bot a second time, as a resume may. */
  repeat(bot: Application, event: string): void
  stop(): Promise<void>
}

const MEMBER: readonly Permission[] = [
  'view',
  'send',
  'readHistory',
  'addReactions',
  'embedLinks',
  'attachFiles',
  'createThreads',
  'sendInThreads',
]

function addGuild(
  state: KitState,
  { name, bots, owner, grant }: { name: string; bots: readonly Application[]; owner: User; grant: readonly Permission[] },
): Guild {
  const { world } = state
  const id = world.id()
  const guild: Guild = { id, name, owner: owner.id, roles: new Map(), members: new Map(), channels: new Map(), bans: new Set() }
  guild.roles.set(id, { id, name: '@everyone', permissions: permissionBits(...MEMBER), position: 0 })
  guild.members.set(owner.id, { user: owner, roles: [], joinedAt: world.now(), timeoutUntil: undefined })
  world.guilds.set(id, guild)
  addChannel(state, guild, 'general')
  for (const bot of bots) invite(state, bot, { guild, grant })
  return guild
}

function addChannel(state: KitState, guild: Guild, name: string): Channel {
  const { world } = state
  const channel: Channel = {
    id: world.id(),
    type: 0,
    name,
    guild,
    parent: undefined,
    recipients: [],
    denied: new Map(),
    messages: new Map(),
    lastMessage: undefined,
  }
  guild.channels.set(channel.id, channel)
  world.channels.set(channel.id, channel)
  tell(state, guild, { event: 'CHANNEL_CREATE', data: wireChannel(channel) })
  return channel
}

/** Tells the bots of a server about a change of it. */
function tell({ world, gateway }: KitState, guild: Guild, { event, data }: { event: string; data: unknown }): void {
  for (const bot of world.applications.values())
    if (guild.members.has(bot.user.id)) gateway.publish(bot, event, data, { guild, intent: INTENTS.guilds })
}

function addRole(state: KitState, guild: Guild, { name, permissions }: { name: string; permissions: readonly Permission[] }): string {
  const id = state.world.id()
  guild.roles.set(id, { id, name, permissions: permissionBits(...permissions), position: guild.roles.size })
  tell(state, guild, { event: 'GUILD_ROLE_CREATE', data: { guild_id: guild.id, role: wireRoles(guild).at(-1) } })
  return id
}

function invite(state: KitState, bot: Application, { guild, grant }: { guild: Guild; grant: readonly Permission[] }): void {
  const role = addRole(state, guild, { name: bot.user.username, permissions: grant })
  guild.members.set(bot.user.id, { user: bot.user, roles: [role], joinedAt: state.world.now(), timeoutUntil: undefined })
  state.gateway.publish(bot, 'GUILD_CREATE', wireGuild(guild, bot.user), { guild, intent: INTENTS.guilds })
}

function addBot({ world }: KitState, { name = 'petrel', token, privileged = {} }: BotOptions): Application {
  const id = world.id()
  const user: User = { id, username: name, name, bot: true, closed: false }
  const secret = token ?? `${Buffer.from(id).toString('base64url')}.kit.${Buffer.from(`secret ${id}`).toString('base64url')}`
  const bot: Application = {
    id,
    user,
    token: secret,
    privileged: { messageContent: true, guildMembers: true, ...privileged },
    commands: [],
    overwrites: 0,
  }
  world.users.set(id, user)
  world.applications.set(id, bot)
  return bot
}

function violations(state: KitState): string[] {
  const now = state.world.now()
  const late = [...state.interactions.values()].filter((one) => !one.answer && now - one.createdAt > LIMITS.answerMs)
  const dead = [...state.interactions.values()].filter(
    (one) => one.original && one.answer === 'deferred' && one.original.edits === 0 && now - one.createdAt > LIMITS.tokenMs,
  )
  return [
    ...state.violations,
    ...late.map(({ id }) => `interaction ${id} got no answer within ${LIMITS.answerMs} ms`),
    ...dead.map(({ id }) => `the deferred answer of interaction ${id} never came`),
  ]
}

function drop(
  state: KitState,
  bot: Application,
  { how, code }: { how: 'close' | 'cut' | 'reconnect' | 'lose'; code: number | undefined },
): void {
  for (const session of state.gateway.sessions.values()) {
    if (session.application !== bot || !session.valid) continue
    if (how === 'close') drops.close(session, code)
    else drops[how](session)
  }
}

function repeat(state: KitState, bot: Application, event: string): void {
  for (const session of state.gateway.sessions.values()) {
    if (session.application !== bot || !session.valid) continue
    const found = session.buffer.findLast(({ text }) => JSON.parse(text).t === event)
    if (found) state.gateway.dispatch(session, event, JSON.parse(found.text).d)
  }
}

/**
 * A Discord of one's own on a loopback port: REST and gateway, strict about limits, with people who write and press.
 * @example const kit = await startDiscordKit(); const bot = kit.addBot(); new Client({ intents, rest: { api: kit.apiRoot } }).login(bot.token)
 */
export async function startDiscordKit({ now = Date.now, rates = {}, gateway = {} }: KitOptions = {}): Promise<DiscordKit> {
  let ahead = 0
  const world = createWorld(() => now() + ahead)
  const faults = createFaults()
  const options: GatewayOptions = { heartbeatMs: 41_250, shards: 1, guildsPerShard: 2500, ...gateway }
  const server = createRestServer({ state: () => state, faults, traffic: createTraffic({ ...RATES, ...rates }), shards: options.shards })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const violated: string[] = []
  const wires = createGateway({ world, server, options, violation: (text) => violated.push(text), url: () => `ws://${host}/gateway` })
  const state: KitState = {
    world,
    gateway: wires,
    interactions: new Map(),
    events: [],
    calls: [],
    violations: violated,
    files: new Map(),
    locales: new Map(),
    origin: () => `http://${host}`,
  }
  const addPerson: DiscordKit['addPerson'] = (name, { locale, closed = false } = {}) => {
    const id = world.id()
    const person = createPerson(state, { id, username: name.toLowerCase(), name, bot: false, closed })
    world.users.set(id, person)
    if (locale) state.locales.set(id, locale)
    return person
  }
  return {
    apiRoot: `http://${host}/api`,
    now: world.now,
    advance: (ms) => {
      ahead += ms
    },
    addBot: (bot = {}) => addBot(state, bot),
    addPerson,
    addGuild: (name, { bots, owner, grant = MEMBER }) =>
      addGuild(state, { name, bots, owner: owner ?? addPerson(`owner of ${name}`), grant }),
    addChannel: (guild, name) => addChannel(state, guild, name),
    addRole: (guild, name, permissions) => addRole(state, guild, { name, permissions }),
    invite: (bot, guild, grant = MEMBER) => invite(state, bot, { guild, grant }),
    kick: (bot, guild) => {
      guild.members.delete(bot.user.id)
      wires.publish(bot, 'GUILD_DELETE', { id: guild.id }, { guild, intent: INTENTS.guilds })
    },
    deny: (channel, who, permissions) => {
      channel.denied.set(who, (channel.denied.get(who) ?? 0n) | permissionBits(...permissions))
    },
    channel: (guild, name = 'general') => {
      const found = [...guild.channels.values()].find((one) => one.name === name)
      if (!found) throw new Error(`${guild.name} has no channel ${name}.`)
      return found
    },
    botSays: (bot, channel, content) => post(state, { channel, author: bot.user, body: { content } }),
    seen: (channel, viewer) => shownIn(channel, viewer),
    events: state.events,
    calls: state.calls,
    violations: () => violations(state),
    faults,
    sessions: (bot) => [...wires.sessions.values()].filter(({ application, valid }) => application === bot && valid),
    identifies: (bot) => wires.identifies(bot.id),
    resumes: (bot) => wires.resumes(bot.id),
    drop: (bot, how = 'cut', code) => drop(state, bot, { how, code }),
    repeat: (bot, event) => repeat(state, bot, event),
    stop: async () => {
      wires.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type { Application, Asked, Call, Channel, Guild, Message, Person, SeenEvent, Shown }
