import type { Lexicon } from './lexicon.ts'

const numbered = (words: string, from: number): [string, number][] => words.split(' ').map((word, index) => [word, from + index])

/** Spanish number words, without accents. */
export const SPANISH: Lexicon = {
  units: Object.fromEntries([...numbered('cero uno dos tres cuatro cinco seis siete ocho nueve', 0), ['un', 1], ['una', 1]]),
  teens: Object.fromEntries([
    ...numbered('diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve', 10),
    ...numbered('veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve', 21),
    ['veintiun', 21],
    ['veintiuna', 21],
  ]),
  tens: { veinte: 20, treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90 },
  hundreds: Object.fromEntries(
    [
      'cien',
      'ciento',
      'dosciento',
      'tresciento',
      'cuatrociento',
      'quiniento',
      'seisciento',
      'seteciento',
      'ochociento',
      'noveciento',
    ].flatMap((word, index): [string, number][] =>
      index < 2
        ? [[word, 100]]
        : [
            [`${word}s`, index * 100],
            [`${word.slice(0, -1)}as`, index * 100],
          ],
    ),
  ),
  hundred: {},
  scales: {
    mil: 1e3,
    millon: 1e6,
    millones: 1e6,
    millardo: 1e9,
    millardos: 1e9,
    billon: 1e12,
    billones: 1e12,
    trillon: 1e18,
    trillones: 1e18,
    docena: 12,
  },
  plurals: { decenas: [10, 100], docenas: [24, 144], centenares: [200, 1e3], cientos: [200, 1e3], miles: [1e3, 1e6], millares: [1e3, 1e6] },
  parts: {
    medio: 2,
    media: 2,
    mitad: 2,
    tercio: 3,
    tercios: 3,
    cuarto: 4,
    cuartos: 4,
    quinto: 5,
    quintos: 5,
    decimo: 10,
    decimos: 10,
    centesima: 100,
  },
  ordinals: Object.fromEntries(
    [
      ...[
        'segund',
        'tercer',
        'cuart',
        'quint',
        'sext',
        'septim',
        'octav',
        'noven',
        'decim',
        'undecim',
        'duodecim',
        'decimotercer',
      ].entries(),
    ].flatMap(([index, stem]): [string, number][] => [
      [`${stem}o`, index + 2],
      [`${stem}a`, index + 2],
      ...(stem === 'tercer' ? ([['tercer', 3]] as [string, number][]) : []),
    ]),
  ),
  times: {
    doble: 2,
    duplico: 2,
    duplicado: 2,
    duplicaron: 2,
    duplica: 2,
    duplicarse: 2,
    triple: 3,
    triplico: 3,
    triplicado: 3,
    triplica: 3,
    triplicaron: 3,
    cuadruple: 4,
    cuadruplico: 4,
    quintuple: 5,
    decuple: 10,
  },
  opaque: new Set(
    'centena centenar millar quincena veintena treintena cuarentena lustro trescientas cuatrillon cuatrillones multimillonario multimillonaria par'.split(
      ' ',
    ),
  ),
  and: new Set(['y', 'con']),
  articles: new Set(['un', 'una']),
  point: new Set(['coma', 'punto']),
  negative: new Set(['menos', 'negativo']),
  approximate: new Set('unos unas casi alrededor aproximadamente cerca'.split(' ')),
  above: new Set('mas superior supera superan minimo'.split(' ')),
  below: new Set('menos inferior casi maximo bajo'.split(' ')),
  idioms: [
    /\buno de (?:l[oa]s|es[oa]s|est[oa]s)\b/gi,
    /\b(?:cada|ninguno|alg|ese|este) uno\b/gi,
    /\b(?:un|una|unos|unas)\b(?! (?:mil|millon|millones|millardo|billon|billones|trillon|docena|tercio|cuarto|quinto|decimo|por ciento|punto|coma|medio)\b)/gi,
    /\b(?:en medio|por medio|mas o menos|medios? de comunicacion|promedio|tasa media|precio medio|valor medio|media (?:movil|de|diaria|aritmetica))\b/gi,
    /\b(?:por|cada|un) segundo\b/gi,
    /\bde segunda mano\b/gi,
  ],
}

/** Spanish words that mean something else in English prose ("once", "miles", "media", "mil"). */
export const FALSE_FRIENDS = new Set([
  'once',
  'miles',
  'media',
  'mil',
  'con',
  'un',
  'una',
  'mas',
  'triple',
  'par',
  'coma',
  'punto',
  'bajo',
  'y',
])
