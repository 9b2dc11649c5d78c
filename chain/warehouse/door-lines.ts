import type { Socket } from 'node:net'
import type { ChainDefinition } from '../clients/chains.ts'
import type { Failure } from './protocol.ts'
import type { Parameter, QueryLimits, ResultSet, Warehouse } from './warehouse.ts'

/** One line of JSON each; a bigint travels as its decimal text, as the writer takes it. */
export type DoorRequest =
  | { id: number; query: { sql: string; parameters: readonly Parameter[]; limits: Partial<QueryLimits> } }
  | { id: number; write: Parameters<Warehouse['write']>[0] }
  | { stop: number }

export type DoorReply =
  | { chains: readonly ChainDefinition[] }
  | { id: number; result: ResultSet }
  | { id: number; failure: Failure }
  | { id: number }

/** Calls `onLine` for each line of a socket; one that grows too long ends the connection. */
export function eachLine(socket: Socket, { onLine, longest }: { onLine(line: string): void; longest(): number }): void {
  let parts: string[] = []
  let length = 0
  socket.setEncoding('utf8')
  socket.on('data', (chunk) => {
    const lines = String(chunk).split('\n')
    for (const [index, line] of lines.entries()) {
      parts.push(line)
      length += line.length
      if (length > longest()) return void socket.destroy()
      if (index === lines.length - 1) return
      const whole = parts.join('')
      parts = []
      length = 0
      onLine(whole)
      if (socket.destroyed) return
    }
  })
}
