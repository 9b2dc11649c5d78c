import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Inline } from '../../../core/answer.ts'
import type { PetrelRecord } from '../../../core/record.ts'
import { checkMessage } from '../../../test/kits/discord/check-message.ts'
import { readText } from '../../../test/kits/discord/read-text.ts'
import { choiceRows, choicesOf } from '../components.ts'
import { renderParts, renderPreview } from './render.ts'

const record: PetrelRecord = {
  kind: 'table',
  id: 'r1',
  name: 'daily volume',
  origin: 'measured',
  source: 'select 1',
  at: 0,
  columns: [
    { name: 'day', unit: '', type: 'time' },
    { name: 'volume', unit: 'USD', type: 'number' },
  ],
  rows: Array.from({ length: 30 }, (_, index) => [Date.UTC(2026, 0, index + 1), 1000 + index]),
}

const blocks: Block[] = [
  { kind: 'text', parts: ['WETH traded ', { figure: '1,029 USD', ref: { record: 'r1', row: 29, column: 1 } }, ' yesterday.'] },
  { kind: 'figure', label: 'Volume', figure: '$1,029', ref: { record: 'r1', row: 29, column: 1 } },
  { kind: 'text', parts: ['Days are in UTC.'], tone: 'note' },
  { kind: 'warning', parts: ['Names of tokens prove nothing.'] },
  {
    kind: 'table',
    title: 'Pools',
    record: 'r1',
    columns: [
      { title: 'pool', align: 'left' },
      { title: 'liquidity', align: 'right' },
    ],
    rows: [
      ['WETH/USDC', '12,000'],
      ['a_*b*', '7'],
    ],
    total: 9,
  },
  { kind: 'code', language: 'sql', title: 'Query', text: 'select sum(usd)\nfrom swaps' },
  { kind: 'sources', items: [{ text: 'prices.latest', url: 'https://example.org/a(b)' }, { text: 'block 123' }] },
  { kind: 'buttons', items: [{ label: 'Price', say: 'price of WETH' }] },
]

test('an answer in its Discord form', () => {
  const parts = renderParts({ blocks, records: [record], locale: 'en' })
  expect(parts).toHaveLength(1)
  expect(parts[0]?.content).toMatchInlineSnapshot(`
    "WETH traded 1,029 USD yesterday.

    Volume
    ## $1,029

    > ⚠️ Names of tokens prove nothing.

    **Pools**

    \`\`\`
    pool       liquidity
    ─────────  ─────────
    WETH/USDC     12,000
    a_*b*              7
    \`\`\`

    -# 2 rows shown, of 9
    -# Days are in UTC.

    **Query**

    \`\`\`sql
    select sum(usd)
    from swaps
    \`\`\`

    -# Source: [prices.latest](<https://example.org/a%28b%29>)
    -# Source: block 123"
  `)
  expect(parts[0]?.files.map(({ name }) => name)).toEqual(['table-1.csv'])
})

test('a chart is a picture with words for those who cannot see it; without files it is drawn in characters', () => {
  const chart: Block = {
    kind: 'chart',
    title: 'Daily volume',
    shape: 'bar',
    record: 'r1',
    x: 0,
    y: [1],
    unit: 'USD',
    alt: 'It rose every day.',
  }
  const [part] = renderParts({ blocks: [chart], records: [record], locale: 'en' })
  expect(part?.content).toBe('**Daily volume (USD)**\n\n-# It rose every day.')
  expect(part?.files[0]).toMatchObject({ name: 'chart-1.png', mime: 'image/png', alt: 'It rose every day.' })
  const [bare] = renderParts({ blocks: [chart], records: [record], locale: 'en' }, { files: false })
  expect(bare?.files).toEqual([])
  expect(bare?.content).toContain('Daily volume (USD)')
})

test('a wide table is a picture and a file with exact values', () => {
  const columns = Array.from({ length: 8 }, (_, index) => ({ title: `a rather long title ${index}`, align: 'left' as const }))
  const table: Block = { kind: 'table', record: 'r1', columns, rows: [columns.map(() => 'a value of some length')] }
  const [part] = renderParts({ blocks: [table], records: [record], locale: 'en' })
  expect(part?.files.map(({ name, mime }) => [name, mime])).toEqual([
    ['table-1.png', 'image/png'],
    ['table-1.csv', 'text/csv'],
  ])
})

