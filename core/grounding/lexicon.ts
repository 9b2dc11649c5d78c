/** Words of one language that say a number without a digit. Keys are folded: lower case, no accents. */
export interface Lexicon {
  /** 0 to 9. */
  units: Readonly<Record<string, number>>
  /** 10 to 19, and other words below 100 that take no unit after them. */
  teens: Readonly<Record<string, number>>
  /** 20 to 90. */
  tens: Readonly<Record<string, number>>
  /** Whole hundreds in one word. */
  hundreds: Readonly<Record<string, number>>
  /** Multiplies what stands before it within a group. */
  hundred: Readonly<Record<string, number>>
  scales: Readonly<Record<string, number>>
  /** "thousands": from, up to (exclusive). */
  plurals: Readonly<Record<string, readonly [number, number]>>
  /** Name of a part and its denominator. */
  parts: Readonly<Record<string, number>>
  ordinals: Readonly<Record<string, number>>
  times: Readonly<Record<string, number>>
  /** Figures that are seen but not read: always a claim without support. */
  opaque: ReadonlySet<string>
  and: ReadonlySet<string>
  articles: ReadonlySet<string>
  point: ReadonlySet<string>
  negative: ReadonlySet<string>
  approximate: ReadonlySet<string>
  above: ReadonlySet<string>
  below: ReadonlySet<string>
  idioms: readonly RegExp[]
}

/** Role of a word in a number, if it has one. */
export type Role = 'unit' | 'teen' | 'tens' | 'hundreds' | 'hundred' | 'scale' | 'plural' | 'part' | 'ordinal' | 'times' | 'opaque'

const TABLES = [
  ['unit', 'units'],
  ['tens', 'tens'],
  ['teen', 'teens'],
  ['hundreds', 'hundreds'],
  ['hundred', 'hundred'],
  ['scale', 'scales'],
] as const

/** Value and role of a word that builds numbers: "twelve", "hundred", "millones". */
export function builder(lexicon: Lexicon, word: string): { role: Role; value: number } | undefined {
  for (const [role, table] of TABLES) {
    if (Object.hasOwn(lexicon[table], word)) return { role, value: lexicon[table][word] ?? Number.NaN }
  }
  return undefined
}

/** True when the word says a number in any way. */
export const saysNumber = (lexicon: Lexicon, word: string): boolean =>
  builder(lexicon, word) !== undefined ||
  [lexicon.plurals, lexicon.parts, lexicon.ordinals, lexicon.times].some((table) => Object.hasOwn(table, word)) ||
  lexicon.opaque.has(word)
