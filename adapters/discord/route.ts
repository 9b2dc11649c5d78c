import { z } from 'zod'
import type { Inbound } from '../../core/adapter.ts'

/** What is kept with a message so that its answer finds the way back, hours later too. */
const routeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), message: z.string(), guild: z.string().optional() }),
  z.object({
    kind: z.literal('interaction'),
    interaction: z.string(),
    application: z.string(),
    token: z.string(),
    /** Unix milliseconds by Petrel's clock. */
    createdAt: z.number(),
    ephemeral: z.boolean(),
    guild: z.string().optional(),
  }),
])

export type Route = z.output<typeof routeSchema>
export type InteractionRoute = Extract<Route, { kind: 'interaction' }>

/** interactions/receiving-and-responding: a token is valid for 15 minutes; the last half minute is left unused. */
export const TOKEN_MS = 14.5 * 60_000
/** When an answer that is still being made moves to a normal message. */
export const HANDOVER_MS = 14 * 60_000

/** The route of a message that came through this adapter; undefined for what has none (an alert). */
export function routeOf(inbound: Pick<Inbound, 'route'>): Route | undefined {
  const parsed = routeSchema.safeParse(inbound.route)
  return parsed.success ? parsed.data : undefined
}

export const tokenAlive = (route: Route | undefined, now: number): route is InteractionRoute =>
  route?.kind === 'interaction' && now - route.createdAt < TOKEN_MS

/** Snowflakes count milliseconds from here (reference#snowflakes). */
const EPOCH = 1_420_070_400_000n

export const snowflakeAt = (at: number): string => ((BigInt(Math.max(Number(EPOCH), Math.trunc(at))) - EPOCH) << 22n).toString()
export const timeOf = (snowflake: string): number => Number((BigInt(snowflake) >> 22n) + EPOCH)
export const laterOf = (a: string, b: string): string => (BigInt(a) > BigInt(b) ? a : b)

/** Application id of a bot's name: "discord:123" is of 123. */
export const applicationOf = (bot: string): string => bot.slice(bot.indexOf(':') + 1)
export const botName = (application: string): string => `discord:${application}`
