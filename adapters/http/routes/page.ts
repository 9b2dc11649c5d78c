import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Metrics } from '../metrics.ts'
import type { Edge } from '../turn.ts'

/** The page loads from here and nowhere else; no script or style stands inside its HTML. Charts come as blobs. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const page = (reply: FastifyReply) => reply.headers({ 'content-security-policy': PAGE_POLICY, 'cache-control': 'no-cache' })

/** The chat page, the API reference, and their files. */
export function pageRoutes(app: FastifyInstance, edge: Edge, _metrics: Metrics): void {
  app.register(fastifyStatic, {
    root: join(edge.webDir, 'assets'),
    prefix: '/assets/',
    cacheControl: false,
    setHeaders: (response) => {
      response.setHeader('cache-control', 'no-cache')
      response.setHeader('content-security-policy', "default-src 'none'")
    },
  })
  const hide = { schema: { hide: true } }
  app.get('/', hide, async (_request, reply) => await page(reply).sendFile('index.html', edge.webDir))
  app.get('/docs', hide, async (_request, reply) => await page(reply).sendFile('docs.html', edge.webDir))
  app.get('/openapi.json', hide, async () => app.swagger())
}
