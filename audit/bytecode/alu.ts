import { constant, join, MASK, type Word } from './values.ts'

type Fold = (a: bigint, b: bigint) => bigint

const FOLDS: Readonly<Record<number, Fold>> = {
  1: (a, b) => a + b,
  2: (a, b) => a * b,
  3: (a, b) => a - b,
  4: (a, b) => (b === 0n ? 0n : a / b),
  6: (a, b) => (b === 0n ? 0n : a % b),
  16: (a, b) => (a < b ? 1n : 0n),
  17: (a, b) => (a > b ? 1n : 0n),
  20: (a, b) => (a === b ? 1n : 0n),
  22: (a, b) => a & b,
  23: (a, b) => a | b,
  24: (a, b) => a ^ b,
  27: (a, b) => (a > 255n ? 0n : b << a),
  28: (a, b) => (a > 255n ? 0n : b >> a),
}

/** Result of a binary operation on what is known; `a` is the top of the stack. */
export function binary(op: number, a: Word, b: Word): Word {
  const fold = Object.hasOwn(FOLDS, op) ? FOLDS[op] : undefined
  if (a.c !== undefined && b.c !== undefined && fold) return constant(fold(a.c, b.c) & MASK)
  const word: Word = { tags: join(a, b) }
  if (op === 0x01) return { ...word, ...change(a, b, true) }
  if (op === 0x03) return { ...word, ...change(a, b, false) }
  if (op === 0x14) return { ...word, compared: true, ...equal(a, b) }
  if (op >= 0x10 && op <= 0x13) return { ...word, compared: true, ...wraps(a, b) }
  if (op === 0x16) return { ...word, ...carried(a, b) }
  if (op === 0x17) return { ...word, ...carried(a, b) }
  if (op === 0x03 || op === 0x18) return { ...word, ...equal(a, b) }
  // shifts and divisions by constants cut fields out of packed words
  if (op === 0x1c || op === 0x1b) return { ...word, ...(b.asks ? { asks: b.asks } : {}) }
  return word
}

/** `a + b < a`, or `a > ~b`. */
function wraps(a: Word, b: Word): Pick<Word, 'overflow'> {
  if ([a, b].some((word) => word.inverted && word.tags.length > 0)) return { overflow: true }
  const sum = (one: Word, part: Word): boolean =>
    one.change?.up === true && part.change === undefined && part.tags.length > 0 && part.tags.every((tag) => one.tags.includes(tag))
  return sum(a, b) || sum(b, a) ? { overflow: true } : {}
}

/** Old value of a slot plus or minus something. */
function change(a: Word, b: Word, up: boolean): Pick<Word, 'change'> | undefined {
  const slot = own(a) ?? (up ? own(b) : undefined)
  if (slot) return { change: { slot, up } }
  const kept = a.change ?? (up ? b.change : undefined)
  return kept ? { change: kept } : undefined
}

const own = (word: Word): string | undefined => (word.change ? undefined : word.tags.find((tag) => /^[smc]:/.test(tag))?.slice(2))

function equal(a: Word, b: Word): Partial<Word> {
  if (a.tags.includes('selector') && b.c !== undefined) return { selector: b.c }
  if (b.tags.includes('selector') && a.c !== undefined) return { selector: a.c }
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const)
    if (one.tags.includes('caller') && one.tags.length === 1 && !other.tags.some((tag) => tag === 'arg' || tag === 'origin'))
      return { asks: other.tags.length > 0 ? other.tags : ['constant'] }
  return {}
}

/** Masks keep what a word is. */
function carried(a: Word, b: Word): Partial<Word> {
  const main = a.c === undefined ? a : b
  return {
    ...(main.change ? { change: main.change } : {}),
    ...(main.asks ? { asks: main.asks } : {}),
    ...(main.root ? { root: main.root } : {}),
  }
}
