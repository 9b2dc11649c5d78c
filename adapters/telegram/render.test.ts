import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CallbackStore } from '../../core/callbacks.ts'
import { openLog } from '../../core/log.ts'
import { formatted } from '../../test/kits/telegram/entities.ts'
import { startTelegramKit, type TelegramKit } from '../../test/kits/telegram/kit.ts'
import { anyAnswer, anyText } from '../../test/web/arbitrary-answer.ts'
import { chartAnswer, volumeAnswer } from '../../test/web/sample-answers.ts'
import { openAccount } from './account.ts'
import { realClock } from './clock.ts'
import { deliver } from './deliver.ts'
import { createLive } from './live.ts'
import { toParts } from './parts.ts'
import { split } from './split.ts'
import type { Entity, Styled } from './styled.ts'

const callbacks: CallbackStore = {
  keep: async ({ says }) => says.map((_, index) => `id${index}`.padEnd(16, '0')),
  find: async () => undefined,
}

let kit: TelegramKit
beforeAll(async () => {
  kit = await startTelegramKit({ rates: false })
})
afterAll(() => kit.close())

/** The answer as one line for each message that a person would see. */
const outline = (answer: Parameters<typeof toParts>[0]) =>
  toParts(answer).parts.map((part) => {
    const { text, entities } = part.kind === 'text' ? part.body : part.caption
    const marks = entities.map(
      (entity) => `${entity.type}: ${JSON.stringify(text.slice(entity.offset, entity.offset + entity.length)).slice(0, 60)}`,
    )
    return { kind: part.kind, text, marks }
  })

test('of a real answer the table is a picture with the words before it as caption, the notes and the query are folded away', () => {
  expect(outline(volumeAnswer('a'))).toMatchInlineSnapshot(`
    [
      {
        "kind": "photo",
        "marks": [
          "bold: "Volume by token, last 7 days"",
          "italic: "5 / 9 rows"",
        ],
        "text": "Over the last 7 days WETH led with $4,812,033, which is 43.0 % of all volume.

    Volume by token, last 7 days
    5 / 9 rows",
      },
      {
        "kind": "text",
        "marks": [
          "expandable_blockquote: "Counted by the token that was bought.\\nThe query\\nselect to",
        ],
        "text": "Counted by the token that was bought.
    The query
    select token_bought_symbol as token, sum(amount_usd) as volume_usd, count(*) as trades
    from dex.trades
    where block_time >= timestamp '2026-03-07 15:09:00'
    group by 1 order by 2 desc limit 5
    Sources: dex.⁠trades on the demo chain, blocks 1 to 20,412",
      },
    ]
  `)
})

test('a chart is a picture with its sentence', () => {
  const { parts } = toParts(chartAnswer('b'))
  expect(parts.map(({ kind }) => kind)).toContain('photo')
  const photo = parts.find((part) => part.kind === 'photo')
  expect(photo?.kind === 'photo' && photo.png().subarray(1, 4).toString()).toBe('PNG')
})

/** The strict kit's own reading of a text, which throws where the platform would refuse. */
const accepted = ({ text, entities }: Styled, limit: number) => formatted({ text, entities: entities as Entity[] }, limit, 'text')

test('whatever the answer, its texts are valid', () => {
  fc.assert(
    fc.property(anyAnswer, (answer) => {
      for (const part of toParts(answer).parts) {
        if (part.kind === 'text') expect(accepted(part.body, 4096).text).not.toBe('')
        else accepted(part.caption, 1024)
      }
    }),
    { numRuns: 1500 },
  )
})

