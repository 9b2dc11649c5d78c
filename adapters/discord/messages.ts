import type { APIMessage, Client } from 'discord.js'
import { Routes } from 'discord.js'
import type { Inbound, Receipt } from '../../core/adapter.ts'
import { toPetrelError } from '../../core/errors.ts'
import type { Log } from '../../core/log.ts'
import type { Hear, Moderator } from '../../core/moderation.ts'
import { type Api, nonceOf } from './api.ts'
import { directKey } from './catch-up.ts'
import { persist } from './lanes.ts'
import type { Live } from './live.ts'
import type { Marks } from './marks.ts'
import { guildOf } from './moderator.ts'
import { isAddressed, isForwarded, isWritten, linksOf, toInbound } from './read-message.ts'
import { permissionsOf, roleOf } from './roles.ts'
import { say } from './words.ts'

/** A message of the gateway: with its guild and the writer's roles, which one that is fetched later lacks. */
export type GatewayMessage = APIMessage & { guild_id?: string; member?: { roles: string[]; nick?: string | null } }

export interface MessageParts {
  bot: string
  client(): Client
  self(): string
  api: Api
  marks: Marks
  live: Live
  operators: readonly string[]
  log: Log
  signal: AbortSignal
  receive(message: Inbound): Promise<Receipt>
  hear: Hear | undefined
  moderator: Moderator
}

export interface Messages {
  /** Takes a message, new or missed; it is durable and its mark is set when this resolves. Never throws. */
  take(message: GatewayMessage, guild: string | undefined): Promise<void>
  /** A message was changed: only the guards are told. */
  changed(message: GatewayMessage, guild: string): Promise<void>
}

/** Ids of this many messages are remembered, so that an event that comes twice is not heard twice. */
const REMEMBERED = 5000

export function createMessages(parts: MessageParts): Messages {
  const { bot, api, log, signal, marks } = parts
  const handled = new Set<string>()

  const rolesOf = async (message: GatewayMessage, guild: string): Promise<readonly string[]> => {
    if (message.member) return message.member.roles
    const member = (await parts
      .client()
      .rest.get(Routes.guildMember(guild, message.author.id))
      .catch(() => undefined)) as { roles: string[] } | undefined
    return member?.roles ?? []
  }
  const roleFor = async (message: GatewayMessage, guild: string | undefined) => {
    const user = message.author.id
    const permissions =
      guild === undefined ? 0n : permissionsOf(parts.client().guilds.cache.get(guild), user, await rolesOf(message, guild))
    return roleOf({ user, operators: parts.operators, permissions })
  }
  const heard = async (
    message: GatewayMessage,
    { role, edited }: { role: Inbound['role']; edited: boolean },
  ): Promise<'pass' | 'handled'> => {
    if (!parts.hear) return 'pass'
    const { author, channel_id: chat } = message
    const from = { id: author.id, name: message.member?.nick ?? author.global_name ?? author.username, username: author.username }
    const at = Date.parse(edited ? (message.edited_timestamp ?? message.timestamp) : message.timestamp)
    return parts.hear(
      {
        kind: 'message',
        bot,
        id: message.id,
        chat,
        chatTitle: titleOf(parts.client(), chat),
        from,
        role,
        text: message.content,
        links: linksOf(message),
        forwarded: isForwarded(message),
        edited,
        at,
      },
      parts.moderator,
    )
  }
  const busy = async (message: GatewayMessage): Promise<void> => {
    await api
      .create(message.channel_id, { content: say('busy', 'en'), replyTo: message.id, nonce: nonceOf(message.id, 'busy') })
      .catch((error: unknown) => log.debug({ reason: String(error) }, 'somebody could not be told that Petrel is busy'))
  }
  const receive = async (message: GatewayMessage, inbound: Inbound): Promise<void> => {
    parts.live.expect(inbound.id)
    const receipt = await persist(() => parts.receive(inbound), {
      signal,
      isFinal: (error) => {
        const { code, retryable } = toPetrelError(error)
        return code === 'busy' || !retryable
      },
      onError: (error) => {
        const { code, message: reason } = toPetrelError(error)
        if (code === 'busy') void busy(message)
        else log.error({ message: message.id, reason }, 'a message could not be stored')
      },
    })
    if (receipt?.status === 'new') parts.live.begin(receipt.turn, inbound)
  }
  const take = async (message: GatewayMessage, guild: string | undefined): Promise<void> => {
    const self = parts.self()
    if (isWritten(message)) {
      const addressed = isAddressed(message, { self, guild })
      if (addressed || (guild !== undefined && parts.hear)) {
        const role = await roleFor(message, guild)
        const verdict = guild === undefined ? 'pass' : await heard(message, { role, edited: false })
        if (verdict === 'pass' && addressed) await receive(message, toInbound(message, { self, bot, role, guild }))
      }
    }
    // What a stop interrupted is read again by the next start.
    if (!signal.aborted) marks.note(guild === undefined ? directKey(message.channel_id) : message.channel_id, message.id)
  }
  return {
    take: async (message, guild) => {
      if (handled.has(message.id) || signal.aborted) return
      handled.add(message.id)
      if (handled.size > REMEMBERED) handled.delete(handled.values().next().value ?? '')
      try {
        await take(message, guild)
      } catch (error) {
        log.error({ message: message.id, reason: String(error) }, 'a message could not be handled')
      }
    },
    changed: async (message, guild) => {
      if (!isWritten(message) || !parts.hear) return
      try {
        await heard(message, { role: await roleFor(message, guild), edited: true })
      } catch (error) {
        log.error({ message: message.id, reason: String(error) }, 'a changed message could not be handled')
      }
    },
  }
}

/** "server #channel", as people name a place. */
export function titleOf(client: Client, chat: string): string {
  const channel = client.channels.cache.get(chat)
  const name = channel && 'name' in channel ? channel.name : undefined
  return [guildOf(client, chat)?.name, name ? `#${name}` : undefined].filter(Boolean).join(' ')
}
