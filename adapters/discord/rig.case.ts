import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import type { Inbound } from '../../core/adapter.ts'
import type { Answer, Block } from '../../core/answer.ts'
import { openLog } from '../../core/log.ts'
import type { Hear } from '../../core/moderation.ts'
import type { AnyTool } from '../../core/tool.ts'
import { createTurns, type RunningTurns, type TurnParts } from '../../core/turns.ts'
import { createCallbackStore } from '../../store/callbacks.ts'
import { openStore } from '../../store/open.ts'
import { createSeenStore } from '../../store/seen.ts'
import { createTurnStore } from '../../store/turns.ts'
import {
  type Application,
  type Channel,
  type DiscordKit,
  type Guild,
  type KitOptions,
  type Person,
  startDiscordKit,
} from '../../test/kits/discord/kit.ts'
import type { PERMISSIONS } from '../../test/kits/discord/limits.ts'
import { createDiscordAdapter, type DiscordAdapter } from './discord.ts'
import type { DiscordOptions } from './options.ts'

/** A Petrel on Discord for tests: the real adapter, turns and store against the strict kit. */
export interface Rig {
  kit: DiscordKit
  bot: Application
  guild: Guild
  general: Channel
  ann: Person
  adapter: DiscordAdapter
  turns: RunningTurns
  inbox: Inbound[]
  /** Ends this process's part and starts another on the same disk. */
  restart(options?: { answer?: TurnParts['answer'] }): Promise<void>
  stop(): Promise<void>
}

export interface RigOptions {
  kit?: KitOptions
  answer?: TurnParts['answer']
  hear?: Hear
  tools?: readonly AnyTool[]
  settings?: Partial<DiscordOptions['settings']>
  options?: Partial<DiscordOptions>
  grant?: readonly (keyof typeof PERMISSIONS)[]
  privileged?: Partial<Application['privileged']>
  waiting?: number
  /** Tokens to start with, from that of the kit's bot. */
  tokens?: (good: string) => string[]
  /** Wraps what the adapter is given to store messages. */
  receive?: (real: (message: Inbound) => ReturnType<RunningTurns['receive']>) => (message: Inbound) => ReturnType<RunningTurns['receive']>
}

export const reply = (id: string, ...blocks: Block[]): Answer => ({ id, rung: 'reader', locale: 'en', blocks, records: [], at: 1 })
export const words = (text: string): Block => ({ kind: 'text', parts: [text] })

const tool = (name: string, input: z.ZodObject, rest: Partial<AnyTool> = {}): AnyTool => ({
  name,
  title: name,
  description: `Says something about ${name}.`,
  audience: 'everyone',
  reach: 'none',
  returns: 'ours',
  input,
  read: () => [],
  run: async () => ({}),
  answer: () => [],
  examples: [],
  ...rest,
})

export const TOOLS: readonly AnyTool[] = [
  tool('ask', z.object({ question: z.string().optional(), by: z.array(z.string()).default([]) }), { positional: 'question' }),
  tool('token', z.object({ token: z.string().min(1).max(120), chain: z.string().optional() }), { positional: 'token' }),
  tool('sync', z.object({ action: z.enum(['status', 'run']).default('status'), fromBlock: z.number().int().min(0).optional() }), {
    audience: 'operator',
  }),
  tool('settings', z.object({ locale: z.string().optional() }), { audience: 'admin' }),
  tool('wallet', z.object({ address: z.string().optional() })),
]

/** Waits until a thing holds; fails loudly when it never does. The limit finds what hangs, not what a busy machine slows. */
export async function until(holds: () => boolean, what: string, ms = 60_000): Promise<void> {
  const end = Date.now() + ms
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It never happened: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const echo: TurnParts['answer'] = async (turn, inbound) => reply(turn, words(`You said: ${inbound.text}`))

/** A turn that ends only when it is stopped. */
export const hang: TurnParts['answer'] = (_turn, _inbound, { signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

export async function startRig(options: RigOptions = {}): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-discord-'))
  const kit = await startDiscordKit(options.kit ?? { rates: { route: { limit: 1000, windowMs: 1000 }, globalPerSecond: 0 } })
  const bot = kit.addBot(options.privileged ? { privileged: options.privileged } : {})
  const guild = kit.addGuild('Lab', { bots: [bot], ...(options.grant ? { grant: options.grant } : {}) })
  const ann = kit.addPerson('Ann')
  ann.join(guild)
  const log = openLog('silent')
  let ids = 0
  const newId = () => {
    ids += 1
    return `cb${String(ids).padStart(14, '0')}`
  }
  const inbox: Inbound[] = []
  let store = openStore(join(folder, 'petrel.db'))
  const open = (answer: TurnParts['answer']): { adapter: DiscordAdapter; turns: RunningTurns } => {
    const turns = createTurns({
      store: createTurnStore(store, kit.now),
      answer,
      giveUp: (turn, _inbound, reason) => ({ ...reply(turn, words(reason.forUser)), rung: 'error', error: reason.code }),
      settings: { parallel: 8, waiting: options.waiting ?? 500, waitingPerChat: 500, deadlineS: 600 },
      log,
      now: kit.now,
    })
    const settings = {
      tokens: options.tokens?.(bot.token) ?? [bot.token],
      apiRoot: kit.apiRoot,
      shards: 0,
      messageContent: true,
      members: true,
      operators: [],
      ...options.settings,
    }
    const adapter = createDiscordAdapter({
      settings,
      turns,
      tools: options.tools ?? TOOLS,
      callbacks: createCallbackStore(store, { now: kit.now, newId }),
      seen: createSeenStore(store),
      log,
      now: kit.now,
      identifyEveryMs: 50,
      reopenMs: 200,
      privateTools: ['wallet', 'settings'],
      fileTools: ['ask'],
      ...options.options,
    })
    turns.attach(adapter)
    return { adapter, turns }
  }
  const receiver = (turns: RunningTurns) => {
    const receive = async (message: Inbound) => {
      const receipt = await turns.receive(message)
      if (receipt.status === 'new') inbox.push(message)
      return receipt
    }
    return options.receive ? options.receive(receive) : receive
  }
  const rig: Rig = {
    kit,
    bot,
    guild,
    general: kit.channel(guild),
    ann,
    ...open(options.answer ?? echo),
    inbox,
    restart: async ({ answer } = {}) => {
      await rig.turns.stop(0)
      await rig.adapter.stop()
      store.close()
      store = openStore(join(folder, 'petrel.db'))
      Object.assign(rig, open(answer ?? options.answer ?? echo))
      await rig.turns.resume()
      await rig.adapter.start(receiver(rig.turns), options.hear)
      await rig.turns.redeliver()
    },
    stop: async () => {
      await rig.turns.stop(0)
      await rig.adapter.stop()
      await kit.stop()
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await rig.adapter.start(receiver(rig.turns), options.hear)
  await rig.turns.redeliver()
  return rig
}

/** What Petrel shows in a channel now, in words. */
export const saidBy = ({ kit, bot }: Rig, channel: Channel, viewer?: Person): string[] =>
  kit
    .seen(channel, viewer)
    .filter(({ author }) => author.id === bot.id)
    .map(({ plain }) => plain)
