import type { Adapter } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Check } from '../../core/operator.ts'
import { type Bot, type BotState, createBot } from './bot.ts'
import { checkBots } from './checks.ts'
import { openFile } from './files.ts'
import type { DiscordOptions } from './options.ts'
import { sendAnswer } from './send.ts'

export interface DiscordAdapter extends Adapter {
  /** How the bots stand; for `doctor`, `Handles.checks`. */
  checks(signal: AbortSignal): Promise<Check[]>
  states(): BotState[]
}

/**
 * Discord: one bot for each token, all in one process; one whose token or intents are wrong does not keep the others from running.
 * Bots are named "discord:<application id>".
 * @example const discord = createDiscordAdapter({ settings: config.discord, turns, tools, callbacks, seen, log, now: Date.now })
 */
export function createDiscordAdapter(options: DiscordOptions): DiscordAdapter {
  const { settings, callbacks, log, now } = options
  const bots = [...new Set(settings.tokens)].map((token) => createBot(token, options))
  const find = (name: string): Bot | undefined => bots.find((bot) => bot.state().name === name)
  const need = (name: string): Bot => {
    const bot = find(name)
    if (bot) return bot
    throw new PetrelError('platform_failed', {
      message: `The bot ${name} is not connected to Discord.`,
      hint: 'See `petrel doctor`.',
      facts: { bot: name, retryAfterMs: 30_000 },
    })
  }
  return {
    name: 'discord',
    start: async (receive, hear) => {
      await Promise.all(bots.map((bot) => bot.start(receive, hear)))
    },
    send: async (outbound, delivery) => {
      const bot = need(outbound.inbound.bot)
      // An answer may be ready before Discord has been told that it is coming.
      await bot.ready(outbound.inbound)
      await sendAnswer({ api: bot.api, live: bot.live, callbacks, log, self: bot.self, mayEmbed: bot.mayEmbed, now }, outbound, delivery)
    },
    preview: (turn, event, inbound) => find(inbound.bot)?.live.event(turn, event, inbound),
    open: (name, file, signal) => openFile(file, { api: need(name).api, apiRoot: settings.apiRoot, signal }),
    moderator: (name) => find(name)?.moderator(),
    serverOf: (name, chat) => find(name)?.serverOf(chat),
    stop: async () => {
      await Promise.all(bots.map((bot) => bot.stop()))
    },
    checks: async () => checkBots(bots.map((bot) => bot.state())),
    states: () => bots.map((bot) => bot.state()),
  }
}
