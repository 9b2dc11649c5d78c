import fc from 'fast-check'
import { encodeAbiParameters, parseAbiParameters, stringToHex } from 'viem'
import { expect, it } from 'vitest'
import { cleanText, decodeText } from './text.ts'

const encoded = (text: string) => encodeAbiParameters(parseAbiParameters('string'), [text])

it('reads strings and the bytes32 of old tokens', () => {
  expect(decodeText(encoded('Dai Stablecoin'), 100)).toBe('Dai Stablecoin')
  expect(decodeText(stringToHex('MKR', { size: 32 }), 32)).toBe('MKR')
  expect(decodeText('0x', 32)).toBeUndefined()
  expect(decodeText(undefined, 32)).toBeUndefined()
  expect(decodeText(encoded(''), 32)).toBeUndefined()
})

it('drops what cannot be seen and keeps what can', () => {
  expect(decodeText(encoded('US\u202eDC\u0000\u200b\n\tx'), 32)).toBe('US DC x')
  expect(decodeText(encoded('猫币 🐱'), 32)).toBe('猫币 🐱')
  expect(decodeText(encoded('"; DROP TABLE users; --'), 100)).toBe('"; DROP TABLE users; --')
  expect(decodeText(encoded('x'.repeat(5000)), 32)).toBe('x'.repeat(32))
})

it('never fails on garbage, never gives control characters, never grows', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = decodeText(`0x${Buffer.from(bytes).toString('hex')}`, 32)
      if (text === undefined) return
      expect([...text].length).toBeLessThanOrEqual(32)
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }),
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = cleanText(text, 50)
      expect(cleanText(once ?? '', 50)).toBe(once)
    }),
  )
})
