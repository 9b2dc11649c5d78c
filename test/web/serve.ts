import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pino from 'pino'
import { z } from 'zod'
import { createHttpAdapter } from '../../adapters/http/http.ts'
import type { HttpSettings } from '../../adapters/http/options.ts'
import type { StatusReport } from '../../adapters/http/status.ts'
import { encodeParquet } from '../../chain/export/parquet.ts'
import { type Answer, text } from '../../core/answer.ts'
import { type AnyTool, defineTool } from '../../core/tool.ts'
import { createMemoryTurns, type Script } from './memory-turns.ts'
import { AT, chartAnswer, volumeAnswer } from './sample-answers.ts'

export const WEB_DIR = fileURLToPath(new URL('../../web', import.meta.url))

export const say = (id: string, words: string, more: Partial<Answer> = {}): Answer => ({
  id,
  rung: 'reader',
  locale: 'en',
  blocks: [text(words)],
  records: [],
  at: AT,
  ...more,
})

/** Ends when it is stopped and not before. */
const forever = (signal: AbortSignal) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

/** Volume and chart answers by their words; "wait" never ends; "slow" reports progress first; anything else is repeated. */
export const script: Script = async (turn, message, { emit, signal }) => {
  if (message.text.includes('wait')) return await forever(signal)
  if (message.text.includes('fail')) return say(turn, 'That did not work.', { rung: 'error', error: 'rpc_failed' })
  if (message.text.includes('slow')) {
    await sleep(150)
    emit({ kind: 'progress', message: 'Counting trades', done: 0.4 })
    await sleep(250)
    emit({ kind: 'blocks', blocks: [text('A first part.')] })
    await sleep(250)
  }
  if (message.text.includes('chart')) return chartAnswer(turn)
  return message.text.includes('volume') ? volumeAnswer(turn) : say(turn, `You said: ${message.text}`)
}

const everyone = { reach: 'none', returns: 'ours', read: () => [], answer: () => [], examples: [] } as const

export const tools: readonly AnyTool[] = [
  defineTool<unknown>()({
    ...everyone,
    name: 'token',
    title: 'Token',
    description: 'Says what a token is.',
    audience: 'everyone',
    input: z.object({ token: z.string().min(1).describe('Symbol or address.'), days: z.number().int().min(1).default(7) }),
    run: async () => undefined,
  }),
  defineTool<unknown>()({
    ...everyone,
    name: 'sync',
    title: 'Sync',
    description: 'Indexes more blocks.',
    audience: 'operator',
    input: z.object({}),
    run: async () => undefined,
  }),
  defineTool<unknown>()({
    ...everyone,
    reach: 'files',
    name: 'read',
    title: 'Read a file',
    description: 'Reads a file.',
    audience: 'everyone',
    input: z.object({}),
    run: async () => undefined,
  }),
]

export const calm: StatusReport = {
  model: { phase: 'off' },
  chains: [
    {
      chain: 31337,
      name: 'demo',
      from: 1,
      to: 20_412,
      fromTime: AT / 1000 - 600_000,
      toTime: Math.floor(AT / 1000),
      head: 20_412,
      lagBlocks: 0,
      phase: 'following',
      rowsPerSecond: 0,
      remainingS: undefined,
    },
  ],
  parts: [{ name: 'store', up: true }],
  questions: ['Top 5 tokens by volume this week', 'Daily volume of WETH as a chart', 'What is the latest block?'],
}

export interface ServeOptions {
  settings?: Partial<HttpSettings>
  state?: () => StatusReport
  script?: Script
  graceMs?: number
  stallMs?: number
}

export const settings: HttpSettings = { host: '127.0.0.1', port: 0, apiKeys: [], cors: [], bodyLimit: 262_144, ratePerMinute: 10_000 }

const UPLOADS = join(tmpdir(), `petrel-uploads-${process.pid}`)
process.once('exit', () => rmSync(UPLOADS, { recursive: true, force: true }))

/** The HTTP surface over turns in memory; `start` makes it listen on a free port. */
export function serve(options: ServeOptions = {}) {
  const turns = createMemoryTurns(options.script ?? script)
  const http = createHttpAdapter({
    settings: { ...settings, ...options.settings },
    parquet: encodeParquet,
    turns: turns.port,
    tools,
    state: options.state ?? (() => calm),
    log: pino({ level: 'silent' }),
    webDir: join(WEB_DIR),
    uploadsDir: UPLOADS,
    version: '0.0.0-test',
    ...(options.graceMs === undefined ? {} : { graceMs: options.graceMs }),
    ...(options.stallMs === undefined ? {} : { stallMs: options.stallMs }),
  })
  return {
    http,
    turns,
    start: async (): Promise<string> => {
      await http.start(turns.port.receive)
      return http.address() ?? ''
    },
  }
}
