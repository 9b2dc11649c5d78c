import { z } from 'zod'
import { METRIC_IDS } from './layer/index.ts'
import { DIMENSIONS, EACH, ORDERS } from './layer/types.ts'

export const GRAINS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const
export const PERIODS = [
  'all',
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_year',
  'last_year',
  'last',
  'range',
] as const
export const WHOLES = ['token', 'token2', 'dex', 'version', 'pool', 'address', 'minUsd', 'minAmount'] as const
export const UNITS = ['minute', 'hour', 'day', 'week', 'month', 'year'] as const

const words = (help: string) => z.string().min(1).max(120).describe(help)
const day = (help: string) =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?Z?)?$/)
    .refine((value) => !Number.isNaN(Date.parse(value)), 'not a date of the calendar')
    .describe(help)

const fields = {
  metric: z.enum(METRIC_IDS).optional().describe('What to measure or list.'),
  also: z.array(z.enum(METRIC_IDS)).max(3).default([]).describe('More measures of the same rows, each in its own column.'),
  by: z.array(z.enum(DIMENSIONS)).max(3).default([]).describe('Group by these.'),
  per: z.enum(GRAINS).optional().describe('One row for each minute, hour, day, week, month or year.'),
  token: words('Token symbol or address.').optional(),
  token2: words('Other token of a pair: symbol or address.').optional(),
  pool: words('Pool address.').optional(),
  side: z.enum(['bought', 'sold']).optional().describe('Only trades in which `token` was bought, or sold.'),
  dex: words('DEX name.').optional(),
  version: z.enum(['2', '3', '4']).optional().describe('DEX version.'),
  chain: words('Chain name, or "all".').optional(),
  address: words('Wallet or contract address, or the name of a labelled one.').optional(),
  other: words('The other party: of what `address` sent, who received it.').optional(),
  direction: z.enum(['from', 'to']).optional().describe('Only what `address` sent (from) or received (to).'),
  among: z
    .array(words('One value of the first grouping: a DEX, a version, a token.'))
    .max(6)
    .default([])
    .describe('Only these groups, side by side.'),
  exclude: z
    .array(words('Token symbol or address, DEX name, label, "stablecoins", or a function selector (0x for plain transfers).'))
    .max(8)
    .default([])
    .describe('Leave these out.'),
  block: z.number().int().min(0).max(1e12).optional().describe('Only this block, or from this block on with `toBlock`.'),
  toBlock: z.number().int().min(0).max(1e12).optional().describe('Last block of a range.'),
  method: z
    .string()
    .regex(/^0x([0-9a-fA-F]{8})?$/)
    .optional()
    .describe('Function selector of the call: 0xa9059cbb, or 0x for none.'),
  outcome: z.enum(['failed', 'ok']).optional().describe('Only transactions that failed, or that did not.'),
  minUsd: z.number().positive().max(1e15).optional().describe('Only rows worth at least this many US dollars.'),
  minAmount: z.number().positive().max(1e30).optional().describe('Only rows of at least this many tokens.'),
  maxUsd: z.number().positive().max(1e15).optional().describe('Only rows worth at most this many US dollars.'),
  maxAmount: z.number().positive().max(1e30).optional().describe('Only rows of at most this many tokens.'),
  strict: z.boolean().default(false).describe('The bounds of value and amount themselves do not count: "more than".'),
  period: z.enum(PERIODS).default('all').describe('"last" takes n and unit; "range" takes from and to.'),
  n: z.number().int().min(1).max(10_000).optional().describe('How many units, for period "last".'),
  unit: z.enum(UNITS).optional().describe('Unit, for period "last".'),
  from: day('First moment in UTC, for period "range": 2026-05-01 or 2026-05-01T12:00.').optional(),
  to: day('Last day (inclusive) or moment (exclusive), for period "range".').optional(),
  order: z.enum(ORDERS).optional().describe('Which rows come first.'),
  limit: z.number().int().min(1).max(1000).optional().describe('How many rows.'),
  atLeast: z.number().max(1e30).optional().describe('Only groups whose measure is at least this.'),
  atMost: z.number().max(1e30).optional().describe('Only groups whose measure is at most this.'),
  compare: z.boolean().default(false).describe('Also the period of the same length before.'),
  from2: day('First moment of the other period to compare with, for two named periods.').optional(),
  to2: day('Last day or moment of the other period.').optional(),
  transform: z
    .enum(['share', 'part', 'top_share', 'top_sum', 'cumulative', 'moving_average', 'average', 'groups'])
    .optional()
    .describe(
      'share: of each group in the whole; part: of what the query narrows to in the whole; top_share: of the first `limit` groups together in the whole; top_sum: their sum; cumulative: running sum; moving_average: over 7 rows; average: mean of the rows of the series; groups: how many groups there are.',
    ),
  whole: z
    .array(z.enum(WHOLES))
    .max(4)
    .default([])
    .describe('For transform part: what narrows the whole too, "share of WETH volume on v3" keeps the token.'),
  window: z.number().int().min(2).max(400).optional().describe('Rows of the moving average; 7 unless told.'),
  each: z.enum(EACH).optional().describe('Divide by the number of these.'),
  currency: z.enum(['usd', 'native']).default('usd').describe('Money in US dollars or in the native token (ETH).'),
  event: words("View of an event of an operator's own contract: contracts.vault_deposit.").optional().meta({ byModel: false }),
  argument: words('Argument of the event that is measured.').optional().meta({ byModel: false }),
  byArgument: z
    .array(words('Argument to group by.'))
    .max(3)
    .default([])
    .describe('Group by these arguments of the event.')
    .meta({ byModel: false }),
  where: z
    .array(words('A condition on an argument: owner=0x…, amount>1000, *=0x… for any address.'))
    .max(6)
    .default([])
    .describe('Only events whose arguments are so.')
    .meta({ byModel: false }),
  file: z.enum(['csv', 'json']).optional().describe('Give the rows as a file too.').meta({ byModel: false }),
  show: z.enum(['auto', 'table', 'chart']).default('auto').describe('How to show it.'),
  sql: z
    .string()
    .min(1)
    .max(20_000)
    .optional()
    .describe("The asker's own SQL statement, word for word; never one that was made up.")
    .meta({ byModel: false }),
  question: z
    .string()
    .min(1)
    .max(2000)
    .optional()
    .describe('The question in words, read by rule; leave it out when `metric` is given.')
    .meta({ byModel: false }),
}

