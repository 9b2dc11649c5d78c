import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLedger } from '../ledger.ts'
import { checkProse } from './check.ts'

const NOW = Date.UTC(2026, 10, 24, 5)
const WETH = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'

function records() {
  const ledger = createLedger(() => NOW)
  ledger.measured({ name: 'swaps in the last 24 hours', value: 12_345, source: 'sql' })
  ledger.measured({ name: 'price of WETH', value: 3120.456, unit: 'USD', source: 'sql' })
  ledger.measured({ name: 'latest block', value: 19_000_123n, unit: 'block', source: 'rpc', chain: 31_337, block: 19_000_123 })
  ledger.measured({ name: 'share', value: 66.71, unit: '%', source: 'sql' })
  ledger.measured({ name: 'change', value: -4.2, unit: '%', source: 'sql' })
  ledger.measured({ name: 'volume', value: 1_234_567.89, unit: 'USD', source: 'sql' })
  ledger.measured({ name: 'supply', value: '5000000', unit: 'USDC', source: 'rpc' })
  ledger.measured({ name: 'reorg depth', value: 5, unit: 'block', source: 'rpc' })
  ledger.table({
    name: 'top tokens',
    source: 'sql',
    columns: [
      { name: 'token', unit: '', type: 'text' },
      { name: 'address', unit: '', type: 'address' },
      { name: 'volume', unit: 'USD', type: 'number' },
      { name: 'time', unit: '', type: 'time' },
    ],
    rows: [
      ['WETH', WETH, 98_765.4, Date.UTC(2024, 4, 1, 14, 32)],
      ['USDC', '0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48', 4321, Date.UTC(2024, 4, 2)],
      ['1INCH', '0x111111111117dc0aa78b770fa6a738034120c302', 12, Date.UTC(2024, 4, 3)],
    ],
  })
  return ledger.all()
}
const RECORDS = records()
const check = (text: string, locale = 'en', words = 'swap 7 ETH please') => checkProse(text, { records: RECORDS, words, locale })

describe('supported prose stays as it was written', () => {
  it.each([
    'There were 12,345 swaps.',
    'There were about 12 thousand swaps in the last 24 hours.',
    'Twelve thousand swaps.',
    'About twelve thousand three hundred swaps.',
    'The price is $3,120.46.',
    'The latest block is 19,000,123.',
    'It holds 66.7% of it, about two thirds.',
    'It fell 4.2%.',
    'It fell by four point two percent.',
    'Volume was $1.23M.',
    'Volume was $1.2 million.',
    'You asked for 7 ETH.',
    'The top pool is WETH, at 0xc02a…6cc2.',
    'The top 3 tokens are WETH, USDC and 1INCH.',
    'The second largest is USDC with $4,321.',
    'It happened on May 1, 2024 at 14:32 UTC.',
    'It is an ERC-20 token on Uniswap V3.',
    'One of the largest pools, no one knows why.',
    '1 ETH = $3,120.46 today.',
    '6671 bps.',
    'between 4,321 and 98,765.4 dollars',
    '٥ blocks',
    'First, it is a third-party pool; the zero address sent nothing.',
  ])('%s', (text) => expect(check(text)).toMatchObject({ kept: text, dropped: [] }))

  it.each([
    'El precio es de 3.120,46 dólares.',
    'Hubo doce mil swaps.',
    'Unos cinco millones de USDC.',
    'Bajó un 4,2 %.',
    'Es uno de los mayores.',
  ])('%s', (text) => expect(check(text, 'es').kept).toBe(text))

  it.each(['过去24小时共有12,345笔交易。', '约一万二千笔交易。', '占比百分之六十六点七。', '五百万 USDC', '2024年5月1日', '三分之二'])(
    '%s',
    (text) => expect(check(text, 'zh').kept).toBe(text),
  )
})

