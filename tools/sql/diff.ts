/** Longest common part of two lists of lines, as indexes. */
function common(a: readonly string[], b: readonly string[]): [number, number][] {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0))
  const at = (i: number, j: number): number => table[i]?.[j] ?? 0
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (table[i] as number[])[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if (at(i + 1, j) >= at(i, j + 1)) i++
    else j++
  }
  return pairs
}

/** Clauses on lines of their own, so that a difference shows the clause and not the whole statement. */
const broken = (sql: string): string[] =>
  sql
    .replace(/\s+(?=(?:from|where|group\s+by|having|order\s+by|limit|union|left\s+join|inner\s+join|cross\s+join|join|qualify)\b)/gi, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '')

const MOST = 400

/** Lines that went with "-", lines that came with "+", the others with a blank. "" when nothing differs. */
export function diff(before: string, after: string): string {
  const [a, b] = [broken(before).slice(0, MOST), broken(after).slice(0, MOST)]
  const lines: string[] = []
  let [i, j] = [0, 0]
  for (const [x, y] of [...common(a, b), [a.length, b.length] as [number, number]]) {
    while (i < x) lines.push(`- ${a[i++]}`)
    while (j < y) lines.push(`+ ${b[j++]}`)
    if (x < a.length) lines.push(`  ${a[i]}`)
    i++
    j++
  }
  return lines.some((line) => !line.startsWith(' ')) ? lines.join('\n') : ''
}
