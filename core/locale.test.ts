import { expect, test } from 'vitest'
import { detectLocale } from './locale.ts'

test.each([
  ['top 5 tokens by volume this week', undefined, 'en'],
  ['¿cuál es el último bloque?', undefined, 'es'],
  ['cuantos swaps hubo en las ultimas 24 horas', undefined, 'es'],
  ['最新区块是多少', undefined, 'zh'],
  ['USDC', undefined, 'en'],
  ['USDC', 'es-MX', 'es'],
  ['price of UNI', 'zh-CN', 'en'],
  ['', 'zh-Hans', 'zh'],
  ['какой объём торгов за неделю', undefined, 'ru'],
  ['bu hafta en çok işlem gören token hangisi', undefined, 'tr'],
  ['khối lượng giao dịch của WETH hôm nay là bao nhiêu', undefined, 'vi'],
  ['UNI', 'vi', 'vi'],
  ['/settings language es', 'en', 'en'],
  ['/ask volumen de UNI por semana', 'en', 'es'],
] as const)('%s (%s) is %s', (text, hint, locale) => {
  expect(detectLocale(text, hint)).toBe(locale)
})
