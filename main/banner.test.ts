import { expect, test } from 'vitest'
import type { ModelState } from '../core/model.ts'
import { banner, modelLine } from './banner.ts'

const report = {
  model: { phase: 'off' } as ModelState,
  chains: [
    {
      chain: 31337,
      name: 'demo',
      from: 0,
      to: 1585,
      fromTime: 0,
      toTime: 86_400 * 16,
      head: 1585,
      lagBlocks: 0,
      phase: 'following' as const,
      rowsPerSecond: 0,
      remainingS: undefined,
    },
  ],
  parts: [],
  questions: ['a?', 'b?', 'c?'],
}

test('the banner names address, adapters, model, chain and three questions', () => {
  const shown = banner('1.2.3', 'http://127.0.0.1:3000', { adapters: ['http'], report })
  for (const part of [
    '1.2.3',
    'http://127.0.0.1:3000',
    'http',
    'none',
    'demo (31337), blocks 0 to 1585, 16.0 days',
    'a?',
    'b?',
    'c?',
    'Ctrl-C',
  ])
    expect(shown).toContain(part)
})

test('every state of the model says what a person wants to know', () => {
  const states: [ModelState, RegExp][] = [
    [{ phase: 'downloading', id: 'm', done: 50e6, total: 200e6, source: 'pypi' }, /m.*pypi.*50 of 200 MB/],
    [{ phase: 'loading', id: 'm' }, /m, loading/],
    [{ phase: 'failed', id: 'm', reason: 'No source gave it.', hint: 'Check the network.' }, /No source gave it\. Check the network\./],
  ]
  for (const [state, expected] of states) expect(modelLine(state)).toMatch(expected)
})
