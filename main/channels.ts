import { createDiscordAdapter } from '../adapters/discord/discord.ts'
import { createTelegramAdapter } from '../adapters/telegram/telegram.ts'
import type { RunningCommunity } from '../community/community.ts'
import { redact } from '../community/secrets/redact.ts'
import type { Config } from '../config/schema.ts'
import { adapterOf, type Inbound } from '../core/adapter.ts'
import type { Log } from '../core/log.ts'
import type { Hear } from '../core/moderation.ts'
import type { Check } from '../core/operator.ts'
import type { Shutdown } from '../core/shutdown.ts'
import type { AnyTool } from '../core/tool.ts'
import type { RunningTurns } from '../core/turns.ts'
import { createHistoryHear } from '../store/hear-history.ts'
import { migrateChat } from '../store/migrate-chat.ts'
import type { ChatAdapters } from './community.ts'
import { completions } from './completions.ts'
import type { ChainParts } from './services.ts'
import type { State } from './state.ts'

/** Tools whose answers concern only the asker. */
const PRIVATE_TOOLS = ['settings', 'wallet', 'privacy', 'forget', 'alerts', 'shield', 'warns']
/** Tools that read a file that came with the message. */
const FILE_TOOLS = ['audit', 'summarize', 'kb', 'sql']
/** Milliseconds between two looks for captchas that ran out and actions to try again. */
const SWEEP_MS = 30_000

export interface ChannelParts extends Pick<ChainParts, 'resolve'> {
  config: Config
  log: Log
  shutdown: Shutdown
  turns: RunningTurns
  tools: readonly AnyTool[]
  state: State
  adapters: ChatAdapters
  community: RunningCommunity
  checks: ((signal: AbortSignal) => Promise<Check[]>)[]
}

/** Makes and starts the chat platforms that have a token. One that cannot start is said to the operator and holds up no other. */
export async function startChannels(parts: ChannelParts): Promise<string[]> {
  const { config, log, shutdown, turns, adapters, community, checks } = parts
  const wanted = [
    ...(config.adapters.includes('telegram') && config.telegram.tokens.length > 0 ? [telegram(parts)] : []),
    ...(config.adapters.includes('discord') && config.discord.tokens.length > 0 ? [discord(parts)] : []),
  ]
  const hear = hearing(parts)
  parts.state.places.serverOf = ({ bot, chat }) => adapters.all.get(adapterOf(bot))?.serverOf?.(bot, chat)
  // A seed phrase that somebody sends to Petrel itself must not lie on its disk either.
  const receive = (message: Inbound) => turns.receive({ ...message, text: redact(message.text).text })
  for (const adapter of wanted) {
    adapters.all.set(adapter.name, adapter)
    turns.attach(adapter)
    checks.push((signal) => adapter.checks(signal))
    shutdown.onStop(adapter.name, () => adapter.stop())
    await adapter.start(receive, hear).catch((error) => log.error({ adapter: adapter.name, err: error }, 'a platform did not start'))
  }
  if (wanted.length > 0) {
    const timer = setInterval(() => void community.sweep(), SWEEP_MS)
    shutdown.onStop('community', () => clearInterval(timer))
  }
  return wanted.map(({ name }) => name)
}

/** The guards hear first; what they removed is not kept. */
function hearing({ community, state, log }: ChannelParts): Hear {
  const onFault = (error: unknown): void => log.warn({ err: error }, 'a message could not be kept for catch-up')
  const remember = createHistoryHear({ history: state.history, chats: state.chats, onFault })
  return async (event, moderator) => {
    const verdict = await community.hear(event, moderator)
    if (verdict === 'handled' || event.kind !== 'message') return verdict
    return await remember({ ...event, text: redact(event.text).text }, moderator)
  }
}

const telegram = ({ config, turns, tools, state, log, community }: ChannelParts) =>
  createTelegramAdapter({
    settings: config.telegram,
    turns,
    tools,
    callbacks: state.callbacks,
    log,
    now: Date.now,
    describe: (tool, locale) => tool.descriptions?.[locale as 'es'] ?? tool.description,
    migrated: async (bot, from, to) => {
      migrateChat(state.store, bot, { from, to })
      await community.migrate(bot, { from, to })
    },
  })

const discord = ({ config, turns, tools, state, log, resolve }: ChannelParts) =>
  createDiscordAdapter({
    settings: config.discord,
    turns,
    tools,
    callbacks: state.callbacks,
    seen: state.seen,
    complete: completions(resolve),
    privateTools: PRIVATE_TOOLS,
    fileTools: FILE_TOOLS,
    log,
    now: Date.now,
  })
