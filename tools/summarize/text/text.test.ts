import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markdownBlocks, plainInline } from './blocks.ts'
import { checkSentence } from './check.ts'
import { readDocument } from './document.ts'
import { factsOf } from './facts.ts'
import { importance, WORD_FEATURES, type WordWeights, wordsWorth, wordWeightsOf } from './importance.ts'
import { selectSentences } from './select.ts'
import { splitSentences } from './sentences.ts'
import { termsOf, wordsOf } from './words.ts'

describe('sentences', () => {
  it.each([
    ['See No. 5 of the list. It passed.', ['See No. 5 of the list.', 'It passed.']],
    ['The fee is 0.5 % vs. 1.2 % before. Good.', ['The fee is 0.5 % vs. 1.2 % before.', 'Good.']],
    [
      'Mr. Brown of Maker Inc. said yes. Dr. Lee, e.g. in May, said no!',
      ['Mr. Brown of Maker Inc. said yes.', 'Dr. Lee, e.g. in May, said no!'],
    ],
    ['It costs 3.5 ETH. Does v1.2 work? Yes.', ['It costs 3.5 ETH.', 'Does v1.2 work?', 'Yes.']],
    ['1. Deploy it. 2. Test it.', ['1. Deploy it.', '2. Test it.']],
    ['这是第一句。这是第二句！', ['这是第一句。', '这是第二句！']],
  ])('%s', (text, sentences) => expect(splitSentences(text).map((sentence) => sentence.text)).toEqual(sentences))

  it('cover the text: each is the slice it says it is, in order, and no word is lost', () => {
    const piece = fc.constantFrom(
      'The vote',
      'No. 5',
      'e.g. this',
      '3.14',
      'passed.',
      'Why?',
      'U.S. law',
      '\n',
      'DAI!',
      'Mr. X',
      '。',
      'end',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join(' ')
        const found = splitSentences(text)
        expect(found.map(({ start, end }) => text.slice(start, end).replace(/\n/g, ' '))).toEqual(found.map((sentence) => sentence.text))
        expect(wordsOf(found.map((sentence) => sentence.text).join(' '))).toEqual(wordsOf(text))
      }),
    )
  })
})

describe('blocks', () => {
  it('keep headings above what they head, and code and tables apart', () => {
    const blocks = markdownBlocks(
      '# A\nOne *two*.\n## B\n- item [x](http://y)\n- more\n\n```js\ncode\n```\n| a | b |\n|---|---|\n| 1 | 2 |\n# C\n> quoted',
    )
    expect(blocks.map(({ kind, text, path }) => [kind, text, path.join('/')])).toEqual([
      ['heading', 'A', ''],
      ['paragraph', 'One two.', 'A'],
      ['heading', 'B', 'A'],
      ['item', 'item x', 'A/B'],
      ['item', 'more', 'A/B'],
      ['code', 'code', 'A/B'],
      ['row', 'a | b', 'A/B'],
      ['row', '1 | 2', 'A/B'],
      ['heading', 'C', ''],
      ['quote', 'quoted', 'C'],
    ])
  })
  it('take markup away and nothing else', () => {
    expect(plainInline('**Bold** and `code` [link](https://a.b/c_(d)) <b>x</b> snake_case_name 2*3*4 ![pic](p.png)')).toBe(
      'Bold and code link x snake_case_name 2*3*4',
    )
  })
  it('end in time linear to the text for any text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void markdownBlocks(text)))
    const started = markdownBlocks(`${'['.repeat(20_000)}${'*'.repeat(20_000)}\n${'|'.repeat(20_000)}`)
    expect(started.length).toBeGreaterThan(0)
  })
})

describe('facts', () => {
  it('are numbers in digits, words and scales, names, and marks', () => {
    const { numbers, names, marks } = factsOf(
      'On Monday, Vitalik sent twelve thousand DAI and $3.5M to 0x52908400098527886E0F7030069857D2E4169EE7 (see https://a.b/c).',
    )
    expect(numbers).toEqual(['3500000', '12000'])
    expect(names).toEqual(expect.arrayContaining(['monday', 'vitalik', 'dai']))
    expect(marks).toEqual(expect.arrayContaining(['https://a.b/c', '0x52908400098527886e0f7030069857d2e4169ee7']))
  })
})

