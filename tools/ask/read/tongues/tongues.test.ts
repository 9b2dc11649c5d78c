import { expect, test } from 'vitest'
import { chinese } from './chinese.ts'
import { russian, russianStem } from './russian.ts'
import { isTurkish, turkish, turkishRoot } from './turkish.ts'

test('writes Chinese numerals, parts of months and bounds as they are read', () => {
  expect(chinese('交易额最大的十个地址')).toBe('交易额最大的10个地址')
  expect(chinese('2022年8月上旬')).toBe('2022-08-01到2022-08-10')
  expect(chinese('10万美元以上的交易')).toBe('至少10万美元的交易')
})

test('writes Russian quarters as they are read, and gives all forms of a word one stem', () => {
  expect(russian('в первом квартале 2021').trim()).toBe('в q1 2021')
  expect(new Set(['сделка', 'сделки', 'сделкои', 'сделкам'].map(russianStem)).size).toBe(1)
})

test('puts Turkish bounds before their amount and takes endings off', () => {
  expect(isTurkish("14 Haziran 2021'de kaç takas var")).toBe(true)
  expect(isTurkish('volume in june 2021')).toBe(false)
  expect(turkish('100 bin doların üstünde olan takaslar')).toMatch(/^more than 100 bin dolar/)
  expect(turkishRoot('cuzdanlarin', (word) => word === 'cuzdan')).toBe('cuzdan')
})
