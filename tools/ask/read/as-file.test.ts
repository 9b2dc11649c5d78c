import { expect, it } from 'vitest'
import { NOW } from '../testing/questions.ts'
import { registry } from '../testing/registry.ts'
import { asFile } from './as-file.ts'
import { readQuestion } from './read.ts'

it.each([
  ['daily volume last week as csv', 'daily volume last week', 'csv'],
  ['as csv', '', 'csv'],
  ['CSV', '', 'csv'],
  ['export it as a CSV file', '', 'csv'],
  ['give me that in json please', '', 'json'],
  ['top 10 tokens by volume, export to csv.', 'top 10 tokens by volume', 'csv'],
  ['volumen diario en csv', 'volumen diario', 'csv'],
  ['导出为CSV', '', 'csv'],
  ['每日交易量，导出 csv', '每日交易量', 'csv'],
  ['объем по дням в csv', 'объем по дням', 'csv'],
  ['günlük hacim csv olarak', 'günlük hacim', 'csv'],
  ['dưới dạng csv', '', 'csv'],
] as const)('parts "%s" from its format', (text, rest, file) => {
  const found = asFile(text)
  expect({ ...found, rest: found?.rest.replace(/[，]$/, '') }).toEqual({ rest, file })
})

it('leaves other messages alone', () => {
  for (const text of ['daily volume', 'what is csv used for', 'petrelcsv', 'price of CSVX']) expect(asFile(text)).toBeUndefined()
})

it('asks for the rows of the answer before, or of the question itself, and of nothing alone', async () => {
  const read = (text: string, previous?: object) =>
    readQuestion(text, { previous: previous && { tool: 'ask', input: previous }, resolve: registry, locale: 'en', now: NOW })
  const before = { metric: 'volume', by: ['token'], order: 'most', limit: 5 }
  expect((await read('as csv', before))[0]).toMatchObject({ input: { ...before, file: 'csv' } })
  expect((await read('as csv', before))[0]?.score).toBeGreaterThanOrEqual(0.9)
  expect((await read('daily volume last week as json'))[0]?.input).toEqual({
    metric: 'volume',
    per: 'day',
    period: 'last_week',
    file: 'json',
  })
  expect(await read('as csv')).toEqual([])
})