/** Periods of a first step: that of the question itself, or all that came before it. */
export const STEP_PERIODS = [...PERIODS, 'same', 'before'] as const

/** What a first step is told by: the fields of a query that say which rows, which groups and which of them. */
const stepFields = {
  metric: fields.metric.unwrap().describe('What the step measures.'),
  by: z.enum(DIMENSIONS).optional().describe('What the step finds: traders, tokens, pools, blocks …'),
  per: fields.per.describe('What the step finds: minutes, hours, days …'),
  ...{ token: fields.token, token2: fields.token2, pool: fields.pool, side: fields.side, dex: fields.dex, version: fields.version },
  ...{ address: fields.address, other: fields.other, direction: fields.direction, exclude: fields.exclude, block: fields.block },
  ...{ method: fields.method, outcome: fields.outcome, minUsd: fields.minUsd, minAmount: fields.minAmount, maxUsd: fields.maxUsd },
  ...{ maxAmount: fields.maxAmount, strict: fields.strict, atLeast: fields.atLeast, atMost: fields.atMost },
  period: z.enum(STEP_PERIODS).default('same').describe('"same": that of the question; "before": all that came before it.'),
  ...{ n: fields.n, unit: fields.unit, from: fields.from, to: fields.to, each: fields.each, currency: fields.currency },
  order: z.enum(['most', 'least']).optional().describe('Only the first of what is found; all of it without.'),
  limit: z.number().int().min(1).max(100).optional().describe('How many of the first; 1 unless told.'),
}

/** A set that a first query finds, which narrows the rows of the second. */
export const withinSchema = z.object({
  ...stepFields,
  of: z.enum(DIMENSIONS).optional().describe('Which side of the rows must be in the set, where it could be several: receiver.'),
  not: z.boolean().default(false).describe('Only what the step does not find.'),
  later: z.boolean().default(false).describe('Only rows after a row of the step by the same one.'),
  seconds: z.number().int().min(1).max(1e9).optional().describe('… and at most this long after.'),
})

/** A value that a first query finds, which bounds the rows or the groups of the second. */
export const thanSchema = z.object({
  ...stepFields,
  bound: z.enum(['more', 'less']).describe('More or less than the value; the value itself does not count.'),
  on: z.enum(['rows', 'groups']).describe('Whether single rows or the measure of each group is bound.'),
  times: z.number().positive().max(1e6).default(1).describe('The value this many times.'),
})

/**
 * The structured query: all that a reader or a model may produce, and all that the compiler reads.
 * Flat, with enums, so that a grammar can hold a small model to it; the first steps alone have fields of their own.
 */
export const querySchema = z.object({
  ...fields,
  within: z
    .array(withinSchema)
    .max(3)
    .default([])
    .describe('Only rows of those people, tokens, pools or moments that these first steps find.')
    .meta({ byModel: false }),
  than: thanSchema.optional().describe('Only rows or groups beyond the value that a first step finds.').meta({ byModel: false }),
})

export type Query = z.output<typeof querySchema>
export type QueryInput = z.input<typeof querySchema>
export type Within = z.output<typeof withinSchema>
export type WithinInput = z.input<typeof withinSchema>
export type Than = z.output<typeof thanSchema>
export type ThanInput = z.input<typeof thanSchema>
export type Grain = (typeof GRAINS)[number]
