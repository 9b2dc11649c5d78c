/**
 * Edit distance (insert, delete, replace, swap of neighbours: optimal string alignment), or `limit` + 1 as soon as it is sure to be more.
 * @example distance('pepee', 'pepe', 2) // 1
 */
export function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    // A swap of neighbours reaches back two rows, so both must be beyond the limit.
    if (Math.min(...next) > limit && Math.min(...row) > limit) return limit + 1
    before = row
    row = next
  }
  return Math.min(row[b.length] ?? 0, limit + 1)
}

/** How many slips a word of this length may hold: none in three letters, where every other ticker is one slip away. */
export const tolerance = (length: number): number => {
  if (length < 4) return 0
  return length < 7 ? 1 : 2
}
