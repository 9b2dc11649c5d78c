import { z } from 'zod'
import type { Inbound, Receipt } from './adapter.ts'
import type { Alert, AlertContext, Alerts, AnyCondition, Cadence, Checked, Reword } from './alert.ts'
import { checkCadence, nextRun, quietUntil } from './cadence.ts'
import type { ChatStore } from './chats.ts'
import { type SentFor, WEBHOOK } from './destination.ts'
import { PetrelError, toPetrelError } from './errors.ts'
import type { Ended, JobKind } from './schedule.ts'
import type { Job, JobStore } from './store.ts'
import type { Audience } from './tool.ts'

/** Alerts that one chat may hold. */
const MOST = 50
/** The kind of an alert that always fires: a digest, a scheduled answer. */
export const ALWAYS = 'always'
const call = z.object({ tool: z.string().min(1), input: z.unknown() })

/** What the job table keeps of an alert. */
interface Kept {
  condition: string
  spec: unknown
  cadence: Cadence
  once: boolean
  role: Audience
  place: 'direct' | 'group'
  locale: string
  /** How often the condition was changed: events of different wordings are different events. */
  revision?: number
  /** Name of the webhook that is told instead of the chat. */
  to?: string
}

export interface AlertParts {
  jobs: JobStore
  chats: ChatStore
  conditions: readonly AnyCondition[]
  /** Takes the firing as a message of its owner: durable, and once for each event. */
  receive(message: Inbound): Promise<Receipt>
  context: Omit<AlertContext, 'signal'>
  newId(): string
  /** Names of the webhooks that alerts may be sent to. */
  destinations?: readonly string[]
}

/** The kind under which alerts stand in the job table. */
export const ALERT_JOB = 'alert'

/**
 * Alerts, watches and digests: conditions that tools registered, checked on the schedule, whose firing becomes an ordinary turn.
 * @example const { alerts, run } = createAlerts({ jobs, chats, conditions, receive, context, newId }); createSchedule({ kinds: { [ALERT_JOB]: run }, … })
 */
export function createAlerts(parts: AlertParts): { alerts: Alerts; run: JobKind } {
  const { jobs, newId, context } = parts
  const find = async (owner: { bot: string; chat: string }, number: number): Promise<Job> => {
    const found = await jobs.find(owner, number)
    if (found?.kind === ALERT_JOB) return found
    throw new PetrelError('not_found', {
      message: `This chat has no alert ${number}.`,
      hint: 'See /alerts for those it has.',
      facts: { number },
    })
  }
  const alerts: Alerts = {
    add: async ({ owner, kind, spec, cadence, once = false, to, ...rest }) => {
      const kept: Kept = {
        condition: kind,
        spec: parseSpec(parts, kind, spec),
        cadence: checkCadence(cadence),
        once,
        ...rest,
        ...(to === undefined ? {} : { to: destinationOf(parts, to) }),
      }
      if ((await jobs.list(owner)).length >= MOST) throw tooMany()
      // A watch looks at once, so that its owner learns at once what already holds; a time of day waits for its time.
      const runAt = 'everyMs' in cadence ? context.now() : nextRun(cadence, context.now(), context.now())
      const job = await jobs.put({ id: newId(), kind: ALERT_JOB, owner, spec: kept, runAt })
      return toAlert(parts, job)
    },
    list: async (owner) => {
      const found = (await jobs.list(owner)).filter(({ kind }) => kind === ALERT_JOB)
      return await Promise.all(found.map(async (job) => toAlert(parts, job, (await jobs.runs(job.id, 1))[0])))
    },
    change: async (owner, number, { paused, spec: given, words, cadence, to }) => {
      const job = await find(owner, number)
      const kept = job.spec as Kept
      const spec = words === undefined ? given : reworded(parts, kept, words)
      const changed = spec !== undefined
      const { to: _, ...here } = kept
      const next: Kept = {
        ...(to === null ? here : kept),
        ...(changed ? { spec: parseSpec(parts, kept.condition, spec), revision: (kept.revision ?? 0) + 1 } : {}),
        ...(cadence === undefined ? {} : { cadence: checkCadence(cadence) }),
        ...(typeof to === 'string' ? { to: destinationOf(parts, to) } : {}),
      }
      await jobs.change(job.id, {
        ...(changed ? { spec: next } : cadence === undefined && to === undefined ? {} : { spec: next, keepMemory: true }),
        ...(paused === undefined ? {} : { state: paused ? ('paused' as const) : ('armed' as const) }),
        // A changed watch looks at once, as a new one does.
        runAt: changed && 'everyMs' in next.cadence ? context.now() : nextRun(next.cadence, context.now(), context.now()),
      })
      return toAlert(parts, await find(owner, number))
    },
    destinations: () => parts.destinations ?? [],
    remove: async (owner, number) => {
      const found = await jobs.find(owner, number)
      return found?.kind === ALERT_JOB ? await jobs.remove(found.id) : false
    },
    event: async (owner, number, event) => {
      const job = await find(owner, number)
      const run = await jobs.event(job.id, event)
      if (run) return { alert: toAlert(parts, job, run), facts: run.facts ?? [] }
      throw new PetrelError('not_found', { message: `Alert ${number} has no event "${event}".`, facts: { number, event } })
    },
    runs: async (owner, number, limit) => await jobs.runs((await find(owner, number)).id, limit),
  }
  return { alerts, run: (job, signal) => runAlert(parts, job, signal) }
}

