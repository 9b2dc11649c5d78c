import { fold, type Word } from '../normalise.ts'

const list = (text: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    text.split(/\s+/).map((each) => {
      const [name = '', value = ''] = each.split(':')
      return [name, Number(value)]
    }),
  )

/** Number words of Spanish and Portuguese, folded; without those that are articles too. */
const NUMBERS = {
  es: list(
    `uno:1 dos:2 tres:3 cuatro:4 cinco:5 seis:6 siete:7 ocho:8 nueve:9 diez:10 once:11 doce:12 trece:13 catorce:14 quince:15 dieciseis:16
    diecisiete:17 dieciocho:18 diecinueve:19 veinte:20 veintiuno:21 veintidos:22 veintitres:23 veinticuatro:24 veinticinco:25 veintiseis:26
    veintisiete:27 veintiocho:28 veintinueve:29 treinta:30 cuarenta:40 cincuenta:50 sesenta:60 setenta:70 ochenta:80 noventa:90 cien:100
    ciento:100 doscientos:200 doscientas:200 trescientos:300 trescientas:300 cuatrocientos:400 quinientos:500 quinientas:500 seiscientos:600
    setecientos:700 ochocientos:800 novecientos:900 dies:10 sinco:5 sinko:5`,
  ),
  pt: list(
    `dois:2 duas:2 tres:3 quatro:4 cinco:5 seis:6 meia:6 sete:7 oito:8 nove:9 dez:10 onze:11 doze:12 treze:13 catorze:14 quatorze:14 quinze:15
    dezesseis:16 dezessete:17 dezoito:18 dezenove:19 vinte:20 trinta:30 quarenta:40 cinquenta:50 sessenta:60 setenta:70 oitenta:80
    noventa:90 cem:100 cento:100 duzentos:200 duzentas:200 trezentos:300 quatrocentos:400 quinhentos:500 quinhentas:500 seiscentos:600
    setecentos:700 oitocentos:800 novecentos:900`,
  ),
} as const

/** What multiplies the number before it: "100 mil", "2 palos". */
const SCALES = list(
  `mil:1000 lucas:1000 luca:1000 miles:1000 milhares:1000 millon:1000000 millones:1000000 palos:1000000 melones:1000000 milhao:1000000
  milhoes:1000000 mi:1000000 bilhao:1000000000 bilhoes:1000000000 bi:1000000000`,
)

const numeral = (value: number): Word => ({ kind: 'number', text: String(value), raw: String(value), value })

/** Number words as numbers: "treinta y uno" is 31, "mil" alone is 1,000, "ciento cincuenta mil" 150,000. */
export function numbered(words: readonly Word[], language: 'es' | 'pt'): Word[] {
  const names = NUMBERS[language]
  const out: Word[] = []
  let joining = false
  for (const [index, each] of words.entries()) {
    // "dos" is two in Spanish and "of the" in Portuguese.
    const foreign = language === 'pt' && each.kind === 'number' && fold(each.raw) === 'dos'
    const word: Word = foreign ? { kind: 'word', text: 'dos', raw: each.raw } : each
    // "31 de dez": ten is also the short December; "por cento" is no hundred.
    const before = words[index - 1]
    const calendar = word.text === 'dez' && (before?.kind === 'number' || (before?.text === 'de' && words[index - 2]?.kind === 'number'))
    const percent = /^ci?ento$/.test(word.text) && before?.text === 'por'
    const value =
      calendar || percent
        ? undefined
        : (names[word.text] ?? (word.kind === 'number' && /^\p{L}/u.test(word.raw) ? names[fold(word.raw)] : undefined))
    const last = out.at(-1)
    const next = names[words[index + 1]?.text ?? '']
    if (value !== undefined) {
      const before = joining ? last?.value : undefined
      if (before !== undefined && value < before) out[out.length - 1] = numeral(before + value)
      else out.push(numeral(value))
      joining = true
    } else if (
      joining &&
      /^[ye]$/.test(word.text) &&
      next !== undefined &&
      next < 10 &&
      (last?.value ?? 0) % 10 === 0 &&
      (last?.value ?? 0) < 100
    )
      continue
    else if (SCALES[word.text] !== undefined && last?.value !== undefined && (last.kind === 'number' || last.kind === 'money')) {
      joining = false
      out[out.length - 1] = {
        ...last,
        text: last.kind === 'money' ? '$' : String(last.value * (SCALES[word.text] ?? 1)),
        value: last.value * (SCALES[word.text] ?? 1),
      }
    } else {
      joining = false
      const lone = word.text === 'mil' && last?.kind !== 'number' && last?.kind !== 'money'
      out.push(lone ? numeral(1000) : word)
    }
  }
  return out
}

/** Numbers as Spanish and Portuguese write them: "100.000,5" is 100,000.5, "14-06-2021" is 14 June, "1º" is 1, "22h10" is 22:10. */
export function numerals(text: string): string {
  return text
    .replace(/(?<= )d(?= )/gi, 'de')
    .replace(/(?<=\d)\s?[ºª°]/g, '')
    .replace(/(?<![\d.,/-])(\d{1,2})(?:er|ero|ro|do|da|ra|to)(?![\p{L}\d])/giu, '$1')
    .replace(/(?<![\d.,/-])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?!\d)/g, '$1/$2/$3')
    .replace(/(?<![\d.,/-])(\d{1,2})[/.](\d{1,2})[/.](\d\d)(?![\d/.])/g, '$1/$2/20$3')
    .replace(/(?<![\d:])([01]?\d|2[0-3])h([0-5]\d)(?!\d)/gi, '$1:$2')
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d])/g, (number) => number.replaceAll('.', ''))
    .replace(/(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d,])/g, '$1.$2')
}
