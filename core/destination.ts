import { adapterOf, type Inbound } from './adapter.ts'

/** The adapter that takes answers to places outside of chats. */
export const WEBHOOK = 'webhook'

/** What stands in the route of a firing whose answer goes elsewhere: whose it is. */
export interface SentFor {
  owner: { bot: string; chat: string }
}

/** Bot and chat in whose name a message runs: its own, but for an alert that is sent to a webhook, which keeps the rights of its chat. */
export function inNameOf({ bot, chat, route }: Pick<Inbound, 'bot' | 'chat' | 'route'>): { bot: string; chat: string } {
  // Only the schedule makes messages of this bot; what another adapter puts into a route names nobody.
  const owner = adapterOf(bot) === WEBHOOK ? (route as Partial<SentFor> | undefined)?.owner : undefined
  return owner ? { bot: owner.bot, chat: owner.chat } : { bot, chat }
}
