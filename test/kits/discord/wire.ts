import type { Json } from './fault.ts'
import { APPLICATION_FLAGS } from './limits.ts'
import {
  type Application,
  type Attachment,
  applicationFlags,
  type Channel,
  type Guild,
  type GuildMember,
  type Message,
  type User,
} from './world.ts'

/** The objects of the kit as Discord writes them on the wire. */

const iso = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString())

export const wireUser = ({ id, username, name, bot }: User): Json => ({
  id,
  username,
  global_name: name,
  discriminator: '0',
  avatar: null,
  bot,
  public_flags: 0,
})

export const wireMember = (member: GuildMember, withUser = true): Json => ({
  ...(withUser ? { user: wireUser(member.user) } : {}),
  nick: null,
  avatar: null,
  roles: member.roles,
  joined_at: iso(member.joinedAt),
  premium_since: null,
  deaf: false,
  mute: false,
  pending: false,
  flags: 0,
  communication_disabled_until: iso(member.timeoutUntil),
})

export const wireChannel = (channel: Channel): Json => ({
  id: channel.id,
  type: channel.type,
  name: channel.name,
  last_message_id: channel.lastMessage ?? null,
  ...(channel.guild
    ? {
        guild_id: channel.guild.id,
        position: 0,
        permission_overwrites: overwrites(channel),
        parent_id: channel.parent ?? null,
        nsfw: false,
      }
    : { recipients: channel.recipients.map(wireUser) }),
  ...(channel.type === 11
    ? {
        owner_id: channel.guild?.owner,
        message_count: channel.messages.size,
        member_count: 1,
        thread_metadata: { archived: false, auto_archive_duration: 1440, archive_timestamp: iso(0), locked: false },
      }
    : {}),
})

const overwrites = (channel: Channel): Json[] =>
  [...channel.denied].map(([id, deny]) => ({ id, type: channel.guild?.roles.has(id) ? 0 : 1, allow: '0', deny: deny.toString() }))

export const wireRoles = (guild: Guild): Json[] =>
  [...guild.roles.values()].map(({ id, name, permissions, position }) => ({
    id,
    name,
    permissions: permissions.toString(),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    managed: false,
    mentionable: false,
    flags: 0,
  }))

/** Everything that GUILD_CREATE carries (events/gateway-events). */
export const wireGuild = (guild: Guild, bot: User): Json => {
  const channels = [...guild.channels.values()]
  const own = guild.members.get(bot.id)
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner,
    icon: null,
    splash: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    system_channel_flags: 0,
    premium_tier: 0,
    preferred_locale: 'en-US',
    nsfw_level: 0,
    features: [],
    emojis: [],
    stickers: [],
    roles: wireRoles(guild),
    joined_at: iso(own?.joinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: own ? [wireMember(own)] : [],
    channels: channels.filter(({ type }) => type === 0).map(wireChannel),
    threads: channels.filter(({ type }) => type === 11).map(wireChannel),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}

const wireAttachment = (attachment: Attachment, { channel, origin }: { channel: string; origin: string }): Json => {
  const url = `${origin}/attachments/${channel}/${attachment.id}/${encodeURIComponent(attachment.name)}`
  return {
    id: attachment.id,
    filename: attachment.name,
    size: attachment.bytes.length,
    content_type: attachment.mime,
    url: `${url}?ex=1`,
    proxy_url: url,
    ...(attachment.description === undefined ? {} : { description: attachment.description }),
  }
}

export interface WireContext {
  /** Host of attachments: "http://127.0.0.1:1234". */
  origin: string
  /** Whose eyes: its messages, mentions and direct messages keep their content without the intent. */
  application: Application
  /** Whether the reader may have the content of others' messages. */
  content: boolean
}

export const wireMessage = (message: Message, context: WireContext): Json => {
  const { channel, author } = message
  // events/gateway, Message Content Intent: these keep their content.
  const open =
    context.content ||
    author.id === context.application.user.id ||
    !channel.guild ||
    message.mentions.some(({ id }) => id === context.application.user.id)
  const quoted = message.replyTo === undefined ? undefined : channel.messages.get(message.replyTo)
  return {
    id: message.id,
    channel_id: channel.id,
    author: wireUser(author),
    content: open ? message.content : '',
    timestamp: iso(message.at),
    edited_timestamp: iso(message.editedAt),
    tts: false,
    mention_everyone: message.mentionsEveryone,
    mentions: message.mentions.map(wireUser),
    mention_roles: [],
    attachments: open ? message.attachments.map((one) => wireAttachment(one, { channel: channel.id, origin: context.origin })) : [],
    embeds: open ? message.embeds : [],
    components: open ? message.components : [],
    pinned: false,
    type: message.interaction ? 20 : message.replyTo === undefined ? 0 : 19,
    flags: message.flags,
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(author.bot ? { application_id: context.application.id } : {}),
    ...(message.interaction
      ? {
          interaction_metadata: {
            id: message.interaction.id,
            type: message.interaction.type,
            user: wireUser(message.interaction.user),
            authorizing_integration_owners: {},
          },
        }
      : {}),
    ...(message.replyTo === undefined
      ? {}
      : {
          message_reference: {
            type: message.forwarded ? 1 : 0,
            message_id: message.replyTo,
            channel_id: channel.id,
            guild_id: channel.guild?.id,
          },
          referenced_message: quoted ? wireMessage({ ...quoted, replyTo: undefined }, context) : null,
        }),
  }
}

export const wireApplication = (application: Application): Json => ({
  id: application.id,
  name: application.user.name,
  icon: null,
  description: '',
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  flags: applicationFlags(application),
  approximate_guild_count: 0,
})

/** Whether the portal lets this application read the content of messages. */
export const readsContent = (application: Application): boolean => (applicationFlags(application) & APPLICATION_FLAGS.messageContent) !== 0
