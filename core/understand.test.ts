import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Caller } from './policy.ts'
import type { Resolve } from './resolve.ts'
import { type AnyTool, type Candidate, defineTool, type ReadContext } from './tool.ts'
import { understand } from './understand.ts'

const resolve: Resolve = { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] }
const context: ReadContext = { previous: undefined, resolve, locale: 'en', now: 0 }
const everyone: Caller = { role: 'everyone', surface: 'http', sawStrangers: false }

const candidate = (tool: string, score: number, extra: Partial<Candidate> = {}): Candidate => ({
  tool,
  score,
  input: { word: tool },
  missing: [],
  ambiguous: [],
  reading: `read by ${tool}`,
  ...extra,
})

/** A tool whose reader says what the test wants. */
const toolOf = (name: string, read: (text: string) => Candidate[], audience: AnyTool['audience'] = 'everyone'): AnyTool =>
  defineTool()({
    name,
    title: name,
    description: `${name}.`,
    audience,
    reach: 'none',
    returns: 'ours',
    input: z.object({ word: z.string().default('') }),
    positional: 'word',
    read,
    run: async () => ({}),
    answer: () => [],
    examples: [{ say: `use ${name}`, input: {} }],
  })

const ask = (text: string, tools: AnyTool[], caller = everyone) => understand(text, { tools, caller, context })

test('the clear winner runs, a tie does not', async () => {
  const sure = toolOf('sure', () => [candidate('sure', 0.95)])
  const rival = (score: number) => toolOf('rival', () => [candidate('rival', score)])
  expect(await ask('x', [sure, rival(0.6)])).toMatchObject({ kind: 'call', rung: 'reader', tool: { name: 'sure' } })
  expect(await ask('x', [sure, rival(0.93)])).toMatchObject({ kind: 'open', candidates: [{ tool: 'sure' }, { tool: 'rival' }] })
  expect(await ask('x', [toolOf('weak', () => [candidate('weak', 0.7)])])).toMatchObject({ kind: 'open', candidates: [{ tool: 'weak' }] })
  expect(await ask('x', [toolOf('none', () => [])])).toEqual({ kind: 'open', candidates: [] })
})

test('a word with several meanings becomes a question whose choices run', async () => {
  const ambiguous = [{ field: 'word', question: 'Which USDC?', options: [{ label: 'native', value: '0x1' }] }]
  const tool = toolOf('token', () => [candidate('token', 0.95, { ambiguous })])
  const result = await ask('USDC', [tool])
  expect(result).toEqual({ kind: 'clarify', question: 'Which USDC?', options: [{ label: 'native', say: '/token {"word":"0x1"}' }] })
  expect(await ask('/token {"word":"0x1"}', [tool])).toMatchObject({ kind: 'call', rung: 'command', input: { word: '0x1' } })
})

test('a missing field becomes its question', async () => {
  const tool = toolOf('token', () => [candidate('token', 0.95, { missing: [{ field: 'word', question: 'Which token?' }] })])
  expect(await ask('token', [tool])).toEqual({ kind: 'clarify', question: 'Which token?', options: [] })
})

test('a command takes JSON, words that its reader completes, or its one argument', async () => {
  const tool = toolOf('token', (text) => (text.includes('read') ? [candidate('token', 0.8)] : []))
  expect(await ask('/token {"word":"a"}', [tool])).toMatchObject({ rung: 'command', input: { word: 'a' } })
  expect(await ask('/token please read', [tool])).toMatchObject({ input: { word: 'token' } })
  expect(await ask('/token@petrel_bot USDC', [tool])).toMatchObject({ input: { word: 'USDC' } })
  expect(await ask('/token', [tool])).toMatchObject({ input: {} })
  await expect(ask('/token {oops', [tool])).rejects.toMatchObject({ code: 'input_invalid' })
})

test('policy is asked for commands and for readers', async () => {
  const operator = toolOf('doctor', () => [candidate('doctor', 1)], 'operator')
  await expect(ask('/doctor', [operator])).rejects.toMatchObject({ code: 'not_allowed' })
  await expect(ask('/nothing', [operator])).rejects.toMatchObject({ code: 'unknown_tool' })
  expect(await ask('doctor', [operator])).toEqual({ kind: 'open', candidates: [] })
  expect(await ask('/doctor', [operator], { ...everyone, role: 'operator' })).toMatchObject({ kind: 'call' })
})
