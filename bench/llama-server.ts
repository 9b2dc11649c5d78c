import { spawn } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import os from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ChatHistoryItem } from 'node-llama-cpp'
import type { Answerer } from './model.ts'

export interface ServerOptions {
  binary: string
  model: string
  slots: number
  /** Tokens for each slot. */
  context: number
  log(message: string): void
}

/** Starts llama.cpp's own server with as many threads as the machine has cores, and talks to it over HTTP. */
export async function startLlamaServer({ binary, model, slots, context, log }: ServerOptions): Promise<Answerer> {
  const port = await freePort()
  const threads = String(os.availableParallelism())
  const args = [
    '-m',
    model,
    '-t',
    threads,
    '-np',
    String(slots),
    '-c',
    String(slots * context),
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
  ]
  log(`measuring ${binary} ${args.join(' ')}`)
  const child = spawn(binary, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const base = `http://127.0.0.1:${port}`
  try {
    await ready(base, () => child.exitCode)
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return {
    chat: (history, tokens) => chat(base, history, tokens),
    close: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function chat(base: string, history: readonly ChatHistoryItem[], tokens: number) {
  const messages = history.map((item) => ({
    role: item.type === 'model' ? 'assistant' : item.type,
    content: item.type === 'model' ? '' : String(item.text),
  }))
  const body = JSON.stringify({ messages, max_tokens: tokens, temperature: 0, stream: true, stream_options: { include_usage: true } })
  const start = Date.now()
  const response = await fetch(`${base}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!response.ok || !response.body) throw new Error(`llama-server: HTTP ${response.status}`)
  let firstMs: number | undefined
  let text = ''
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    text += part
    if (/"content":"[^"]/.test(part)) firstMs ??= Date.now() - start
  }
  const written = Number(/"completion_tokens":(\d+)/.exec(text)?.[1] ?? Number.NaN)
  return { written, firstMs: firstMs ?? Date.now() - start }
}

async function ready(base: string, exitCode: () => number | null): Promise<void> {
  for (let i = 0; i < 240; i++) {
    if (exitCode() !== null) throw new Error(`llama-server ended with code ${exitCode()}`)
    const response = await fetch(`${base}/health`).catch(() => undefined)
    if (response?.ok) return
    await sleep(500)
  }
  throw new Error('llama-server did not become ready within two minutes')
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
