import type { z } from 'zod'
import type { Resolve } from './resolve.ts'
import type { Audience } from './tool.ts'

/** What a condition's check may use. `H` is the bundle of services (tools/define.ts). */
export interface AlertContext<H = unknown> {
  signal: AbortSignal
  handles: H
  resolve: Resolve
  /** Unix milliseconds. */
  now(): number
}

/** A figure that made an alert fire. */
export interface AlertFact {
  /** "price of UNI" */
  name: string
  value: number | string
  /** As records write units: "USD", "%", "UNI". */
  unit: string
  /** Where it was read: "prices.latest", "pool 0x…". */
  source: string
  chain?: number
  block?: number
  /** Unix milliseconds. */
  at: number
}

/** What a check found: what to remember for the next one and, when it happened, the event. */
export interface Checked<M> {
  memory: M
  fired?: {
    /** Identity of the event: firing again with the same one shows nothing, after a crash or a reorg too. */
    event: string
    /** What was measured; kept in the run log and shown with records. */
    facts: readonly AlertFact[]
    /** The tool call whose answer is sent to the owner; absent: one sentence from the title and the facts. */
    call?: { tool: string; input: unknown }
  }
}

/** What somebody wants changed in a condition, as far as it was said: "above 4,000", "5 %", "12". */
export interface Reword {
  op?: 'above' | 'below' | 'cross' | 'change'
  value?: number
  /** The value is a share in percent. */
  percent?: boolean
  /** For a change: up, down or any. */
  direction?: 'any' | 'up' | 'down'
}

/** A thing that can be watched for; tools list theirs in `Tool.conditions`. Helpers for levels and changes: core/levels.ts. */
export interface Condition<S = unknown, M = unknown, H = unknown> {
  /** "price", "saved-query". */
  kind: string
  spec: z.ZodType<S>
  /** In words, for lists: "UNI above 10 USD". */
  describe(spec: S, locale: string): string
  /** The spec with other words put in; undefined when they do not fit it. Absent: it cannot be re-worded. */
  reword?(spec: S, words: Reword): S | undefined
  /** `memory` is undefined at the first check. Throws what it must; a failed check is tried again later. */
  check(spec: S, memory: M | undefined, context: AlertContext<H>): Promise<Checked<M>>
}

// biome-ignore lint/suspicious/noExplicitAny: a list of conditions with different specs has no narrower common type.
export type AnyCondition = Condition<any, any, any>

/** How often: every so many milliseconds, or at a time of day ("09:00") in an IANA zone, on all days or some (0 is Sunday). */
export type Cadence = { everyMs: number } | { at: string; zone: string; days?: readonly number[] }

export interface AlertOwner {
  bot: string
  chat: string
  user: string
}

/** An alert or a scheduled answer as its owner sees it. */
export interface Alert {
  /** Short and stable inside its chat: "3". */
  number: number
  id: string
  owner: AlertOwner
  kind: string
  spec: unknown
  /** `describe` of its condition. */
  title: string
  cadence: Cadence
  once: boolean
  paused: boolean
  /** Name of the webhook that is told instead of the chat. */
  to?: string
  /** Unix milliseconds. */
  nextAt: number
  lastRun?: { at: number; outcome: 'quiet' | 'fired' | 'failed' | 'held'; detail?: string }
}

/** Alerts, watches and digests, for tools (`ctx.handles.alerts`). Each call is bounded to the owner's chat. */
export interface Alerts {
  /**
   * Adds one; `kind` is a registered condition, or "always" with spec `{ tool, input }` for a digest that simply comes.
   * `to` names a webhook that is told instead of the chat. Throws PetrelError input_invalid (spec, cadence, webhook, more than 50 in a chat).
   */
  add(request: {
    owner: AlertOwner
    role: Audience
    place: 'direct' | 'group'
    locale: string
    kind: string
    spec: unknown
    cadence: Cadence
    once?: boolean
    to?: string
  }): Promise<Alert>
  /** Those of the chat; with `user`, that person's. */
  list(owner: { bot: string; chat: string; user?: string }): Promise<readonly Alert[]>
  /** Names of the webhooks that can be told. */
  destinations(): readonly string[]
  /**
   * `to` names a webhook, null the chat itself. Throws PetrelError not_found; input_invalid when `words` do not fit what is watched for. A changed condition begins anew: what it told
   * before is no reason to be silent.
   */
  change(
    owner: { bot: string; chat: string },
    number: number,
    patch: { paused?: boolean; spec?: unknown; words?: Reword; cadence?: Cadence; to?: string | null },
  ): Promise<Alert>
  /** False when there is none of this number. */
  remove(owner: { bot: string; chat: string }, number: number): Promise<boolean>
  /** What fired: the title and the facts of one event. Throws PetrelError not_found. */
  event(owner: { bot: string; chat: string }, number: number, event: string): Promise<{ alert: Alert; facts: readonly AlertFact[] }>
  /** Newest first. */
  runs(
    owner: { bot: string; chat: string },
    number: number,
    limit: number,
  ): Promise<readonly { at: number; outcome: string; detail?: string }[]>
}
