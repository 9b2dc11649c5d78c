import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Answer } from '../../../core/answer.ts'
import { ERRORS, type ErrorCode, PetrelError } from '../../../core/errors.ts'
import type { AnyTool } from '../../../core/tool.ts'
import { includes } from '../caller.ts'
import { errorBody } from '../errors.ts'
import type { Metrics } from '../metrics.ts'
import { answered, failure, running } from '../schemas.ts'
import { begin, type Edge, finish } from '../turn.ts'
import { wantsLater } from './ask.ts'

/** Tools that touch files of this machine exist on the command line only. */
export const httpTools = (tools: readonly AnyTool[]): AnyTool[] => tools.filter((tool) => tool.reach !== 'files')

/** Throws PetrelError not_allowed, input_invalid. */
function check(tool: AnyTool, request: FastifyRequest): void {
  if (!includes(request.caller.role, tool.audience)) {
    throw new PetrelError('not_allowed', {
      message: `The tool "${tool.name}" is for the ${tool.audience}.`,
      hint: 'Call it with an API key, or use the petrel command on the machine itself.',
    })
  }
  const parsed = tool.input.safeParse(request.body)
  if (parsed.success) return
  const issues = parsed.error.issues.map((issue: z.core.$ZodIssue) => `${issue.path.join('.') || 'input'}: ${issue.message}`)
  throw new PetrelError('input_invalid', { message: `${tool.name}: ${issues.join('; ')}`, hint: 'See /docs for its input.' })
}

/** A failed tool is a failed request, with the answer's own words beside the error. */
function reply200(answer: Answer, request: FastifyRequest, reply: FastifyReply) {
  if (answer.error === undefined) return { answer }
  const code: ErrorCode = answer.error in ERRORS ? (answer.error as ErrorCode) : 'internal'
  const error = new PetrelError(code, { message: ERRORS[code].about, forUser: ERRORS[code].about })
  reply.status(ERRORS[code].http)
  return { ...errorBody(error, request), answer }
}

function addTool(app: FastifyInstance, tool: AnyTool, call: { edge: Edge; metrics: Metrics }): void {
  const { edge, metrics } = call
  const schema = {
    summary: tool.title,
    description: tool.description,
    tags: [tool.audience === 'everyone' ? 'Tools' : `Tools for the ${tool.audience}`],
    body: tool.input,
    response: { 200: answered, 202: running, '4xx': failure, '5xx': failure },
  }
  // The tool's schema is run by core; here it is looked at only to refuse early, and the body goes on as it came.
  const validatorCompiler = () => () => true
  app.post(`/v1/tools/${tool.name}`, { schema, validatorCompiler }, async (request, reply) => {
    check(tool, request)
    const text = `/${tool.name} ${JSON.stringify(request.body)}`
    const waiting = await begin(edge, request, reply, { text, call: { tool: tool.name, input: request.body } })
    if (wantsLater(request)) {
      waiting.done()
      return await reply.status(202).send({ id: waiting.turn, status: 'running' })
    }
    const answer = await finish(edge, waiting)
    metrics.answered(answer)
    return reply200(answer, request, reply)
  })
}

const listing = (tool: AnyTool) => ({
  name: tool.name,
  title: tool.title,
  description: tool.description,
  audience: tool.audience,
  input: z.toJSONSchema(tool.input, { io: 'input', unrepresentable: 'any' }),
  examples: tool.examples,
})

/** POST /v1/tools/NAME for every tool, GET /v1/tools for the list. */
export function toolRoutes(app: FastifyInstance, edge: Edge, metrics: Metrics): void {
  const tools = httpTools(edge.tools)
  for (const tool of tools) addTool(app, tool, { edge, metrics })
  app.get('/v1/tools', { schema: { summary: 'List the tools', tags: ['Tools'] } }, async (request) => ({
    tools: tools.filter((tool) => includes(request.caller.role, tool.audience)).map(listing),
  }))
  app.post<{ Params: { name: string } }>('/v1/tools/:name', { schema: { hide: true } }, async (request) => {
    throw new PetrelError('unknown_tool', {
      message: `No tool is called "${request.params.name}".`,
      hint: `There are ${tools.map((tool) => tool.name).join(', ')}.`,
    })
  })
}
