import type { Hex } from 'viem'
import type { Chains } from '../../chain/clients/chains.ts'
import type { Warehouse } from '../../chain/warehouse/warehouse.ts'
import { type Inline, plain } from '../../core/answer.ts'
import type { Ledger } from '../../core/ledger.ts'
import { createLedger } from '../../core/ledger.ts'
import type { PetrelRecord } from '../../core/record.ts'
import type { Resolve } from '../../core/resolve.ts'
import { inLocale } from '../../core/title.ts'
import { assess } from './assess.ts'
import { keep } from './records.ts'
import type { RiskReport } from './report.ts'
import { reasonWords } from './sentences.ts'
import { type Level, verdictOf } from './verdict.ts'
import { LEVELS } from './words.ts'

export interface VerdictContext {
  chains: Chains
  resolve: Resolve
  signal: AbortSignal
  /** Unix milliseconds. */
  now(): number
  locale: string
  warehouse?: Warehouse
  /** Chain name or id; the main chain when left out. */
  chain?: string | number
  /** Where the records go; a ledger of its own when left out. */
  ledger?: Ledger
}

export interface RiskVerdict {
  verdict: Level
  /** One sentence in the asker's language: "DANGER: HONEY: it can be bought but not sold (…)." Its figures are in `records`. */
  line: string
  /** The same sentence in any language, its figures bound to their records. */
  parts(locale: string): Inline[]
  records: readonly PetrelRecord[]
  /** Block that it holds for. */
  block: number
}

/** Longest assessment. */
const LONGEST_MS = 30_000
/** Blocks for which a verdict is kept. */
const BUCKET = 25n
const MOST = 500
const cache = new Map<string, Promise<RiskReport>>()

/**
 * A token's verdict in one line, for the scam shield and before a swap: tries a purchase and sales in the largest pool and what each power
 * does. Kept for some blocks by chain and address. Throws PetrelError token_unknown, rpc_failed, cancelled.
 */
export async function riskVerdict(token: string, context: VerdictContext): Promise<RiskVerdict> {
  const report = await cached(token.toLowerCase() as Hex, context)
  const { level, reasons } = verdictOf(report)
  const ledger = context.ledger ?? createLedger(context.now)
  const before = ledger.all().length
  const first = reasons.slice(0, 2)
  const records = keep(report, first, ledger)
  const parts = (locale: string): Inline[] => [
    `${inLocale(LEVELS[level], locale)}: ${report.identity.symbol}`,
    ...first.flatMap((reason, index): Inline[] => [index > 0 ? '; ' : ': ', ...reasonWords(reason, records, locale)]),
    '.',
  ]
  return { verdict: level, line: plain(parts(context.locale)), parts, records: ledger.all().slice(before), block: report.block }
}

async function cached(token: Hex, { chains, chain: name, resolve, signal, warehouse }: VerdictContext): Promise<RiskReport> {
  const chain = name === undefined ? chains.main : chains.get(name)
  const bucket = (await chain.client.getBlockNumber()) / BUCKET
  const key = `${chain.id}:${token}:${bucket}`
  const known = cache.get(key)
  if (known) return await until(known, signal)
  // Others may wait for it too: it ends by its own clock, not by one asker's.
  const asked = assess(chain, token, {
    resolve,
    signal: AbortSignal.timeout(LONGEST_MS),
    scope: 'line',
    ...(warehouse ? { warehouse } : {}),
  })
  cache.set(key, asked)
  asked.catch(() => cache.delete(key))
  for (const old of cache.keys()) {
    if (cache.size <= MOST) break
    cache.delete(old)
  }
  return await until(asked, signal)
}

/** The result, or the end of the asker's patience. */
async function until<R>(work: Promise<R>, signal: AbortSignal): Promise<R> {
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
