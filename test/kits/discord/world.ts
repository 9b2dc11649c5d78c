import type { Json } from './fault.ts'
import { APPLICATION_FLAGS, PERMISSIONS, type Permission } from './limits.ts'

export interface User {
  id: string
  username: string
  name: string
  bot: boolean
  /** Takes no direct messages. */
  closed: boolean
}

export interface Role {
  id: string
  name: string
  permissions: bigint
  position: number
}

export interface GuildMember {
  user: User
  roles: string[]
  joinedAt: number
  /** Unix milliseconds until which the member is timed out. */
  timeoutUntil: number | undefined
}

export interface Channel {
  id: string
  /** resources/channel, Channel Types: 0 text, 1 direct, 11 public thread. */
  type: 0 | 1 | 11
  name: string
  guild: Guild | undefined
  parent: string | undefined
  recipients: readonly User[]
  /** Permissions that a member or role (by id) does not have here. */
  denied: Map<string, bigint>
  messages: Map<string, Message>
  lastMessage: string | undefined
}

export interface Guild {
  id: string
  name: string
  owner: string
  roles: Map<string, Role>
  members: Map<string, GuildMember>
  channels: Map<string, Channel>
  bans: Set<string>
}

export interface Attachment {
  id: string
  name: string
  mime: string
  bytes: Uint8Array
  description: string | undefined
}

export interface Message {
  id: string
  channel: Channel
  author: User
  content: string
  embeds: readonly Json[]
  components: readonly Json[]
  attachments: readonly Attachment[]
  replyTo: string | undefined
  nonce: string | undefined
  flags: number
  /** Who was notified by it. */
  pings: readonly string[]
  mentionsEveryone: boolean
  /** Users that its text names with "<@id>", and the author of the message that it answers. */
  mentions: readonly User[]
  interaction: { id: string; user: User; type: number } | undefined
  /** The one person who sees it. */
  onlyFor: string | undefined
  at: number
  editedAt: number | undefined
  edits: number
  forwarded: boolean
  reactions: Map<string, Set<string>>
}

export interface Application {
  id: string
  user: User
  token: string
  /** Switches of the portal. */
  privileged: { messageContent: boolean; guildMembers: boolean }
  commands: Json[]
  /** How often all commands were replaced. */
  overwrites: number
}

export interface World {
  now(): number
  /** A snowflake of this moment (reference#snowflakes). */
  id(): string
  users: Map<string, User>
  guilds: Map<string, Guild>
  channels: Map<string, Channel>
  applications: Map<string, Application>
}

const EPOCH = 1_420_070_400_000n

export function createWorld(now: () => number): World {
  let last = 0n
  const id = (): string => {
    const next = (BigInt(Math.trunc(now())) - EPOCH) << 22n
    last = next > last ? next : last + 1n
    return last.toString()
  }
  return { now, id, users: new Map(), guilds: new Map(), channels: new Map(), applications: new Map() }
}

export const permissionBits = (...names: readonly Permission[]): bigint => names.reduce((bits, name) => bits | PERMISSIONS[name], 0n)

const ALL = permissionBits(...(Object.keys(PERMISSIONS) as Permission[]))

/** Permissions of a person in a channel, as topics/permissions computes them. */
export function permissionsIn(channel: Channel, user: string, now: number): bigint {
  const { guild } = channel
  if (!guild) return channel.recipients.some(({ id }) => id === user) ? ALL : 0n
  const member = guild.members.get(user)
  if (!member) return 0n
  const base = guildPermissions(guild, user)
  if (base === ALL) return ALL
  const denied = [guild.id, ...member.roles, user].reduce((bits, id) => bits | (channel.denied.get(id) ?? 0n), 0n)
  const left = base & ~denied
  // resources/guild, Guild Member: who is timed out keeps only the right to look.
  return (member.timeoutUntil ?? 0) > now ? left & permissionBits('view', 'readHistory') : left
}

/** Permissions of a member in the whole guild. */
export function guildPermissions(guild: Guild, user: string): bigint {
  const member = guild.members.get(user)
  if (!member) return 0n
  if (guild.owner === user) return ALL
  const bits = [guild.id, ...member.roles].reduce((sum, id) => sum | (guild.roles.get(id)?.permissions ?? 0n), 0n)
  return (bits & PERMISSIONS.administrator) === 0n ? bits : ALL
}

export const applicationFlags = ({ privileged }: Application): number =>
  (privileged.messageContent ? APPLICATION_FLAGS.messageContent : 0) | (privileged.guildMembers ? APPLICATION_FLAGS.guildMembers : 0)

export const highestRole = (guild: Guild, user: string): number =>
  guild.owner === user
    ? Number.MAX_SAFE_INTEGER
    : Math.max(0, ...(guild.members.get(user)?.roles ?? []).map((id) => guild.roles.get(id)?.position ?? 0))
