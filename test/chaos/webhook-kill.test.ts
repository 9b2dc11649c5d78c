import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '../../adapters/webhook/sign.ts'
import { cleanEnv } from '../kits/petrel.ts'
import type { WebhookSettings } from './webhook-process.ts'

const SECRET = 'a secret for tests of killed processes'
const EVENTS = Array.from({ length: 24 }, (_, index) => `e${index}`)
/** Requests at which the process is killed: the receiver has taken the delivery, the process never hears of it. */
const KILLS = [1, 5, 14, 22]

function start(settings: WebhookSettings): ChildProcess {
  const env = cleanEnv({ PETREL_TEST_WEBHOOK: JSON.stringify(settings), NODE_NO_WARNINGS: '1' })
  return spawn(process.execPath, ['--import', 'tsx', resolve('test/chaos/webhook-process.ts')], {
    env,
    stdio: ['pipe', 'inherit', 'inherit'],
  })
}

test('killed between acceptance and commit, a delivery comes once more at most, with the id by which it can be dropped', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'petrel-webhook-kill-'))
  const taken: { id: string; event: string; killed: boolean }[] = []
  let child: ChildProcess | undefined
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      if (!verify(SECRET, { headers: request.headers, body }, Date.now())) return void response.writeHead(401).end()
      const { id, event } = JSON.parse(body) as { id: string; event: string }
      const killed = KILLS.includes(taken.length + 1)
      taken.push({ id, event, killed })
      if (killed) child?.kill('SIGKILL')
      else response.writeHead(204).end()
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  try {
    for (let life = 0; life <= KILLS.length; life += 1) {
      child = start({ database: join(folder, 'petrel.db'), url, secret: SECRET, events: EVENTS })
      if (life < KILLS.length) await once(child, 'exit')
    }
    for (const end = Date.now() + 60_000; new Set(taken.map(({ event }) => event)).size < EVENTS.length; ) {
      if (Date.now() > end) throw new Error(`only ${taken.length} deliveries came`)
      await new Promise((again) => setTimeout(again, 50))
    }
    // What would come once more has time to come.
    await new Promise((again) => setTimeout(again, 500))
    const times = (event: string) => taken.filter((one) => one.event === event)
    expect(EVENTS.filter((event) => times(`alert:1:${event}`).length === 0)).toEqual([])
    expect(EVENTS.filter((event) => new Set(times(`alert:1:${event}`).map(({ id }) => id)).size !== 1)).toEqual([])
    // Deliveries of other chats are on their way at the instant of a kill too: each kill repeats those alone, and once.
    const repeated = taken.length - EVENTS.length
    expect(repeated).toBeGreaterThanOrEqual(KILLS.length)
    expect(Math.max(...EVENTS.map((event) => times(`alert:1:${event}`).length))).toBeLessThanOrEqual(1 + KILLS.length)
    expect(times(taken.find(({ killed }) => killed)?.event ?? '')).toHaveLength(2)
  } finally {
    child?.kill('SIGKILL')
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}, 240_000)