test('an answer of many messages ends in a file with the whole', () => {
  const many: Block[] = Array.from({ length: 40 }, (_, index) => ({ kind: 'text', parts: [`${index} ${'word '.repeat(300)}`] }))
  const parts = renderParts({ blocks: many, records: [], locale: 'es' })
  expect(parts).toHaveLength(7)
  expect(parts.at(-1)).toMatchObject({ content: '-# El resto está en el archivo.', files: [{ name: 'answer.md' }] })
})

test('an answer without words says so', () => {
  expect(renderParts({ blocks: [{ kind: 'text', parts: ['  '] }], records: [], locale: 'en' })).toEqual([
    { content: 'There is nothing to show.', files: [] },
  ])
})

test('a preview shows the blocks that are there', () => {
  expect(renderPreview(blocks, 'en')).toContain('WETH traded 1,029 USD yesterday.')
})

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        '@everyone',
        '<@1>',
        '<#2>',
        '<@&3>',
        '```',
        '`',
        '**',
        '__',
        '||',
        '~~',
        '\\',
        '\n',
        '# ',
        '-# ',
        '> ',
        '>>> ',
        '- ',
        '1. ',
        '[a](https://x.y)',
        'https://evil.example',
        'discord.gg/abc',
        '<t:1:R>',
        '</ask:1>',
        ' ',
        'word',
        '\ud83d',
        '👩‍👩‍👧‍👦',
        '中文',
        ':a:',
        '<:a:1>',
        '_',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
  fc.string({ minLength: 1, maxLength: 4 }).map((text) => text.repeat(900)),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  nasty,
  nasty.map((figure) => ({ figure, ref: { record: 'r1' } })),
)
const columns = fc.array(fc.record({ title: nasty, align: fc.constantFrom('left' as const, 'right' as const) }), { maxLength: 5 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    parts: fc.array(inline, { maxLength: 4 }),
    tone: fc.constantFrom('plain' as const, 'note' as const, 'model' as const),
  }),
  fc.record({ kind: fc.constant('warning' as const), parts: fc.array(inline, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('figure' as const), label: nasty, figure: nasty, ref: fc.constant({ record: 'r1' }) }),
  fc.record({ kind: fc.constant('code' as const), language: fc.constantFrom('sql' as const, 'text' as const), title: nasty, text: nasty }),
  fc.record({
    kind: fc.constant('sources' as const),
    items: fc.array(fc.record({ text: nasty, url: fc.oneof(nasty, fc.webUrl()) }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    title: nasty,
    record: fc.constantFrom('r1', 'none'),
    columns,
    rows: fc.array(fc.array(nasty, { maxLength: 5 }), { maxLength: 6 }),
  }),
  fc.record({ kind: fc.constant('buttons' as const), items: fc.array(fc.record({ label: nasty, say: nasty }), { maxLength: 30 }) }),
)

/** Files as the server would get them. */
const uploads = (files: readonly { name: string; mime: string; bytes: Uint8Array }[]) =>
  files.map((file, index) => ({ index: String(index), ...file }))

test('whatever the answer, Discord accepts each of its messages', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), fc.boolean(), fc.boolean(), (made, files, embeds) => {
      const parts = renderParts({ blocks: made, records: [record], locale: 'en', tool: 'risk' }, { files, embeds })
      const choices = choicesOf(made)
      const components = choiceRows(
        choices,
        choices.map((_, index) => `cb${index}`),
        'en',
      )
      expect(parts.length).toBeGreaterThan(0)
      for (const [index, part] of parts.entries()) {
        const attachments = part.files.map(({ alt }, id) => ({ id, description: alt }))
        const mention = index === 0 ? '<@123456789012345678> ' : ''
        checkMessage(
          {
            content: mention + part.content,
            attachments,
            embeds: part.embeds ?? [],
            ...(index === parts.length - 1 ? { components } : {}),
          },
          uploads(part.files),
        )
      }
    }),
    { numRuns: 100 },
  )
}, 120_000)

test('no words of anybody become markup, a mention or a link', () => {
  const words = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('text' as const), parts: fc.array(inline, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('sources' as const), items: fc.array(fc.record({ text: nasty }), { minLength: 1, maxLength: 2 }) }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(words, (made) => {
      for (const { content } of renderParts({ blocks: made as Block[], records: [], locale: 'en' }))
        expect(readText(content).marks.filter((mark) => mark !== 'subtext')).toEqual([])
    }),
    { numRuns: 500 },
  )
})

