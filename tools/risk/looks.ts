import { rectifyConfusion } from 'unicode-confusables'

/** Letters of other scripts that look like Latin ones, and digits that stand for letters. */
const LOOKS = new Map(
  Object.entries({
    a: 'аɑα@', b: 'ЬвΒ', c: 'сϲ', d: 'ԁ', e: 'еєε', g: 'ɡ', h: 'һнΗ', i: 'іıɩΙ1!', j: 'ј', k: 'кκ', l: 'ⅼӏ', m: 'мΜ', n: 'пηΝ', o: 'оοσ0', p: 'рρ', q: 'ԛ', r: 'гᴦ', s: 'ѕ5$',
    t: 'тτ', u: 'υսцµ', v: 'ѵν', w: 'ԝω', x: 'хχ', y: 'уγΥ', z: 'ᴢΖ',
  }).flatMap(([latin, others]) => [...others].map((other): [string, string] => [other.toLowerCase(), latin])),
) // biome-ignore format: a table

/** One letter as it looks: our table first, then Unicode TR39 for what is not ASCII. */
function look(letter: string): string {
  const own = LOOKS.get(letter)
  if (own !== undefined || letter < '\u0080') return own ?? letter
  return rectifyConfusion(letter).toLowerCase()
}

/** A text as it looks: compatibility forms, accents, invisible characters and look-alike letters reduced to plain Latin; i and l are one. */
export const skeleton = (text: string): string =>
  [...text.normalize('NFKD').replace(/[\p{M}\p{C}\s]/gu, '').toLowerCase()].map(look).join('').replace(/l/g, 'i') // biome-ignore format: one chain

const SHAPES: Readonly<Record<string, string>> = { l: '|', I: '|', '1': '|', '!': '|', '0': 'O', '5': 'S', $: 'S', '@': 'A' }

/** Plain ASCII as it looks: "LlNK" and "L1NK" like "LINK", but "MIN" not like "MLN". */
export const glyphs = (text: string): string => [...text].map((letter) => SHAPES[letter] ?? letter.toUpperCase()).join('')
