import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.ts'
import { publicStatus, readiness } from '../status.ts'
import type { Edge } from '../turn.ts'

/** /healthz, /readyz, /metrics, /v1/status. */
export function statusRoutes(app: FastifyInstance, edge: Edge, metrics: Metrics): void {
  const tags = ['Operation']
  app.get('/healthz', { schema: { summary: 'Is the process alive?', tags } }, async () => ({ status: 'ok', version: edge.version }))

  app.get('/readyz', { schema: { summary: 'Can it answer?', tags } }, async (_request, reply) => {
    const state = readiness(edge.state())
    return await reply.status(state.ready ? 200 : 503).send(state)
  })

  app.get('/metrics', { schema: { summary: 'Figures for Prometheus', tags } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  )

  app.get('/v1/status', { schema: { summary: 'Model, chains, parts, and questions to try', tags } }, async () =>
    publicStatus(edge.state(), edge.version, edge.keyHashes.length > 0 ? 'key' : 'open'),
  )
}
