import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeChatModel } from './conformance.case.ts'
import { conformingScript } from './conforming-script.case.ts'
import { openRemote } from './remote.ts'
import { type Script, ScriptedChat } from './scripted.ts'
import { type Serving, serveOpenAI } from './serve.case.ts'

const settings = (url: string) => ({ url, key: '', model: 'm', contextSize: 4096 })
const signal = () => new AbortController().signal

describeChatModel(
  'remote, over HTTP',
  async () => {
    const server = await serveOpenAI(new ScriptedChat(conformingScript))
    const { chat } = openRemote(settings(server.url), undefined)
    return { chat, close: server.close }
  },
  { skip: { structured: 'the server plays a script; holding to a schema is the server’s part' } },
)

describe('openRemote', () => {
  let server: Serving
  let say: Script = [{ text: '' }]
  beforeAll(async () => {
    server = await serveOpenAI(new ScriptedChat((...shown) => (typeof say === 'function' ? say(...shown) : (say[0] ?? {}))))
  })
  afterAll(() => server.close())

  it('refuses to start without a URL or a model name', () => {
    expect(() => openRemote(settings(''), undefined)).toThrow(expect.objectContaining({ code: 'config_invalid' }))
  })

  it('chooses by the likelihood of letters where the server tells it', async () => {
    server.logprobs = [
      { token: ' B', logprob: Math.log(0.6) },
      { token: 'A', logprob: Math.log(0.2) },
      { token: 'the', logprob: Math.log(0.1) },
    ]
    const { index, probabilities } = await openRemote(settings(server.url), undefined).port.choose(
      { question: 'q', options: ['x', 'y', 'z'] },
      signal(),
    )
    expect(index).toBe(1)
    expect(probabilities).toEqual([expect.closeTo(0.25), expect.closeTo(0.75), 0])
    delete server.logprobs
  })

  it('chooses by a held answer where the server tells no likelihoods', async () => {
    say = [{ text: '{"about": "letters", "choice": "z"}' }]
    const { index, probabilities } = await openRemote(settings(server.url), undefined).port.choose(
      { question: 'q', options: ['x', 'y', 'z'] },
      signal(),
    )
    expect([index, probabilities]).toEqual([2, [0, 0, 1]])
    expect(server.requests.at(-1)?.response_format).toMatchObject({ type: 'json_schema' })
  })

  it('fills a form, asking once more with the reason when a rule of the schema is broken', async () => {
    const answers = ['{"amount": 50}', '{"amount": 5}']
    say = () => ({ text: answers.shift() ?? '' })
    const schema = z.object({ amount: z.number().max(10), token: z.string().optional() })
    const filled = await openRemote(settings(server.url), undefined).port.fill({ instruction: 'i', text: 't', schema }, signal())
    expect(filled).toEqual({ amount: 5 })
    expect(JSON.stringify(server.requests.at(-1)?.messages)).toContain('refused')
  })

  it('throws model_failed when the second answer is no better', async () => {
    say = [{ text: 'no JSON at all' }]
    const { port } = openRemote(settings(server.url), undefined)
    await expect(port.fill({ instruction: 'i', text: 't', schema: z.object({}) }, signal())).rejects.toMatchObject({
      code: 'model_failed',
      retryable: true,
    })
  })

  it('says which server failed and why, without the key', async () => {
    server.fail = { status: 401, message: 'bad credentials' }
    const model = openRemote({ ...settings(server.url), key: 'very-secret' }, undefined)
    const error = await model.chat.invoke('x').catch((caught: Error) => caught)
    server.fail = undefined
    expect(error).toMatchObject({ code: 'model_failed', message: expect.stringContaining('bad credentials') })
    expect(String(error)).not.toContain('very-secret')
  })

  it('throws embedding_missing when embeddings are off', async () => {
    await expect(openRemote(settings(server.url), undefined).port.embed(['x'], signal())).rejects.toMatchObject({
      code: 'embedding_missing',
    })
  })
})
