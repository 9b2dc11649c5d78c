import { type Hex, numberToHex, type PublicClient } from 'viem'
import { isTooMuch } from './limits.ts'

export interface LogFilter {
  address: readonly Hex[]
  topics: readonly (readonly Hex[])[]
}

export interface BlockRange {
  from: bigint
  to: bigint
  signal: AbortSignal
}

/** Log as the RPC gives it. */
export interface PlainLog {
  address: Hex
  topics: readonly Hex[]
  data: Hex
  blockNumber: Hex | null
  logIndex: Hex | null
}

/** The widest range that a client's endpoints were found to give in one request. */
const widest = new WeakMap<PublicClient, bigint>()
/** Requests for one range at most: an endpoint that gives less at a time is no source of events. */
const MOST_REQUESTS = 16n

/**
 * Logs of a range of blocks, both ends included. An endpoint that refuses the range is asked for halves of it, and the width that it
 * took is remembered. Throws what the client throws when one block is refused, or when so small parts would take too many requests.
 */
export async function readLogs(client: PublicClient, filter: LogFilter, { from, to, signal }: BlockRange): Promise<readonly PlainLog[]> {
  const parts: (readonly PlainLog[])[] = []
  let at = from
  // One after the other once there are several: an endpoint that limits ranges limits requests as well.
  while (at <= to) {
    signal.throwIfAborted()
    const left = to - at + 1n
    const known = widest.get(client) ?? left
    if (left > known * MOST_REQUESTS) throw new Error(`the endpoint gives events of ${known} blocks at a time, and ${left} are needed`)
    const width = known < left ? known : left
    const part = await onePart(client, filter, { from: at, to: at + width - 1n })
    if (part === undefined) {
      widest.set(client, (width + 1n) / 2n)
      continue
    }
    parts.push(part)
    at += width
  }
  signal.throwIfAborted()
  return parts.flat()
}

/** Undefined where the range is too wide for the endpoint and can be narrower. */
async function onePart(
  client: PublicClient,
  filter: LogFilter,
  { from, to }: Omit<BlockRange, 'signal'>,
): Promise<readonly PlainLog[] | undefined> {
  const params = [{ ...filter, fromBlock: numberToHex(from), toBlock: numberToHex(to) }]
  try {
    return (await client.request({ method: 'eth_getLogs', params: params as never })) as readonly PlainLog[]
  } catch (error) {
    if (to > from && isTooMuch(error)) return undefined
    throw error
  }
}
