import type { RESTOptions } from 'discord.js'
import { Agent, request } from 'undici'

/** HTTP for discord.js's REST client over a bounded set of connections that stay open. */
export interface Http {
  makeRequest: RESTOptions['makeRequest']
  close(): Promise<void>
}

const KEEP_MS = 30_000

/** Headers without those that are given several times: Discord gives none of ours so. */
const single = (headers: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : []))

/** A body as bytes; a form brings its content type, with its boundary, along. */
async function bytesOf(body: unknown): Promise<{ bytes: Uint8Array | null; type: string | undefined }> {
  if (body === null || body === undefined) return { bytes: null, type: undefined }
  const response = new Response(body as ConstructorParameters<typeof Response>[0])
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    type: body instanceof FormData ? (response.headers.get('content-type') ?? undefined) : undefined,
  }
}

/**
 * discord.js opens a connection for every request that finds none free: under load that is hundreds of handshakes at once, each slower than
 * the 3 seconds that an interaction has. Here requests wait for one of `connections` instead.
 */
export function createHttp(connections: number): Http {
  const agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: KEEP_MS })
  return {
    makeRequest: async (url, { method = 'GET', headers, body, signal }) => {
      const { bytes, type } = await bytesOf(body)
      const sent = { ...(headers as Record<string, string>), ...(type === undefined ? {} : { 'content-type': type }) }
      const reply = await request(url, {
        dispatcher: agent,
        method: method as 'GET',
        headers: sent,
        body: bytes,
        ...(signal ? { signal } : {}),
      })
      const content = await reply.body.arrayBuffer()
      return new Response(reply.statusCode === 204 ? null : content, { status: reply.statusCode, headers: single(reply.headers) })
    },
    close: async () => {
      if (!agent.closed) await agent.close()
    },
  }
}
