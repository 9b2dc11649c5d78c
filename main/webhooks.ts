import { createWebhookAdapter } from '../adapters/webhook/webhook.ts'
import type { Config } from '../config/schema.ts'
import { createFetcher } from '../core/fetch.ts'
import type { Shutdown } from '../core/shutdown.ts'
import type { RunningTurns } from '../core/turns.ts'

/** Milliseconds that a receiver has for its answer. */
const TOTAL_MS = 15_000

/** Connects the operator's webhooks, if there are any. Throws PetrelError config_invalid. */
export function openWebhooks({ config, turns, shutdown }: { config: Config; turns: RunningTurns; shutdown: Shutdown }): string[] {
  const { webhooks: settings } = config
  if (Object.keys(settings.urls).length === 0) return []
  const fetcher = createFetcher({ now: Date.now, ports: 'any', totalMs: TOTAL_MS, ...(settings.private ? { allow: () => true } : {}) })
  shutdown.onStop('webhooks', () => fetcher.close())
  turns.attach(createWebhookAdapter({ settings, fetcher, now: Date.now }))
  return ['webhook']
}
