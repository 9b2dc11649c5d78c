import { expect, it } from 'vitest'
import { decodeText } from './body.ts'

const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
/** Cyrillic capitals and small letters as windows-1251 has them. */
const cyrillic = (text: string): Buffer => Buffer.from([...text].map((letter) => (/[а-яА-Я]/.test(letter) ? letter.charCodeAt(0) - 0x410 + 0xc0 : letter.charCodeAt(0)))) // biome-ignore format: short

it.each([
  ['a wrong header', cyrillic('Голосование начнется в ноябре'), 'text/html; charset=utf-8', 'Голосование начнется в ноябре'],
  ['no word of it', latin('La votación será en diciembre, según el año'), 'text/plain', 'La votación será en diciembre, según el año'],
  ['UTF-8 that is called Latin', Buffer.from('la votación'), 'text/html; charset=iso-8859-1', 'la votación'],
  ['what the head names', cyrillic('<meta charset="windows-1251">Казна'), 'text/html', '<meta charset="windows-1251">Казна'],
  ['a charset that does not exist', Buffer.from('plain'), 'text/html; charset=x-none', 'plain'],
])('reads text under %s', (_, bytes, type, text) => {
  expect(decodeText(bytes, type)).toBe(text)
}) // biome-ignore format: a table
