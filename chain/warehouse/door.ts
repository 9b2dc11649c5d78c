import { timingSafeEqual } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toPetrelError } from '../../core/errors.ts'
import type { ChainDefinition } from '../clients/chains.ts'
import { type DoorReply, type DoorRequest, eachLine } from './door-lines.ts'
import type { Warehouse } from './warehouse.ts'

export interface Door {
  /** Where the command line beside the server knocks. */
  path: string
  close(): Promise<void>
}

interface DoorParts {
  warehouse: Warehouse
  /** What the chains of this server are, told to who comes in. */
  chains: readonly ChainDefinition[]
  /** First line of every visitor; whoever can read the data folder has it. */
  key: string
  /** Called after each write with the names of its tables. */
  onWrite?(tables: readonly string[]): void
}

/** A key is a short line; what is longer comes from nobody we know. */
const KEY_LENGTH = 1000

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** A local socket that only this user reaches (a pipe on Windows, where the key alone decides). */
function place(): { path: string; remove(): void } {
  if (process.platform === 'win32')
    return { path: `\\\\.\\pipe\\petrel-${process.pid}-${performance.now().toString(36)}`, remove: () => undefined }
  const folder = mkdtempSync(join(tmpdir(), 'petrel-door-'))
  return { path: join(folder, 'warehouse.sock'), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

async function answer(
  request: Extract<DoorRequest, { id: number }>,
  { warehouse, onWrite }: DoorParts,
  signal: AbortSignal,
): Promise<DoorReply> {
  const { id } = request
  try {
    if ('write' in request) {
      await warehouse.write(request.write)
      onWrite?.(request.write.batches.map(({ table }) => table))
      return { id }
    }
    const { sql, parameters, limits } = request.query
    return { id, result: await warehouse.query(sql, parameters, { limits, signal }) }
  } catch (error) {
    const { code, message, hint } = toPetrelError(error)
    return { id, failure: { code, message, ...(hint === undefined ? {} : { hint }) } }
  }
}

function receive(socket: Socket, parts: DoorParts): void {
  const running = new Map<number, AbortController>()
  const say = (reply: DoorReply) => void (socket.writable && socket.write(`${JSON.stringify(reply)}\n`))
  let known = false
  // Rows of a file that waits for its end; nobody else will fetch them.
  let holds = false
  const onLine = (line: string): void => {
    if (!known) {
      known = same(line, parts.key)
      if (!known) socket.destroy()
      else say({ chains: parts.chains })
      return
    }
    const request = JSON.parse(line) as DoorRequest
    if ('stop' in request) {
      running.get(request.stop)?.abort()
      return
    }
    if ('write' in request) holds = request.write.held === 'add'
    const control = new AbortController()
    running.set(request.id, control)
    void answer(request, parts, control.signal).then((reply) => {
      running.delete(request.id)
      say(reply)
    })
  }
  socket.on('error', () => socket.destroy())
  socket.on('close', () => {
    for (const control of running.values()) control.abort()
    if (holds) parts.warehouse.write({ chain: 0, batches: [], held: 'drop' }).catch(() => undefined)
  })
  eachLine(socket, { onLine, longest: () => (known ? Number.POSITIVE_INFINITY : KEY_LENGTH) })
}

const plain = ({ id, name, aliases, native, wrappedNative, rpc: _, blockTime, stables, factories }: ChainDefinition): ChainDefinition => ({
  ...{ id, name, aliases, native, wrappedNative, rpc: [], blockTime, stables, factories },
})

/**
 * Lets commands of the same machine read and write the warehouse that this process owns: they read files, which no server reads for
 * them. Throws the error of the system when no socket can be made.
 */
export async function openDoor(parts: DoorParts): Promise<Door> {
  const { path, remove } = place()
  const guests = new Set<Socket>()
  const given = { ...parts, chains: parts.chains.map(plain) }
  const server: Server = createServer((socket) => {
    guests.add(socket)
    socket.on('close', () => guests.delete(socket))
    receive(socket, given)
  })
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen(path, done)
  })
  // The door keeps no process alive.
  server.unref()
  return {
    path,
    close: async () => {
      for (const socket of guests) socket.destroy()
      await new Promise<void>((done) => server.close(() => done()))
      remove()
    },
  }
}
