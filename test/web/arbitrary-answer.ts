import fc from 'fast-check'
import type { Answer, Block, Inline } from '../../core/answer.ts'
import type { PetrelRecord, RecordColumn, Scalar } from '../../core/record.ts'

/** Markup of every kind that a renderer must not let through, beside any text at all. */
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[click](https://evil.example)',
  '![x](https://evil.example/x.png)',
  '<https://evil.example>',
  'https://evil.example/a?b=c',
  'www.evil.example',
  '`code` **bold** _it_ ~~no~~',
  '# heading',
  '- item',
  '1. item',
  '> quote',
  '| a | b |\n| --- | --- |',
  '```\nfence\n```',
  '    indented',
  '[ref]: https://evil.example "t"',
  'setext\n===',
  'line\n---',
  '&lt;b&gt; &#60;',
  '\u001b[31mred\u001b[0m\u0007',
  '\u202egnp.exe\u2066',
  'a\u0000b\ud800c\ufffe',
  ']]>',
  '<!-- x -->',
  '$x^2$ @everyone \\',
  '中文 한국어 ελληνικά 🐦‍⬛',
]

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...ATTACKS),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.tuple(fc.constantFrom(...ATTACKS), fc.string({ maxLength: 8 }), fc.constantFrom(...ATTACKS)).map((parts) => parts.join('')),
)

const scalar: fc.Arbitrary<Scalar> = fc.oneof(anyText, fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const columnTypes: RecordColumn['type'][] = ['text', 'number', 'integer', 'time', 'address', 'hash', 'boolean']
const COLUMNS = 3

const table = (id: string): fc.Arbitrary<PetrelRecord> =>
  fc.record({
    kind: fc.constant('table' as const),
    id: fc.constant(id),
    name: anyText,
    columns: fc.array(fc.record({ name: anyText, unit: anyText, type: fc.constantFrom(...columnTypes) }), {
      minLength: COLUMNS,
      maxLength: COLUMNS,
    }),
    rows: fc.array(fc.array(scalar, { minLength: COLUMNS, maxLength: COLUMNS }), { maxLength: 40 }),
    origin: fc.constant('measured' as const),
    source: anyText,
    at: fc.integer({ min: 0, max: 4e12 }),
  })

const inlines: fc.Arbitrary<Inline[]> = fc.array(
  fc.oneof(anyText, fc.record({ figure: anyText, ref: fc.constant({ record: 'r1', row: 0, column: 1 }) })),
  { maxLength: 4 },
)

const columns = fc.array(fc.record({ title: anyText, align: fc.constantFrom('left' as const, 'right' as const) }), { maxLength: 4 })

export const anyChart = fc.record({
  kind: fc.constant('chart' as const),
  title: anyText,
  shape: fc.constantFrom('line' as const, 'bar' as const, 'area' as const),
  record: fc.constant('r1'),
  x: fc.nat({ max: COLUMNS }),
  y: fc.array(fc.nat({ max: COLUMNS }), { minLength: 1, maxLength: 2 }),
  unit: anyText,
  alt: anyText,
})

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    parts: inlines,
    tone: fc.constantFrom('plain' as const, 'note' as const, 'model' as const),
  }),
  fc.record({ kind: fc.constant('warning' as const), parts: inlines }),
  fc.record({ kind: fc.constant('figure' as const), label: anyText, figure: anyText, ref: fc.constant({ record: 'r1' }) }),
  fc.record({
    kind: fc.constant('table' as const),
    title: anyText,
    record: fc.constant('r1'),
    columns,
    rows: fc.array(fc.array(anyText, { maxLength: 5 }), { maxLength: 5 }),
    total: fc.nat(),
  }),
  anyChart,
  fc.record({
    kind: fc.constant('code' as const),
    language: fc.constantFrom('sql' as const, 'text' as const),
    title: anyText,
    text: anyText,
  }),
  fc.record({
    kind: fc.constant('sources' as const),
    items: fc.array(fc.record({ text: anyText, url: fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)'), anyText) }), {
      maxLength: 3,
    }),
  }),
  fc.record({ kind: fc.constant('buttons' as const), items: fc.array(fc.record({ label: anyText, say: anyText }), { maxLength: 3 }) }),
)

export const anyTable = table('r1')

/** Any answer that the types allow, with a stranger's worst in every text. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.record({
  id: fc.constant('t1'),
  rung: fc.constant('reader' as const),
  locale: fc.constantFrom('en', 'de', 'zh-CN', 'not a locale'),
  blocks: fc.array(block, { maxLength: 6 }),
  records: fc.tuple(anyTable).map((records) => [...records]),
  at: fc.constant(0),
})
