import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { asPetrelError, errorBody } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { answered, askBody, failure, running } from '../schemas.ts'
import { openStream } from '../stream.ts'
import { begin, type Edge, finish, follow, type Waiting } from '../turn.ts'

const wantsStream = (request: FastifyRequest): boolean => (request.headers.accept ?? '').includes('text/event-stream')
export const wantsLater = (request: FastifyRequest): boolean => /\brespond-async\b/.test(String(request.headers.prefer ?? ''))

/** Events "turn", "progress", "blocks", then "answer" or "error". */
async function stream(edge: Edge, metrics: Metrics, exchange: { request: FastifyRequest; reply: FastifyReply; waiting: Waiting }) {
  const { request, reply, waiting } = exchange
  const events = openStream(reply, edge.stallMs)
  events.send({ id: waiting.turn }, 'turn')
  try {
    const answer = await follow(edge, waiting, ({ kind, ...event }) => events.send(event, kind))
    metrics.answered(answer)
    events.send({ answer }, 'answer')
  } catch (error) {
    events.send(errorBody(asPetrelError(error), request), 'error')
  } finally {
    events.end()
  }
}

/** POST /v1/ask: a question in plain words. */
export function askRoutes(app: FastifyInstance, edge: Edge, metrics: Metrics): void {
  const schema = {
    summary: 'Ask a question',
    description:
      'With "Accept: text/event-stream" the turn is streamed as events turn, progress, blocks, answer or error. ' +
      'With "Prefer: respond-async" the reply is 202 at once and the answer is fetched later.',
    tags: ['Petrel'],
    body: askBody,
    response: { 200: answered, 202: running, '4xx': failure, '5xx': failure },
  }
  app.post<{ Body: z.output<typeof askBody> }>('/v1/ask', { schema }, async (request, reply) => {
    const waiting = await begin(edge, request, reply, request.body)
    if (wantsStream(request)) return await stream(edge, metrics, { request, reply, waiting })
    if (wantsLater(request)) {
      waiting.done()
      return await reply.status(202).send({ id: waiting.turn, status: 'running' })
    }
    const answer = await finish(edge, waiting)
    metrics.answered(answer)
    return { answer }
  })
}
