import { expect, test } from 'vitest'
import { asksForecast } from './forecast.ts'

test.each([
  'what will ETH cost tomorrow',
  'will UNI go up?',
  'price prediction for WBTC',
  'next week volume',
  '¿cuánto costará ETH mañana?',
  '明天ETH会涨吗',
  'is PEPE going to moon',
])('a forecast: %s', (text) => expect(asksForecast(text)).toBe(true))

test.each([
  'volume last week',
  'price of ETH',
  'how much will I pay in gas on average',
  '今天的交易量',
  'precio de hoy',
  'trades since this morning',
])('no forecast: %s', (text) => expect(asksForecast(text)).toBe(false))
