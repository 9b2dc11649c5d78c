import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { PetrelError } from '../../core/errors.ts'
import { type AnyTool, defineTool } from '../../core/tool.ts'
import { say, serve } from '../../test/web/serve.ts'
import { hashApiKey } from '../http/api-key.ts'
import { renderPlain } from '../render/plain.ts'
import { type CliOptions, createCli } from './cli.ts'
import type { AskedBytes, Client, Question } from './client.ts'
import { newKey } from './new-key.ts'
import { progressLine, progressOn } from './progress.ts'
import { remoteClient } from './remote.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((stop) => stop()))
})

const tool = defineTool<unknown>()({
  name: 'swap',
  title: 'Swap',
  description: 'Finds the best route of a swap.',
  audience: 'everyone',
  reach: 'chain',
  returns: 'ours',
  input: z.object({
    pair: z.string().describe('Pair to trade.'),
    maxHops: z.number().int().default(3).describe('Longest route.'),
    side: z.enum(['buy', 'sell']).optional().describe('Side.'),
    pools: z.array(z.string()).optional().describe('Pools to use.'),
    exact: z.boolean().optional().describe('Exact amounts.'),
    model: z.string().optional().describe('Shares its name with an option of the program.'),
    fees: z.object({ bps: z.number() }).optional().describe('Fees.'),
  }),
  positional: 'pair',
  read: () => [],
  run: async () => undefined,
  answer: () => [],
  examples: [{ say: 'swap 1 ETH for USDC', input: { pair: 'ETH/USDC' } }],
}) as AnyTool

const reader = defineTool<unknown>()({
  name: 'read',
  title: 'Read',
  description: 'Reads a file.',
  audience: 'everyone',
  reach: 'web',
  returns: 'strangers',
  input: z.object({ url: z.string().optional().describe('Address.'), loud: z.boolean().optional().describe('Read it aloud.') }),
  positional: 'url',
  takesFiles: true,
  read: () => [],
  run: async () => undefined,
  answer: () => [],
  examples: [],
}) as AnyTool

interface Run {
  ask?: Client['ask']
  connect?: (options: CliOptions) => Promise<Client>
  start?: (options: CliOptions) => Promise<number>
  input?: PassThrough
}

/** The command line over streams in memory; a client that says back what it was asked unless another is given. */
function terminal({ ask, connect, start, input = new PassThrough() }: Run = {}) {
  const asked: { question: Question; chat: string; files?: readonly AskedBytes[] }[] = []
  const seen: { options?: CliOptions; closed: number; interrupt: () => void } = { closed: 0, interrupt: () => undefined }
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  let [out, err] = ['', '']
  stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const client: Client = {
    ask: ask ?? (async (question) => say('t1', 'text' in question ? `You said: ${question.text}` : JSON.stringify(question.input))),
    close: async () => {
      seen.closed += 1
    },
  }
  const recording: Client = {
    ask: async (question, options) => {
      asked.push({ question, chat: options.chat, ...(options.files ? { files: options.files } : {}) })
      return await client.ask(question, options)
    },
    close: client.close,
  }
  const cli = createCli({
    version: '9.9.9',
    tools: [tool, reader],
    start: start ?? (async () => 0),
    connect: async (options) => {
      seen.options = options
      return await (connect ?? (async () => recording))(options)
    },
    render: renderPlain,
    io: {
      stdin: input,
      stdout,
      stderr,
      onInterrupt: (listener) => {
        seen.interrupt = listener
        return () => undefined
      },
    },
  })
  return { run: (...argv: string[]) => cli.run(argv), asked, seen, out: () => out, err: () => err, input }
}

describe('help', () => {
  it.each([[[]], [['--help']], [['swap', '--help']], [['ask', '--help']], [['--version']]])('%j needs no service', async (argv) => {
    const { run, out, seen } = terminal()
    expect(await run(...(argv as string[]))).toBe(0)
    expect(out()).not.toBe('')
    expect(seen.options).toBeUndefined()
  })
  it('comes from the definition of the tool', async () => {
    const { run, out } = terminal()
    await run('swap', '--help')
    for (const part of [
      'Finds the best route of a swap.',
      '--max-hops <number>',
      'Longest route. (default: 3)',
      'choices: "buy", "sell"',
      'swap 1 ETH for USDC',
    ])
      expect(out()).toContain(part)
  })
})

