/** Block numbers from `from` to `to`, both included. */
export interface Range {
  from: number
  to: number
}

/** The parts of `want` that lie in none of the `have` ranges, ascending. */
export function missing(want: Range, have: readonly Range[]): Range[] {
  const sorted = [...have].sort((a, b) => a.from - b.from)
  const gaps: Range[] = []
  let next = want.from
  for (const { from, to } of sorted) {
    if (from > want.to) break
    if (from > next) gaps.push({ from: next, to: from - 1 })
    next = Math.max(next, to + 1)
  }
  if (next <= want.to) gaps.push({ from: next, to: want.to })
  return gaps
}

const LEAST = 1
const MOST = 400
/** Rows that a transaction should have: enough to be quick, few enough to stop within a second. */
const ROWS = 20_000

/** The size of the next range in blocks, from what the last one held: never more than doubled at once. */
export function nextSize(size: number, rows: number): number {
  const wanted = rows === 0 ? size * 2 : Math.round((size * ROWS) / rows)
  return Math.max(LEAST, Math.min(MOST, size * 2, wanted))
}

/** The size after a failure. */
export const smaller = (size: number): number => Math.max(LEAST, Math.floor(size / 4))
