import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cleanText,
  formatDecimal,
  formatInteger,
  formatNumber,
  formatPercent,
  formatTime,
  formatUnits,
  formatUsd,
  unitsToDecimal,
} from './format.ts'

describe('unitsToDecimal', () => {
  it('loses no unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 255n), max: 2n ** 256n - 1n }), fc.integer({ min: 0, max: 36 }), (base, decimals) => {
        const text = unitsToDecimal(base, decimals)
        const [whole = '', fraction = ''] = text.replace('-', '').split('.')
        const back = BigInt(whole + fraction.padEnd(decimals, '0'))
        expect(text.startsWith('-') ? -back : back).toBe(base)
      }),
    )
  })
})

describe('formats', () => {
  it('groups exact amounts by locale and marks what it cuts', () => {
    expect(formatUnits(1234567890123456789n, 12, 'en')).toBe('1,234,567.89…')
    expect(formatUnits('1500000', 6, 'es')).toBe('1,5')
    expect(formatDecimal('1234567.5', 'es')).toBe('1.234.567,5')
    expect(formatInteger('123456789012345678901', 'zh')).toBe('123,456,789,012,345,678,901')
  })

  it('never shows an exponent, whatever the number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        for (const text of [formatNumber(value, 'en'), formatUsd(value, 'en'), formatPercent(value, 'en')])
          expect(text).not.toMatch(/e[+-]?\d|NaN|Infinity/)
      }),
    )
    expect(formatUsd(0.00001234, 'en')).toBe('$0.00001234')
    expect(formatUsd(-1234.5, 'en')).toBe('-$1,234.50')
    expect(formatUsd(null, 'en')).toBe('—')
    expect(formatPercent(-1e-14, 'en', true)).toBe('0 %')
    expect(formatPercent(7.366, 'es', true)).toBe('+7,37 %')
    expect(formatTime(Date.UTC(2026, 4, 1, 12, 0, 5))).toBe('2026-05-01 12:00:05 UTC')
  })

  it('strips what could steer a screen from strangers’ text', () => {
    expect(cleanText('US\u202eDC\u0000\n\u200b  coin')).toBe('US DC coin')
    expect([...cleanText('x'.repeat(100), 10)]).toHaveLength(10)
  })
})
