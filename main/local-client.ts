import { randomUUID } from 'node:crypto'
import type { Client } from '../adapters/cli/client.ts'
import type { Adapter, Inbound } from '../core/adapter.ts'
import type { RunningTurns } from '../core/turns.ts'

/** The terminal takes its answer from `ask`, so an answer that is stored counts as delivered. */
const terminal: Adapter = { name: 'cli', pull: true, start: async () => {}, send: async () => {}, stop: async () => {} }

/** The command line's way to an agent in its own process. `close` stops that agent. */
export function localClient(turns: RunningTurns, close: () => Promise<void>): Client {
  turns.attach(terminal)
  return {
    ask: async (question, { chat, signal, onEvent, locale }) => {
      const asked = 'text' in question ? { text: question.text } : { text: '', call: question }
      const base = { bot: 'cli', id: randomUUID(), chat, user: 'operator', role: 'operator' as const, at: Date.now() }
      const inbound: Inbound = { ...base, ...asked, ...(locale === undefined ? {} : { locale }) }
      const { turn } = await turns.receive(inbound)
      const unwatch = turns.watch(turn, (event) => onEvent?.(event))
      const cancel = (): void => void turns.cancel(turn).catch(() => {})
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await turns.wait(turn, new AbortController().signal)
      } finally {
        unwatch()
        signal.removeEventListener('abort', cancel)
      }
    },
    close,
  }
}
