import OpenAI, { APIError } from 'openai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serve } from '../../../test/web/serve.ts'

const made = serve()
let client: OpenAI
beforeAll(async () => {
  client = new OpenAI({ baseURL: `${await made.start()}/v1`, apiKey: 'none', maxRetries: 0 })
})
afterAll(() => made.http.stop())

const user = (content: string) => ({ role: 'user' as const, content })

test('the official client gets an answer, and the whole of it beside the words', async () => {
  const reply = await client.chat.completions.create({
    model: 'petrel',
    messages: [{ role: 'system', content: 'Be brief.' }, user('volume')],
  })
  expect(reply.choices[0]?.message.content).toContain('**Volume by token, last 7 days**')
  expect(reply.choices[0]?.finish_reason).toBe('stop')
  expect(reply.usage?.total_tokens).toBe((reply.usage?.prompt_tokens ?? 0) + (reply.usage?.completion_tokens ?? 0))
  expect((reply as unknown as { petrel: { records: unknown[] } }).petrel.records).toHaveLength(4)
})

test('the official client streams the same words, and the usage when it asks for it', async () => {
  const whole = await client.chat.completions.create({ model: 'petrel', messages: [user('slow volume')] })
  const stream = await client.chat.completions.create({
    model: 'petrel',
    messages: [user('slow volume')],
    stream: true,
    stream_options: { include_usage: true },
  })
  let words = ''
  const chunks = []
  for await (const chunk of stream) {
    words += chunk.choices[0]?.delta.content ?? ''
    chunks.push(chunk)
  }
  expect(words).toBe(whole.choices[0]?.message.content)
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: whole.usage })
  expect(chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop')
  const petrel = chunks.map((chunk) => (chunk as unknown as { petrel?: { kind?: string } }).petrel?.kind)
  expect(petrel).toContain('progress')
})

test('the helper that gathers a stream works', async () => {
  const stream = client.chat.completions.stream({ model: 'petrel', messages: [user('hello')] })
  expect((await stream.finalChatCompletion()).choices[0]?.message.content).toBe('You said: hello')
})

test('parts of text are joined, and the last question counts', async () => {
  const parts = [
    { type: 'text' as const, text: 'first' },
    { type: 'text' as const, text: 'second' },
  ]
  await client.chat.completions.create({
    model: 'petrel',
    messages: [user('old'), { role: 'assistant', content: 'x' }, { role: 'user', content: parts }],
  })
  expect(made.turns.received.at(-1)?.text).toBe('first\nsecond')
})

test.each([
  [{ metadata: { chat: 'm1' } }, {}, 'open:m1', 'open'],
  [{ user: 'ann' }, {}, 'open:user-ann', 'open:ann'],
  [{ user: 'ann' }, { 'x-petrel-chat': 'h1' }, 'open:h1', 'open:ann'],
])('%j with %j is the conversation %s of %s', async (body, headers, chat, who) => {
  await client.chat.completions.create({ model: 'petrel', messages: [user('hi')], ...body }, { headers })
  expect(made.turns.received.at(-1)).toMatchObject({ chat, user: who })
})

test('without a name every request is a conversation of its own', async () => {
  await client.chat.completions.create({ model: 'petrel', messages: [user('one')] })
  await client.chat.completions.create({ model: 'petrel', messages: [user('two')] })
  const [one, two] = made.turns.received.slice(-2)
  expect(one?.chat).not.toBe(two?.chat)
})

test('models are listed as the client expects', async () => {
  const models = []
  for await (const model of client.models.list()) models.push(model.id)
  expect(models).toEqual(['petrel'])
  expect((await client.models.retrieve('petrel')).owned_by).toBe('petrel')
})

test.each([
  [{ model: 'gpt-5', messages: [user('hi')] }, 404, 'model_unknown'],
  [{ model: 'petrel', messages: [] }, 400, 'input_invalid'],
  [{ model: 'petrel', messages: [{ role: 'system' as const, content: 'x' }] }, 400, 'input_invalid'],
])('a request that cannot be served is an error of the client: %#', async (body, status, code) => {
  const error = await client.chat.completions.create(body).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(APIError)
  expect(error).toMatchObject({ status, code, type: 'invalid_request_error' })
})

test('a turn that is stopped while it streams is an error of the client', async () => {
  const stream = await client.chat.completions.create({ model: 'petrel', messages: [user('wait')], stream: true })
  const read = async () => {
    for await (const _ of stream) await made.turns.port.cancel(`t${made.turns.received.length}`)
  }
  await expect(read()).rejects.toMatchObject({ code: 'cancelled' })
})
