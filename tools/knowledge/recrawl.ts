import type { Fetcher } from '../../core/fetch.ts'
import { createLedger } from '../../core/ledger.ts'
import type { ModelPort } from '../../core/model.ts'
import type { JobKind } from '../../core/schedule.ts'
import type { ToolContext } from '../../core/tool.ts'
import type { Knowledge } from '../../store/knowledge.ts'
import type { Handles } from '../define.ts'
import { add } from './add.ts'

/** The kind under which reading documents again stands in the job table, and its only job. */
export const RECRAWL_JOB = 'recrawl'

const HOUR_MS = 3_600_000
/** Documents of one run. */
const MOST = 5

export interface RecrawlParts {
  knowledge: Knowledge
  fetcher: Fetcher
  /** The model of the moment, for vectors; undefined while there is none. */
  model(): ModelPort | undefined
  /** Milliseconds after which a document is read again; a day when left out. */
  everyMs?: number
  now(): number
}

/** Reads documents of knowledge bases that have an address again, the longest unread first; one that cannot be read keeps its version. */
export const createRecrawl =
  ({ knowledge, fetcher, model, everyMs = 24 * HOUR_MS, now }: RecrawlParts): JobKind =>
  async (_, signal) => {
    const documents = await knowledge.due(now() - everyMs, MOST)
    let [changed, failed] = [0, 0]
    for (const { bot, source, addedBy } of documents) {
      signal.throwIfAborted()
      const context: ToolContext<Handles> = {
        signal,
        progress: () => {},
        ledger: createLedger(now),
        handles: { knowledge, fetcher } as unknown as Handles,
        resolve: { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] },
        asker: { bot, chat: '', user: addedBy, role: 'admin', place: 'direct' },
        files: [],
        now,
        locale: 'en',
        model: model(),
      }
      try {
        if ((await add(source, context)).changed) changed += 1
      } catch {
        failed += 1
        await knowledge.checked(bot, source, now())
      }
    }
    const detail = `${documents.length} documents read again, ${changed} changed, ${failed} could not be read`
    return { nextAt: now() + HOUR_MS, run: { at: now(), outcome: 'quiet', detail } }
  }
