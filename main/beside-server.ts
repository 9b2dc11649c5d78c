import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client, Question } from '../adapters/cli/client.ts'
import type { Chain, Chains } from '../chain/clients/chains.ts'
import { enterWarehouse } from '../chain/warehouse/remote.ts'
import { PetrelError } from '../core/errors.ts'
import { isLocalAudit } from '../tools/audit/local.ts'
import { bringsFiles, type OnDemand, onDemand } from './on-demand.ts'
import { type ChainParts, noChainParts, type ServiceContext } from './services.ts'

/** The way into the warehouse of the running server. */
export interface ServerDoor {
  path: string
  key: string
}

type Own = { client: Client; dir: string }

/**
 * A running server answers, but for what only the command line's own process may read: files of this machine. What those files bring
 * into the warehouse goes through the server, which alone may open it.
 */
export function besideServer(server: Client, parts: OnDemand, door: ServerDoor | undefined): Client {
  const own = new Map<'audit' | 'files', Own>()
  const open = (kind: 'audit' | 'files'): Own => {
    // The server holds the folder of data; nothing of this question needs to be kept.
    const dir = mkdtempSync(join(tmpdir(), 'petrel-'))
    const loaded = { ...parts.loaded, config: { ...parts.loaded.config, dataDir: dir } }
    return { client: onDemand({ ...parts, loaded, ...(kind === 'files' && door ? { openChain: throughDoor(door) } : {}) }), dir }
  }
  const kindOf = (question: Question): 'audit' | 'files' | undefined =>
    isLocalAudit(question) ? 'audit' : door && bringsFiles(question) ? 'files' : undefined
  return {
    ask: (question, options) => {
      const kind = kindOf(question)
      if (kind === undefined) return server.ask(question, options)
      const mine = own.get(kind) ?? open(kind)
      own.set(kind, mine)
      return mine.client.ask(question, options)
    },
    close: async () => {
      await Promise.all([server.close(), ...[...own.values()].map(({ client }) => client.close())])
      for (const { dir } of own.values()) rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The chains and the warehouse of the running server; its chains have no clients here, and nothing that reads files asks them. */
function throughDoor({ path, key }: ServerDoor): (context: ServiceContext) => Promise<ChainParts> {
  return async ({ shutdown }) => {
    const { warehouse, chains: told } = await enterWarehouse(path, key)
    shutdown.onStop('warehouse', () => warehouse.close())
    const all = told as readonly Chain[]
    const [main] = all
    if (!main) throw new PetrelError('internal', { message: 'The running Petrel has no chain.' })
    const get: Chains['get'] = (wanted) => {
      const word = String(wanted).trim().toLowerCase()
      const found = all.find(({ id, name, aliases }) => String(id) === word || name === word || aliases.includes(word))
      if (found) return found
      throw new PetrelError('chain_unknown', { message: `No chain is called "${word}".`, hint: `Known here: ${all.map(({ name }) => name).join(', ')}.` }) // biome-ignore format: short
    }
    return { ...(await noChainParts()), chains: { all, main, get }, warehouse }
  }
}
