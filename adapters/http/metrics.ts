import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Answer } from '../../core/answer.ts'
import type { Edge } from './turn.ts'

export interface Metrics {
  contentType: string
  /** Prometheus text. */
  text(): Promise<string>
  /** Counts an answer that a client got. */
  answered(answer: Answer): void
  /** Times every request; stops measuring when the app closes. */
  observe(app: FastifyInstance): void
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120]

function processGauges(registry: Registry, edge: Edge) {
  const loop = monitorEventLoopDelay({ resolution: 20 })
  loop.enable()
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('process_resident_memory_bytes', 'Resident memory.', () => process.memoryUsage.rss())
  gauge('nodejs_heap_used_bytes', 'Heap in use.', () => process.memoryUsage().heapUsed)
  gauge('nodejs_eventloop_delay_p99_seconds', 'Event loop delay, 99th percentile since the last scrape.', () => {
    const delay = loop.percentile(99) / 1e9
    loop.reset()
    return delay
  })
  gauge('petrel_model_ready', '1 while a language model is loaded.', () => (edge.state().model.phase === 'ready' ? 1 : 0))
  const lag = new Gauge({
    name: 'petrel_index_lag_blocks',
    help: 'Blocks that the index is behind the head.',
    labelNames: ['chain'],
    registers: [registry],
    collect() {
      for (const chain of edge.state().chains) if (chain.lagBlocks !== undefined) lag.set({ chain: chain.name }, chain.lagBlocks)
    },
  })
  return loop
}

/** Metrics of this adapter, in a registry of their own so that two adapters in one process do not clash. */
export function createMetrics(edge: Edge): Metrics {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Seconds from request to the end of the reply.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers,
  })
  const open = new Gauge({ name: 'http_requests_open', help: 'Requests being answered.', registers })
  const answers = new Counter({ name: 'petrel_answers_total', help: 'Answers sent.', labelNames: ['rung', 'tool', 'error'], registers })
  const loop = processGauges(registry, edge)
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    answered: (answer) => answers.inc({ rung: answer.rung, tool: answer.tool ?? '', error: answer.error ?? '' }),
    observe: (app) => {
      app.addHook('onRequest', async (request, reply) => {
        open.inc()
        reply.raw.once('close', () => {
          open.dec()
          const route = request.routeOptions.url ?? 'none'
          const seconds = reply.elapsedTime / 1000
          requests.observe({ method: request.method, route, status: reply.raw.statusCode }, seconds)
          request.log.debug({ method: request.method, route, status: reply.raw.statusCode, ms: Math.round(seconds * 1000) }, 'request')
        })
      })
      app.addHook('onClose', async () => {
        loop.disable()
        registry.clear()
      })
    },
  }
}
