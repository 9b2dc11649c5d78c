import type { Client } from 'discord.js'
import type { Hear, Moderator } from '../../core/moderation.ts'
import { behind, type CatchUpParts, catchUp, directBehind, directKey, type RawGuild } from './catch-up.ts'
import type { Interactions } from './interactions.ts'
import type { Lanes } from './lanes.ts'
import type { GatewayMessage, Messages } from './messages.ts'
import type { RawInteraction } from './read-interaction.ts'

/** A dispatch of the gateway as it came (events/gateway-events). */
export interface Packet {
  t: string
  d: unknown
}

interface RawLeave {
  guild_id: string
  user: { id: string; username: string; global_name?: string | null; bot?: boolean }
}

interface RawJoin extends RawLeave {
  nick?: string | null
  joined_at: string
}

export interface EventParts extends Omit<CatchUpParts, 'take'> {
  bot: string
  client: Client
  lanes: Lanes
  messages: Messages
  interactions: Interactions
  hear: Hear | undefined
  moderator: Moderator
  /** Called with the id of the bot's user. */
  onSelf(id: string): void
}

/** The channel where a guild greets, or its first: people come into a guild, not into a channel. */
function placeOf(client: Client, id: string): string | undefined {
  const guild = client.guilds.cache.get(id)
  return guild?.systemChannelId ?? guild?.channels.cache.find((channel) => channel.isTextBased() && !channel.isThread())?.id
}

async function joined(
  { bot, client, hear, moderator, now }: EventParts,
  { guild_id: id, user, nick, joined_at: at }: RawJoin,
): Promise<void> {
  const chat = placeOf(client, id)
  if (!hear || !chat || user.bot) return
  const member = { id: user.id, name: nick ?? user.global_name ?? user.username, username: user.username }
  const chatTitle = client.guilds.cache.get(id)?.name ?? ''
  await hear({ kind: 'joined', bot, id: `join:${id}:${user.id}:${at}`, chat, chatTitle, member, at: Date.parse(at) || now() }, moderator)
}

async function left({ bot, client, hear, moderator, now }: EventParts, { guild_id: id, user }: RawLeave): Promise<void> {
  const chat = placeOf(client, id)
  if (!hear || !chat || user.bot) return
  const member = { id: user.id, name: user.global_name ?? user.username, username: user.username }
  const chatTitle = client.guilds.cache.get(id)?.name ?? ''
  // Discord gives leaving neither id nor time; a person leaves once for each time of coming.
  await hear({ kind: 'left', bot, id: `left:${id}:${user.id}:${now()}`, chat, chatTitle, member, at: now() }, moderator)
}

/** Takes events of the gateway: messages in order within a channel, behind what was missed there; interactions at once. */
export function createEvents(parts: EventParts): (packet: Packet, shard: number) => void {
  const { lanes, marks, messages, log, now } = parts
  /** When Petrel last listened, at the beginning of each shard's session; a new process asks the store. */
  const loaded = marks.latest()
  const until = new Map<number, string | undefined>()

  const readMissed = (channel: string, guild: string | undefined): void =>
    lanes.push(channel, () => catchUp({ ...parts, take: messages.take }, { channel, guild }))
  const inGuild = ({ guild_id: guild }: RawLeave, work: () => Promise<void>): void =>
    lanes.push(`members ${guild}`, () =>
      work().catch((error: unknown) => log.error({ reason: String(error) }, 'coming or leaving could not be handled')),
    )
  const began = ({ user }: { user: { id: string } }, shard: number): void => {
    parts.onSelf(user.id)
    until.set(shard, until.has(shard) ? marks.latest() : loaded)
    if (shard === 0) for (const channel of directBehind(marks, now())) readMissed(channel, undefined)
  }
  const came = (message: GatewayMessage): void => {
    const key = message.guild_id === undefined ? directKey(message.channel_id) : message.channel_id
    // A channel without a mark would not be looked at after an outage; just before this message is where it stands.
    if (marks.get(key) === undefined) marks.note(key, (BigInt(message.id) - 1n).toString())
    lanes.push(message.channel_id, () => messages.take(message, message.guild_id))
  }
  const changed = (message: GatewayMessage): void => {
    const { guild_id: guild } = message
    if (guild !== undefined && message.edited_timestamp) lanes.push(message.channel_id, () => messages.changed(message, guild))
  }
  const guildCame = (guild: RawGuild, shard: number): void => {
    if (guild.unavailable) return
    for (const channel of behind(guild, { marks, until: until.get(shard), now: now() })) readMissed(channel, guild.id)
  }
  const handlers: Record<string, (data: never, shard: number) => void> = {
    READY: began,
    GUILD_CREATE: guildCame,
    MESSAGE_CREATE: came,
    MESSAGE_UPDATE: changed,
    GUILD_MEMBER_ADD: (data: RawJoin) => inGuild(data, () => joined(parts, data)),
    GUILD_MEMBER_REMOVE: (data: RawLeave) => inGuild(data, () => left(parts, data)),
    INTERACTION_CREATE: (data: RawInteraction) => void parts.interactions.handle(data),
  }
  return ({ t, d }, shard) => handlers[t]?.(d as never, shard)
}
