import { expect, it } from 'vitest'
import type { HeardMessage } from '../../store/history.ts'
import { readDocument } from '../summarize/text/document.ts'
import { hasSubject, matterOf, topicsOf } from './matter.ts'
import { read } from './read.ts'
import { said } from './subject.ts'
import { talkMaterial } from './talk.ts'

const MINUTE = 60_000

/** Messages a minute apart: "who: what". */
const chat = (lines: readonly string[]): HeardMessage[] =>
  lines.map((line, i) => {
    const [user = '', text = ''] = line.split(': ')
    return { message: String(i), user, name: user, text, edited: false, at: i * MINUTE }
  })

/** A chat of small talk with something in it. */
const small = (lines: readonly string[], times = 12): string[] =>
  Array.from({ length: times }, (_, i) => ['ann: gm', 'ben: charts look like my heart rate', `cy: brb coffee number ${i}`]).flat().concat(lines) // biome-ignore format: short

const TALK = [
  'ann: the audit of the vault found two mediums',
  'ben: both findings of the audit are fixed since Tuesday',
  'cy: so the vault can open with a cap of 2 million?',
  'ann: the cap of the vault is 2 million for a month',
  'ben: who took my umbrella at the office yesterday?',
]

it('tells what several people spoke of, and nothing that only comes again', () => {
  const { units } = readDocument(talkMaterial(chat(small(TALK)), '').blocks)
  const told = matterOf(units, 3).map((index) => units[index]?.text)
  expect(told.length).toBeGreaterThan(1)
  for (const text of told) expect(text).toMatch(/audit|vault/)
  const topics = topicsOf(units)
  const asks = units.filter(({ text }) => text.endsWith('?'))
  expect(asks.filter((unit) => hasSubject(unit, topics)).map(({ text }) => text)).toEqual([
    'so the vault can open with a cap of 2 million?',
  ])
})

it('takes opinions that follow a subject without naming it, and leaves those on another', () => {
  const lines = [
    'ann: what do you say to the fee switch?',
    "ben: I'm for it if it ends in March",
    'cy: not a fan, the spreads are too thin',
    'ann: by the way the bridge was paused again',
    'ben: the bridge is a mistake, it should have been closed',
    'cy: agreed, the bridge is a bad idea',
  ]
  expect(said(chat(lines), 'the fee switch', true).map(({ text }) => text)).toEqual(lines.slice(0, 3).map((line) => line.split(': ')[1]))
  expect(said(chat(lines), 'the fee switch', false)).toHaveLength(1)
})

it('holds a subject to all of its words where a message has them', () => {
  const lines = ['ann: we are switching to the backup', 'ben: the fee switch comes on Monday', 'cy: gas fees are high']
  expect(said(chat(lines), 'the fee switch', false).map(({ user }) => user)).toEqual(['ben'])
  expect(said(chat(lines.slice(0, 1)), 'the fee switch', false).map(({ user }) => user)).toEqual(['ann'])
})

it('leaves out what was asked of a bot', () => {
  const blocks = talkMaterial(chat(['ann: @petrel_bot what did I miss', 'ben: <@1574864527634202624> price of UNI', 'cy: /catchup', 'ann: robots are here']), '').blocks // biome-ignore format: short
  expect(blocks.map(({ text }) => text)).toEqual(['robots are here'])
})

it.each([
  ['what did people decide', { form: 'decisions' }],
  ['which questions are still open?', { form: 'decisions' }],
  ['any decisions about the vaults?', { form: 'decisions', about: 'the vaults' }],
  ['¿qué se decidió?', { form: 'decisions' }],
  ['что решили по комиссии', { form: 'decisions', about: 'комиссии' }],
  ['what did I miss', {}],
  ['send me what I missed every day at 9:05', { daily: '09:05' }],
  ['find what was said about gas', { form: 'search', about: 'gas' }],
])('reads "%s"', (text, input) => {
  expect(read(text, { previous: undefined, resolve: {} as never, locale: 'en', now: 0 })[0]?.input).toEqual(input)
})

it.each([
  ['who is for it?', { form: 'views', about: 'the fee switch' }],
  ['and against?', { form: 'views', about: 'the fee switch' }],
  ['what was decided about it', { form: 'decisions', about: 'the fee switch' }],
  ['who said that?', { form: 'search', about: 'the fee switch' }],
  ['shorter', { form: 'search', about: 'the fee switch', length: 'short' }],
  ['and since yesterday?', { form: 'search', about: 'the fee switch', since: 'yesterday' }],
  ['and about the multisig?', { form: 'search', about: 'the multisig' }],
])('goes on with "%s"', (text, input) => {
  const previous = { tool: 'catchup', input: { form: 'search', about: 'the fee switch' } }
  expect(read(text, { previous, resolve: {} as never, locale: 'en', now: 0 })[0]?.input).toEqual(input)
})
