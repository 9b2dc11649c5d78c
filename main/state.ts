import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import { createServerWide, type ServerOf } from '../community/server-wide.ts'
import type { Config } from '../config/schema.ts'
import type { CallbackStore } from '../core/callbacks.ts'
import type { ChatStore, PeopleStore } from '../core/chats.ts'
import type { Deliveries } from '../core/operator.ts'
import type { Shutdown } from '../core/shutdown.ts'
import type { JobStore, Memory, TurnStore } from '../core/store.ts'
import { createCallbackStore } from '../store/callbacks.ts'
import { createChatStore, createPeopleStore } from '../store/chats.ts'
import { createHistory, type HistoryStore } from '../store/history.ts'
import { createJobStore } from '../store/jobs.ts'
import { createKnowledge, type Knowledge } from '../store/knowledge.ts'
import { createMemory } from '../store/memory.ts'
import { openStore, type Store } from '../store/open.ts'
import { createQueryStore, type QueryStore } from '../store/queries.ts'
import { createSeenStore, type SeenStore } from '../store/seen.ts'
import { createTurnStore } from '../store/turns.ts'

/** Everything that Petrel remembers, over one database. */
export interface State {
  store: Store
  turns: TurnStore
  memory: Memory
  jobs: JobStore
  chats: ChatStore
  people: PeopleStore
  callbacks: CallbackStore
  seen: SeenStore
  queries: QueryStore
  history: HistoryStore
  knowledge: Knowledge
  /** Which server a chat is of; filled once the adapters are made. */
  places: { serverOf: ServerOf }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Not guessable: whoever holds a button's id may press it. */
export const buttonId = (): string => Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
export const jobId = (): string => randomBytes(8).toString('hex')

/** Opens the database and what stands in it. Throws PetrelError store_failed. */
export function openState({ dataDir }: Pick<Config, 'dataDir'>, shutdown: Shutdown): State {
  const store = openStore(join(dataDir, 'petrel.db'))
  shutdown.onStop('store', () => store.close())
  const places: State['places'] = { serverOf: () => undefined }
  return {
    store,
    places,
    turns: createTurnStore(store, Date.now),
    memory: createMemory(store),
    jobs: createJobStore(store),
    chats: createServerWide(createChatStore(store), (key) => places.serverOf(key)),
    people: createPeopleStore(store),
    callbacks: createCallbackStore(store, { now: Date.now, newId: buttonId }),
    seen: createSeenStore(store),
    queries: createQueryStore(store, { now: Date.now, newId: jobId }),
    history: createHistory(store),
    knowledge: createKnowledge(store),
  }
}

/** Dead letters and waiting answers, as the operator's tools see them. */
export const deliveriesOf = (
  { turns }: State,
  running: () => { undelivered(): number; redeliver(): Promise<void> } | undefined,
): Deliveries => ({
  waiting: () => running()?.undelivered() ?? 0,
  dead: (limit) => turns.dead(limit),
  retry: async () => {
    const count = await turns.revive(1000)
    await running()?.redeliver()
    return count
  },
})
