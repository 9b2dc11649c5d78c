import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { PetrelError } from '../../core/errors.ts'
import { type Running, run } from './running.case.ts'
import { secretOf } from './webhook.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

/** A port that is free now. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

async function hooked(setup: Parameters<typeof run>[0] = {}) {
  const port = await freePort()
  running = await run({ ...setup, settings: { webhookUrl: `http://127.0.0.1:${port}/telegram/`, webhookPort: port } })
  return { ...running, port }
}

const post = (url: string, body: string, secret?: string) =>
  fetch(url, { method: 'POST', body, headers: secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': secret } }).then(
    ({ status }) => status,
  )

test('updates that Telegram pushes are answered', async () => {
  const { kit, bot, adapter, port } = await hooked()
  await kit.until(() => kit.webhook(bot) !== undefined, 'the registration')
  expect(kit.webhook(bot)?.url).toBe(`http://127.0.0.1:${port}/telegram/${bot.id}`)
  expect(adapter.address()).toBe(`http://127.0.0.1:${port}`)
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'hello')
  kit.say(chat, ann, 'again')
  await kit.until(() => kit.fromBot(chat, bot).length === 2, 'the answers')
  expect(kit.fromBot(chat, bot).map(({ text }) => text)).toEqual(['You said: hello', 'You said: again'])
  expect(kit.calls('getUpdates')).toEqual([])
})

test('only who knows the secret is heard', async () => {
  const { kit, bot, port, inbounds } = await hooked()
  await kit.until(() => kit.webhook(bot) !== undefined, 'the registration')
  const url = `http://127.0.0.1:${port}/telegram/${bot.id}`
  const message = {
    message_id: 1,
    date: 1,
    chat: { id: 5, type: 'private' },
    from: { id: 5, is_bot: false, first_name: 'Eve' },
    text: 'forged',
  }
  const body = JSON.stringify({ update_id: 1, message })
  const secret = secretOf(bot.token)
  expect(await post(url, body)).toBe(403)
  expect(await post(url, body, `${secret.slice(0, -1)}x`)).toBe(403)
  expect(await post(`${url}0`, body, secret)).toBe(404)
  expect(await post(url, '{"not":"json', secret)).toBe(400)
  expect(await post(url, 'x'.repeat(2_000_000), secret).catch(() => 400)).toBe(400)
  expect((await fetch(url)).status).toBe(404)
  expect(inbounds).toEqual([])
  expect(await post(url, body, secret)).toBe(200)
  expect(inbounds).toHaveLength(1)
})

test('what cannot be stored is not confirmed, and comes again', async () => {
  let tries = 0
  const { kit, bot } = await hooked({
    beforeReceive: async () => {
      tries += 1
      if (tries < 3) throw new PetrelError('store_failed', { message: 'the disk is full' })
    },
  })
  await kit.until(() => kit.webhook(bot) !== undefined, 'the registration')
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'hello')
  await kit.until(() => kit.fromBot(chat, bot).length === 1, 'the answer')
  expect(tries).toBe(3)
  expect(kit.webhook(bot)?.lastError?.message).toMatch(/503/)
})

test('a port that is in use is a clear error', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  running = await run()
  await running.halt()
  await expect(running.restart({ settings: { webhookUrl: `http://127.0.0.1:${port}/x`, webhookPort: port } })).rejects.toMatchObject({
    code: 'port_taken',
  })
  taken.close()
  await running.restart({ settings: {} })
})