describe('the check of a rewritten sentence', () => {
  const source = 'The council lowered the stability fee of the ETH-A vault from 8 % to 5.5 % on Monday, and Maria did not vote.'
  it.each([
    ['On Monday the council lowered the stability fee of the ETH-A vault to 5.5 %, and Maria did not vote.', []],
    ['The council lowered the fee to 6.5 %, and Maria did not vote.', ['number']],
    ['The council lowered the stability fee of the ETH-A vault to 5.5 days, and Maria did not vote.', ['unit']],
    ['The council raised the stability fee of the ETH-A vault from 8 % to 5.5 %, and Maria did not vote.', ['contrary']],
    ['The council lowered the stability fee of the WBTC vault to 5.5 %, and Maria did not vote.', ['name']],
    ['The council lowered the stability fee of the ETH-A vault to 5.5 %, and Maria voted.', ['negation']],
    ['The council lowered the stability fee to 5.5 % (https://evil.example), and Maria did not vote.', ['number', 'mark']],
    ['Bananas dance quietly behind seven silver moons without any not.', ['number', 'strange']],
  ])('%s', (claim, faults) => expect(checkSentence(claim, source, 'paraphrase').faults).toEqual(faults))

  it('passes every sentence that repeats its source', () => {
    const word = fc.constantFrom('vault', 'fee', 'DAI', '12', '3.5', 'not', 'Maria', 'raised', 'the', 'on', 'Monday', '%', 'vote')
    fc.assert(
      fc.property(fc.array(word, { minLength: 4, maxLength: 20 }), (words) => {
        const text = `${words.join(' ')}.`
        expect(checkSentence(text, text, 'paraphrase').faults.filter((fault) => fault !== 'strange')).toEqual([])
      }),
    )
  })
})

describe('selection', () => {
  const doc = readDocument(
    markdownBlocks(
      [
        'The weather was fine that day in the city.',
        'The proposal raises the debt ceiling of the vault to 5 million DAI.',
        'You may vote for a single option in this poll.',
        'The proposal raises the debt ceiling of the vault to 5 million DAI now.',
        'Many people came to the meeting of the board.',
      ].join('\n\n'),
    ),
  )
  it('follows the query, keeps to its budget and says nothing twice', () => {
    expect(selectSentences(doc, { genre: 'proposal', query: 'Raise the vault debt ceiling', sentences: 1 })[0]?.unit.text).toMatch(
      /debt ceiling/,
    )
    const many = selectSentences(doc, { genre: 'news', query: '', words: 25 })
    expect(many.reduce((sum, { unit }) => sum + unit.words, 0)).toBeLessThanOrEqual(25)
    const all = selectSentences(doc, { genre: 'news', query: '' })
    expect(all.filter(({ unit }) => /debt ceiling/.test(unit.text))).toHaveLength(1)
  })
  it('is the same every time and empty for nothing', () => {
    expect(selectSentences(doc, { genre: 'news', query: 'x' })).toEqual(selectSentences(doc, { genre: 'news', query: 'x' }))
    expect(selectSentences(readDocument([]), { genre: 'news', query: 'x' })).toEqual([])
  })
})

it('words are cut where scripts have no spaces', () => expect(termsOf('以太坊的交易 Running fees').length).toBeGreaterThan(3))

it('forms of one word are one term', () => {
  expect(termsOf('комиссия комиссии комиссию комиссией комиссиями').every((term, _, all) => term === all[0])).toBe(true)
  expect(termsOf('новый оракул')).toEqual(termsOf('новом оракуле'))
})

describe('what words are worth', () => {
  const doc = readDocument(
    markdownBlocks(
      '## Motivation\nThe vault needs a higher ceiling. The ceiling of the vault limits loans.\n\n## Rationale\nMany bananas were eaten at the meeting.',
    ),
  )
  const weights = { ...Object.fromEntries(WORD_FEATURES.map((name) => [name, 0])), often: 1, title: 2, bias: -3 } as WordWeights
  it('is a chance, higher for words of the title that come often', () => {
    const chances = importance(doc, 'Vault ceiling', weights)
    for (const chance of chances.values()) expect(chance > 0 && chance < 1).toBe(true)
    expect(chances.get('vault') ?? 0).toBeGreaterThan(chances.get(termsOf('bananas')[0] ?? '') ?? 1)
    const [first, , last] = wordsWorth(doc, 'Vault ceiling', weights)
    expect(first?.word_mean ?? 0).toBeGreaterThan(last?.word_mean ?? 1)
  })
  it('is nothing where no model of words was fitted', () => {
    expect(wordWeightsOf('talk')).toBeUndefined()
    expect(wordsWorth(doc, 'x', undefined).every(({ word_sum }) => word_sum === 0)).toBe(true)
  })
})
