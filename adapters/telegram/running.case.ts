import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inbound, TurnEvent } from '../../core/adapter.ts'
import type { Answer, Block } from '../../core/answer.ts'
import type { CallbackStore } from '../../core/callbacks.ts'
import { openLog } from '../../core/log.ts'
import type { Hear } from '../../core/moderation.ts'
import type { PetrelRecord } from '../../core/record.ts'
import type { AnyTool } from '../../core/tool.ts'
import { createTurns, type RunningTurns } from '../../core/turns.ts'
import { createCallbackStore } from '../../store/callbacks.ts'
import { openStore } from '../../store/open.ts'
import { createTurnStore } from '../../store/turns.ts'
import { type KitBot, type KitOptions, scaledClock, startTelegramKit, type TelegramKit } from '../../test/kits/telegram/kit.ts'
import { helpTool } from '../../tools/help/help.ts'
import { tokenTool } from '../../tools/token/token.ts'
import type { TelegramAdapter, TelegramOptions } from './options.ts'
import { createTelegramAdapter } from './telegram.ts'

/** The real telegraf, the real turns on a database in a temporary folder, and the strict kit, all on one fast clock. */

export type Answering = (
  inbound: Inbound,
  context: { turn: string; signal: AbortSignal; emit(event: TurnEvent): void },
) => Promise<readonly Block[]>

export interface Running {
  kit: TelegramKit
  bot: KitBot
  adapter: TelegramAdapter
  turns: RunningTurns
  /** What reached the turns, in order. */
  inbounds: Inbound[]
  logged: { level: string; text: string; facts: unknown }[]
  callbacks: CallbackStore
  /** Ends the process's part: adapter and turns; the database stays. */
  halt(): Promise<void>
  /** Starts it again on the same database. */
  restart(change?: Partial<Setup>): Promise<void>
  close(): Promise<void>
}

export interface Setup {
  answer: Answering
  records: readonly PetrelRecord[]
  hear: Hear
  settings: Partial<TelegramOptions['settings']>
  kit: KitOptions
  bots: readonly { username: string; readsAll?: boolean }[]
  turns: { parallel: number; waiting: number }
  options: Partial<TelegramOptions>
  /** Called before a message is stored; may throw. */
  beforeReceive: (inbound: Inbound) => Promise<void>
  /** How much faster than real the clock runs. */
  factor: number
  immediate: (inbound: Inbound) => boolean
}

/** A door that a test opens. */
export function gate(): { promise: Promise<void>; resolve(): void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve: () => resolve() }
}

export const echo: Answering = async ({ text }) => [{ kind: 'text', parts: [`You said: ${text}`] }]

const TOOLS: readonly AnyTool[] = [helpTool, tokenTool]

export async function run(setup: Partial<Setup> = {}): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-telegram-'))
  const clock = setup.kit?.clock ?? scaledClock(setup.factor ?? 20)
  const kit = await startTelegramKit({ ...setup.kit, clock })
  const bots = (setup.bots ?? [{ username: 'petrel_bot' }]).map((one) => kit.bot(one))
  let ids = 0
  const running = { kit, bot: bots[0] as KitBot, inbounds: [] as Inbound[], logged: [] as Running['logged'] } as Running
  let parts = setup

  const begin = async (): Promise<void> => {
    const { answer = echo, settings = {}, records = [], turns: limits = { parallel: 8, waiting: 100 }, hear, beforeReceive } = parts
    const store = openStore(join(folder, 'petrel.db'))
    const log = recording(running.logged)
    const callbacks = createCallbackStore(store, {
      now: parts.options?.now ?? clock.now,
      newId: () => `k${String(++ids).padStart(15, '0')}`,
    })
    const turns = createTurns({
      store: createTurnStore(store, clock.now),
      answer: async (turn, inbound, { signal, emit }) => {
        const blocks = await answer(inbound, { turn, signal, emit })
        return { id: turn, rung: 'reader', locale: inbound.locale ?? 'en', blocks, records, at: clock.now() } satisfies Answer
      },
      giveUp: (turn, _inbound, reason) => ({
        id: turn,
        rung: 'error',
        locale: 'en',
        blocks: [{ kind: 'text', parts: [reason.forUser] }],
        records: [],
        at: clock.now(),
      }),
      settings: { deadlineS: 60, waitingPerChat: 100, ...limits },
      log,
      now: clock.now,
      sleep: clock.sleep,
      ...(parts.immediate ? { immediate: parts.immediate } : {}),
    })
    const adapter = createTelegramAdapter({
      settings: {
        tokens: bots.map(({ token }) => token),
        operators: [],
        apiRoot: kit.url,
        richMessages: true,
        webhookUrl: '',
        webhookHost: '127.0.0.1',
        webhookPort: 0,
        ...settings,
      },
      turns,
      tools: TOOLS,
      callbacks,
      log,
      now: clock.now,
      sleep: clock.sleep,
      ...parts.options,
    })
    turns.attach(adapter)
    await turns.resume()
    await adapter.start(async (inbound) => {
      await beforeReceive?.(inbound)
      const receipt = await turns.receive(inbound)
      running.inbounds.push(inbound)
      return receipt
    }, hear)
    await turns.redeliver()
    Object.assign(running, {
      adapter,
      turns,
      callbacks,
      halt: async () => {
        await adapter.stop()
        await turns.stop(0)
        store.close()
      },
    })
  }
  await begin()
  running.restart = async (change = {}) => {
    parts = { ...parts, ...change }
    await begin()
  }
  running.close = async () => {
    await running.halt()
    await kit.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return running
}

/** The real log, with its lines kept. */
function recording(lines: Running['logged']) {
  return openLog('debug', {
    write: (line: string) => {
      const { level, msg, ...facts } = JSON.parse(line) as { level: number; msg: string }
      lines.push({ level: String(level), text: msg, facts })
    },
  })
}
