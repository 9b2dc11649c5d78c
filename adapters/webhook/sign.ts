import { createHmac, timingSafeEqual } from 'node:crypto'

/** Seconds by which a delivery's time may differ from the receiver's clock: older ones are replays. */
export const REPLAY_WINDOW_S = 300

/** Headers of a delivery; HTTP makes no difference between upper and lower case. */
export const HEADER = { delivery: 'petrel-delivery', timestamp: 'petrel-timestamp', signature: 'petrel-signature' } as const

/** "v1=" and the HMAC-SHA256, in hex, of "<timestamp>.<delivery>.<body>". */
export function sign(secret: string, { timestamp, delivery, body }: { timestamp: number; delivery: string; body: string }): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${delivery}.${body}`).digest('hex')}`
}

/**
 * What a receiver has to check: the signature, and that the time is not more than five minutes away from `now` (Unix milliseconds). A
 * delivery that comes again bears the same id: whoever keeps the ids of the last five minutes can drop it.
 * @example if (!verify(secret, { headers: request.headers, body }, Date.now())) return reply.code(401)
 */
export function verify(
  secret: string,
  { headers, body }: { headers: Readonly<Record<string, string | string[] | undefined>>; body: string },
  now: number,
): boolean {
  const [delivery, stamp, given] = [headers[HEADER.delivery], headers[HEADER.timestamp], headers[HEADER.signature]]
  if (typeof delivery !== 'string' || typeof stamp !== 'string' || typeof given !== 'string') return false
  const timestamp = Number(stamp)
  if (!Number.isInteger(timestamp) || Math.abs(now / 1000 - timestamp) > REPLAY_WINDOW_S) return false
  const [wanted, found] = [Buffer.from(sign(secret, { timestamp, delivery, body })), Buffer.from(given)]
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}
