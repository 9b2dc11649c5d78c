import type { Chains } from '../chain/clients/chains.ts'
import type { Indexer } from '../chain/index/indexer.ts'
import type { Warehouse } from '../chain/warehouse/warehouse.ts'
import type { Halt } from '../core/adapter.ts'
import type { Alerts } from '../core/alert.ts'
import type { Inline } from '../core/answer.ts'
import type { ChatStore, PeopleStore } from '../core/chats.ts'
import type { Community } from '../core/community.ts'
import type { Fetcher } from '../core/fetch.ts'
import type { Ledger } from '../core/ledger.ts'
import type { Check, Deliveries, ModelAdmin, SettingsView } from '../core/operator.ts'
import type { Memory } from '../core/store.ts'
import { type AnyTool, defineTool as define } from '../core/tool.ts'
import type { HistoryStore } from '../store/history.ts'
import type { Knowledge } from '../store/knowledge.ts'
import type { QueryStore } from '../store/queries.ts'
import type { LinkJudge } from './risk/links.ts'

/** What the risk tool found out about a token, in one line. */
export interface RiskLine {
  level: 'danger' | 'warning' | 'clear' | 'unknown'
  /** One sentence, "DANGER: HONEY: it can be bought but not sold."; its figures are in the ledger that was given. */
  parts(locale: string): Inline[]
}

/** Judges a token; undefined for one that a published list vouches for. Rejects when the signal ends it or there is nothing to judge. */
export type RiskOf = (token: { chain: number; address: string; ledger: Ledger }, signal: AbortSignal) => Promise<RiskLine | undefined>

/** The services that main.ts wires and every tool finds at `ctx.handles`. */
export interface Handles {
  chains: Chains
  warehouse: Warehouse
  indexer: Indexer
  models: ModelAdmin
  settings: SettingsView
  /** Settings of chats. */
  chats: ChatStore
  /** What people asked to remember. */
  people: PeopleStore
  /** What was said before in a conversation; /forget empties it. */
  memory: Memory
  /** Removes the files that came with somebody's questions in a chat, where Petrel keeps files itself; resolves with their number. */
  discardFiles?: (asker: { bot: string; chat: string; user: string }) => Promise<number>
  alerts: Alerts
  /** Ends running turns. */
  halt: Halt
  /** Answers on their way, for the operator. */
  deliveries: Deliveries
  /** The list of tools itself, for help. */
  tools: readonly AnyTool[]
  /** Moderation of groups; absent where no chat platform runs. */
  community?: Community
  /** The way to hosts that strangers name; absent where the web is switched off. */
  fetcher?: Fetcher
  /** What was said in chats that asked for it to be kept. */
  history?: HistoryStore
  /** What a bot's admins gave it to read. */
  knowledge?: Knowledge
  /** Saved and promoted queries; absent where nothing is stored. */
  queries?: QueryStore
  /** Judges links by the lists of phishing and honest domains; absent where there are none. */
  links?: LinkJudge
  /** The risk tool's one line for other tools; absent where nothing judges tokens. */
  riskOf?: RiskOf
  /** Checks that parts outside tools contribute to `doctor`. */
  checks: readonly ((signal: AbortSignal) => Promise<Check[]>)[]
}

/** Every tool of this folder is made by this. */
export const defineTool = define<Handles>()