test('whatever the answer, the platform accepts every message of it, through the real client', { timeout: 90_000 }, async () => {
  const bot = kit.bot({ username: 'render_bot' })
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  const settings = {
    tokens: [bot.token],
    operators: [],
    apiRoot: kit.url,
    richMessages: true,
    webhookUrl: '',
    webhookHost: '',
    webhookPort: 0,
  }
  const clock = { ...realClock(Date.now), sleep: async () => {} }
  const account = openAccount(bot.token, { settings, log: openLog('silent') }, clock)
  account.limiter = { take: async () => {}, tryTake: () => true, penalty: () => {} }
  const live = createLive(account, { cancel: async () => {} })
  const inbound = { bot: account.name, id: '1', chat: String(ann.id), user: String(ann.id), role: 'everyone' as const, text: '', at: 0 }
  await fc.assert(
    fc.asyncProperty(anyAnswer, async (answer) => {
      const ids: string[] = []
      const delivery = { signal: new AbortController().signal, attempt: 1, accepted: [], accept: async (id: string) => void ids.push(id) }
      await deliver({ account, callbacks, live }, { id: answer.id, inbound, answer }, delivery)
      expect(ids.length).toBe(toParts(answer).parts.length)
    }),
    { numRuns: 60 },
  )
  expect(kit.calls().filter(({ status }) => status !== 200)).toEqual([])
  expect(kit.fromBot(chat, bot).length).toBeGreaterThan(60)
})

test('splitting loses no word, keeps each piece in its limit and its formatting', () => {
  const piece = fc.tuple(fc.oneof(anyText, fc.lorem({ maxCount: 30 })), fc.constantFrom('bold' as const, 'italic' as const, undefined))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.integer({ min: 20, max: 200 }), (pieces, limit) => {
      const text = pieces.map(([one]) => one.replace(/\p{Surrogate}/gu, '')).join('')
      const entities: Entity[] = []
      let offset = 0
      for (const [one, type] of pieces) {
        const { length } = one.replace(/\p{Surrogate}/gu, '')
        if (type && length > 0 && one.trim() !== '') entities.push({ type, offset, length })
        offset += length
      }
      const parts = split({ text, entities }, limit)
      for (const part of parts) expect(accepted(part, limit).text).toBe(part.text)
      expect(
        parts
          .map((part) => part.text)
          .join('')
          .replace(/\s/g, ''),
      ).toBe(text.replace(/\s/g, ''))
      const styledLetters = (list: readonly Styled[]) =>
        list
          .flatMap((one) => one.entities.map((entity) => one.text.slice(entity.offset, entity.offset + entity.length)))
          .join('')
          .replace(/\s/g, '').length
      expect(styledLetters(parts)).toBe(styledLetters([{ text, entities }]))
    }),
    { numRuns: 500 },
  )
})

test('a stranger’s text becomes neither link nor mention', () => {
  const texts = [
    'visit https://evil.example/claim now',
    'www.evil.example',
    '@admin look',
    'claim at evil-airdrop.xyz',
    'tg://resolve?domain=evil',
  ]
  for (const said of texts) {
    const [part] = toParts({ blocks: [{ kind: 'text', parts: [said] }], records: [], locale: 'en' }).parts
    const shown = part?.kind === 'text' ? part.body.text : ''
    expect(shown.replaceAll('\u2060', '')).toBe(said)
    expect(shown).not.toMatch(/:\/\/|@\w|\w\.[a-z]{2}/)
  }
})

test('a table that was asked for as a file comes with one, however small it is', () => {
  const answer = volumeAnswer('a')
  const documents = (file: 'csv' | 'json' | undefined) => {
    const blocks = answer.blocks.map((block) => (block.kind === 'table' && file ? { ...block, file } : block))
    return toParts({ ...answer, blocks }).parts.flatMap((part) =>
      part.kind === 'document' ? [[part.name, `${part.bytes()}`] as const] : [],
    )
  }
  const table = answer.records.find((record) => record.kind === 'table')
  expect(table?.kind === 'table' && table.rows.length).toBeLessThanOrEqual(12)
  expect(documents(undefined)).toEqual([])
  const [[name, csv] = ['', '']] = documents('csv')
  expect(name).toBe('table.csv')
  expect(csv.trim().split('\r\n')).toHaveLength(1 + (table?.kind === 'table' ? table.rows.length : 0))
  const [[other, json] = ['', '']] = documents('json')
  expect(other).toBe('table.json')
  expect(JSON.parse(json).rows).toHaveLength(table?.kind === 'table' ? table.rows.length : -1)
})
