import { blocks } from './blocks.ts'
import { gas } from './gas.ts'
import { holders } from './holders.ts'
import { labels } from './labels.ts'
import { nativeFlows } from './native-flows.ts'
import { ownEvents } from './own-events.ts'
import { poolMinutes } from './pool-minutes.ts'
import { pools } from './pools.ts'
import { latestPrices, prices } from './prices.ts'
import { tokens } from './tokens.ts'
import { traces } from './traces.ts'
import { firstTrades, trades } from './trades.ts'
import { transactions } from './transactions.ts'
import { transfers } from './transfers.ts'
import type { Metric, Subject } from './types.ts'
import { profits, retention } from './wallets.ts'

/** Every subject that can be asked about. To add one: a file, and a line here. */
export const subjects: readonly Subject[] = [
  trades,
  firstTrades,
  transfers,
  holders,
  prices,
  latestPrices,
  pools,
  tokens,
  gas,
  blocks,
  transactions,
  traces,
  nativeFlows,
  poolMinutes,
  labels,
  profits,
  retention,
  ownEvents,
]

const found = new Map(subjects.flatMap((subject) => subject.metrics.map((metric) => [metric.id, { subject, metric }] as const)))

export const METRIC_IDS = [...found.keys()] as [string, ...string[]]

/** Subject and metric of an id; undefined when there is none. */
export const metricOf = (id: string): { subject: Subject; metric: Metric } | undefined => found.get(id)
