import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Block, figure, plain, text } from '../answer.ts'
import { openLog } from '../log.ts'
import { defineTool } from '../tool.ts'
import { createAgent } from './agent.ts'

/** Counts the letters of the message that is replied to; a bare command too. */
const letters = defineTool()({
  name: 'letters',
  title: 'Letters',
  description: 'Counts letters.',
  audience: 'everyone',
  reach: 'none',
  returns: 'strangers',
  input: z.object({ of: z.string().optional() }),
  read: (words, { quoted }) =>
    words === 'count this' && quoted
      ? [{ tool: 'letters', score: 0.95, input: { of: quoted.text }, missing: [], ambiguous: [], reading: 'its letters' }]
      : [],
  run: async ({ of }, { quoted, ledger }) =>
    ledger.measured({ name: 'letters', value: (of ?? quoted?.text ?? '').length, source: 'the message' }),
  answer: (record): Block[] => [text('Letters: ', figure(String(record.value), record.id), '.')],
  examples: [{ say: 'count this', input: {} }],
})

const agent = createAgent({
  tools: [letters],
  handles: {},
  resolve: { tokens: async () => [], labels: async () => [], labelOf: async () => undefined, values: async () => [] },
  memory: { previous: async () => undefined, choices: async () => [], recent: async () => [], forget: async () => 0 },
  models: { state: () => ({ phase: 'off' }), watch: () => () => {}, close: async () => {} },
  settings: { maxText: 500, steps: 3, comment: 'off' },
  log: openLog('silent'),
  now: () => 0,
})

test.each(['count this', '/letters'])('the text that a message replies to reaches readers and tools: %s', async (said) => {
  const inbound = { bot: 'telegram:1', id: 'a', chat: 'c', user: 'u', role: 'everyone', text: said, at: 0 } as const
  const quoted = { user: 'ann', text: 'seven letters or more', own: false }
  const context = { signal: new AbortController().signal, emit: () => {} }
  const words = ({ blocks }: { blocks: readonly Block[] }) => blocks.map((block) => ('parts' in block ? plain(block.parts) : '')).join('\n')
  expect(words(await agent.answer('t', { ...inbound, quoted }, context))).toBe(`Letters: ${quoted.text.length}.`)
  expect(words(await agent.answer('t', inbound, context))).not.toContain(String(quoted.text.length))
})
