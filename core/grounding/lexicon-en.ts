import type { Lexicon } from './lexicon.ts'

const numbered = (words: string, from: number): [string, number][] => words.split(' ').map((word, index) => [word, from + index])

/** English number words. */
export const ENGLISH: Lexicon = {
  units: Object.fromEntries([
    ...numbered('zero one two three four five six seven eight nine', 0),
    ['nil', 0],
    ['naught', 0],
    ['nought', 0],
    ['duo', 2],
    ['trio', 3],
  ]),
  teens: Object.fromEntries([
    ...numbered('ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen', 10),
    ['fourty', 40],
    ['ninty', 90],
  ]),
  tens: { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, ninty: 90 },
  hundreds: {},
  hundred: { hundred: 100 },
  scales: {
    thousand: 1e3,
    grand: 1e3,
    lakh: 1e5,
    lakhs: 1e5,
    million: 1e6,
    mill: 1e6,
    mio: 1e6,
    crore: 1e7,
    crores: 1e7,
    billion: 1e9,
    bln: 1e9,
    mln: 1e6,
    trillion: 1e12,
    quadrillion: 1e15,
    dozen: 12,
  },
  plurals: {
    tens: [10, 100],
    dozens: [24, 144],
    hundreds: [200, 1e3],
    thousands: [1e3, 1e6],
    millions: [1e6, 1e9],
    billions: [1e9, 1e12],
    trillions: [1e12, 1e15],
  },
  parts: {
    half: 2, halves: 2, third: 3, thirds: 3, quarter: 4, quarters: 4, fifth: 5, fifths: 5, sixth: 6, sixths: 6, sevenths: 7, eighth: 8, eighths: 8, ninths: 9, tenth: 10, tenths: 10, hundredth: 100, hundredths: 100,
  }, // biome-ignore format: a table reads better short
  ordinals: Object.fromEntries([
    ...numbered(
      'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth',
      2,
    ),
    ...['thirtieth', 'fortieth', 'fiftieth', 'sixtieth', 'seventieth', 'eightieth', 'ninetieth', 'hundredth'].map(
      (word, index): [string, number] => [word, 30 + 10 * index],
    ),
    ['thousandth', 1000],
    ['millionth', 1_000_000],
  ]),
  times: {
    double: 2, doubles: 2, doubled: 2, doubling: 2, twice: 2, twofold: 2, triple: 3, triples: 3, tripled: 3, tripling: 3, treble: 3, trebled: 3, thrice: 3, threefold: 3, quadruple: 4, quadrupled: 4, quadrupling: 4, fourfold: 4,
    quintuple: 5, quintupled: 5, fivefold: 5, sixfold: 6, sevenfold: 7, eightfold: 8, ninefold: 9, tenfold: 10, hundredfold: 100, thousandfold: 1000, halved: 0.5, halving: 0.5, halves: 0.5,
  }, // biome-ignore format: a table reads better short
  opaque: new Set(
    'twenties thirties forties fifties sixties seventies eighties nineties fourscore googol zillion gazillion bazillion multimillion multibillion quintillion sextillion septillion octillion nonillion decillion fortnight quartet quintet couple zilch umpteen thou'.split(
      ' ',
    ),
  ),
  and: new Set(['and']),
  articles: new Set(['a', 'an', 'one']),
  point: new Set(['point', 'dot', 'comma', 'decimal']),
  negative: new Set(['minus', 'negative']),
  approximate: new Set('about around roughly approximately approx circa some nearly almost close'.split(' ')),
  above: new Set('over above exceeds exceeding exceeded than least beyond past'.split(' ')),
  below: new Set('under below nearly almost most beneath'.split(' ')),
  /** Words around numbers that claim nothing; they are taken out before reading. */
  idioms: [
    /\b(?:no|any|every|some|this|that|the|which|each|another)[ -]?one\b(?![ -]?(?:hundred|thousand|million|billion|trillion|dozen|half|third|quarter|percent|per|point|%|[$€£]|\d))/gi,
    /\bone (?:of|another|by one|can|could|may|might|should|would|must|has to|way|side)\b/gi,
    /\b(?:one-(?:way|off|time|sided|by-one|to-one)|at one point|one or more)\b/gi,
    /\b(?:third[ -]part(?:y|ies)|second[ -]hand|on second thought|split second|zero[ -](?:knowledge|day|address)|double[ -](?:check|click|spend|count)\w*)\b/gi,
    /\b(?:this|last|next|each|every|current|previous|per) quarter\b(?! of)/gi,
    /\b(?:per|a|each|every|one) second\b(?! [a-z]+est)/gi,
    /\b(?:trading|token|currency) pairs?\b/gi,
  ],
}
