/**
 * A Petrel with the real Telegram and Discord adapters, turns and store, and a scripted answer, in a process that may be killed at any
 * instant. Settings come as JSON in PETREL_TEST_BOT; "ready" is printed once it takes messages, "heap <MB> <descriptors> <CPU ms>" when asked.
 */
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { createDiscordAdapter } from '../../adapters/discord/discord.ts'
import { createTelegramAdapter } from '../../adapters/telegram/telegram.ts'
import { configSchema } from '../../config/schema.ts'
import type { Inbound } from '../../core/adapter.ts'
import type { Answer, Block } from '../../core/answer.ts'
import { openLog } from '../../core/log.ts'
import type { AnyTool } from '../../core/tool.ts'
import { createTurns } from '../../core/turns.ts'
import { createCallbackStore } from '../../store/callbacks.ts'
import { openStore } from '../../store/open.ts'
import { createSeenStore } from '../../store/seen.ts'
import { createTurnStore } from '../../store/turns.ts'
import { scaledClock } from '../kits/telegram/clock.ts'

export interface BotSettings {
  database: string
  telegram?: { token: string; apiRoot: string }
  discord?: { token: string; apiRoot: string }
  /** How much faster than real the clock runs, and what it shows now: Telegram's kit has the same. */
  factor: number
  origin: number
  /** Milliseconds of the machine that an answer takes. */
  workMs: number
  /** Turns that may wait; 20,000 when left out. */
  waiting?: number
}

/** Every eighth answer is longer than one message of any platform. */
export function answerTo(text: string): Block[] {
  const number = Number(/(\d+)$/.exec(text)?.[1] ?? 1)
  const words: Block = { kind: 'text', parts: [`first of ${text}.`] }
  if (number % 8 !== 0) return [words]
  const filler = Array.from({ length: 60 }, (_, line): Block => ({ kind: 'text', parts: [`line ${line} ${'lorem ipsum '.repeat(6)}`] }))
  return [words, ...filler, { kind: 'text', parts: [`last of ${text}.`] }]
}

/** One command, so that there is one to call. */
const askTool = {
  name: 'ask',
  title: 'Ask',
  description: 'Asks.',
  audience: 'everyone',
  reach: 'none',
  returns: 'ours',
  input: z.object({ question: z.string() }),
  positional: 'question',
  read: () => [],
  run: async () => ({}),
  answer: () => [],
  examples: [],
} as AnyTool

const questionIn = ({ text, call }: Inbound): string => text || String((call?.input as { question?: string } | undefined)?.question ?? '')

async function main(settings: BotSettings): Promise<void> {
  const clock = scaledClock(settings.factor, settings.origin)
  const log = openLog('error')
  const store = openStore(settings.database)
  let serial = 0
  const newId = (): string => {
    serial += 1
    return `${Date.now().toString(36)}${String(serial).padStart(8, '0')}`.slice(-16)
  }
  const callbacks = createCallbackStore(store, { now: clock.now, newId })
  const said = (turn: string, blocks: Block[]): Answer => ({ id: turn, rung: 'reader', locale: 'en', blocks, records: [], at: clock.now() })
  const turns = createTurns({
    store: createTurnStore(store, clock.now),
    answer: async (turn, inbound: Inbound, { signal }) => {
      await sleep(settings.workMs, undefined, { signal })
      return said(
        turn,
        answerTo(
          questionIn(inbound)
            .replace(/<@!?\d+>/g, '')
            .trim(),
        ),
      )
    },
    giveUp: (turn, _inbound, reason) => said(turn, [{ kind: 'text', parts: [reason.forUser] }]),
    settings: { parallel: 8, waiting: settings.waiting ?? 20_000, waitingPerChat: 20_000, deadlineS: 60 },
    log,
    now: clock.now,
    sleep: clock.sleep,
  })
  const { telegram, discord } = configSchema.parse({
    ...(settings.telegram ? { telegram: { tokens: [settings.telegram.token], apiRoot: settings.telegram.apiRoot } } : {}),
    ...(settings.discord ? { discord: { tokens: [settings.discord.token], apiRoot: settings.discord.apiRoot, messageContent: true } } : {}),
  })
  const shared = { turns, tools: [askTool], callbacks, log, now: clock.now }
  const adapters = [
    ...(settings.telegram ? [createTelegramAdapter({ ...shared, settings: telegram, sleep: clock.sleep })] : []),
    ...(settings.discord ? [createDiscordAdapter({ ...shared, settings: discord, seen: createSeenStore(store), now: Date.now })] : []),
  ]
  for (const adapter of adapters) turns.attach(adapter)
  await turns.resume()
  for (const adapter of adapters) await adapter.start(turns.receive)
  await turns.redeliver()
  process.stdout.write('ready\n')
  process.stdin.on('data', () => {
    ;(globalThis as { gc?: () => void }).gc?.()
    const descriptors = readdirSync('/proc/self/fd').length
    const { user, system } = process.cpuUsage()
    process.stdout.write(`heap ${process.memoryUsage().heapUsed / 1e6} ${descriptors} ${(user + system) / 1000}\n`)
  })
  process.stdin.on('end', () => process.exit(0))
}

if (process.env.PETREL_TEST_BOT) await main(JSON.parse(process.env.PETREL_TEST_BOT) as BotSettings)
