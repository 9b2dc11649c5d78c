import { entropyToMnemonic, validateMnemonic } from '@scure/bip39'
import fc from 'fast-check'
import { english, spanish } from 'viem/accounts'
import { describe, expect, it } from 'vitest'
import { redact } from './redact.ts'
import { checksumHolds } from './seed-phrase.ts'

const KEY = '4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318'

describe('seed phrases', () => {
  it('have the checksum that the reference library computes', () => {
    const words = fc.array(fc.nat(2047), { minLength: 12, maxLength: 12 })
    const valid = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => entropyToMnemonic(bytes, english).split(' ').map((word) => english.indexOf(word))) // biome-ignore format: short
    fc.assert(
      fc.property(fc.oneof(words, valid), (numbers) => {
        expect(checksumHolds(numbers)).toBe(validateMnemonic(numbers.map((number) => english[number]).join(' '), english))
      }),
    )
  })
  it('are found inside other words', () => {
    const phrase = entropyToMnemonic(new Uint8Array(16).fill(7), spanish)
    expect(redact(`hola, mi frase es ${phrase} ¿qué hago?`).text).toBe('hola, mi frase es ‹seed phrase› ¿qué hago?')
  })
  it('are found with one word wrong', () => {
    const words = entropyToMnemonic(
      Uint8Array.from({ length: 16 }, (_, index) => index * 13),
      english,
    ).split(' ')
    expect(redact([...words.slice(0, 11), 'zoo'].join(' ')).secrets.concat(redact([...words.slice(0, 11), 'zebra'].join(' ')).secrets)).toEqual(['seed phrase', 'seed phrase']) // biome-ignore format: short
  })
  it.each([
    'test test test test test test test test test test test junk',
    'never share your seed phrase with anybody because they can take all of your money at once and run',
    'ability about above absent absorb',
    '今天的天气很好我们一起去公园玩吧大家觉得怎么样啊可以吗',
  ])('are not seen in "%s"', (text) => expect(redact(text)).toEqual({ text, secrets: [] }))
})

describe('private keys', () => {
  it.each([
    [`private key: 0x${KEY}`],
    [`my pk ${KEY}`],
    [`приватный ключ ${KEY}`],
    [`私钥：${KEY}`],
    [`clave privada ${KEY}`],
    ['5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ'],
    ['xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi'],
  ])('%s is one', (text) => {
    const { text: shown, secrets } = redact(text)
    expect(secrets).toEqual(['private key'])
    expect(shown).not.toMatch(/[0-9a-zA-Z]{20}/)
  })
  it.each([
    `tx 0x${KEY}`,
    `0x${KEY}`,
    `https://etherscan.io/tx/0x${KEY} never give your private key away`,
    '5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTK',
    `private key 0x${'f'.repeat(64)}`,
    'private key 0x1234',
  ])('%s is none', (text) => expect(redact(text)).toEqual({ text, secrets: [] }))
})

it('is fast on long texts made to be slow', () => {
  const long = ['abandon '.repeat(2500), '1'.repeat(20_000), '[1,'.repeat(6000), 'a.'.repeat(10_000), `private key ${'0x'.repeat(9000)}`]
  for (const text of long) expect(redact(text).text.length).toBeLessThanOrEqual(20_020)
})
