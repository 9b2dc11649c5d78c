import { afterEach, expect, test } from 'vitest'
import type { Block, TableBlock } from '../../core/answer.ts'
import type { TableRecord } from '../../core/record.ts'
import { type Running, run } from './running.case.ts'

let running: Running | undefined
afterEach(async () => {
  await running?.close()
  running = undefined
})

const record = (rows: number): TableRecord => ({
  kind: 'table',
  id: 'r',
  name: 'trades',
  columns: [
    { name: 'token', unit: '', type: 'text' },
    { name: 'volume', unit: 'USD', type: 'number' },
  ],
  rows: Array.from({ length: rows }, (_, index) => [`TOKEN${index}`, index * 1000.5]),
  origin: 'measured',
  source: 'select 1',
  at: 0,
})

const table = (rows: number, wide = false): TableBlock => ({
  kind: 'table',
  title: 'Volume',
  record: 'r',
  columns: [
    { title: 'Token', align: 'left' },
    { title: 'Volume', align: 'right' },
  ],
  rows: Array.from({ length: rows }, (_, index) => [
    `TOKEN${index}${wide ? ' with a very long name that no phone shows' : ''}`,
    `$${index},000.50`,
  ]),
})

async function answered(blocks: readonly Block[], setup: Parameters<typeof run>[0] = {}) {
  running = await run({ answer: async () => blocks, records: [record(30)], ...setup })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.direct(ann, bot)
  kit.say(chat, ann, 'question')
  await kit.until(() => kit.fromBot(chat, bot).length > 0 && running?.turns.undelivered() === 0, 'the delivery')
  return { kit, chat, ann, bot, seen: kit.fromBot(chat, bot) }
}

test('a small table is text of fixed width', async () => {
  const { seen } = await answered([table(3)], { records: [] })
  expect(seen).toHaveLength(1)
  expect(seen[0]?.text).toBe(
    'Volume\nToken       Volume\n──────  ──────────\nTOKEN0  $0,000.50\nTOKEN1  $1,000.50\nTOKEN2  $2,000.50'.replace(
      'Token       Volume\n──────  ──────────',
      'Token      Volume\n──────  ─────────',
    ),
  )
  expect(seen[0]?.entities.map(({ type }) => type)).toEqual(['bold', 'pre'])
})

test('a wide table is a rich message where the server has them, with no links in it, and a picture where not', async () => {
  const first = await answered([table(3, true)])
  expect(first.seen.map(({ kind }) => kind)).toEqual(['rich', 'document'])
  expect(first.kit.calls('sendRichMessage')[0]?.params.rich_message).toMatchObject({
    skip_entity_detection: true,
    blocks: [{ type: 'table', caption: 'Volume' }],
  })
  await running?.close()
  const { kit, chat, ann, bot, seen } = await answered([table(3, true)], { kit: { features: { rich: false } } })
  expect(seen.map(({ kind }) => kind)).toEqual(['photo', 'document'])
  kit.say(chat, ann, 'again')
  await kit.until(() => kit.fromBot(chat, bot).length === 4, 'the second answer')
  // Asked once: the lack is remembered.
  expect(kit.calls('sendRichMessage')).toHaveLength(1)
})

test('a few words before a picture are one message with it, many are not', async () => {
  const lead: Block = { kind: 'text', parts: ['WETH leads.'] }
  const first = await answered([lead, { kind: 'figure', label: 'Volume', figure: '$5', ref: { record: 'r' } }, table(3, true)])
  expect(first.seen.map(({ kind }) => kind)).toEqual(['rich', 'document'])
  expect(first.kit.calls('sendRichMessage')[0]?.params.rich_message).toMatchObject({
    blocks: [
      { type: 'paragraph', text: ['WETH leads.'] },
      { type: 'paragraph', text: ['Volume: ', { type: 'bold', text: '$5' }] },
      { type: 'table' },
    ],
  })
  await running?.close()
  const second = await answered([lead, table(3, true)], { kit: { features: { rich: false } } })
  expect(second.seen[0]).toMatchObject({ kind: 'photo', text: 'WETH leads.\n\nVolume' })
  expect(second.kit.calls('sendPhoto')[0]?.params.show_caption_above_media).toBe('true')
  await running?.close()
  const third = await answered([{ kind: 'text', parts: ['word '.repeat(150)] }, table(3, true)])
  expect(third.seen.map(({ kind }) => kind)).toEqual(['text', 'rich', 'document'])
})

test('a large table brings all of its rows as CSV', async () => {
  const { seen } = await answered([{ ...table(20), total: 30 }])
  const file = seen.at(-1)?.file
  expect(file).toMatchObject({ name: 'table.csv' })
  expect(file?.bytes.toString().split('\r\n')).toHaveLength(32)
  expect(file?.bytes.toString()).toContain('TOKEN29,29014.5')
})

