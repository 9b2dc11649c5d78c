import { expect, it } from 'vitest'
import type { Previous } from '../../core/tool.ts'
import { summarizeInput } from './input.ts'
import { read } from './read.ts'

const reading = (text: string, previous?: Previous) => read(text, { previous, resolve: {} as never, locale: 'en', now: 0 })

it.each([
  ['summarise https://x.org/a/b', { url: 'https://x.org/a/b' }],
  ['summarize this link: https://x.org/a.', { url: 'https://x.org/a' }],
  ['tl;dr https://x.org/a', { url: 'https://x.org/a', form: 'gist' }],
  ['give me the key points of https://x.org/a in detail', { url: 'https://x.org/a', form: 'bullets', length: 'long' }],
  ['what changed in https://github.com/a/b/releases', { url: 'https://github.com/a/b/releases', form: 'changes' }],
  ['what do people think about EIP-7702, for and against', { url: 'EIP-7702', form: 'views' }],
  ['summarize eip-1559 in your own words', { url: 'eip-1559', own: true }],
  ['resume https://x.org/a en español', { url: 'https://x.org/a', language: 'es' }],
  [
    'summarise https://x.org/a and https://y.org/b every day at 9:00',
    { url: 'https://x.org/a', also: ['https://y.org/b'], daily: '09:00' },
  ],
  ['总结 https://x.org/a', { url: 'https://x.org/a' }],
])('%s', (text, input) => {
  const [found] = reading(text)
  expect(found?.input).toEqual(input)
  expect(found?.score).toBeGreaterThanOrEqual(0.9)
  expect(summarizeInput.safeParse(found?.input).success).toBe(true)
})

it('takes a pasted text after the request', () => {
  const text =
    'The bridge was paused on Monday because of a bug in the relayer. No funds were lost, and a report follows in two weeks from now on.'
  expect(reading(`summarise this:\n${text}`)[0]?.input).toEqual({ text })
})

it.each([
  ['shorter please', { length: 'short' }],
  ['as a timeline', { form: 'timeline' }],
  ['what does it say about the quorum?', { form: 'bullets', focus: 'the quorum' }],
  ['for and against', { form: 'views' }],
])('follows up: %s', (text, more) => {
  const previous = { tool: 'summarize', input: { url: 'https://x.org/a', length: 'medium' } }
  expect(reading(text, previous)[0]?.input).toMatchObject({ url: 'https://x.org/a', ...more })
  expect(reading(text)).toEqual([])
})

it('leaves other messages alone', () => {
  for (const text of [
    'what is UNI',
    'volume of WETH this week',
    'what changed in the price of UNI',
    'hello',
    'swap 1 ETH to USDC',
    'how are you today',
  ])
    expect(reading(text)).toEqual([])
  expect(reading('look at https://x.org/a')).toEqual([])
  expect(reading('https://x.org/a')[0]?.score).toBeLessThan(0.9)
})
