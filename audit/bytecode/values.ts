/**
 * What is known of a word on the stack: its value when it is constant, else where it comes from. Tags: caller, origin, arg, value, time,
 * selector, ret (returned by a call), self, s:SLOT (read from that slot), m:SLOT (read from a mapping at that slot), c:SLOT (from a mapping under the
 * caller's key).
 */
export interface Word {
  c?: bigint
  tags: readonly string[]
  /** Slot that the word addresses, when it is the hash of a mapping key: root slot, and whether the caller or the contract itself is a key. */
  root?: { slot: string; caller: boolean; self: boolean }
  /** Slot whose old value it was made from, and how. */
  change?: { slot: string; up: boolean }
  /** `caller == x` or a boolean under the caller's key; what holds the other side. */
  asks?: readonly string[]
  /** The outcome of a comparison of amounts: a yes or no, but not one that storage holds. */
  compared?: true
  /** The outcome of a check that a sum did not wrap around. */
  overflow?: true
  /** All bits turned over: `x > ~y` asks whether `x + y` wraps around. */
  inverted?: true
  /** Constant that the selector is compared with. */
  selector?: bigint
}

export const MASK = (1n << 256n) - 1n
export const constant = (c: bigint): Word => ({ c: c & MASK, tags: [] })
export const tagged = (...tags: string[]): Word => ({ tags })
export const UNKNOWN: Word = { tags: [] }

/** Union of tags, kept short. */
export function join(...words: readonly Word[]): readonly string[] {
  const only = words.filter((word) => word.tags.length > 0)
  if (only.length < 2) return only[0]?.tags ?? []
  return [...new Set(only.flatMap((word) => word.tags))].slice(0, 24)
}
