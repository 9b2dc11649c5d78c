import { randomUUID } from 'node:crypto'
import { createCommunity, type RunningCommunity } from '../community/community.ts'
import { readLinks } from '../community/domains/links.ts'
import { lookalike } from '../community/domains/lookalike.ts'
import { openPhishingList, type PhishingList } from '../community/domains/phishing-list.ts'
import type { VerdictOf } from '../community/verdicts.ts'
import { type Adapter, adapterOf, type FileRef } from '../core/adapter.ts'
import type { Log } from '../core/log.ts'
import type { Moderator } from '../core/moderation.ts'
import type { Check } from '../core/operator.ts'
import { createCommunityStore } from '../store/community.ts'
import type { LinkJudge } from '../tools/risk/links.ts'
import type { State } from './state.ts'

/** Adapters that write into chats, by name; filled once they are made. */
export interface ChatAdapters {
  moderatorOf(bot: string): Moderator | undefined
  openFile(bot: string, file: FileRef, signal: AbortSignal): Promise<Uint8Array>
  /** Removes a file, where its surface keeps files. */
  discardFile(bot: string, file: FileRef): Promise<void>
  all: Map<string, Adapter & { checks(signal: AbortSignal): Promise<Check[]> }>
  /** Surfaces whose files are read but that write into no chat, by name. */
  others: Map<string, Adapter>
}

export function chatAdapters(): ChatAdapters {
  const all: ChatAdapters['all'] = new Map()
  const others: ChatAdapters['others'] = new Map()
  return {
    all,
    others,
    moderatorOf: (bot) => all.get(adapterOf(bot))?.moderator?.(bot),
    openFile: async (bot, file, signal) => {
      const adapter = all.get(adapterOf(bot)) ?? others.get(adapterOf(bot))
      if (adapter?.open) return await adapter.open(bot, file, signal)
      throw new Error(`no adapter opens files of ${bot}`)
    },
    discardFile: async (bot, file) => {
      const adapter = all.get(adapterOf(bot)) ?? others.get(adapterOf(bot))
      await adapter?.discard?.(file)
    },
  }
}

/** The group guards; they run before the agent, in the adapters' own order of events. */
export function openCommunity(
  { chats, store, places }: State,
  { adapters, log, verdictOf, phishing }: { adapters: ChatAdapters; log: Log; verdictOf: VerdictOf; phishing: PhishingList },
): RunningCommunity {
  return createCommunity({
    chats,
    store: createCommunityStore(store),
    phishing,
    now: Date.now,
    newId: randomUUID,
    log,
    moderatorOf: adapters.moderatorOf,
    serverOf: (key) => places.serverOf(key),
    verdictOf,
  })
}

/** The list of domains, read when the first link is looked at: most processes never see one. */
export function phishingList(): PhishingList {
  let opened: PhishingList | undefined
  const list = (): PhishingList => {
    opened ??= openPhishingList()
    return opened
  }
  return {
    find: (host) => list().find(host),
    trusts: (host) => list().trusts(host),
    get size() {
      return list().size
    },
    get sources() {
      return list().sources
    },
  }
}

/** The same lists and rules for the links that a token brings. */
export const linkJudge =
  (phishing: PhishingList): LinkJudge =>
  (text) =>
    readLinks(text, []).map((link) => {
      if (phishing.find(link.host)) return { host: link.host, bad: 'listed' }
      const imitates = !phishing.trusts(link.host) && lookalike(link)?.sure === true
      return { host: link.host, ...(imitates ? { bad: 'imitates' as const } : {}) }
    })
