import { expect, test } from 'vitest'
import { amountsIn } from './written-amounts.ts'

test.each([
  ['swap 5k USDC', 'en', '5000'],
  ['half a million PEPE', 'en', '500000'],
  ['a quarter of a million', 'en', '250000'],
  ['0.1 eth worth of pepe', 'en', '0.1'],
  ['over 1.5m', 'en', '1500000'],
  ['over $2bn', 'en', '2000000000'],
  ['больше 1.2 млн', 'ru', '1200000'],
  ['1,2 млн USDC', 'ru', '1200000'],
  ['10 тыс USDC', 'ru', '10000'],
  ['полмиллиона', 'ru', '500000'],
  ['50万 USDC', 'zh', '500000'],
  ['3亿', 'zh', '300000000'],
  ['五十万', 'zh', '500000'],
  ['2,5 mil USDC', 'es', '2500'],
  ['medio millón de PEPE', 'es', '500000'],
  ['5 bin USDC', 'tr', '5000'],
  ['yarım milyon', 'tr', '500000'],
  ['all my UNI', 'en', 'all'],
] as const)('%s (%s) is %s', (text, locale, digits) => {
  expect(amountsIn(text, locale)[0]?.digits).toBe(digits)
})

test('dollars are told from tokens, addresses hold no amount, and a mark that can mean two things says so', () => {
  expect(amountsIn('$500 of ETH', 'en')[0]).toMatchObject({ digits: '500', dollars: true })
  expect(amountsIn('500 bucks', 'en')[0]).toMatchObject({ dollars: true })
  expect(amountsIn('0x1234567890123456789012345678901234567890', 'en')).toEqual([])
  expect(amountsIn('1.500 USDC', 'es')[0]).toMatchObject({ digits: '1500', or: '1.5' })
  expect(amountsIn('Uniswap v3 at 5%', 'en')).toEqual([])
})
