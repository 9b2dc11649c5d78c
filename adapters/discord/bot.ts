import { type Client, Events, PermissionFlagsBits, Routes } from 'discord.js'
import type { Inbound, Receipt } from '../../core/adapter.ts'
import type { Hear, Moderator } from '../../core/moderation.ts'
import type { Api } from './api.ts'
import { type Command, commandsOf, sameCommands, type ToolCommand } from './commands.ts'
import { CLOSED, createClient, intentsFor, type Wanted } from './connect.ts'
import { createEvents, type Packet } from './events.ts'
import { createInteractions, type Interactions } from './interactions.ts'
import { createLanes, pause, persist } from './lanes.ts'
import { openLines } from './lines.ts'
import { createLive, type Live } from './live.ts'
import { createMarks, type Marks } from './marks.ts'
import { createMessages, type Messages, titleOf } from './messages.ts'
import { createModerator, guildOf } from './moderator.ts'
import type { DiscordOptions } from './options.ts'
import { botName, routeOf } from './route.ts'

/** How a bot stands, for `doctor`. */
export interface BotState {
  /** "discord:<application id>", once Discord has said it. */
  name: string | undefined
  title: string | undefined
  phase: 'starting' | 'running' | 'invalid token' | 'closed' | 'stopped'
  /** Why it does not run. */
  reason: string | undefined
  missing: Wanted['missing']
  commands: 'unknown' | 'registered' | 'failed'
  guilds: number
  shards: number
}

export interface Bot {
  state(): BotState
  /** Connects; resolves when it runs or cannot, and goes on trying behind the scenes where that can help. */
  start(receive: (message: Inbound) => Promise<Receipt>, hear: Hear | undefined): Promise<void>
  api: Api
  live: Live
  self(): string
  moderator(): Moderator | undefined
  /** The guild of a channel, as far as the gateway told it. */
  serverOf(chat: string): string | undefined
  /** Whether embeds of the bot are shown in this channel. */
  mayEmbed(chat: string): boolean
  /** Resolves when Discord has taken the first answer to the interaction behind a message. */
  ready(inbound: Inbound): Promise<unknown>
  stop(): Promise<void>
}

/** Longest that a start waits for one bot. */
const START_MS = 15_000
const REOPEN_MS = 30_000

interface Running {
  name: string
  client: Client
  marks: Marks
  messages: Messages
  interactions: Interactions
  moderator: Moderator
  hear: Hear | undefined
}

