import { type Client, type Guild, PermissionFlagsBits, Routes } from 'discord.js'
import type { Block } from '../../core/answer.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Member, Moderator } from '../../core/moderation.ts'
import type { Api } from './api.ts'
import { isCode, platformError } from './platform-error.ts'
import { renderParts } from './render/render.ts'

/** resources/guild, Modify Guild Member: a timeout ends within 28 days. */
const LONGEST_MUTE_MS = 28 * 86_400_000
/** The clocks of two machines differ. */
const SLACK_MS = 60_000
const CACHE_MS = 60_000
const MOST_MEMBERS = 1000

export interface ModeratorParts {
  client: Client
  api: Api
  /** Unix milliseconds. */
  now(): number
}

/** The guild of a channel as the gateway told it. */
export function guildOf(client: Client, chat: string): Guild | undefined {
  const channel = client.channels.cache.get(chat)
  return channel && 'guild' in channel ? channel.guild : undefined
}

const needGuild = (client: Client, chat: string): Guild => {
  const guild = guildOf(client, chat)
  if (guild) return guild
  throw new PetrelError('platform_refused', {
    message: `The channel ${chat} is in no server that the bot is in.`,
    hint: 'Invite the bot again.',
    facts: { chat },
  })
}

interface RawMember {
  user: { id: string; username: string; global_name?: string | null; bot?: boolean }
  nick?: string | null
  roles: string[]
}

const toMember = ({ user, nick }: RawMember): Member => ({
  id: user.id,
  name: nick ?? user.global_name ?? user.username,
  username: user.username,
})

/** Members who may manage the server: by the list where the portal's Server Members intent is on, else the owner alone. */
async function adminsOf({ client }: ModeratorParts, guild: Guild): Promise<Member[]> {
  const rights = PermissionFlagsBits.Administrator | PermissionFlagsBits.ManageGuild
  const roles = (await client.rest.get(Routes.guildRoles(guild.id))) as { id: string; permissions: string }[]
  const strong = new Set(roles.filter(({ permissions }) => (BigInt(permissions) & rights) !== 0n).map(({ id }) => id))
  const found = new Map<string, Member>()
  const owner = (await client.rest.get(Routes.guildMember(guild.id, guild.ownerId)).catch(() => undefined)) as RawMember | undefined
  if (owner) found.set(owner.user.id, toMember(owner))
  try {
    let after = '0'
    for (;;) {
      const page = (await client.rest.get(Routes.guildMembers(guild.id), {
        query: new URLSearchParams({ limit: String(MOST_MEMBERS), after }),
      })) as RawMember[]
      for (const member of page)
        if (!member.user.bot && member.roles.some((id) => strong.has(id))) found.set(member.user.id, toMember(member))
      after = page.at(-1)?.user.id ?? ''
      if (page.length < MOST_MEMBERS || after === '') break
    }
  } catch (error) {
    if (!isCode(error, 'missingAccess', 'missingPermissions')) throw error
  }
  return [...found.values()]
}

/** What admins may have done on Discord: a mute is a timeout of at most 28 days, a ban has no end that Discord knows of. */
export function createModerator(parts: ModeratorParts): Moderator {
  const { client, api, now } = parts
  const cache = new Map<string, { at: number; admins: Promise<Member[]> }>()
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw platformError(error)
    }
  }
  const timeOut = (chat: string, user: string, until: string | null) =>
    guarded(async () => {
      await client.rest.patch(Routes.guildMember(needGuild(client, chat).id, user), { body: { communication_disabled_until: until } })
    })
  return {
    admins: (chat) =>
      guarded(async () => {
        const guild = needGuild(client, chat)
        const old = cache.get(guild.id)
        if (old && now() - old.at < CACHE_MS) return old.admins
        const admins = adminsOf(parts, guild)
        cache.set(guild.id, { at: now(), admins })
        admins.catch(() => cache.delete(guild.id))
        return admins
      }),
    rights: async (chat) => {
      const guild = guildOf(client, chat)
      const channel = client.channels.cache.get(chat)
      const bits = guild?.members.me?.permissions.bitfield ?? 0n
      const here =
        (channel && 'permissionsFor' in channel && guild?.members.me ? channel.permissionsFor(guild.members.me)?.bitfield : undefined) ??
        bits
      const has = (bit: bigint, from: bigint): boolean => (from & (bit | PermissionFlagsBits.Administrator)) !== 0n
      return {
        remove: has(PermissionFlagsBits.ManageMessages, here),
        mute: has(PermissionFlagsBits.ModerateMembers, bits),
        ban: has(PermissionFlagsBits.BanMembers, bits),
      }
    },
    remove: (chat, message) =>
      guarded(async () => {
        try {
          await api.delete(chat, message)
        } catch (error) {
          // It is gone already, which is what was wanted.
          if (!isCode(error, 'unknownMessage')) throw error
        }
      }),
    mute: (chat, user, until) => {
      const latest = now() + LONGEST_MUTE_MS - SLACK_MS
      return timeOut(chat, user, new Date(Math.min(until ?? latest, latest)).toISOString())
    },
    unmute: (chat, user) => timeOut(chat, user, null),
    ban: (chat, user) =>
      guarded(async () => {
        await client.rest.put(Routes.guildBan(needGuild(client, chat).id, user), { body: {} })
      }),
    unban: (chat, user) =>
      guarded(async () => {
        try {
          await client.rest.delete(Routes.guildBan(needGuild(client, chat).id, user))
        } catch (error) {
          if (!isUnknownBan(error)) throw error
        }
      }),
    say: (chat, blocks, options) => guarded(() => sayTo(api, { chat, blocks, ...options })),
  }
}

const UNKNOWN_BAN = 10026
const isUnknownBan = (error: unknown): boolean => (error as { code?: unknown }).code === UNKNOWN_BAN

/** Discord shows a message to one person only as an answer to an interaction: `only` names the person instead. */
async function sayTo(
  api: Api,
  { chat, blocks, only, replyTo }: { chat: string; blocks: readonly Block[]; only?: string; replyTo?: string },
): Promise<void> {
  for (const [index, part] of renderParts({ blocks, records: [], locale: 'en' }).entries()) {
    const first = index === 0
    await api.create(chat, {
      content: first && only !== undefined && replyTo === undefined ? `<@${only}> ${part.content}` : part.content,
      files: part.files,
      pings: first && only !== undefined ? [only] : [],
      ...(first && replyTo !== undefined ? { replyTo } : {}),
    })
  }
}
