import { pino } from 'pino'

export type Log = Pick<import('pino').Logger, 'debug' | 'info' | 'warn' | 'error'>

/** Field names that never reach the log. */
const SECRET = [
  'token',
  'key',
  'apiKey',
  'authorization',
  'password',
  'secret',
  'text',
  'headers.authorization',
  'req.headers.authorization',
  'req.headers.cookie',
]

/** Credentials inside URLs: user info, Telegram's bot token in the path, keys in the query, long path segments of RPC providers. */
export const redact = (value: string): string =>
  value
    .replace(/(\w+:\/\/)[^/@\s]+@/g, '$1***@')
    .replace(/\/bot\d+:[\w-]+/g, '/bot***')
    .replace(/([?&][\w-]*(?:key|token|secret)[\w-]*=)[^&\s"]+/gi, '$1***')
    .replace(/(https?:\/\/[^\s"/]+(?:\/[^\s"/]*)*\/)[\w-]{24,}/g, '$1***')

/**
 * The log: JSON lines on standard error, secrets and message texts removed.
 * @example const log = openLog('info'); log.info({ port: 3000 }, 'listening')
 */
export function openLog(
  level: 'debug' | 'info' | 'warn' | 'error' | 'silent',
  destination: import('pino').DestinationStream = process.stderr,
): import('pino').Logger {
  return pino(
    {
      level,
      base: null,
      redact: { paths: [...SECRET, ...SECRET.map((name) => `*.${name}`)], censor: '***' },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      hooks: {
        logMethod(args, method) {
          method.apply(this, args.map((arg) => (typeof arg === 'string' ? redact(arg) : arg)) as Parameters<typeof method>)
        },
      },
      serializers: {
        reason: (value: unknown) => (typeof value === 'string' ? redact(value) : value),
        err: (error: Error) => ({ type: error.name, message: redact(error.message), stack: redact(error.stack ?? '') }),
      },
    },
    destination,
  )
}
