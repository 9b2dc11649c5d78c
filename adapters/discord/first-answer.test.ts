import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createFirstAnswers, type FirstAnswers } from './first-answer.ts'
import { isCode } from './platform-error.ts'

interface Reply {
  status: number
  body?: unknown
}

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const open: { server: Server; answers: FirstAnswers }[] = []

async function start(...replies: Reply[]) {
  const seen: { url: string | undefined; body: string; auth: string | undefined }[] = []
  const serve: Serve = async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    seen.push({ url: request.url, body, auth: request.headers.authorization })
    const { status, body: answer } = replies.shift() ?? { status: 204 }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(answer === undefined ? undefined : typeof answer === 'string' ? answer : JSON.stringify(answer))
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const answers = createFirstAnswers(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, 4)
  open.push({ server, answers })
  return { answers, seen }
}

afterEach(async () => {
  for (const { server, answers } of open.splice(0)) {
    await answers.close()
    await new Promise((resolve) => server.close(resolve))
  }
})

const INTERACTION = { id: '11', token: 'secret-token' }

test('an answer is posted to its interaction, without the token of the bot', async () => {
  const { answers, seen } = await start()
  await answers.post(INTERACTION, 4, { content: 'hi' })
  expect(seen).toEqual([
    { url: '/api/v10/interactions/11/secret-token/callback', body: '{"type":4,"data":{"content":"hi"}}', auth: undefined },
  ])
})

test('what fails this time is tried again, after the time that was asked for', async () => {
  const { answers, seen } = await start({ status: 500 }, { status: 429, body: { message: 'slow down', retry_after: 0.06 } })
  const at = performance.now()
  await answers.post(INTERACTION, 5, undefined)
  expect(seen).toHaveLength(3)
  expect(performance.now() - at).toBeGreaterThanOrEqual(60)
})

test('a refusal keeps its code, and the token of the interaction is not in it', async () => {
  const { answers, seen } = await start({ status: 400, body: { code: 40060, message: 'Interaction has already been acknowledged.' } })
  const error = await answers.post(INTERACTION, 5, undefined).catch((thrown: unknown) => thrown)
  expect(isCode(error, 'acknowledged')).toBe(true)
  expect(JSON.stringify(error) + String(error) + String((error as { url: string }).url)).not.toContain('secret-token')
  expect(seen).toHaveLength(1)
})

test('three failures are the end, in whatever words they come', async () => {
  const broken = { status: 502, body: '<html>bad gateway</html>' }
  const { answers, seen } = await start(broken, broken, broken)
  await expect(answers.post(INTERACTION, 5, undefined)).rejects.toMatchObject({ status: 502 })
  expect(seen).toHaveLength(3)
})
