import { setTimeout as sleep } from 'node:timers/promises'
import { DiscordAPIError, HTTPError } from 'discord.js'
import { Agent, request } from 'undici'

/** First answers to interactions: they have three seconds, so nothing of discord.js's client stands before them. */
export interface FirstAnswers {
  /** Throws what discord.js throws: DiscordAPIError, HTTPError, or the network's own error. */
  post(interaction: { id: string; token: string }, type: number, data: unknown): Promise<void>
  close(): Promise<void>
}

const TRIES = 3
const KEEP_MS = 30_000
const TIMEOUT_MS = 5000
const PAUSE_MS = 50

/**
 * Posts to interactions/<id>/<token>/callback, over `connections` that stay open. This route has no limit but its own three seconds
 * (topics/rate-limits: interaction endpoints are not bound to the bot's global limit), so a request is worth its bytes and no more: a
 * queue, a signal and a response object for each would cost three times as much when Petrel is busiest.
 */
export function createFirstAnswers(apiRoot: string, connections: number): FirstAnswers {
  const agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: KEEP_MS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS })
  const once = async (url: string, body: string): Promise<Error | undefined> => {
    const headers = { 'content-type': 'application/json', 'user-agent': 'DiscordBot (https://discord.js.org, 14)' }
    const { statusCode: status, body: reply } = await request(url, { dispatcher: agent, method: 'POST', headers, body })
    if (status < 300) {
      await reply.dump()
      return undefined
    }
    return faultOf(await reply.text(), { status, url, body })
  }
  return {
    post: async ({ id, token }, type, data) => {
      const url = `${apiRoot}/v10/interactions/${id}/${token}/callback`
      const body = JSON.stringify(data === undefined ? { type } : { type, data })
      for (let left = TRIES - 1; ; left -= 1) {
        const fault = await once(url, body).catch((error: Error) => error)
        if (!fault) return
        const status = (fault as { status?: number }).status ?? 500
        if (left === 0 || (status < 500 && status !== 429)) throw fault
        await sleep(status === 429 ? waitOf(fault) : PAUSE_MS)
      }
    },
    close: async () => {
      if (!agent.closed) await agent.close()
    },
  }
}

interface Sent {
  status: number
  url: string
  body: string
}

function faultOf(text: string, { status, url, body }: Sent): Error {
  const sent = { files: undefined, body }
  // The address holds the interaction's token, which is nobody's to log.
  const shown = url.replace(/\/[^/]+\/callback$/, '/…/callback')
  try {
    const raw = JSON.parse(text) as { code: number; message: string }
    if (raw && typeof raw === 'object') return new DiscordAPIError(raw, raw.code ?? 0, status, 'POST', shown, sent)
  } catch {
    // What stands between Discord and us (a proxy) does not speak JSON.
  }
  return new HTTPError(status, `status ${status}`, 'POST', shown, sent)
}

/** Milliseconds that Discord asked to wait; no more than the interaction has. */
const waitOf = (fault: Error): number => {
  const raw = (fault as { rawError?: { retry_after?: number } }).rawError
  return Math.min(2000, Math.max(PAUSE_MS, (raw?.retry_after ?? 0) * 1000))
}
