import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Answer, Block } from '../../../core/answer.ts'
import { PetrelError } from '../../../core/errors.ts'
import { renderMarkdown } from '../../render/markdown.ts'
import { asPetrelError, errorBody } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { completionBody, failure } from '../schemas.ts'
import { openStream } from '../stream.ts'
import { type Ask, begin, type Edge, finish, follow, type Waiting } from '../turn.ts'

type Body = z.output<typeof completionBody>

export const MODEL = 'petrel'

function textOf(content: Body['messages'][number]['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('\n')
}

/** The question in a request of OpenAI's shape. Throws PetrelError model_unknown, input_invalid. */
function toAsk(body: Body, request: FastifyRequest): Ask {
  if (body.model !== MODEL) {
    throw new PetrelError('model_unknown', { message: `There is no model "${body.model.slice(0, 100)}" here.`, hint: 'Ask for "petrel".' })
  }
  const question = body.messages.findLast((message) => message.role === 'user')
  if (!question) throw new PetrelError('input_invalid', { message: 'messages: none of them has the role "user".' })
  const chat = body.metadata?.chat
  const locale = request.headers['accept-language']?.split(/[,;]/)[0]?.trim()
  return {
    text: textOf(question.content),
    chat: typeof chat === 'string' && chat !== '' ? chat : undefined,
    user: body.user ?? undefined,
    locale: locale && /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(locale) ? locale : undefined,
  }
}

/** Petrel's prompts are not the client's: usage counts words of the question and the answer, about four characters a token. */
function usage(asked: string, content: string) {
  const count = (text: string) => Math.ceil(text.length / 4)
  const prompt = count(asked)
  const completion = count(content)
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}

const base = (edge: Edge, turn: string, object: string) => ({
  id: `chatcmpl-${turn}`,
  object,
  created: Math.floor(edge.now() / 1000),
  model: MODEL,
})

function completion(edge: Edge, ask: Ask, answer: Answer) {
  const content = renderMarkdown(answer)
  return {
    ...base(edge, answer.id, 'chat.completion'),
    choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' }],
    usage: usage(ask.text, content),
    petrel: answer,
  }
}

/** The markdown of an answer, cut where its blocks end: what a stream sends one after the other. */
function pieces(answer: Answer): string[] {
  const upTo = (blocks: readonly Block[]) => renderMarkdown({ ...answer, blocks })
  let sent = ''
  return answer.blocks.flatMap((_, index) => {
    const whole = upTo(answer.blocks.slice(0, index + 1))
    const piece = whole.slice(sent.length)
    sent = whole
    return piece === '' ? [] : [piece]
  })
}

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
  waiting: Waiting
  ask: Ask
  includeUsage: boolean
}

/** Chunks of OpenAI's shape. While the turn runs, empty deltas carry its progress in the extra field `petrel`. */
async function stream(edge: Edge, metrics: Metrics, { request, reply, waiting, ask, includeUsage }: Exchange): Promise<void> {
  const events = openStream(reply, edge.stallMs)
  const frame = base(edge, waiting.turn, 'chat.completion.chunk')
  const chunk = (delta: object, rest: { finish_reason?: string; petrel?: unknown } = {}) => {
    const { finish_reason = null, petrel } = rest
    const choices = [{ index: 0, delta, logprobs: null, finish_reason }]
    events.send({ ...frame, choices, ...(includeUsage ? { usage: null } : {}), ...(petrel === undefined ? {} : { petrel }) })
  }
  try {
    chunk({ role: 'assistant', content: '' })
    const answer = await follow(edge, waiting, (event) => chunk({}, { petrel: event }))
    metrics.answered(answer)
    for (const content of pieces(answer)) chunk({ content })
    chunk({}, { finish_reason: 'stop', petrel: answer })
    if (includeUsage) events.send({ ...frame, choices: [], usage: usage(ask.text, renderMarkdown(answer)) })
    events.send('[DONE]')
  } catch (error) {
    events.send(errorBody(asPetrelError(error), request))
  } finally {
    events.end()
  }
}

/** POST /v1/chat/completions and GET /v1/models, as OpenAI's clients know them. */
export function chatCompletionRoutes(app: FastifyInstance, edge: Edge, metrics: Metrics): void {
  const tags = ['OpenAI-compatible']
  const schema = {
    summary: 'Chat completions',
    description: 'The content is the answer as Markdown; the field "petrel" holds the whole answer with its records.',
    tags,
    body: completionBody,
    response: { '4xx': failure, '5xx': failure },
  }
  app.post<{ Body: Body }>('/v1/chat/completions', { schema }, async (request, reply) => {
    const ask = toAsk(request.body, request)
    const waiting = await begin(edge, request, reply, ask)
    if (request.body.stream) {
      const includeUsage = request.body.stream_options?.include_usage === true
      return await stream(edge, metrics, { request, reply, waiting, ask, includeUsage })
    }
    const answer = await finish(edge, waiting)
    metrics.answered(answer)
    return completion(edge, ask, answer)
  })

  const model = { id: MODEL, object: 'model', created: 0, owned_by: 'petrel' }
  app.get('/v1/models', { schema: { summary: 'List the models', tags } }, async () => ({ object: 'list', data: [model] }))
  app.get<{ Params: { id: string } }>('/v1/models/:id', { schema: { summary: 'One model', tags } }, async (request) => {
    if (request.params.id === MODEL) return model
    throw new PetrelError('model_unknown', { message: `There is no model "${request.params.id}" here.`, hint: 'Ask for "petrel".' })
  })
}
