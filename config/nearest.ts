/** Edits (insert, delete, replace, swap of neighbours) between two words. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const edits = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      next.push(swap ? Math.min(edits, (before[j - 2] ?? 0) + 1) : edits)
    }
    ;[before, row] = [row, next]
  }
  return row[b.length] ?? 0
}

/** The known name that a misspelt one most likely means; undefined when none is near. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = word.slice(0, 200).toLowerCase()
  const ranked = known.map((name) => ({ name, distance: editDistance(plain, name.toLowerCase()) })).sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 2)) ? best.name : undefined
}
