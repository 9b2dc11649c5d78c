import type { Json } from './fault.ts'
import type { Gateway } from './gateway.ts'
import type { Application, Attachment, Channel, Message, User, World } from './world.ts'

/** An interaction from its creation until its token dies (interactions/receiving-and-responding). */
export interface Interaction {
  id: string
  token: string
  /** 2 command, 3 component, 4 autocomplete, 5 modal. */
  type: 2 | 3 | 4 | 5
  application: Application
  channel: Channel
  user: User
  createdAt: number
  /** Milliseconds from creation to the first answer, by the kit's clock and by the machine's. */
  answeredAfterMs: number | undefined
  startedAt: number
  answer: 'message' | 'deferred' | 'update' | 'choices' | 'modal' | undefined
  ephemeral: boolean
  /** The message that @original means. */
  original: Message | undefined
  choices: readonly Json[]
  modal: Json | undefined
  data: Json
}

/** One line of what happened, in order, as people could have seen it. */
export interface SeenEvent {
  kind: 'message' | 'edit' | 'delete' | 'typing' | 'reaction' | 'modal' | 'kick' | 'ban' | 'unban' | 'timeout'
  channel: string
  /** Who did it. */
  by: string
  message?: string
  text?: string
  /** Who alone sees it. */
  onlyFor?: string
  at: number
}

/** A REST call as it was answered. */
export interface Call {
  method: string
  path: string
  status: number
  bot: string | undefined
  body: unknown
  fault?: string
}

export interface KitState {
  world: World
  gateway: Gateway
  interactions: Map<string, Interaction>
  events: SeenEvent[]
  calls: Call[]
  violations: string[]
  /** Files by "channel/attachment". */
  files: Map<string, Attachment>
  /** Language of each person's client. */
  locales: Map<string, string>
  origin(): string
}

export const note = (state: KitState, event: Omit<SeenEvent, 'at'>): void => {
  state.events.push({ ...event, at: state.world.now() })
}
