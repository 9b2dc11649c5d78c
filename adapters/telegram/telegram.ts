import type { Inbound, Receipt } from '../../core/adapter.ts'
import { PetrelError } from '../../core/errors.ts'
import type { Hear, Moderator } from '../../core/moderation.ts'
import { type Account, idOf, openAccount, pass } from './account.ts'
import { checkBot } from './checks.ts'
import { realClock } from './clock.ts'
import { publishCommands } from './commands.ts'
import { deliver } from './deliver.ts'
import { openDesk } from './desk.ts'
import { readFile } from './files.ts'
import { handle } from './handle.ts'
import { createLive, type Live } from './live.ts'
import { createModerator } from './moderator.ts'
import type { TelegramAdapter, TelegramOptions } from './options.ts'
import { poll } from './poll.ts'
import { createWebhookServer, register, type WebhookServer } from './webhook.ts'
import type { Update } from './wire.ts'

interface Bot {
  account: Account
  live: Live
  moderator: Moderator
}

/**
 * Telegram: one adapter for all tokens; a bot's name is "telegram:<bot id>".
 * Throws PetrelError config_invalid for a token without a bot id or a bad URL; `start` throws port_taken. A bot that the platform refuses
 * does not keep the others from working: see `status`.
 */
export function createTelegramAdapter(options: TelegramOptions): TelegramAdapter {
  const { settings, turns, callbacks, log } = options
  check(settings)
  const clock = options.sleep ? { now: options.now, sleep: options.sleep } : realClock(options.now)
  const closing = new AbortController()
  const running: Promise<void>[] = []
  let server: WebhookServer | undefined

  const bots = new Map<string, Bot>()
  for (const token of settings.tokens) {
    const account = openAccount(token, options, clock)
    const live = createLive(account, turns)
    bots.set(account.name, { account, live, moderator: createModerator(account, callbacks, closing.signal) })
  }
  const botOf = (name: string): Bot => {
    const bot = bots.get(name)
    if (bot) return bot
    throw new PetrelError('platform_refused', {
      message: `No token is set for ${name}.`,
      hint: 'Add it to telegram.tokens, or forget this bot.',
    })
  }
  const begin = ({ account, live, moderator }: Bot, receive: (message: Inbound) => Promise<Receipt>, hear: Hear | undefined): void => {
    const desk = openDesk({ account, options, receive, hear, live, moderator, closing: closing.signal })
    // telegraf's context is left behind at once: nothing of it goes further than this line.
    account.telegraf.use((context) => handle(desk, context.update as unknown as Update))
    const take = (update: Update) => pass(account, update)
    const ready = () => announce(account, options, { hear, signal: closing.signal })
    if (server) {
      server.add(account, take)
      running.push(register(account, settings.webhookUrl, { signal: closing.signal, ready }))
    } else running.push(poll(account, take, { signal: closing.signal, ready }))
  }

  return {
    name: 'telegram',
    start: async (receive, hear) => {
      if (settings.webhookUrl !== '') {
        server = createWebhookServer(settings)
        await server.listen()
      }
      for (const bot of bots.values()) begin(bot, receive, hear)
    },
    send: (outbound, delivery) => {
      const { account, live } = botOf(outbound.inbound.bot)
      return deliver({ account, callbacks, live }, outbound, delivery)
    },
    preview: (turn, event, inbound) => bots.get(inbound.bot)?.live.event(turn, event, inbound),
    open: (bot, file, signal) => readFile(botOf(bot).account, { file, apiRoot: settings.apiRoot }, signal),
    moderator: (bot) => bots.get(bot)?.moderator,
    status: () => [...bots.values()].map(({ account }) => account.status()),
    checks: async (signal) => (await Promise.all([...bots.values()].map(({ account }) => checkBot(account, settings, signal)))).flat(),
    address: () => server?.address(),
    stop: async () => {
      closing.abort()
      for (const { account, live } of bots.values()) {
        live.close()
        account.phase('stopped')
      }
      await Promise.all([...running, server?.close()])
      log.debug('telegram has stopped')
    },
  }
}

function check({ tokens, webhookUrl }: TelegramOptions['settings']): void {
  for (const [index, token] of tokens.entries()) {
    if (idOf(token) > 0) continue
    throw new PetrelError('config_invalid', {
      message: `telegram.tokens[${index}] does not begin with a bot's number and a colon.`,
      hint: 'Copy the whole token that @BotFather gave, for example 123456:ABC-DEF.',
    })
  }
  if (webhookUrl === '' || URL.canParse(webhookUrl)) return
  throw new PetrelError('config_invalid', {
    message: `telegram.webhookUrl is "${webhookUrl}", which is not a URL.`,
    hint: 'Use https://host/path, or leave it empty.',
  })
}

/** Once the platform knows the bot: its commands, and what the operator should know. */
async function announce(
  account: Account,
  options: TelegramOptions,
  { hear, signal }: { hear: Hear | undefined; signal: AbortSignal },
): Promise<void> {
  account.log.info({ bot: account.name, username: account.me?.username }, 'a Telegram bot is ready')
  if (hear && account.me?.can_read_all_group_messages === false) {
    account.log.warn(
      { bot: account.name },
      'privacy mode is on: in groups where it is no administrator the bot sees commands, mentions and replies only, and the scam shield sees nothing else',
    )
  }
  void publishCommands(account, options, signal)
}