/** One bot: its connection, its events in order for each channel, and what it has heard so far. */
export function createBot(token: string, options: DiscordOptions): Bot {
  const { settings, log, now, tools, privateTools = [], fileTools = [] } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const { api, rest, http, close } = openLines(token, settings.apiRoot)
  const lanes = createLanes()
  const commands = commandsOf(tools, { canComplete: options.complete !== undefined, privateTools, fileTools })
  const state: BotState = {
    name: undefined,
    title: undefined,
    phase: 'starting',
    reason: undefined,
    missing: [],
    commands: 'unknown',
    guilds: 0,
    shards: 0,
  }
  let running: Running | undefined
  let self = ''
  const ready = (inbound: Inbound): Promise<unknown> => {
    const route = routeOf(inbound)
    return running?.interactions.ready(route?.kind === 'interaction' ? route.interaction : undefined) ?? Promise.resolve()
  }
  const onSelf = (id: string): void => {
    self = id
  }
  const live = createLive({ api, log, now, ready })

  const register = async (application: string): Promise<void> => {
    try {
      const theirs = (await rest.get(Routes.applicationCommands(application), {
        query: new URLSearchParams({ with_localizations: 'true' }),
        signal,
      })) as Partial<Command>[]
      const ours = commands.map(({ command }) => command)
      if (!sameCommands(ours, theirs)) await rest.put(Routes.applicationCommands(application), { body: ours, signal })
      state.commands = 'registered'
    } catch (error) {
      state.commands = 'failed'
      log.error({ bot: state.name, reason: String(error) }, 'the commands could not be registered')
    }
  }

  /** A client for these intents, with everything attached; replaced when its connection ends for good. */
  const connect = async (bot: Running): Promise<void> => {
    const { client } = bot
    const take = createEvents({ ...bot, bot: bot.name, api, lanes, log, now, signal, onSelf })
    client.on(Events.Raw, (packet: unknown, shard: number) => {
      take(packet as Packet, shard)
      keepFromClient(packet as Packet)
    })
    client.on(Events.Error, (error) => log.warn({ bot: bot.name, reason: String(error) }, 'discord.js reports an error'))
    client.on(Events.ShardError, (error) => log.warn({ bot: bot.name, reason: String(error) }, 'the connection to Discord failed'))
    client.on(Events.ShardDisconnect, ({ code }) => closed(code))
    await client.login(token)
    state.phase = 'running'
    state.reason = undefined
  }
  const closed = (code: number): void => {
    if (signal.aborted || state.phase !== 'running') return
    state.phase = code === 4004 ? 'invalid token' : 'closed'
    state.reason = CLOSED[code] ?? `Discord closed the connection (${code}).`
    log.error({ bot: state.name, code }, state.reason)
    if (code !== 4004) void again()
  }
  const again = async (): Promise<void> => {
    await pause(options.reopenMs ?? REOPEN_MS, signal)
    if (!signal.aborted && reopen) await reopen()
  }
  let reopen: (() => Promise<void>) | undefined

  const open = async (receive: (message: Inbound) => Promise<Receipt>, hear: Hear | undefined): Promise<void> => {
    const application = await persist(
      () => rest.get(Routes.currentApplication(), { signal }) as Promise<{ id: string; name: string; flags?: number }>,
      {
        signal,
        isFinal: (error) => (error as { status?: number }).status === 401,
        onError: (error) => {
          const invalid = (error as { status?: number }).status === 401
          state.phase = invalid ? 'invalid token' : 'starting'
          state.reason = invalid ? CLOSED[4004] : `Discord cannot be reached: ${String(error)}`
          log.error({ reason: state.reason }, 'a Discord bot does not run')
        },
      },
    )
    if (!application) return
    const { intents, missing } = intentsFor(settings, application.flags ?? 0)
    state.name = botName(application.id)
    state.title = application.name
    state.missing = missing
    for (const intent of missing)
      log.warn({ bot: state.name, intent }, 'a privileged intent is wanted by the settings but off in the developer portal')
    await running?.client.destroy()
    running = assemble({ name: state.name, intents, receive, hear })
    await persist(() => (running as Running).marks.load(), {
      signal,
      isFinal: () => false,
      onError: (error) => log.error({ reason: String(error) }, 'the store cannot be read'),
    })
    await register(application.id)
    await connect(running)
  }
  const assemble = ({
    name,
    intents,
    receive,
    hear,
  }: {
    name: string
    intents: number
    receive: (message: Inbound) => Promise<Receipt>
    hear: Hear | undefined
  }): Running => {
    const client = createClient(settings, { intents, identifyEveryMs: options.identifyEveryMs, makeRequest: http.makeRequest })
    const marks = running?.marks ?? createMarks(name, { seen: options.seen, log })
    const moderator = createModerator({ client, api, now })
    const shared = { bot: name, api, live, log, receive, hear, moderator, operators: settings.operators }
    const messages = createMessages({ ...shared, client: () => client, self: () => self, marks, signal })
    const interactions = createInteractions({
      ...shared,
      commands: commands as readonly ToolCommand[],
      privateTools,
      turns: options.turns,
      callbacks: options.callbacks,
      now,
      titleOf: (chat) => titleOf(client, chat),
      ...(options.complete ? { complete: options.complete } : {}),
    })
    return { name, client, marks, messages, interactions, moderator, hear }
  }

  return {
    state: () => ({ ...state, guilds: running?.client.guilds.cache.size ?? 0, shards: running?.client.ws.shards.size ?? 0 }),
    start: async (receive, hear) => {
      const attempt = async (): Promise<void> => {
        try {
          await open(receive, hear)
        } catch (error) {
          if (signal.aborted) return
          const text = String(error)
          const code = closeCodeOf(text)
          state.phase = code === 4004 ? 'invalid token' : 'closed'
          state.reason = CLOSED[code] ?? text
          log.error({ bot: state.name, reason: state.reason }, 'a Discord bot does not run')
          if (code !== 4004) void again()
        }
      }
      reopen = attempt
      await Promise.race([attempt(), pause(START_MS, signal)])
    },
    api,
    live,
    self: () => self,
    moderator: () => running?.moderator,
    mayEmbed: (chat) => mayEmbed(running?.client, chat),
    serverOf: (chat) => running && guildOf(running.client, chat)?.id,
    ready,
    stop: async () => {
      stopping.abort()
      live.close()
      await running?.client.destroy()
      await lanes.idle()
      await running?.marks.close()
      await close()
      state.phase = 'stopped'
    },
  }
}

function mayEmbed(client: Client | undefined, chat: string): boolean {
  const guild = client && guildOf(client, chat)
  // Direct channels know no permissions.
  if (!guild) return client !== undefined && client.channels.cache.get(chat)?.isDMBased() !== false
  const channel = guild.channels.cache.get(chat) ?? client.channels.cache.get(chat)
  const permissions = channel && 'permissionsFor' in channel ? channel.permissionsFor(client.user?.id ?? '') : undefined
  return permissions?.has(PermissionFlagsBits.EmbedLinks) ?? false
}

/** discord.js would make objects of every interaction that nobody here looks at: a fifth of the work when many come. */
function keepFromClient(packet: Packet): void {
  if (packet.t === 'INTERACTION_CREATE') packet.t = 'TAKEN'
}

/** Which close code stands behind an error of discord.js's login, which keeps only the words. */
function closeCodeOf(text: string): number {
  if (/disallowed intents/i.test(text)) return 4014
  if (/authentication failed|invalid token/i.test(text)) return 4004
  return /sharding/i.test(text) ? 4011 : 0
}