test('two columns of words are lines whose commands can be tapped', async () => {
  const rows = [
    ['/ask', 'Answers a question about chain data in your own words.'],
    ['/token', 'Describes a token.'],
  ]
  const { seen } = await answered(
    [
      {
        ...table(0),
        columns: [
          { title: 'Command', align: 'left' },
          { title: 'What it does', align: 'left' },
        ],
        rows,
      },
    ],
    { records: [] },
  )
  expect(seen[0]?.text).toBe('Volume\n/ask — Answers a question about chain data in your own words.\n/token — Describes a token.')
})

test('one row is a list of its columns, with the address to copy', async () => {
  const address = `0x${'ab'.repeat(20)}`
  const columns = ['token', 'price', 'token address'].map((title) => ({ title, align: 'left' as const }))
  const { seen } = await answered([{ kind: 'table', record: 'r', columns, rows: [['UNI', '$8.41', address]] }], { records: [] })
  expect(seen.map(({ text }) => text)).toEqual([`token: UNI\nprice: $8.41\ntoken address: ${address}`])
  expect(seen[0]?.entities.map(({ type }) => type)).toEqual(['bold', 'bold', 'bold', 'code'])
})

test('a chart is a picture that says what it shows', async () => {
  const { seen } = await answered([
    { kind: 'chart', title: 'Daily volume', shape: 'bar', record: 'r', x: 0, y: [1], unit: 'USD', alt: 'It rose from 0 to 29,014.5.' },
  ])
  expect(seen).toMatchObject([{ kind: 'photo', text: 'Daily volume\nIt rose from 0 to 29,014.5.' }])
  expect(seen[0]?.file?.bytes.subarray(1, 4).toString()).toBe('PNG')
})

test('a long answer is parted between its paragraphs, and a very long one goes on in a file', async () => {
  const paragraph = (index: number): Block => ({ kind: 'text', parts: [`${index}. ${'word '.repeat(180)}end ${index}.`] })
  const { seen } = await answered(Array.from({ length: 10 }, (_, index) => paragraph(index)))
  expect(seen.length).toBeGreaterThan(1)
  for (const { text } of seen) expect(text).toMatch(/^\d+\. [\s\S]*end \d+\.$/)
  await running?.close()
  const long = await answered(Array.from({ length: 40 }, (_, index) => paragraph(index)))
  expect(long.seen.map(({ kind }) => kind)).toEqual(['text', 'text', 'text', 'document'])
  expect(long.seen.at(-1)?.file?.bytes.toString()).toContain('end 39.')
})

test('long code is a file', async () => {
  const { seen } = await answered([{ kind: 'code', language: 'solidity', title: 'Source', text: 'contract A {}\n'.repeat(400) }])
  expect(seen).toMatchObject([{ kind: 'document', text: 'Source', file: { name: 'solidity.sol' } }])
})

test('buttons stand under the last message; an answer of buttons alone gets a word', async () => {
  const buttons: Block = {
    kind: 'buttons',
    items: [
      { label: 'One', say: '1' },
      { label: 'Two', say: '2' },
      { label: 'Three', say: '3' },
    ],
  }
  const { seen } = await answered([buttons, { kind: 'text', parts: ['Hello'] }, table(20)])
  expect(seen.map(({ buttons: rows }) => rows.map((row) => row.map(({ text }) => text)))).toEqual([
    ...seen.slice(1).map(() => []),
    [['One', 'Two'], ['Three']],
  ])
  await running?.close()
  const alone = await answered([buttons])
  expect(alone.seen).toMatchObject([{ text: 'Choose:' }])
})

test('sources are links, and nothing else is', async () => {
  const { seen } = await answered([
    { kind: 'text', parts: ['see https://evil.example'] },
    {
      kind: 'sources',
      items: [
        { text: 'explorer', url: 'https://explorer.example/tx/1' },
        { text: 'bad', url: 'javascript:alert(1)' },
      ],
    },
  ])
  expect(seen[0]?.entities).toEqual([{ type: 'text_link', url: 'https://explorer.example/tx/1', offset: expect.any(Number), length: 8 }])
})

test('addresses can be copied by a tap', async () => {
  const address = `0x${'aB'.repeat(20)}`
  const { seen } = await answered([{ kind: 'text', tone: 'note', parts: [`pool ${address} is new`] }])
  expect(seen[0]?.entities.map(({ type }) => type)).toEqual(['italic', 'code', 'italic'])
})

test('an answer to a topic that was deleted meanwhile goes to the chat', async () => {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  running = await run({ answer: async () => held.then(() => [{ kind: 'text' as const, parts: ['late'] }]) })
  const { kit, bot } = running
  const ann = kit.user('Ann')
  const chat = kit.group({ admins: [ann], bots: [bot] })
  const topic = kit.topic(chat, 'Prices')
  const asked = kit.say(chat, ann, '@petrel_bot hello', { thread: topic })
  await kit.until(() => running?.inbounds.length === 1, 'the question')
  chat.topics.delete(topic)
  chat.messages.delete(asked.message_id)
  release()
  await kit.until(() => kit.fromBot(chat, bot).some(({ text }) => text === 'late'), 'the answer')
})
