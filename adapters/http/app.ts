import cors from '@fastify/cors'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import { jsonSchemaTransform, validatorCompiler } from 'fastify-type-provider-zod'
import { PetrelError } from '../../core/errors.ts'
import { sendError } from './errors.ts'
import { guard } from './guard.ts'
import { createMetrics } from './metrics.ts'
import { routes } from './routes/index.ts'
import type { Edge } from './turn.ts'

const MAX_HEADER_BYTES = 16_384

/** Slow clients: the whole head and body must arrive within `stallMs`; Node looks for laggards every second. */
const serverLimits = (stallMs: number) => ({
  maxHeaderSize: MAX_HEADER_BYTES,
  headersTimeout: stallMs,
  connectionsCheckingInterval: 1000,
})

/** A caller's request id is kept when it is harmless to log. */
const requestId = (edge: Edge) => (request: { headers: Record<string, string | string[] | undefined> }) => {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,100}$/.test(given) ? given : edge.newId()
}

async function plugins(app: FastifyInstance, edge: Edge): Promise<void> {
  await app.register(cors, {
    origin: [...edge.settings.cors],
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'idempotency-key', 'x-api-key', 'x-petrel-chat', 'x-petrel-files', 'x-request-id'],
    exposedHeaders: ['x-request-id', 'x-petrel-turn', 'retry-after'],
    maxAge: 600,
  })
  await app.register(rateLimit, {
    max: edge.settings.ratePerMinute,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.caller.key ?? request.ip,
    allowList: (request) => ['/healthz', '/readyz'].includes(request.routeOptions.url ?? ''),
    errorResponseBuilder: (_request, context) =>
      new PetrelError('rate_limited', {
        message: `More than ${context.max} requests in a minute.`,
        hint: `Try again in ${context.after}.`,
      }),
  })
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Petrel', version: edge.version, description: 'Ask about chains in plain words; every figure comes with its record.' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
      security: [{ key: [] }, {}],
    },
    transform: jsonSchemaTransform,
  })
}

/** The app with all routes, apart from any socket. */
export function buildApp(edge: Edge, log: FastifyBaseLogger): FastifyInstance {
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: edge.settings.bodyLimit,
    genReqId: requestId(edge),
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    // Fastify sets this one on the server itself, after the options below.
    requestTimeout: edge.stallMs,
    http: serverLimits(edge.stallMs),
  })
  app.setValidatorCompiler(validatorCompiler)
  // Answers are made of our own types: checking them again at every reply would only cost time.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data))
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendError(
      new PetrelError('not_found', { message: `There is no ${request.method} ${request.url.split('?')[0]}.`, hint: 'See /docs.' }),
      request,
      reply,
    ),
  )
  const metrics = createMetrics(edge)
  guard(app, edge)
  metrics.observe(app)
  app.register(async (scope) => {
    await plugins(app, edge)
    routes(scope, edge, metrics)
  })
  return app
}
