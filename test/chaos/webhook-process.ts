/** Turns, outbox and webhooks on a database, in a process that may be killed at any instant. Settings come as JSON in PETREL_TEST_WEBHOOK. */
import { createWebhookAdapter } from '../../adapters/webhook/webhook.ts'
import type { Answer } from '../../core/answer.ts'
import { createFetcher } from '../../core/fetch.ts'
import { openLog } from '../../core/log.ts'
import { createTurns } from '../../core/turns.ts'
import { openStore } from '../../store/open.ts'
import { createTurnStore } from '../../store/turns.ts'

export interface WebhookSettings {
  database: string
  url: string
  secret: string
  /** Events that fire, each in a chat of its own; those that fired before are known. */
  events: readonly string[]
}

async function main({ database, url, secret, events }: WebhookSettings): Promise<void> {
  const answer = (id: string): Answer => ({
    id,
    rung: 'command',
    locale: 'en',
    blocks: [{ kind: 'text', parts: ['It fired.'] }],
    records: [],
    at: 1,
  })
  const turns = createTurns({
    store: createTurnStore(openStore(database), Date.now),
    answer: async (turn) => answer(turn),
    giveUp: (turn) => answer(turn),
    settings: { parallel: 8, waiting: 1000, waitingPerChat: 1000, deadlineS: 30 },
    log: openLog('silent'),
    now: Date.now,
  })
  const fetcher = createFetcher({ now: Date.now, ports: 'any', allow: (address) => address === '127.0.0.1' })
  const settings = { urls: { ops: [url] }, secrets: { ops: [secret] }, private: true }
  turns.attach(createWebhookAdapter({ settings, fetcher, now: Date.now }))
  await turns.resume()
  for (const event of events)
    await turns.receive({
      bot: 'webhook:ops',
      id: `alert:1:${event}`,
      chat: `telegram:1/${event}`,
      user: 'u',
      role: 'everyone',
      text: '',
      at: 1,
    })
  await turns.redeliver()
  process.stdin.on('end', () => process.exit(0)).resume()
}

if (process.env.PETREL_TEST_WEBHOOK) await main(JSON.parse(process.env.PETREL_TEST_WEBHOOK) as WebhookSettings)
