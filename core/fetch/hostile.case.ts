import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createRaw } from 'node:net'
import { gzipSync } from 'node:zlib'

/** Servers that mean harm, one behaviour a path. */
export const HOSTILE: Readonly<Record<string, (response: ServerResponse, port: number) => void>> = {
  '/silent': () => {},
  '/slow-body': (response) => drip(response, 'x', 150),
  '/endless': (response) => flood(response),
  '/bomb': (response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-encoding': 'gzip' })
    response.end(bombs().single)
  },
  '/double-bomb': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' })
    response.end(bombs().double)
  },
  '/loop': (response) => redirect(response, '/loop'),
  '/to-metadata': (response) => redirect(response, 'http://169.254.169.254/latest/meta-data/'),
  '/to-file': (response) => redirect(response, 'file:///etc/passwd'),
  '/long-length': (response) => {
    response.writeHead(200, { 'content-length': '100000000000' })
    response.write('x')
  },
  '/short-length': (response) => {
    response.writeHead(200, { 'content-length': '10' })
    response.write('abc')
    setTimeout(() => response.socket?.destroy(), 20)
  },
  '/many-headers': (response) => {
    response.socket?.write('HTTP/1.1 200 OK\r\n')
    const timer = setInterval(() => response.socket?.write(`x-${Math.random()}: ${'y'.repeat(4000)}\r\n`) ?? clearInterval(timer), 5)
    response.socket?.on('close', () => clearInterval(timer))
  },
  '/bad-gzip': (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end('this is no gzip')
  },
  '/garbage': (response) => {
    response.socket?.write('no HTTP at all\r\n\r\n')
  },
  '/redirect-body': (response) => {
    response.writeHead(302, { location: '/redirect-body' })
    setInterval(() => response.write('x'.repeat(65_536)), 5).unref()
  },
}

let packed: { single: Buffer; double: Buffer } | undefined
/** 64 MiB of nothing, packed once and twice; packing takes longer than sending, so it is done before anybody asks. */
function bombs(): { single: Buffer; double: Buffer } {
  if (packed) return packed
  const single = gzipSync(Buffer.alloc(64 * 2 ** 20))
  packed = { single, double: gzipSync(single) }
  return packed
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location })
  response.end()
}

function drip(response: ServerResponse, text: string, everyMs: number): void {
  response.writeHead(200, { 'content-type': 'text/plain' })
  const timer = setInterval(() => response.write(text), everyMs)
  response.on('close', () => clearInterval(timer))
}

function flood(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain' })
  const timer = setInterval(() => response.write('x'.repeat(65_536)), 1)
  response.on('close', () => clearInterval(timer))
}

export interface Hostile {
  port: number
  /** Paths that were asked for, the trap's as "trap". */
  reached: string[]
  close(): Promise<void>
}

/** Starts the hostile server on loopback, with `pages` beside it. */
export async function startHostile(
  pages: Readonly<Record<string, (response: ServerResponse, port: number) => void>> = HOSTILE,
): Promise<Hostile> {
  if (pages['/bomb']) bombs()
  const reached: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? ''
    reached.push(path)
    response.on('error', () => {})
    const page = pages[path]
    if (page) return page(response, port)
    response.writeHead(404)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { port, reached, close: () => closeServer(server) }
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** A server that notes every connection; what reaches it has got through. */
export async function startTrap(host = '127.0.0.1'): Promise<{ port: number; hits(): number; close(): Promise<void> }> {
  let count = 0
  const server = createRaw((socket) => {
    count += 1
    socket.on('error', () => {})
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret')
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const { port } = server.address() as AddressInfo
  return { port, hits: () => count, close: () => new Promise((resolve) => server.close(() => resolve())) }
}
