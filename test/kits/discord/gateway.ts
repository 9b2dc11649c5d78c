import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Json } from './fault.ts'
import { INTENTS, LIMITS } from './limits.ts'
import { wireGuild, wireUser } from './wire.ts'
import { type Application, applicationFlags, type Guild, type World } from './world.ts'

/** A gateway session: it outlives its connection, so that a RESUME gets what was missed (events/gateway, Resuming). */
export interface Session {
  id: string
  application: Application
  intents: number
  shard: number
  shards: number
  seq: number
  /** Everything dispatched and not yet known to be received. */
  buffer: { seq: number; text: string }[]
  socket: WebSocket | undefined
  valid: boolean
}

export interface GatewayOptions {
  /** Milliseconds between heartbeats that HELLO asks for. */
  heartbeatMs: number
  /** Shards that /gateway/bot recommends. */
  shards: number
  /** Guilds on one shard before more are demanded (events/gateway, Sharding: 2500). */
  guildsPerShard: number
}

export interface Gateway {
  url(): string
  sessions: Map<string, Session>
  /** Identifies of one bot since the kit began. */
  identifies(application: string): number
  resumes(application: string): number
  dispatch(session: Session, event: string, data: unknown): void
  /** Sends an event to the sessions of a bot that serve this guild, or direct messages, and asked for one of these intents. */
  publish(application: Application, event: string, data: unknown, where: { guild: Guild | undefined; intent: number }): void
  close(): void
}

/** events/gateway and topics/opcodes-and-status-codes: opcodes and close codes used here. */
const OP = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  members: 8,
  invalid: 9,
  hello: 10,
  ack: 11,
} as const
const KEPT = 5000

interface Context {
  world: World
  options: GatewayOptions
  sessions: Map<string, Session>
  counts: Map<string, { identifies: number; resumes: number }>
  violation(text: string): void
  url(): string
}

export const shardOf = (guild: string, shards: number): number => Number((BigInt(guild) >> 22n) % BigInt(shards))

const send = (socket: WebSocket, op: number, data: unknown, rest: Json = {}): void => socket.send(JSON.stringify({ op, d: data, ...rest }))

function dispatch(session: Session, event: string, data: unknown): void {
  session.seq += 1
  const text = JSON.stringify({ op: OP.dispatch, t: event, s: session.seq, d: data })
  session.buffer.push({ seq: session.seq, text })
  if (session.buffer.length > KEPT) session.buffer.shift()
  session.socket?.send(text)
}

/** What IDENTIFY asks for that cannot be; the close code tells which. */
function refuseIdentify(data: Json, { world, options }: Context): { application: Application } | { code: number; reason: string } {
  const application = [...world.applications.values()].find(({ token }) => token === data.token)
  if (!application) return { code: 4004, reason: 'Authentication failed.' }
  const intents = Number(data.intents)
  if (!Number.isInteger(intents) || intents < 0 || intents >= 1 << 26) return { code: 4013, reason: 'Invalid intent(s).' }
  const { messageContent, guildMembers } = application.privileged
  const missing = ((intents & INTENTS.messageContent) !== 0 && !messageContent) || ((intents & INTENTS.guildMembers) !== 0 && !guildMembers)
  if (missing) return { code: 4014, reason: 'Disallowed intent(s).' }
  const [shard, shards] = Array.isArray(data.shard) ? data.shard.map(Number) : [0, 1]
  if (shard === undefined || shards === undefined || !(shard >= 0 && shard < shards)) return { code: 4010, reason: 'Invalid shard.' }
  const own = [...world.guilds.values()].filter((guild) => guild.members.has(application.user.id) && shardOf(guild.id, shards) === shard)
  if (own.length > options.guildsPerShard) return { code: 4011, reason: 'Sharding required.' }
  return { application }
}

function identify(socket: WebSocket, data: Json, context: Context): Session | undefined {
  const checked = refuseIdentify(data, context)
  if ('code' in checked) {
    socket.close(checked.code, checked.reason)
    return undefined
  }
  const { application } = checked
  const count = context.counts.get(application.id) ?? { identifies: 0, resumes: 0 }
  context.counts.set(application.id, { ...count, identifies: count.identifies + 1 })
  if (count.identifies >= LIMITS.identifies)
    context.violation(`${application.user.username} identified more than ${LIMITS.identifies} times`)
  const [shard = 0, shards = 1] = Array.isArray(data.shard) ? data.shard.map(Number) : []
  const session: Session = {
    id: context.world.id(),
    application,
    intents: Number(data.intents),
    shard,
    shards,
    seq: 0,
    buffer: [],
    socket,
    valid: true,
  }
  for (const old of context.sessions.values()) if (old.application === application && old.shard === shard) end(old)
  context.sessions.set(session.id, session)
  greet(session, context)
  return session
}

/** A bot identifies anew on a shard: its older session there is over. */
function end(session: Session): void {
  session.valid = false
  session.socket?.close(4000)
  session.socket = undefined
}

