import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, type AIMessageChunk, type BaseMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages'
import { usageOf } from './usage.ts'

interface WireMessage {
  role: 'system' | 'developer' | 'user' | 'assistant' | 'tool'
  content?: string | { text?: string }[] | null
  name?: string
  tool_call_id?: string
  tool_calls?: { id: string; function: { name: string; arguments: string } }[]
}

interface WireRequest {
  messages: WireMessage[]
  stream?: boolean
  tools?: object[]
  tool_choice?: unknown
  response_format?: object
  max_tokens?: number
  logprobs?: boolean
}

/** What a test can make the server do. */
export interface Serving {
  url: string
  requests: WireRequest[]
  /** When set, every request gets this HTTP status. */
  fail?: { status: number; message: string } | undefined
  /** Likelihoods sent with the first token when a request asks for them. */
  logprobs?: { token: string; logprob: number }[]
  close(): Promise<void>
}

/** Puts any chat model behind the chat-completions protocol of OpenAI, to test clients of it over a real connection. */
export async function serveOpenAI(chat: BaseChatModel): Promise<Serving> {
  const serving: Serving = { url: '', requests: [], close: async () => {} }
  const server = createServer((request, response) => {
    answer(chat, serving, { request, response }).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: String(error) } }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  serving.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  serving.close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(() => resolve()))
  }
  return serving
}

async function answer(chat: BaseChatModel, serving: Serving, io: { request: IncomingMessage; response: ServerResponse }): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of io.request) parts.push(part as Buffer)
  const body = JSON.parse(Buffer.concat(parts).toString()) as WireRequest
  serving.requests.push(body)
  if (serving.fail) {
    io.response.writeHead(serving.fail.status, { 'content-type': 'application/json' })
    io.response.end(JSON.stringify({ error: { message: serving.fail.message } }))
    return
  }
  const gone = new AbortController()
  io.response.on('close', () => gone.abort())
  const { max_tokens: maxTokens, tools, tool_choice, response_format } = body
  const config = { signal: gone.signal, maxTokens, tools, tool_choice, response_format }
  const stream = await chat.withConfig(config as object).stream(body.messages.map(fromWire))
  if (body.stream) await sendStream(stream, io.response)
  else await sendWhole(stream, io.response, body.logprobs ? serving.logprobs : undefined)
}

async function sendStream(stream: AsyncIterable<AIMessageChunk>, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  const send = (payload: object) =>
    response.write(`data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', ...payload })}\n\n`)
  for await (const chunk of stream) {
    const calls = chunk.tool_call_chunks?.map((call) => ({
      index: call.index,
      id: call.id,
      type: 'function',
      function: { name: call.name, arguments: call.args },
    }))
    const delta = { role: 'assistant', content: chunk.text, ...(calls?.length ? { tool_calls: calls } : {}) }
    if (chunk.text || calls?.length) send({ choices: [{ index: 0, delta, finish_reason: null }] })
    if (usageOf(chunk)) {
      send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] })
      send({ choices: [], usage: toWireUsage(chunk) })
    }
  }
  response.end('data: [DONE]\n\n')
}

async function sendWhole(stream: AsyncIterable<AIMessageChunk>, response: ServerResponse, logprobs: Serving['logprobs']): Promise<void> {
  let whole: AIMessageChunk | undefined
  for await (const chunk of stream) whole = whole ? whole.concat(chunk) : chunk
  const calls = whole?.tool_calls?.map((call) => ({
    id: call.id,
    type: 'function',
    function: { name: call.name, arguments: JSON.stringify(call.args) },
  }))
  const message = { role: 'assistant', content: whole?.text ?? '', ...(calls?.length ? { tool_calls: calls } : {}) }
  const likely = logprobs ? { logprobs: { content: [{ token: 'A', logprob: -1, bytes: null, top_logprobs: logprobs }] } } : {}
  const choices = [{ index: 0, message, finish_reason: 'stop', ...likely }]
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 0, model: 'm', choices, usage: whole && toWireUsage(whole) }))
}

function toWireUsage(message: AIMessageChunk) {
  const usage = usageOf(message)
  return { prompt_tokens: usage?.input_tokens, completion_tokens: usage?.output_tokens, total_tokens: usage?.total_tokens }
}

function fromWire(message: WireMessage): BaseMessage {
  const content = typeof message.content === 'string' ? message.content : (message.content ?? []).map((part) => part.text ?? '').join('')
  if (message.role === 'user') return new HumanMessage(content)
  if (message.role === 'tool')
    return new ToolMessage({ content, tool_call_id: message.tool_call_id ?? '', ...(message.name ? { name: message.name } : {}) })
  if (message.role !== 'assistant') return new SystemMessage(content)
  const calls = (message.tool_calls ?? []).map((call) => ({
    id: call.id,
    name: call.function.name,
    args: JSON.parse(call.function.arguments || '{}'),
  }))
  return new AIMessage({ content, tool_calls: calls })
}
