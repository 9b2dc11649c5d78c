import { describe, expect, it } from 'vitest'
import { fold, pieces, SCALES } from '../normalise.ts'
import { vocabulary } from '../vocabulary.ts'
import { MONTHS, WEEKDAYS } from '../words/time.ts'
import { languageOf, type Romance } from './language.ts'
import { numbered, numerals } from './numbers.ts'
import { phrasesOf } from './phrases.ts'
import { translate } from './translate.ts'

const said = (text: string): string => {
  const language = languageOf(text) as Romance
  return translate(numbered(pieces(numerals(text)), language), language)
    .map((word) => word.text)
    .join(' ')
}

describe('languageOf', () => {
  it('tells Spanish from Portuguese and leaves other languages alone', () => {
    expect(languageOf('¿cuántos swaps hubo ayer?')).toBe('es')
    expect(languageOf('quantas trocas teve ontem')).toBe('pt')
    for (const other of [
      'how many swaps were there yesterday',
      'dün kaç takas oldu',
      'en çok takas yapan cüzdan',
      'giá ETH hôm nay là bao nhiêu',
      '昨天有多少笔交易',
      'volume by dex',
    ])
      expect([other, languageOf(other)]).toEqual([other, undefined])
  })
})

describe('translate', () => {
  it.each([
    ['las 5 billeteras que vendieron más de cien mil dólares', '5 wallets sold more than 100000 dollars'],
    ['oigan, ¿cuántas operaciones hubo en total en sushi el 14 de junio de 2021?', 'how many trades on sushi on the 14 of june of 2021'],
    ['precio de cierre del bitcoin el primero de enero de 2021', 'closing price of the bitcoin 1 january of 2021'],
    ['swaps de 1.500 a 2,5 mil dólares', 'trades between 1500 and 2500 dollars'],
    ['preço médio do ETH no primeiro trimestre de 2021', 'average price of eth first quarter of 2021'],
    ['me passa o volume dos 3 maiores pares', 'show the volume of top 3 pairs'],
  ])('says %s in English', (message, english) => expect(said(message)).toBe(english))

  it('keeps what denies, limits or lies ahead', () => {
    expect(said('¿cuántos swaps no fallaron?')).toContain('not')
    expect(said('¿cuánto valdrá ETH mañana?')).toMatch(/valdra.*manana/)
    expect(said('volume sem a uniswap')).toContain('excluding')
    expect(said('borra todas las transacciones')).toContain('borra')
  })

  it('speaks only words that the reader knows', () => {
    const known = new Set([
      ...vocabulary.words,
      ...Object.keys(MONTHS),
      ...Object.keys(WEEKDAYS),
      ...SCALES,
      '#',
      'second',
      'third',
      'fourth',
      'beginning',
      'utc',
      'next',
      'both',
      'other',
      'why',
      'not',
    ])
    const meanings = (['es', 'pt'] as const).flatMap((language) => [...phrasesOf(language).values()].flat().flatMap((phrase) => phrase.to))
    const unknown = [...new Set(meanings)].filter((word) => !known.has(word) && !/^\d+$/.test(word))
    expect(unknown).toEqual([])
  })

  it('gives back every number of a phrase, in order', () => {
    const lost = (['es', 'pt'] as const)
      .flatMap((language) => [...phrasesOf(language).values()].flat())
      .filter(({ from, to }) => to.filter((word) => word === '#').length !== from.filter((word) => word === '#').length)
    expect(lost).toEqual([])
  })

  it('writes its phrases folded', () => {
    const words = (['es', 'pt'] as const).flatMap((language) => [...phrasesOf(language).values()].flat().flatMap(({ from }) => from))
    expect(words.filter((word) => word !== fold(word))).toEqual([])
  })
})
