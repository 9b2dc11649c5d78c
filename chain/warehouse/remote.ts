import { connect, type Socket } from 'node:net'
import { PetrelError } from '../../core/errors.ts'
import type { ChainDefinition } from '../clients/chains.ts'
import { type DoorReply, type DoorRequest, eachLine } from './door-lines.ts'
import type { ResultSet, Warehouse } from './warehouse.ts'

/** The warehouse of a running server, from another process of the same machine. */
export interface RemoteWarehouse {
  warehouse: Warehouse
  /** The chains of that server, without clients. */
  chains: readonly ChainDefinition[]
}

interface Waiting {
  done(result: ResultSet | undefined): void
  fail(error: PetrelError): void
}

const gone = (): PetrelError =>
  new PetrelError('warehouse_down', {
    message: 'The running Petrel closed its warehouse.',
    hint: 'Start it again, then repeat the command.',
  })

const text = (request: DoorRequest): string =>
  `${JSON.stringify(request, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))}\n`

class Visit {
  readonly #socket: Socket
  readonly #waiting = new Map<number, Waiting>()
  #next = 1
  #open = true

  constructor(socket: Socket, onChains: (chains: readonly ChainDefinition[]) => void) {
    this.#socket = socket
    eachLine(socket, {
      longest: () => Number.POSITIVE_INFINITY,
      onLine: (line) => {
        const reply = JSON.parse(line) as DoorReply
        if ('chains' in reply) onChains(reply.chains)
        else this.#settle(reply)
      },
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#open = false
      for (const { fail } of this.#waiting.values()) fail(gone())
      this.#waiting.clear()
    })
  }

  get open(): boolean {
    return this.#open
  }

  call(make: (id: number) => DoorRequest, signal?: AbortSignal): Promise<ResultSet | undefined> {
    if (!this.#open) return Promise.reject(gone())
    const id = this.#next++
    return new Promise((done, fail) => {
      const stop = () => void this.#socket.write(text({ stop: id }))
      signal?.addEventListener('abort', stop, { once: true })
      const end = () => signal?.removeEventListener('abort', stop)
      this.#waiting.set(id, {
        done: (result) => {
          end()
          done(result)
        },
        fail: (error) => {
          end()
          fail(error)
        },
      })
      this.#socket.write(text(make(id)))
    })
  }

  close(): Promise<void> {
    return new Promise((done) => {
      if (!this.#open) return done()
      this.#socket.once('close', () => done())
      this.#socket.end()
      this.#socket.destroySoon()
    })
  }

  #settle(reply: Extract<DoorReply, { id: number }>): void {
    const call = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (!call) return
    if ('failure' in reply) {
      const { code, message, hint } = reply.failure
      call.fail(new PetrelError(code, { message, ...(hint === undefined ? {} : { hint }) }))
    } else call.done('result' in reply ? reply.result : undefined)
  }
}

/** Enters by the door of a running server. Throws PetrelError warehouse_down when nobody opens. Statements of strangers are not taken here. */
export async function enterWarehouse(path: string, key: string): Promise<RemoteWarehouse> {
  const socket = connect(path)
  let tell: (chains: readonly ChainDefinition[]) => void = () => undefined
  const visit = new Visit(socket, (chains) => tell(chains))
  const chains = await new Promise<readonly ChainDefinition[]>((done, fail) => {
    tell = done
    socket.once('close', () => fail(gone()))
    socket.once('connect', () => socket.write(`${key}\n`))
  })
  const query: Warehouse['query'] = async (sql, parameters, { limits = {}, signal } = {}) => {
    const result = await visit.call((id) => ({ id, query: { sql, parameters, limits } }), signal)
    if (!result) throw new PetrelError('internal', { message: 'The warehouse answered a read without rows.' })
    return result
  }
  const warehouse: Warehouse = {
    dialect: 'duckdb',
    query,
    guarded: () =>
      Promise.reject(new PetrelError('query_refused', { message: 'Only the server itself runs statements that somebody wrote.' })),
    write: async (change) => void (await visit.call((id) => ({ id, write: change }))),
    alive: () => visit.open,
    close: () => visit.close(),
  }
  return { warehouse, chains }
}
