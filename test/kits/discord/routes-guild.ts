import { checkCommands } from './check-commands.ts'
import { textOf } from './check-message.ts'
import { FAULTS, type Json } from './fault.ts'
import { type KitState, note } from './kit-state.ts'
import { LIMITS, PERMISSIONS, type Permission } from './limits.ts'
import { asJson } from './read-body.ts'
import type { Route } from './routes.ts'
import { wireApplication, wireChannel, wireGuild, wireMember, wireRoles, wireUser } from './wire.ts'
import { type Application, type Channel, type Guild, type GuildMember, guildPermissions, highestRole } from './world.ts'

function guildOf(
  state: KitState,
  bot: Application,
  { id, permissions = [] }: { id: string | undefined; permissions?: readonly Permission[] },
): Guild {
  const guild = state.world.guilds.get(id ?? '')
  if (!guild) throw FAULTS.unknownGuild()
  if (!guild.members.has(bot.user.id)) throw FAULTS.missingAccess()
  const has = guildPermissions(guild, bot.user.id)
  if (permissions.some((one) => (has & PERMISSIONS[one]) === 0n)) throw FAULTS.missingPermissions()
  return guild
}

const memberOf = (guild: Guild, id: string | undefined): GuildMember => {
  const member = guild.members.get(id ?? '')
  if (!member) throw FAULTS.unknownMember()
  return member
}

/** topics/permissions, Permission Hierarchy: only those below, never the owner. */
const below = (guild: Guild, bot: Application, user: string): void => {
  if (highestRole(guild, user) >= highestRole(guild, bot.user.id)) throw FAULTS.missingPermissions()
}

function timeOut(state: KitState, { guild, member, bot, body }: { guild: Guild; member: GuildMember; bot: Application; body: Json }): void {
  if (!('communication_disabled_until' in body)) return
  const until = body.communication_disabled_until === null ? undefined : Date.parse(textOf(body.communication_disabled_until))
  if (until !== undefined && !(until <= state.world.now() + LIMITS.timeoutMs))
    throw FAULTS.invalidForm([
      { field: 'communication_disabled_until', code: 'BASE_TYPE_BAD_TIME', message: 'At most 28 days in the future.' },
    ])
  // resources/guild, Modify Guild Member: administrators cannot be timed out.
  if ((guildPermissions(guild, member.user.id) & PERMISSIONS.administrator) !== 0n) throw FAULTS.missingPermissions()
  member.timeoutUntil = until
  note(state, {
    kind: 'timeout',
    channel: guild.id,
    by: bot.user.id,
    message: member.user.id,
    text: until === undefined ? 'over' : new Date(until).toISOString(),
  })
}

const overwrite = (bot: Application, body: unknown, id: () => string): Json[] => {
  const commands = checkCommands(body)
  bot.overwrites += 1
  bot.commands = commands.map((command) => ({
    id: id(),
    application_id: bot.id,
    version: id(),
    type: 1,
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
    description_localizations: null,
    contexts: null,
    integration_types: [0],
    ...command,
  }))
  return bot.commands
}

/** interactions/application-commands, Get Global Application Commands: translations come only when asked for. */
const unlocalized = ({ name_localizations: _, description_localizations: __, ...command }: Json): Json => command

const direct = (state: KitState, bot: Application, user: string): Channel => {
  const recipient = state.world.users.get(user)
  if (!recipient) throw FAULTS.unknownUser()
  const found = [...state.world.channels.values()].find(({ recipients }) =>
    [user, bot.user.id].every((id) => recipients.some((one) => one.id === id)),
  )
  if (found) return found
  const channel: Channel = {
    id: state.world.id(),
    type: 1,
    name: '',
    guild: undefined,
    parent: undefined,
    recipients: [recipient, bot.user],
    denied: new Map(),
    messages: new Map(),
    lastMessage: undefined,
  }
  state.world.channels.set(channel.id, channel)
  return channel
}

