import { type Guild, PermissionFlagsBits } from 'discord.js'
import type { Audience } from '../../core/tool.ts'

const ADMIN = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild

/** operator by the settings, admin by Manage Server or Administrator, else everyone; texts never count. */
export function roleOf({ user, operators, permissions }: { user: string; operators: readonly string[]; permissions: bigint }): Audience {
  if (operators.includes(user)) return 'operator'
  return (permissions & ADMIN) === 0n ? 'everyone' : 'admin'
}

/** What the roles of a member allow in the whole guild (topics/permissions). */
export function permissionsOf(guild: Guild | undefined, user: string, roles: readonly string[]): bigint {
  if (!guild) return 0n
  if (guild.ownerId === user) return PermissionFlagsBits.Administrator
  return [guild.id, ...roles].reduce((bits, id) => bits | (guild.roles.cache.get(id)?.permissions.bitfield ?? 0n), 0n)
}