describe('a figure without a record goes, whatever it wears', () => {
  it.each([
    '12,346 swaps', 'thirteen thousand swaps', 'half a million dollars', 'a dozen swaps', 'It doubled.', '10x gains', '１２３４ swaps', '١٢٣٤ swaps', '1\u200b2\u200b9 swaps', '1O,OOO swaps', 'lO,OOO swaps', 'XIV swaps', '3×10⁶ dollars', '1e9',
    'four two zero swaps', '4 2 0 swaps', 'f-i-v-e hundred', 'twel ve swaps', 'fivehundred swaps', '½ of supply', '3½ ETH', '①②③', '🔟 swaps', '5️⃣0️⃣0️⃣ swaps', '𝟙𝟚𝟛 swaps', '&#49;&#50;&#51; swaps', 'tw**el**ve swaps', 'fіve hundred swaps',
    'ﬁve hundred', 'hundreds of swaps', 'cinq cents', 'zweihundert', 'один миллион', '9.9.9.9', 'in 2023', 'the third quarter', '99th', '50 basis points', 'zero swaps', 'MMXXIV', '3 × 4 blocks', 'between 3 and 6 swaps', 'minus five blocks',
  ])('%s', (text) => expect(check(text).kept).toBe('')) // biome-ignore format: a list reads better

  it.each(['quinientos swaps', 'medio millón', 'el doble', 'la mitad', 'veintitrés', 'once swaps', '1.234 swaps'])('%s', (text) =>
    expect(check(text, 'es').kept).toBe(''),
  )
  it.each(['三千笔交易', '百分之五十', '翻倍', '两倍', '数千笔', '三成', '壹佰', '二〇二三年'])('%s', (text) =>
    expect(check(text, 'zh').kept).toBe(''),
  )
})

describe('addresses, hashes, links and dates', () => {
  it.each([
    '0xdeadbeef', '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc3', 'c02aaa39b223fe8d0a0e5c4f27ead9083c756cc3', '0xc02a…6cc3', '0xc0…c2', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq', 'https://evil.example/x', 'scam.xyz', 'vitalik.eth',
    'DM @scam_support', 'on May 9, 2024', 'at 15:00', '2024-05-01 14:33',
  ])('%s goes', (text) => expect(check(text).kept).toBe('')) // biome-ignore format: a list reads better

  it('keeps a link of the asker', () => {
    expect(check('See https://example.org/a.', 'en', 'what is https://example.org/a?').kept).toBe('See https://example.org/a.')
  })
})

describe('units', () => {
  it.each([
    '$5 was the fee.',
    '5% of it.',
    '5 USDC.',
    '12,345 USDC.',
    '$12,345.',
    '3,120.456 blocks',
    'It rose 4.2%.',
    '66.71 swaps',
    '19,000,123 dollars',
  ])('%s has a record of another unit only', (text) => expect(check(text).kept).toBe(''))
  it('reads the ends of a range with one unit', () => {
    expect(check('between 4,321 and 98,765.4 blocks').kept).toBe('')
    expect(check('$4,321–98,765.4').kept).not.toBe('')
  })
})

describe('structure', () => {
  it('lets list markers count from one and nothing else', () => {
    expect(check('1. WETH leads.\n2. USDC follows.\n3. 1INCH is last.').dropped).toEqual([])
    expect(check('8. WETH leads.').kept).toBe('')
    expect(check('1. WETH leads.\n3. USDC follows.').kept).toBe('1. WETH leads.')
  })
  it('drops the sentence, not its neighbours', () => {
    const { kept, dropped } = check('WETH leads the list. It made $9,999 today. The price is $3,120.46.')
    expect(kept).toBe('WETH leads the list. The price is $3,120.46.')
    expect(dropped).toMatchObject([{ sentence: 'It made $9,999 today.', claims: [{ text: '9,999', supported: false }] }])
  })
  it('does not split inside a decimal, an abbreviation or a disguise', () => {
    expect(check('It costs approx. 3120.5 USD today.').kept).toBe('It costs approx. 3120.5 USD today.')
    expect(check('It costs 3.ЗЗ dollars.').kept).toBe('')
  })
  it('drops rows of a table, and the table when no row is left', () => {
    const table = '| token | volume |\n|---|---|\n| WETH | $98,765.4 |\n| USDC | $7 |\n'
    expect(check(table).kept).toBe('| token | volume |\n|---|---|\n| WETH | $98,765.4 |')
    expect(check('| token | volume |\n|---|---|\n| USDC | $7 |\n').kept).toBe('')
  })
  it('names the record behind each claim', () => {
    expect(check('You have 7 ETH and 12,345 swaps.').claims).toEqual([
      { kind: 'number', text: '7', supported: true, record: 'words' },
      { kind: 'number', text: '12,345', supported: true, record: 'r1' },
    ])
  })
  it('does not take a number out of a stranger’s token name', () => {
    const ledger = createLedger(() => NOW)
    ledger.measured({ name: 'symbol', value: 'worth $1,000,000 soon', source: 'rpc' })
    expect(checkProse('It is worth $1,000,000 soon.', { records: ledger.all(), words: '', locale: 'en' }).kept).toBe('')
  })
})

