import type { FastifyRequest } from 'fastify'
import { PetrelError } from '../../core/errors.ts'
import type { Audience } from '../../core/tool.ts'
import { matchKey } from './api-key.ts'

/** Who sent a request, decided by its key alone. */
export interface Caller {
  /** Public name of the key, undefined for a caller without one. */
  key: string | undefined
  /** A key is the operator's; everybody else is everyone, the page on loopback included. */
  role: Audience
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
}

const nobody: Caller = { key: undefined, role: 'everyone' }

function presentedKey(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer +(.+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const header = request.headers['x-api-key']
  return bearer ?? (typeof header === 'string' ? header : undefined)
}

/**
 * The caller of a request. Without keys in the settings everyone may call, and only the key of this run makes an operator.
 * Throws PetrelError unauthorized when a key is needed and missing or wrong.
 */
export function identify(
  request: FastifyRequest,
  { configured, local }: { configured: readonly Buffer[]; local: readonly Buffer[] },
): Caller {
  const presented = presentedKey(request)
  const key = presented === undefined ? undefined : matchKey(presented, configured)
  if (key !== undefined) return { key, role: 'operator' }
  // One name over all runs: a retry of the command line after a restart is the same caller.
  if (presented !== undefined && matchKey(presented, local) !== undefined) return { key: 'local', role: 'operator' }
  if (configured.length === 0) return nobody
  throw new PetrelError('unauthorized', {
    message: presented === undefined ? 'This server needs an API key.' : 'The API key is not one that this server knows.',
    hint: 'Send it as "Authorization: Bearer KEY".',
  })
}

const RANK: Record<Audience, number> = { everyone: 0, admin: 1, operator: 2 }

/** Whether a role includes what an audience may do. */
export const includes = (role: Audience, audience: Audience): boolean => RANK[role] >= RANK[audience]