describe('questions', () => {
  it('asks in plain words and prints the answer', async () => {
    const { run, asked, out, seen } = terminal()
    expect(await run('ask', 'top', '5', 'tokens')).toBe(0)
    expect(asked).toEqual([{ question: { text: 'top 5 tokens' }, chat: 'terminal' }])
    expect(out()).toContain('You said: top 5 tokens')
    expect(seen.closed).toBe(1)
  })
  it('turns flags into the input of a tool and bare words into a command', async () => {
    const { run, asked } = terminal()
    await run('swap', 'ETH/USDC', '--max-hops', '2', '--side', 'buy', '--pools', 'a', 'b', '--exact', '--fees', '{"bps":5}')
    await run('swap', 'ETH', 'for', 'USDC')
    await run('swap', '--input', '{"pair":"x"}')
    expect(asked.map(({ question }) => question)).toEqual([
      { tool: 'swap', input: { pair: 'ETH/USDC', maxHops: 2, side: 'buy', pools: ['a', 'b'], exact: true, fees: { bps: 5 } } },
      { text: '/swap ETH for USDC' },
      { tool: 'swap', input: { pair: 'x' } },
    ])
  })
  it('gives a file of this machine to the question', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'petrel-cli-'))
    open.push(() => rm(folder, { recursive: true, force: true }))
    const path = join(folder, 'notes.md')
    await writeFile(path, '# Notes')
    const { run, asked, err, input } = terminal()
    await run('--file', path, 'ask', 'what', 'is', 'this')
    await run('read', path)
    input.end('from a pipe')
    await run('read', '-', '--loud')
    const files = asked.map(({ files }) => files?.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]))
    expect(files).toEqual([[['notes.md', '# Notes']], [['notes.md', '# Notes']], [['standard-input.txt', 'from a pipe']]])
    expect(asked[1]?.question).toEqual({ tool: 'read', input: {} })
    expect(await run('read', '--file', folder)).toBe(2)
    expect(err()).toContain(`No file but a folder is "${folder}".`)
  })
  it('prints JSON with records', async () => {
    const { run, out } = terminal()
    expect(await run('--json', 'ask', 'x')).toBe(0)
    expect(JSON.parse(out())).toMatchObject({ id: 't1', records: [] })
  })
  it('hands settings and the server on', async () => {
    const { run, seen } = terminal()
    await run(
      'ask',
      'x',
      '--set',
      'http.port=1',
      '--set',
      'logLevel=warn',
      '--model',
      'none',
      '--config',
      'a.json',
      '--url',
      'http://h',
      '--key',
      'k',
    )
    expect(seen.options).toEqual({
      args: { 'http.port': '1', logLevel: 'warn', 'model.name': 'none' },
      file: 'a.json',
      url: 'http://h',
      key: 'k',
    })
  })
})

it('keeps a flag of a tool apart from the option of the same name', async () => {
  const { run, asked, seen } = terminal()
  await run('--model', 'none', 'swap', '--tool-model', 'tiny')
  expect(asked[0]?.question).toEqual({ tool: 'swap', input: { model: 'tiny' } })
  expect(seen.options?.args).toEqual({ 'model.name': 'none' })
})

describe('exit codes', () => {
  it.each([
    ['an unknown command', ['fly'], 2],
    ['an unknown flag', ['ask', 'x', '--nope'], 2],
    ['a bad choice', ['swap', '--side', 'up'], 2],
    ['a bad number', ['swap', '--max-hops', 'many'], 2],
    ['bad JSON', ['swap', '--input', '{'], 2],
    ['a setting without a value', ['ask', 'x', '--set', 'port'], 2],
  ])('%s is wrong usage', async (_, argv, code) => {
    const { run, err } = terminal()
    expect(await run(...argv)).toBe(code)
    expect(err()).not.toBe('')
  })
  it('78 for settings, 1 for failures, with code and hint', async () => {
    const bad = terminal({
      connect: async () => Promise.reject(new PetrelError('config_invalid', { message: 'http.port must be …', hint: 'Fix it.' })),
    })
    expect(await bad.run('ask', 'x')).toBe(78)
    expect(bad.err()).toContain('http.port must be …\nFix it.\n(config_invalid)')
    const failing = terminal({ ask: async () => say('t', 'No RPC.', { rung: 'error', error: 'rpc_failed' }) })
    expect(await failing.run('ask', 'x')).toBe(1)
    expect(failing.out()).toContain('No RPC.')
    const start = terminal({ start: async () => Promise.reject(new Error('boom')) })
    expect(await start.run('start', '--json')).toBe(1)
    expect(JSON.parse(start.out())).toMatchObject({ error: { code: 'internal' } })
  })
  it('stops the turn on Ctrl-C', async () => {
    const { run, seen, err } = terminal({
      ask: (_, { signal }) => new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    })
    const ended = run('ask', 'wait')
    await sleep(20)
    seen.interrupt()
    expect(await ended).toBe(1)
    expect(err()).toContain('cancelled')
  })
})