/** Blocks of which cards are made, with words of anybody in them and often too many. */
const label = fc.record({ kind: fc.constant('text' as const), parts: fc.tuple(nasty.map((one) => `${one}: `), fc.record({ figure: nasty, ref: fc.constant({ record: 'r1' }) })) }) // biome-ignore format: one shape
const point = fc.record({ kind: fc.constant('text' as const), parts: nasty.map((one) => [`• ${one}`]) })
const small = fc.record({ kind: fc.constant('text' as const), tone: fc.constant('note' as const), parts: nasty.map((one) => [one]) })
const danger = fc.record({ kind: fc.constant('warning' as const), parts: nasty.map((one) => [`danger ${one}`]) })
const pairs = fc.record({
  ...{ kind: fc.constant('table' as const), record: fc.constant('r1') },
  columns: fc.constant([{ title: 'a', align: 'left' as const }, { title: 'b', align: 'right' as const }]),
  rows: fc.array(fc.tuple(nasty, fc.oneof(nasty, fc.string({ maxLength: 1500 }))), { minLength: 1, maxLength: 30 }),
}) // biome-ignore format: one shape

test('a card keeps all of the limits of embeds together, and warnings never hide in it', () => {
  let cards = 0
  fc.assert(
    fc.property(fc.array(fc.oneof(label, point, small, danger, pairs), { maxLength: 12 }), (made) => {
      const head: Block = { kind: 'text', parts: ['WETH is a token.'] }
      const parts = renderParts({ blocks: [head, ...made] as Block[], records: [record], locale: 'en', tool: 'token' }, { embeds: true })
      const [embed] = parts[0]?.embeds ?? []
      cards += embed ? 1 : 0
      for (const part of parts)
        checkMessage(
          { content: part.content, embeds: part.embeds ?? [], attachments: part.files.map((_, id) => ({ id })) },
          uploads(part.files),
        )
      const words = parts.map(({ content }) => content).join('\n')
      expect(words).toContain('WETH is a token')
      const warned = made.filter(({ kind }) => kind === 'warning').length
      // What fills more than six messages comes whole as a file, warnings too.
      const whole = !parts.some(({ files }) => files.some(({ name }) => name === 'answer.md'))
      if (embed && whole) expect(words.match(/> ⚠️/g)?.length ?? 0).toBe(warned)
      for (const { name, value } of embed?.fields ?? []) for (const text of [name, value]) expect(readText(text).marks).toEqual([])
    }),
    { numRuns: 40 },
  )
  expect(cards).toBeGreaterThan(5)
}, 120_000)

test('a verdict, a token and an alert are cards where embeds are seen, and text where they are not', () => {
  const made: Block[] = [
    { kind: 'warning', parts: ['Danger: SAFE (Safe Coin).'] },
    { kind: 'warning', parts: ['• The owner can take all tokens.'] },
    { kind: 'text', parts: ['• The liquidity is not locked.'] },
    { kind: 'text', parts: ['Price: ', { figure: '$1.00', ref: { record: 'r1' } }, '.'] },
    { kind: 'text', parts: ['Read at block 12.'], tone: 'note' },
  ]
  const answer = { blocks: made, records: [record], locale: 'en', tool: 'risk' }
  expect(renderParts(answer, { embeds: true })).toEqual([
    {
      content: '> ⚠️ Danger: SAFE (Safe Coin).\n\n> ⚠️ • The owner can take all tokens.',
      files: [],
      embeds: [
        {
          color: 0xd64545,
          fields: [{ name: 'Price', value: '$1.00', inline: true }],
          description: '• The liquidity is not locked.',
          footer: { text: 'Read at block 12.' },
        },
      ],
    },
  ])
  expect(renderParts(answer)[0]).not.toHaveProperty('embeds')
  expect(renderParts({ ...answer, tool: 'ask' }, { embeds: true })[0]).not.toHaveProperty('embeds')
})

test('a small table that was asked for as a file comes with one', () => {
  const columns = record.kind === 'table' ? record.columns.map(({ name }) => ({ title: name, align: 'left' as const })) : []
  const names = (file: 'csv' | 'json' | undefined) => {
    const table: Block = { kind: 'table', record: record.id, columns, rows: [columns.map(() => 'x')], ...(file ? { file } : {}) }
    return renderParts({ blocks: [table], records: [record], locale: 'en' }).flatMap((part) => part.files.map(({ name }) => name))
  }
  expect(names(undefined)).toEqual([])
  expect(names('csv')).toEqual(['table-1.csv'])
  expect(names('json')).toEqual(['table-1.json'])
})
