import type { Check } from '../../core/operator.ts'
import type { BotState } from './bot.ts'

/** events/gateway, Sharding: 2500 guilds on a connection at most. */
const SHARD_NEEDED = 2500
const SHARD_SOON = 2000
/** events/gateway, Message Content Intent: reviewed from this many users on; Discord counts them itself. */

const INTENT_NAMES = { messageContent: ['Message Content', 'messageContent'], members: ['Server Members', 'members'] } as const

const named = (bot: BotState, index: number): string => `discord ${bot.title ? `"${bot.title}"` : `bot ${index + 1}`}`

function connection(bot: BotState, name: string): Check {
  if (bot.phase === 'running')
    return { name, state: 'ok', found: `connected to ${bot.guilds} servers over ${bot.shards} shard(s)`, hint: '' }
  const hint =
    bot.phase === 'invalid token' ? 'Take a new token from the developer portal and set discord.tokens.' : 'See the log; it is tried again.'
  return { name, state: bot.phase === 'starting' ? 'warn' : 'fail', found: `${bot.phase}${bot.reason ? `: ${bot.reason}` : ''}`, hint }
}

function intents(bot: BotState, name: string): Check[] {
  return bot.missing.map((missing) => ({
    name: `${name} intents`,
    state: 'warn' as const,
    found: `the ${INTENT_NAMES[missing][0]} intent is wanted by discord.${INTENT_NAMES[missing][1]} but off`,
    hint: `Switch it on in the developer portal (Bot → Privileged Gateway Intents) and restart, or set discord.${INTENT_NAMES[missing][1]} to false.`,
  }))
}

function commands(bot: BotState, name: string): Check[] {
  if (bot.phase !== 'running') return []
  const ok = bot.commands === 'registered'
  return [
    {
      name: `${name} commands`,
      state: ok ? 'ok' : 'fail',
      found: ok ? 'registered' : 'could not be registered',
      hint: ok ? '' : 'Invite the bot with the scope applications.commands and see the log.',
    },
  ]
}

function sharding(bot: BotState, name: string): Check[] {
  const each = bot.guilds / Math.max(1, bot.shards)
  if (each < SHARD_SOON) return []
  const full = each >= SHARD_NEEDED
  return [
    {
      name: `${name} shards`,
      state: full ? 'fail' : 'warn',
      found: `${Math.round(each)} servers on a shard of at most ${SHARD_NEEDED}`,
      hint: 'Set discord.shards to 0, which takes what Discord recommends, and restart.',
    },
  ]
}

/** How the bots stand, for `doctor`. */
export const checkBots = (bots: readonly BotState[]): Check[] =>
  bots.flatMap((bot, index) => {
    const name = named(bot, index)
    return [connection(bot, name), ...intents(bot, name), ...commands(bot, name), ...sharding(bot, name)]
  })