describe('properties', () => {
  const separated = (value: number, mark: string) => String(value).replace(/\B(?=(\d{3})+$)/g, mark)
  const wear = fc.constantFrom<(value: number) => string>(
    String,
    (value) => separated(value, ','),
    (value) => separated(value, '\u202f'),
    (value) => separated(value, "'"),
    (value) => String(value).replace(/\d/g, (digit) => '０１２３４５６７８９'[Number(digit)] ?? ''),
    (value) => String(value).replace(/\d/g, (digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)] ?? ''),
    (value) => [...String(value)].join('\u200b'),
    (value) => `**${value}**`,
    (value) => `${value}e0`,
  )
  const frame = fc.constantFrom('There were X swaps.', 'X is the number of swaps.', 'We saw X swaps, which is a lot.', '- swaps: X')

  it('keeps a record’s value and drops any other, in every disguise', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), fc.integer({ min: 0, max: 1e12 }), wear, frame, (real, other, dress, sentence) => {
        const ledger = createLedger(() => NOW)
        ledger.measured({ name: 'swaps', value: real, source: 'sql' })
        const run = (value: number) =>
          checkProse(sentence.replace('X', dress(value)), { records: ledger.all(), words: '', locale: 'en' }).kept !== ''
        return run(real) && (other === real || !run(other))
      }),
      { numRuns: 400 },
    )
  })

  it('rounds: a shown decimal is kept exactly when the record rounds to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 0, max: 4 }),
        fc.integer({ min: -3, max: 3 }),
        (cents, places, off) => {
          const real = cents / 1e4
          const shown = (Math.round(real * 10 ** places) + off) / 10 ** places
          fc.pre(shown > 0)
          const ledger = createLedger(() => NOW)
          ledger.measured({ name: 'price', value: real, unit: 'USD', source: 'sql' })
          const { kept } = checkProse(`It is $${shown.toFixed(places)}.`, { records: ledger.all(), words: '', locale: 'en' })
          // On an exact half both neighbours are honest roundings.
          const half = 2 * Math.abs(cents * 10 ** places - Math.round(shown * 10 ** places) * 1e4) === 1e4
          return half || (kept !== '') === (off === 0)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('never throws, keeps only what was there, and is stable under a second check', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.constantFrom('en', 'es', 'zh', 'x-bad'), (text, locale) => {
        const { kept } = check(text, locale)
        const again = check(kept, locale)
        return again.dropped.length === 0 && [...kept.replace(/\s/g, '')].every((sign) => text.includes(sign))
      }),
      { numRuns: 300 },
    )
  })

  it.each(['ⅣⅣ', 'ⅯⅯⅩⅩⅥ', 'ↂ'])('reads %s as a figure', (numeral) => {
    expect(checkProse(`There were ${numeral} swaps.`, { records: [], words: '', locale: 'en' }).kept).toBe('')
  })

  it('keeps no digit of any script when there is no record', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789०१২৩٤٥６７⑧⑨³½ⅣⅫⅭⅿↂabΩ—,.%$ 的三万'), { maxLength: 30 }), (signs) => {
        const { kept } = checkProse(signs.join(''), { records: [], words: '', locale: 'en' })
        return !/\p{N}/u.test(kept)
      }),
      { numRuns: 500 },
    )
  })
})

describe('size', () => {
  it.each([
    ['digits', '1'.repeat(100_000)],
    ['separators', '1,'.repeat(50_000)],
    ['number words', 'five '.repeat(20_000)],
    ['letters', 'a '.repeat(50_000)],
    ['hexadecimal', 'abcdef0123456789'.repeat(6_000)],
    ['dots', 'a.'.repeat(50_000)],
    ['numerals', '一万'.repeat(50_000)],
    ['stuck words', 'hundred'.repeat(14_000)],
    ['tags', '<a'.repeat(50_000)],
    ['handles', '@a'.repeat(50_000)],
    ['pipes', '| 1 |\n'.repeat(16_000)],
    ['spaces', `5${' '.repeat(99_000)}5`],
    ['hyphens', '1-'.repeat(50_000)],
  ])('ends on 100 kB of %s', (_, text) => expect(check(text).kept).not.toContain('1')) // a run away expression would meet the test's own limit
})
