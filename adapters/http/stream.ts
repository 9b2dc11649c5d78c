import type { FastifyReply } from 'fastify'

/** A server-sent event stream. */
export interface EventStream {
  /** One event; `data` is sent as JSON, a string as it is. */
  send(data: unknown, event?: string): void
  end(): void
}

const HEARTBEAT_MS = 10_000
const MOST_WAITING_BYTES = 4_194_304

const encode = (data: unknown, event: string | undefined): string => {
  const body = typeof data === 'string' ? data : JSON.stringify(data)
  return `${event === undefined ? '' : `event: ${event}\n`}${body
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
}

/**
 * Takes the reply over as an event stream. A comment every ten seconds keeps proxies from closing it; a client that reads nothing
 * for `stallMs` milliseconds, or lets megabytes pile up, is cut.
 */
export function openStream(reply: FastifyReply, stallMs: number): EventStream {
  reply.hijack()
  const raw = reply.raw
  raw.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  raw.flushHeaders()
  let stall: NodeJS.Timeout | undefined
  const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS)
  const stop = () => {
    clearInterval(heartbeat)
    clearTimeout(stall)
  }
  raw.on('drain', () => {
    clearTimeout(stall)
    stall = undefined
  })
  raw.on('close', stop)

  function write(text: string): void {
    if (raw.writableEnded || raw.destroyed) return
    if (raw.write(text)) return
    if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy()
    else stall ??= setTimeout(() => raw.destroy(), stallMs)
  }
  return {
    send: (data, event) => write(encode(data, event)),
    end: () => {
      clearInterval(heartbeat)
      if (!raw.writableEnded) raw.end()
    },
  }
}
