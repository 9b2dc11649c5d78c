import type { Inbound, Receipt } from '../core/adapter.ts'
import type { Alerts } from '../core/alert.ts'
import { ALERT_JOB, createAlerts } from '../core/alerts.ts'
import type { Fetcher } from '../core/fetch.ts'
import type { ModelSource } from '../core/model.ts'
import type { Resolve } from '../core/resolve.ts'
import { createPrune, PRUNE_JOB } from '../core/retention.ts'
import { createSchedule } from '../core/schedule.ts'
import { pruneHistory } from '../store/hear-history.ts'
import type { Handles } from '../tools/define.ts'
import { tools } from '../tools/index.ts'
import { createRecrawl, RECRAWL_JOB } from '../tools/knowledge/recrawl.ts'
import type { ServiceContext } from './services.ts'
import { jobId, type State } from './state.ts'

/** Milliseconds between two looks for due jobs. */
const TICK_MS = 5000

interface Timed {
  state: State
  handles: Omit<Handles, 'alerts'>
  fetcher: Fetcher
  resolve: Resolve
  models: ModelSource
  receive(message: Inbound): Promise<Receipt>
}

/** Alerts and Petrel's own timed work; `start` begins it, in the process that serves. */
export function openTimed({ config, log, shutdown }: ServiceContext, parts: Timed): { alerts: Alerts; start(): void } {
  const { state, handles, fetcher, resolve, models, receive } = parts
  const { jobs, chats, turns, history, knowledge } = state
  const conditions = tools.flatMap((tool) => tool.conditions ?? [])
  const context = { handles, resolve, now: Date.now }
  const { alerts, run } = createAlerts({
    jobs,
    chats,
    conditions,
    receive,
    context,
    newId: jobId,
    destinations: Object.keys(config.webhooks.urls),
  })
  const also = (now: number) => pruneHistory({ history, chats, now })
  const model = () => {
    const now = models.state()
    return now.phase === 'ready' ? now.model.port : undefined
  }
  const own = {
    [PRUNE_JOB]: createPrune({ turns, chats, keepDays: config.keepDays, also, now: Date.now }),
    [RECRAWL_JOB]: createRecrawl({ knowledge, fetcher, model, now: Date.now }),
  }
  const schedule = createSchedule({ jobs, kinds: { [ALERT_JOB]: run, ...own }, now: Date.now, log })
  const start = (): void => {
    const owner = { bot: 'petrel', chat: '', user: '' }
    for (const kind of Object.keys(own)) void jobs.put({ id: kind, kind, owner, spec: {}, runAt: Date.now() })
    schedule.start(TICK_MS)
    shutdown.onStop('schedule', () => schedule.stop())
  }
  return { alerts, start }
}