describe('chat', () => {
  it('answers line after line in one conversation, survives a failure and leaves at the end', async () => {
    const input = new PassThrough()
    const { run, out, err, asked, seen } = terminal({
      input,
      ask: async (question) => {
        if ('text' in question && question.text === 'fail') throw new PetrelError('busy', { message: 'Busy.' })
        return say('t', `You said: ${'text' in question ? question.text : ''}`)
      },
    })
    input.end('one\n\nfail\ntwo\n')
    expect(await run('chat')).toBe(0)
    expect(asked.map(({ question, chat }) => [question, chat])).toEqual([[{ text: 'one' }, 'terminal'], [{ text: 'fail' }, 'terminal'], [{ text: 'two' }, 'terminal']]) // biome-ignore format: short
    expect(out()).toContain('You said: two')
    expect(err()).toContain('Busy.')
    expect(seen.closed).toBe(1)
  })
})

describe('progress', () => {
  it('draws a bar or the seconds within the width, without what strangers wrote for the terminal', () => {
    expect(progressLine({ message: 'Down\u001b[2Jloading', done: 0.5 }, { seconds: 3, width: 80 })).toBe(
      '[############............]  50 % Down[2Jloading',
    )
    expect(progressLine({ message: 'working' }, { seconds: 3.4, width: 80 })).toMatch(/^.\sworking \(3 s\)$/)
    expect([...progressLine({ message: 'x'.repeat(300), done: 2 }, { seconds: 3, width: 40 })].length).toBeLessThan(40)
  })
  it('is silent without a terminal', () => {
    const written: string[] = []
    const { show, stop } = progressOn({ write: (text: string) => written.push(text) })
    show({ kind: 'progress', message: 'x' })
    stop()
    expect(written).toEqual([])
  })
})

describe('over HTTP', () => {
  async function listen() {
    const made = serve()
    open.push(() => made.http.stop())
    let next = 0
    const url = await made.start()
    return {
      ...made,
      url,
      client: remoteClient({
        url,
        newId: () => {
          next += 1
          return `id-${next}`
        },
      }),
    }
  }
  const options = () => ({ chat: 'c', signal: new AbortController().signal })

  it('streams a question with its progress', async () => {
    const { client } = await listen()
    const kinds: string[] = []
    const answer = await client.ask({ text: 'slow volume' }, { ...options(), onEvent: (event) => kinds.push(event.kind) })
    expect(answer.records.length).toBeGreaterThan(0)
    expect(kinds).toEqual(['progress', 'blocks'])
  })
  it('sends the files of a question ahead', async () => {
    const { client, turns } = await listen()
    const files = [{ name: 'a b.txt', bytes: Buffer.from('hello') }]
    await client.ask({ text: 'hello' }, { ...options(), files })
    await client.ask({ tool: 'token', input: { token: 'UNI' } }, { ...options(), files })
    expect(turns.received.map(({ files }) => files?.map(({ name, size }) => [name, size]))).toEqual([[['a b.txt', 5]], [['a b.txt', 5]]])
  })
  it('calls a tool and waits for its answer', async () => {
    const { client, turns } = await listen()
    expect((await client.ask({ tool: 'token', input: { token: 'WETH' } }, options())).id).not.toBe('')
    expect(turns.received[0]).toMatchObject({ call: { tool: 'token', input: { token: 'WETH' } } })
  })
  it('passes on what the server says and that none is there', async () => {
    const { client, http, url } = await listen()
    await expect(client.ask({ tool: 'nope', input: {} }, options())).rejects.toMatchObject({ code: 'unknown_tool' })
    await expect(client.ask({ tool: 'token', input: {} }, options())).rejects.toMatchObject({ code: 'input_invalid' })
    await http.stop()
    await expect(remoteClient({ url, newId: () => 'x' }).ask({ text: 'x' }, options())).rejects.toMatchObject({
      code: 'server_unreachable',
    })
  })
  it('stops the turn on the server when it is stopped here', async () => {
    const { client, turns } = await listen()
    const stop = new AbortController()
    const ended = client.ask({ text: 'wait' }, { chat: 'c', signal: stop.signal })
    ended.catch(() => undefined)
    await expect.poll(() => turns.received.length).toBe(1)
    await sleep(50)
    stop.abort()
    await expect(ended).rejects.toThrow()
    await expect.poll(() => turns.cancelled.length).toBe(1)
  })
})

it('makes a key that is kept nowhere, with its hash', () => {
  const [first, second] = [newKey(), newKey()]
  expect(first.key).not.toBe(second.key)
  expect(first.hash).toBe(hashApiKey(first.key))
})