function greet(session: Session, { world, url }: Context): void {
  const { application, shard, shards } = session
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(application.user.id) && shardOf(guild.id, shards) === shard)
  dispatch(session, 'READY', {
    v: 10,
    user: wireUser(application.user),
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: url(),
    shard: [shard, shards],
    application: { id: application.id, flags: applicationFlags(application) },
  })
  if ((session.intents & INTENTS.guilds) === 0) return
  for (const guild of guilds) dispatch(session, 'GUILD_CREATE', wireGuild(guild, application.user))
}

function resume(socket: WebSocket, data: Json, context: Context): Session | undefined {
  const session = context.sessions.get(String(data.session_id))
  if (!session?.valid || session.application.token !== data.token) {
    send(socket, OP.invalid, false)
    return undefined
  }
  const seq = Number(data.seq)
  if (!Number.isInteger(seq) || seq > session.seq) {
    socket.close(4007, 'Invalid seq.')
    return undefined
  }
  const oldest = session.buffer[0]?.seq ?? session.seq + 1
  if (seq + 1 < oldest) {
    send(socket, OP.invalid, false)
    return undefined
  }
  const count = context.counts.get(session.application.id) ?? { identifies: 0, resumes: 0 }
  context.counts.set(session.application.id, { ...count, resumes: count.resumes + 1 })
  session.socket = socket
  for (const { text } of session.buffer.filter((one) => one.seq > seq)) socket.send(text)
  dispatch(session, 'RESUMED', {})
  return session
}

/** One connection: HELLO, then IDENTIFY or RESUME, then heartbeats. */
function serve(socket: WebSocket, context: Context): void {
  let session: Session | undefined
  let events: number[] = []
  send(socket, OP.hello, { heartbeat_interval: context.options.heartbeatMs })
  socket.on('message', (bytes) => {
    const text = String(bytes)
    const now = Date.now()
    events = [...events.filter((at) => now - at < LIMITS.gatewayWindowMs), now]
    if (events.length > LIMITS.gatewayEvents) return socket.close(4008, 'Rate limited.')
    if (text.length > LIMITS.gatewayPayload) return socket.close(4002, 'Payload too large.')
    let payload: { op?: number; d?: unknown }
    try {
      payload = JSON.parse(text)
    } catch {
      return socket.close(4002, 'Error while decoding payload.')
    }
    if (payload.op === OP.heartbeat) return send(socket, OP.ack, null)
    if (payload.op === OP.identify || payload.op === OP.resume) {
      if (session) return socket.close(4005, 'Already authenticated.')
      session = (payload.op === OP.identify ? identify : resume)(socket, payload.d as Json, context)
      return
    }
    if (!session) return socket.close(4003, 'Not authenticated.')
    if (payload.op !== OP.presence && payload.op !== OP.members) socket.close(4001, 'Unknown opcode.')
  })
  socket.on('close', (code) => {
    if (!session || session.socket !== socket) return
    session.socket = undefined
    // events/gateway, Disconnecting: a client that closes with 1000 or 1001 ends its session.
    if (code === 1000 || code === 1001) session.valid = false
  })
  socket.on('error', () => socket.terminate())
}

/** The gateway beside the REST server of the kit. */
export function createGateway({
  world,
  server,
  options,
  violation,
  url,
}: {
  world: World
  server: Server
  options: GatewayOptions
  violation(text: string): void
  url(): string
}): Gateway {
  const sockets = new WebSocketServer({ noServer: true })
  const context: Context = { world, options, sessions: new Map(), counts: new Map(), violation, url }
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (!request.url?.startsWith('/gateway')) stream.destroy()
    else sockets.handleUpgrade(request, stream, head, (socket) => serve(socket, context))
  })
  return {
    url,
    sessions: context.sessions,
    identifies: (application) => context.counts.get(application)?.identifies ?? 0,
    resumes: (application) => context.counts.get(application)?.resumes ?? 0,
    dispatch,
    publish: (application, event, data, { guild, intent }) => {
      for (const session of context.sessions.values()) {
        const mine =
          session.valid && session.application === application && session.shard === (guild ? shardOf(guild.id, session.shards) : 0)
        if (mine && (intent === 0 || (session.intents & intent) !== 0)) dispatch(session, event, data)
      }
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

/** What can be done to a bot's connections. */
export const drops = {
  /** Closes with a code after which a client may resume, 4000 by default. */
  close: (session: Session, code = 4000): void => {
    const { socket } = session
    session.socket = undefined
    socket?.close(code)
  },
  /** The line is cut without a word. */
  cut: (session: Session): void => {
    const { socket } = session
    session.socket = undefined
    socket?.terminate()
  },
  /** Opcode 7: asks the client to reconnect and resume. */
  reconnect: (session: Session): void => {
    if (session.socket) send(session.socket, OP.reconnect, null)
  },
  /** The session is gone: the next RESUME gets opcode 9 with false. */
  lose: (session: Session): void => {
    session.valid = false
    drops.cut(session)
  },
} as const
