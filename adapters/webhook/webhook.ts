import type { Config } from '../../config/schema.ts'
import type { Adapter, Outbound } from '../../core/adapter.ts'
import { WEBHOOK } from '../../core/destination.ts'
import { PetrelError, toPetrelError } from '../../core/errors.ts'
import type { Fetcher } from '../../core/fetch.ts'
import { renderPlain } from '../render/plain.ts'
import { HEADER, sign } from './sign.ts'

export interface WebhookOptions {
  settings: Config['webhooks']
  /** Opens public hosts, or any where the settings allow it (core/fetch.ts). */
  fetcher: Fetcher
  /** Unix milliseconds. */
  now(): number
}

/** Shortest secret: 32 characters. */
const LEAST_SECRET = 32
/** What a receiver answers is of no interest. */
const MOST_BYTES = 65_536
const WIDTH = 100

interface Hook {
  url: string
  secret: string
}

/**
 * Sends alerts and scheduled answers to URLs of the operator, signed. A 2xx is acceptance; 408, 425, 429 and 5xx are tried again by the
 * outbox, after `Retry-After` where it is given; every other status, and a redirect, is a refusal for ever and becomes a dead letter.
 * Throws PetrelError config_invalid for a URL without a secret of 32 characters.
 * @example turns.attach(createWebhookAdapter({ settings: config.webhooks, fetcher, now: Date.now }))
 */
export function createWebhookAdapter({ settings, fetcher, now }: WebhookOptions): Adapter {
  const hooks = hooksOf(settings)
  return {
    name: WEBHOOK,
    start: async () => {},
    stop: async () => {},
    send: async (outbound, { accepted, accept, signal }) => {
      if (accepted.length > 0) return
      const hook = hooks.get(outbound.inbound.bot.slice(WEBHOOK.length + 1))
      if (!hook) throw gone(outbound.inbound.bot)
      const payload = payloadOf(outbound)
      const timestamp = Math.floor(now() / 1000)
      const signature = sign(hook.secret, { timestamp, delivery: outbound.id, body: JSON.stringify(payload) })
      const headers = { [HEADER.delivery]: outbound.id, [HEADER.timestamp]: String(timestamp), [HEADER.signature]: signature }
      try {
        await fetcher.fetch(hook.url, { signal, json: payload, headers, robots: false, maxBytes: MOST_BYTES })
      } catch (error) {
        if (!isAccepted(error)) throw platformError(error)
      }
      await accept(outbound.id)
    },
  }
}

function hooksOf({ urls, secrets }: Config['webhooks']): Map<string, Hook> {
  return new Map(
    Object.entries(urls).map(([name, [url = '']]) => {
      const [secret = ''] = secrets[name] ?? []
      if (URL.canParse(url) && secret.length >= LEAST_SECRET) return [name, { url, secret }]
      const what = URL.canParse(url) ? `has no secret of ${LEAST_SECRET} characters or more` : 'has no URL that can be read'
      throw new PetrelError('config_invalid', {
        message: `The webhook "${name}" ${what}.`,
        hint: `Set webhooks.urls.${name} and webhooks.secrets.${name}; \`openssl rand -hex 32\` makes a secret.`,
        facts: { name },
      })
    }),
  )
}

/** What is posted: the words, and the answer with its records for machines. */
function payloadOf({ id, inbound, answer }: Outbound): Record<string, unknown> {
  const [bot, chat] = splitOnce(inbound.chat)
  const { blocks, records, tool, input, error, locale, at } = answer
  const text = renderPlain(answer, { width: WIDTH, color: false })
  const event = inbound.id.startsWith('alert:') ? inbound.id : undefined
  return { id, event, at, from: { bot, chat, user: inbound.user }, text, answer: { tool, input, error, locale, blocks, records } }
}

const splitOnce = (text: string): [string, string] => {
  const at = text.indexOf('/')
  return [text.slice(0, at), text.slice(at + 1)]
}

/** A body larger than we read, or that cannot be decoded, came after the status that counts. */
const isAccepted = (error: unknown): boolean => toPetrelError(error).code === 'fetch_too_large'

/** A wish to try again, or never. The URL is the operator's secret: it is in none of the words. */
function platformError(thrown: unknown): PetrelError {
  const { code, facts, retryable } = toPetrelError(thrown)
  if (code === 'cancelled') return toPetrelError(thrown)
  const status = typeof facts.status === 'number' ? facts.status : undefined
  const wait = typeof facts.retryAfterMs === 'number' ? { retryAfterMs: Math.min(facts.retryAfterMs, MOST_WAIT_MS) } : {}
  const again = status === undefined ? code !== 'url_refused' : status >= 500 || [408, 425, 429].includes(status)
  const said = status === undefined ? (code === 'url_refused' ? 'leads where it may not' : 'did not answer') : `answered ${status}`
  return new PetrelError(again ? 'platform_failed' : 'platform_refused', {
    message: `The webhook ${said}.`,
    hint: again ? 'It is tried again.' : 'See webhooks in the settings; `petrel deliveries` tries again.',
    facts: { ...(status === undefined ? {} : { status }), ...wait, code, retryable },
  })
}

const MOST_WAIT_MS = 3_600_000

const gone = (bot: string): PetrelError =>
  new PetrelError('platform_refused', {
    message: `No webhook is called "${bot.slice(WEBHOOK.length + 1)}" any more.`,
    hint: 'See webhooks.urls in the settings; `petrel deliveries` tries again.',
  })