/** resources/guild, resources/user, resources/application, interactions/application-commands, events/gateway. */
export const guildRoutes: readonly Route[] = [
  { method: 'GET', path: '/users/@me', run: ({ bot }) => ({ status: 200, json: wireUser(bot.user) }) },
  { method: 'GET', path: '/applications/@me', run: ({ bot }) => ({ status: 200, json: wireApplication(bot) }) },
  { method: 'GET', path: '/oauth2/applications/@me', run: ({ bot }) => ({ status: 200, json: wireApplication(bot) }) },
  {
    method: 'POST',
    path: '/users/@me/channels',
    run: ({ state, bot, body }) => ({ status: 200, json: wireChannel(direct(state, bot, textOf(asJson(body.json).recipient_id))) }),
  },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    run: ({ state, bot }) => ({
      status: 200,
      json: [...state.world.guilds.values()]
        .filter(({ members }) => members.has(bot.user.id))
        .map(({ id, name }) => ({ id, name, permissions: '0', features: [] })),
    }),
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    run: ({ state, bot, shards }) => ({
      status: 200,
      json: {
        url: state.gateway.url(),
        shards,
        session_start_limit: {
          total: LIMITS.identifies,
          remaining: Math.max(0, LIMITS.identifies - state.gateway.identifies(bot.id)),
          reset_after: 86_400_000,
          max_concurrency: 1,
        },
      },
    }),
  },
  {
    method: 'GET',
    path: '/applications/:application/commands',
    run: ({ bot, query }) => ({
      status: 200,
      json: query.get('with_localizations') === 'true' ? bot.commands : bot.commands.map(unlocalized),
    }),
  },
  {
    method: 'PUT',
    path: '/applications/:application/commands',
    run: ({ state, bot, body }) => ({ status: 200, json: overwrite(bot, body.json, state.world.id) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild',
    run: ({ state, bot, params }) => ({ status: 200, json: wireGuild(guildOf(state, bot, { id: params.guild }), bot.user) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    run: ({ state, bot, params }) => ({ status: 200, json: wireRoles(guildOf(state, bot, { id: params.guild })) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    run: ({ state, bot, params }) => ({
      status: 200,
      json: [...guildOf(state, bot, { id: params.guild }).channels.values()].map(wireChannel),
    }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members',
    run: ({ state, bot, params, query }) => {
      // resources/guild, List Guild Members: needs the privileged intent.
      if (!bot.privileged.guildMembers) throw FAULTS.missingAccess()
      const all = [...guildOf(state, bot, { id: params.guild }).members.values()].map((member) => wireMember(member))
      const after = BigInt(query.get('after') ?? 0)
      return {
        status: 200,
        json: all.filter((one) => BigInt((one.user as Json).id as string) > after).slice(0, Number(query.get('limit') ?? 1)),
      }
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    run: ({ state, bot, params }) => ({ status: 200, json: wireMember(memberOf(guildOf(state, bot, { id: params.guild }), params.user)) }),
  },
  {
    method: 'PATCH',
    path: '/guilds/:guild/members/:user',
    run: ({ state, bot, params, body }) => {
      const guild = guildOf(state, bot, { id: params.guild, permissions: ['moderateMembers'] })
      const member = memberOf(guild, params.user)
      below(guild, bot, member.user.id)
      timeOut(state, { guild, member, bot, body: asJson(body.json) })
      return { status: 200, json: wireMember(member) }
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/members/:user',
    run: ({ state, bot, params }) => {
      const guild = guildOf(state, bot, { id: params.guild, permissions: ['kick'] })
      const { user } = memberOf(guild, params.user)
      below(guild, bot, user.id)
      guild.members.delete(user.id)
      note(state, { kind: 'kick', channel: guild.id, by: bot.user.id, message: user.id })
      return { status: 204 }
    },
  },
  {
    method: 'PUT',
    path: '/guilds/:guild/bans/:user',
    run: ({ state, bot, params }) => {
      const guild = guildOf(state, bot, { id: params.guild, permissions: ['ban'] })
      const user = params.user ?? ''
      if (!state.world.users.has(user)) throw FAULTS.unknownUser()
      if (guild.members.has(user)) below(guild, bot, user)
      guild.members.delete(user)
      guild.bans.add(user)
      note(state, { kind: 'ban', channel: guild.id, by: bot.user.id, message: user })
      return { status: 204 }
    },
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/bans/:user',
    run: ({ state, bot, params }) => {
      const guild = guildOf(state, bot, { id: params.guild, permissions: ['ban'] })
      if (!guild.bans.delete(params.user ?? '')) throw FAULTS.unknownBan()
      note(state, { kind: 'unban', channel: guild.id, by: bot.user.id, message: params.user ?? '' })
      return { status: 204 }
    },
  },
]