async function runAlert(parts: AlertParts, job: Job, signal: AbortSignal): Promise<Ended> {
  const { chats, context } = parts
  const kept = job.spec as Kept
  const at = context.now()
  const held = quietUntil(await chats.get(job.owner), at)
  if (held !== undefined) return { nextAt: held, memory: job.memory, run: { at, outcome: 'held', detail: 'quiet hours' } }
  const nextAt = nextRun(kept.cadence, job.runAt, at)
  const { memory, fired: found } = await check(parts, { job, kept, signal })
  const fired = found && kept.revision ? { ...found, event: `${kept.revision}r${found.event}` } : found
  if (!fired) return { nextAt, memory, run: { at, outcome: 'quiet' } }
  // The facts are on disk before the turn that shows them can begin.
  await parts.jobs.note(job.id, { at, outcome: 'fired', event: fired.event, facts: fired.facts })
  await fire(parts, { job, kept, event: fired.event, call: fired.call })
  return { ...(kept.once ? {} : { nextAt }), memory }
}

async function check(
  { conditions, context }: AlertParts,
  { job, kept, signal }: { job: Job; kept: Kept; signal: AbortSignal },
): Promise<Checked<unknown>> {
  if (kept.condition === ALWAYS) {
    return { memory: null, fired: { event: String(job.runAt), facts: [], call: call.parse(kept.spec) as { tool: string; input: unknown } } }
  }
  const condition = conditionOf(conditions, kept.condition)
  return (await condition.check(condition.spec.parse(kept.spec), job.memory ?? undefined, { ...context, signal })) as Checked<unknown>
}

/** The firing as a message of the owner. One event has one id: receiving it twice shows it once. */
async function fire(
  { receive, context }: AlertParts,
  { job, kept, event, call: asked }: { job: Job; kept: Kept; event: string; call: { tool: string; input: unknown } | undefined },
): Promise<void> {
  const { bot, chat, user } = job.owner
  const { role, place, locale } = kept
  // To a webhook: a lane for each chat there too, and the rights of its owner.
  const sent =
    kept.to === undefined
      ? { bot, chat }
      : { bot: `${WEBHOOK}:${kept.to}`, chat: `${bot}/${chat}`, route: { owner: { bot, chat } } satisfies SentFor }
  const inbound: Inbound = {
    ...sent,
    id: `alert:${job.id}:${event}`,
    user,
    role,
    place,
    locale,
    text: '',
    call: asked ?? { tool: 'alerts', input: { number: job.number, event } },
    at: context.now(),
  }
  try {
    await receive(inbound)
  } catch (error) {
    // The event was taken before, with other words around it: it is on its way.
    if (toPetrelError(error).code !== 'idempotency_mismatch') throw error
  }
}

function conditionOf(conditions: readonly AnyCondition[], kind: string): AnyCondition {
  const found = conditions.find((condition) => condition.kind === kind)
  if (found) return found
  throw new PetrelError('input_invalid', {
    message: `Nothing called "${kind}" can be watched for.`,
    hint: `These can: ${conditions.map((condition) => condition.kind).join(', ')}.`,
  })
}

function parseSpec({ conditions }: AlertParts, kind: string, spec: unknown): unknown {
  const parsed = (kind === ALWAYS ? call : conditionOf(conditions, kind).spec).safeParse(spec)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || kind}: ${message}`).join('; ')
  throw new PetrelError('input_invalid', { message: `This cannot be watched for (${faults}).` })
}

function reworded({ conditions }: AlertParts, { condition, spec, locale }: Kept, words: Reword): unknown {
  const found = conditions.find(({ kind }) => kind === condition)
  const next = found?.reword?.(found.spec.parse(spec), words)
  if (next !== undefined) return next
  throw new PetrelError('input_invalid', {
    message: `This cannot be said of the alert "${found?.describe(spec, locale) ?? condition}".`,
    hint: 'Say for example: change alert 3 to above 4,000; make the WETH alert 5 %; move my digest to 9:00.',
  })
}

function toAlert({ conditions }: AlertParts, job: Job, last?: Alert['lastRun']): Alert {
  const { condition, spec, cadence, once, locale, to } = job.spec as Kept
  const found = conditions.find(({ kind }) => kind === condition)
  const title = found
    ? found.describe(spec, locale)
    : condition === ALWAYS
      ? callWords(spec as { tool: string; input: unknown })
      : condition
  return {
    number: job.number,
    id: job.id,
    owner: job.owner,
    kind: condition,
    spec,
    title,
    cadence,
    once,
    paused: job.state === 'paused',
    ...(to === undefined ? {} : { to }),
    nextAt: job.runAt,
    ...(last ? { lastRun: last } : {}),
  }
}

function destinationOf({ destinations = [] }: AlertParts, name: string): string {
  if (destinations.includes(name)) return name
  throw new PetrelError('input_invalid', {
    message: `No webhook is called "${name.slice(0, 60)}".`,
    hint: destinations.length ? `These are set up: ${destinations.join(', ')}.` : 'The operator sets webhooks.urls and webhooks.secrets.',
  })
}

/** "/run whale buys": a call as people would write it, as far as its input is plain. */
function callWords({ tool, input }: { tool: string; input: unknown }): string {
  const plain = Object.values((input ?? {}) as Record<string, unknown>).filter((value) => ['string', 'number'].includes(typeof value))
  return `/${tool} ${plain.join(' ')}`.trim().slice(0, 120)
}

const tooMany = (): PetrelError =>
  new PetrelError('input_invalid', {
    message: `This chat has ${MOST} alerts already.`,
    hint: 'Remove one with /alerts before adding another.',
  })
