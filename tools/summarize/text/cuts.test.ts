import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutsOf, without } from './cuts.ts'
import { wordsOf } from './words.ts'

const all = (text: string, spoken = true): string => without(text, cutsOf(text, { spoken }))

describe('parts that a sentence can do without', () => {
  it.each([
    ['So basically, the fee is, you know, kind of high.', 'The fee is high.'],
    ['And how much are people receiving for supplying DAI?', 'How much are people receiving for supplying DAI?'],
    ['So, um, we we moved the vote to Friday, right?', 'We moved the vote to Friday?'],
    ['It is worth noting that the vote ends on May 3.', 'The vote ends on May 3.'],
  ])('%s', (text, short) => expect(all(text)).toBe(short))

  it.each([
    'So far, the pool has paid out nothing.',
    'What kind of oracle do we need?',
    'It does not really matter who calls it.',
    'However, the vault (also known as the safe) pays as follows:',
    'But the vault pays, I guess, once a week.',
    'For example, a keeper may call it.',
    'The fee falls (but not below 5 %).',
    'Only holders (with at least one vote) may call it.',
    'There is just one keeper.',
    'It grew between sort of March and July, by kind of 5 percent.',
    'mu_s[0] = the address of the contract.',
    'Withdraw calls get(state, epoch) before it pays.',
    'Like Compound, it lends.',
  ])('keeps all of "%s"', (text) => expect(all(text)).toBe(text))

  it('looks for fillers in talk alone', () => {
    expect(all('So the pool actually pays.', false)).toBe('So the pool actually pays.')
  })
})

const WORDS = ['so', 'Basically,', 'you know,', 'we', 'we', 'kind of', 'not', '5', 'pay', '(the fee)', '(see below)', 'just', 'However,', 'as follows:', 'USDC', '.', 'like', 'um', 'it', '[1]'] // biome-ignore format: short
const texts = fc.array(fc.constantFrom(...WORDS), { maxLength: 18 }).map((words) => words.join(' '))
const numbersAndDenials = (text: string): string[] => text.match(/(?<![[\d])\d+(?!\])|\bnot\b/g) ?? []

describe('a sentence without some of them', () => {
  it('has only its own words in their order, every number and every denial', () => {
    fc.assert(
      fc.property(texts, fc.boolean(), fc.integer({ min: 0, max: 2 ** 20 }), (text, spoken, mask) => {
        const cuts = cutsOf(text, { spoken }).filter((_, i) => ((mask >> (i % 20)) & 1) === 1)
        const short = without(text, cuts)
        let at = 0
        const own = wordsOf(text)
        for (const word of wordsOf(short)) {
          const found = own.indexOf(word, at)
          expect(found).toBeGreaterThanOrEqual(at)
          at = found + 1
        }
        expect(numbersAndDenials(short)).toEqual(numbersAndDenials(text))
      }),
    )
  })
})
