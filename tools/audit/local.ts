import { existsSync } from 'node:fs'
import { ADDRESS } from '../token/find.ts'

/**
 * Whether a question of the command line is an audit of a file or folder on this machine: it needs no chain, and only the command line's own process
 * may answer it, also beside a running server.
 */
export function isLocalAudit(question: { text: string } | { tool: string; input: unknown }): boolean {
  const target =
    'text' in question
      ? /^\/audit\s+(\S.*)$/.exec(question.text.trim())?.[1]
      : question.tool === 'audit'
        ? targetOf(question.input)
        : undefined
  return target !== undefined && !ADDRESS.test(target) && (/[/\\]|\.(?:sol|json)$/i.test(target) || existsSync(target))
}

const targetOf = (input: unknown): string | undefined => {
  const { target } = (input ?? {}) as { target?: unknown }
  return typeof target === 'string' ? target : undefined
}
