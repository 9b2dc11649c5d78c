/**
 * Edit distance with swaps of neighbours (optimal string alignment), given up above `limit`: then limit + 1.
 * @example distance('metamask', 'metamaks', 2) // 1
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= b.length; column += 1) next.push(cell(a, b, { row, column, before, last, left: next[column - 1] ?? 0 }))
    if (Math.min(...next) > limit) return limit + 1
    ;[before, last] = [last, next]
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1)
}

interface Place {
  row: number
  column: number
  before: readonly number[]
  last: readonly number[]
  left: number
}

function cell(a: string, b: string, { row, column, before, last, left }: Place): number {
  const same = a[row - 1] === b[column - 1]
  const best = Math.min((last[column] ?? 0) + 1, left + 1, (last[column - 1] ?? 0) + (same ? 0 : 1))
  const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
  return swapped ? Math.min(best, (before[column - 2] ?? 0) + 1) : best
}
