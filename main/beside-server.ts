import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '../adapters/cli/client.ts'
import { isLocalAudit } from '../tools/audit/local.ts'
import { type OnDemand, onDemand } from './on-demand.ts'

/** A running server answers, but for what only the command line's own process may read: files of this machine. */
export function besideServer(server: Client, parts: OnDemand): Client {
  let own: { client: Client; dir: string } | undefined
  const open = (): { client: Client; dir: string } => {
    // The server holds the folder of data; nothing of this question needs to be kept.
    const dir = mkdtempSync(join(tmpdir(), 'petrel-'))
    const loaded = { ...parts.loaded, config: { ...parts.loaded.config, dataDir: dir } }
    return { client: onDemand({ ...parts, loaded }), dir }
  }
  return {
    ask: (question, options) => {
      if (!isLocalAudit(question)) return server.ask(question, options)
      own ??= open()
      return own.client.ask(question, options)
    },
    close: async () => {
      await Promise.all([server.close(), own?.client.close()])
      if (own) rmSync(own.dir, { recursive: true, force: true })
    },
  }
}
