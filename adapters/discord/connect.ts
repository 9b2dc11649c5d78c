import { Client, Options, Partials } from 'discord.js'
import type { Config } from '../../config/schema.ts'
import type { Http } from './http.ts'
import { pause } from './lanes.ts'
import { REST_OPTIONS } from './lines.ts'

/** events/gateway, Gateway Intents. */
const INTENT = { guilds: 1 << 0, members: 1 << 1, guildMessages: 1 << 9, directMessages: 1 << 12, content: 1 << 15 } as const
/** resources/application, Application Flags: privileged intents as the portal has them, for verified and for smaller bots. */
const FLAG = { members: (1 << 14) | (1 << 15), content: (1 << 18) | (1 << 19) } as const

export interface Wanted {
  intents: number
  /** Settings that the portal does not back. */
  missing: readonly ('messageContent' | 'members')[]
}

/** The intents to ask for: what the settings want and the portal allows, since one that is not allowed closes the connection (4014). */
export function intentsFor({ messageContent, members }: Pick<Config['discord'], 'messageContent' | 'members'>, flags: number): Wanted {
  const content = messageContent && (flags & FLAG.content) !== 0
  const people = members && (flags & FLAG.members) !== 0
  const intents =
    INTENT.guilds | INTENT.guildMessages | INTENT.directMessages | (content ? INTENT.content : 0) | (people ? INTENT.members : 0)
  return {
    intents,
    missing: [...(messageContent && !content ? (['messageContent'] as const) : []), ...(members && !people ? (['members'] as const) : [])],
  }
}

/** The throttle of IDENTIFY with another pace than Discord's 5 seconds: for tests. */
function throttle(everyMs: number) {
  let free = 0
  return {
    waitForIdentify: async (_shard: number, signal: AbortSignal): Promise<void> => {
      const wait = Math.max(0, free - Date.now())
      free = Date.now() + wait + everyMs
      await pause(wait, signal)
    },
  }
}

/** A client of discord.js that keeps little: Petrel reads events as they come and needs only guilds, roles and channels. */
export function createClient(
  settings: Config['discord'],
  { intents, identifyEveryMs, makeRequest }: { intents: number; identifyEveryMs: number | undefined; makeRequest: Http['makeRequest'] },
): Client {
  const shards =
    settings.shards === 0
      ? { shards: 'auto' as const }
      : { shards: Array.from({ length: settings.shards }, (_, id) => id), shardCount: settings.shards }
  return new Client({
    intents,
    partials: [Partials.Channel],
    rest: { api: settings.apiRoot, ...REST_OPTIONS, makeRequest },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      VoiceStateManager: 0,
      GuildMemberManager: { maxSize: 100, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 200, keepOverLimit: (user) => user.id === user.client.user.id },
    }),
    ...shards,
    ...(identifyEveryMs === undefined ? {} : { ws: { buildIdentifyThrottler: async () => throttle(identifyEveryMs) } }),
  })
}

/** Close codes that end a connection for good (topics/opcodes-and-status-codes), in words for the operator. */
export const CLOSED: Record<number, string> = {
  4004: 'The token is not valid; take a new one from the developer portal (Bot → Reset Token).',
  4010: 'The shard number is not valid.',
  4011: 'The bot is in too many servers for one connection; set discord.shards to 0.',
  4012: 'Discord no longer speaks this version of its gateway.',
  4013: 'Discord does not know one of the intents.',
  4014: 'A privileged intent is not switched on in the developer portal (Bot → Privileged Gateway Intents).',
}
