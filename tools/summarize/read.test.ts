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

const long = 'The council met on Monday and lowered the fee of the vault from 8 % to 5 %. '.repeat(6)
const replying = (text: string, quoted: string, previous?: Previous) =>
  read(text, { previous, resolve: {} as never, locale: 'en', now: 0, quoted: { text: quoted, own: false } })

it.each(['summarise this', 'tl;dr?', 'resume esto', 'кратко, пожалуйста', '总结一下', 'özetle', 'tóm tắt giúp'])(
  'takes the message that is replied to: %s',
  (text) => {
    const [found] = replying(text, long)
    expect(found?.input.text).toBe(long)
    expect(found?.score).toBeGreaterThanOrEqual(0.9)
    expect(reading(text).filter(({ input }) => input.text !== undefined)).toEqual([])
  },
)

it('takes the link of a message that is little else, and leaves replies that ask something else alone', () => {
  expect(replying('summarise this', 'look: https://x.org/a!')[0]?.input).toMatchObject({ url: 'https://x.org/a' })
  expect(replying('summarise this', `${long} https://x.org/a`)[0]?.input.text).toContain('The council')
  expect(replying('what are the arguments for and against?', long)[0]?.input).toMatchObject({ form: 'views', text: long })
  expect(replying('thanks, that helps', long)).toEqual([])
  expect(replying('what is the price of UNI', long)).toEqual([])
  expect(replying('summarise https://y.org/b', long)[0]?.input).toEqual({ url: 'https://y.org/b' })
})

it.each([
  ['¿qué opina la gente sobre EIP-7702?', { url: 'EIP-7702', form: 'views' }],
  ['что люди думают о EIP-7702, за и против', { url: 'EIP-7702', form: 'views' }],
  ['insanlar EIP-7702 hakkında ne düşünüyor', { url: 'EIP-7702', form: 'views' }],
  ['mọi người nghĩ gì về EIP-7702', { url: 'EIP-7702', form: 'views' }],
  ['大家对EIP-7702怎么看', { url: 'EIP-7702', form: 'views' }],
  ['перескажи https://x.org/a по-русски', { url: 'https://x.org/a', language: 'ru' }],
  ['resume https://x.org/a cada día a las 9:00', { url: 'https://x.org/a', daily: '09:00' }],
  ['суть https://x.org/a', { url: 'https://x.org/a', form: 'gist' }],
])('in other languages: %s', (text, input) => {
  const [found] = reading(text)
  expect(found?.input).toEqual(input)
  expect(found?.score).toBeGreaterThanOrEqual(0.9)
})

it.each([
  ['короче', { length: 'short' }],
  ['подробнее', { length: 'long' }],
  ['что там сказано про кворум?', { focus: 'кворум' }],
  ['¿qué dice sobre el quórum?', { focus: 'el quórum' }],
  ['关于法定人数说了什么', { focus: '法定人数' }],
  ['kuorum hakkında ne diyor', { focus: 'kuorum' }],
  ['nó nói gì về quorum', { focus: 'quorum' }],
  ['who is against it?', { form: 'views' }],
  ['when does the vote start?', { form: 'timeline' }],
  ['когда начнётся голосование?', { form: 'timeline' }],
])('follows up in other languages: %s', (text, more) => {
  const previous = { tool: 'summarize', input: { url: 'https://x.org/a', length: 'medium' } }
  expect(reading(text, previous)[0]?.input).toMatchObject({ url: 'https://x.org/a', ...more })
})
