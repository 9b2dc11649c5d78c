import { randomUUID } from 'node:crypto'
import type { AskedBytes, Client } from '../adapters/cli/client.ts'
import type { Adapter, FileRef, Inbound } from '../core/adapter.ts'
import { PetrelError } from '../core/errors.ts'
import type { RunningTurns } from '../core/turns.ts'

/** The terminal takes its answer from `ask`, so an answer that is stored counts as delivered; files of a question live as long as it. */
function terminal(files: ReadonlyMap<string, Uint8Array>): Adapter {
  const open: Adapter['open'] = async (_bot, { name, ref }) => {
    const bytes = files.get(ref)
    if (bytes) return bytes
    throw new PetrelError('file_unreadable', {
      message: `The file "${name}" is gone with the command that gave it.`,
      hint: 'Give it again.',
    })
  }
  return { name: 'cli', pull: true, start: async () => {}, send: async () => {}, open, stop: async () => {} }
}

/** The command line's way to an agent in its own process. `close` stops that agent. */
export function localClient(turns: RunningTurns, others: Map<string, Adapter>, close: () => Promise<void>): Client {
  const bytes = new Map<string, Uint8Array>()
  const surface = terminal(bytes)
  turns.attach(surface)
  others.set(surface.name, surface)
  const keep = (file: AskedBytes): FileRef => {
    const ref = randomUUID()
    bytes.set(ref, file.bytes)
    return { name: file.name, mime: 'application/octet-stream', size: file.bytes.length, ref }
  }
  return {
    ask: async (question, { chat, signal, onEvent, locale, files = [] }) => {
      const kept = files.map(keep)
      const asked = 'text' in question ? { text: question.text } : { text: '', call: question }
      const base = { bot: 'cli', id: randomUUID(), chat, user: 'operator', role: 'operator' as const, at: Date.now() }
      const inbound: Inbound = {
        ...base,
        ...asked,
        ...(locale === undefined ? {} : { locale }),
        ...(kept.length > 0 ? { files: kept } : {}),
      }
      const { turn } = await turns.receive(inbound)
      const unwatch = turns.watch(turn, (event) => onEvent?.(event))
      const cancel = (): void => void turns.cancel(turn).catch(() => {})
      signal.addEventListener('abort', cancel, { once: true })
      try {
        return await turns.wait(turn, new AbortController().signal)
      } finally {
        unwatch()
        for (const { ref } of kept) bytes.delete(ref)
        signal.removeEventListener('abort', cancel)
      }
    },
    close,
  }
}
