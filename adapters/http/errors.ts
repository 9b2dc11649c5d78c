import type { FastifyReply, FastifyRequest } from 'fastify'
import { ERRORS, type ErrorCode, PetrelError, toPetrelError } from '../../core/errors.ts'

/** One shape for all errors; it contains what OpenAI's clients read (message, type, param, code). */
export interface ErrorBody {
  error: {
    message: string
    type: string
    param: string | null
    code: ErrorCode
    hint?: string
    retryable: boolean
    /** X-Request-Id of the request that failed. */
    request: string
  }
}

/** OpenAI's name for the kind of an error, by status. */
export function errorType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status >= 500 || status === 499 ? 'server_error' : 'invalid_request_error'
}

const FASTIFY_CODES: Record<number, ErrorCode> = {
  400: 'input_invalid',
  401: 'unauthorized',
  403: 'not_allowed',
  404: 'not_found',
  413: 'input_too_large',
  415: 'input_invalid',
  429: 'rate_limited',
  503: 'busy',
}

interface FastifyFault {
  statusCode?: number
  message: string
  validation?: readonly { instancePath?: string; message?: string }[]
}

/** Whatever was thrown as a PetrelError: Fastify's own refusals get our codes, a schema's complaints become one sentence. */
export function asPetrelError(error: unknown): PetrelError {
  if (error instanceof PetrelError) return error
  const fault = error as FastifyFault
  if (Array.isArray(fault.validation)) {
    const issues = fault.validation.map((issue) => `${(issue.instancePath ?? '').slice(1) || 'body'}: ${issue.message ?? 'invalid'}`)
    return new PetrelError('input_invalid', { message: issues.join('; '), hint: 'See /docs for the shape of this request.' })
  }
  const code = fault.statusCode === undefined ? undefined : FASTIFY_CODES[fault.statusCode]
  return code === undefined ? toPetrelError(error) : new PetrelError(code, { message: fault.message, cause: error })
}

/** The body of an error. Those who hold no key read what is meant for users. */
export function errorBody(error: PetrelError, request: FastifyRequest): ErrorBody {
  const full = request.caller?.role === 'operator' && error.code !== 'internal'
  return {
    error: {
      message: full ? error.message : error.forUser,
      type: errorType(ERRORS[error.code].http),
      param: null,
      code: error.code,
      ...(full && error.hint !== undefined ? { hint: error.hint } : {}),
      retryable: error.retryable,
      request: request.id,
    },
  }
}

/** Answers with an error; faults of ours are logged with their stack. */
export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const ours = asPetrelError(error)
  if (ours.code === 'internal') request.log.error({ err: error }, 'request failed')
  if (ours.code === 'busy') reply.header('retry-after', '2')
  return reply.status(ERRORS[ours.code].http).send(errorBody(ours, request))
}
