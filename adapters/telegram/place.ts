import type { Inbound } from '../../core/adapter.ts'

/** What the adapter keeps with a message to answer it. */
export interface Route {
  /** Message to reply to. */
  reply?: number
  /** The question came through inline mode: its answer is not sent to a chat. */
  inline?: true
  /** The message with which an earlier process showed that it was at work. */
  preview?: string
}

/** Where something is sent. */
export interface Place {
  chat: number
  /** Topic of a forum. */
  thread?: number
}

/** "-100123/45": a topic is a conversation of its own. */
export const chatName = ({ chat, thread }: Place): string => (thread === undefined ? String(chat) : `${chat}/${thread}`)

export function placeOf(chat: string): Place {
  const [id = '', thread] = chat.split('/')
  return { chat: Number(id), ...(thread === undefined ? {} : { thread: Number(thread) }) }
}

export const routeOf = (inbound: Inbound): Route => (inbound.route ?? {}) as Route

/** In a group an answer points at its question. */
export const isGroup = (chat: string): boolean => chat.startsWith('-')
